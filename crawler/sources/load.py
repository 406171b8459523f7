"""Source files → the catalog: the built-in publishers, with a user's own folder laid over them.

A file's name without `.toml` is the source's id, the same word in `--source`, in the database and in the tests. A
user's file of a built-in's name replaces it; to switch one off, copy it and set `enabled = false`.

The built-in addresses are those in public use in 2026; publishers move them without notice. A source whose address has
gone says so in its report, and `links_per_run` tells a feed that fell silent from a quiet day.
"""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from pydantic import ValidationError

from crawler.errors import ConfigError
from crawler.model import Source
from crawler.sources.schema import SourceFile

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
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
        return SourceFile.model_validate(raw).to_source(path.stem)
    except OSError as error:
        raise ConfigError(f"cannot be read: {error.strerror}", where=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not valid TOML: {error}", where=str(path), remedy="Mend that line") from error
    except ValidationError as error:
        raise ConfigError(_first_fault(error), where=str(path), remedy="The built-in files show every key") from error


def is_source_id(name: str) -> bool:
    """True for what may be a source's id, and so the name of its file."""
    return _ID.fullmatch(name) is not None


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        raise ConfigError("no such folder of sources", where=str(folder), remedy="Create it or change sources_folder")
    return sorted(folder.glob("*.toml"))


def _first_fault(error: ValidationError) -> str:
    first = error.errors()[0]
    key = ".".join(str(part) for part in first["loc"])
    said = "unknown key" if first["type"] == "extra_forbidden" else first["msg"].removeprefix("Value error, ")
    return f"{key}: {said}" if key else said


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
