"""Source files → the catalog: the built-in publishers, with a user's own folder laid over them.

A file's name without `.toml` is the source's id, the same word in `--source`, in the database and in the tests. A
user's file of a built-in's name replaces it; to switch one off, copy it and set `enabled = false`.

The built-in addresses are those in public use in 2026; publishers move them without notice. A source whose address has
gone says so in its report, and `links_per_run` tells a feed that fell silent from a quiet day.
"""

from __future__ import annotations

import re
from pathlib import Path

from crawler.errors import ConfigError
from crawler.model import Source
from crawler.sources.schema import SourceFile
from crawler.toml_file import read_shaped

BUILT_IN = Path(__file__).parent / "catalog"
_ID = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")


def load_catalog(folder: Path | None = None) -> dict[str, Source]:
    """Every source by id, sorted by id: the built-in ones, and those of `folder` over them.

    Raises ConfigError with file and key where a file is wrong, or where two sources share an address.
    """
    files = {path.stem: path for path in _files(BUILT_IN)}
    if folder is not None:
        files |= {path.stem: path for path in _files(folder)}
    catalog = {source_id: load_source(files[source_id]) for source_id in sorted(files)}
    _refuse_shared_addresses(catalog, files)
    return catalog


def load_source(path: Path) -> Source:
    """The source of one file. Raises ConfigError with file and key."""
    if not is_source_id(path.stem):
        raise ConfigError(
            f"{path.stem!r} is no source id",
            where=str(path),
            remedy="Name the file in lower case letters, digits and underscores",
        )
    return read_shaped(path, SourceFile, remedy="The built-in files show every key").to_source(path.stem)


def is_source_id(name: str) -> bool:
    """True for what may be a source's id, and so the name of its file."""
    return _ID.fullmatch(name) is not None


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise ConfigError("no such folder of sources", where=str(folder), remedy="Create it or change sources_folder")
    return sorted(folder.glob("*.toml"))


def _refuse_shared_addresses(catalog: dict[str, Source], files: dict[str, Path]) -> None:
    holder: dict[str, str] = {}
    for source in catalog.values():
        for place in source.discovery:
            other = holder.setdefault(place.url, source.id)
            if other != source.id:
                raise ConfigError(
                    f"{place.url} is also in source {other!r}",
                    where=str(files[source.id]),
                    remedy=f"Name your file {other}.toml to replace that source",
                )
