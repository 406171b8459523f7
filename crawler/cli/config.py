"""`labmoves config`: a commented file to start from, and the settings in force with where each came from."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import MISSING, fields
from datetime import time, timedelta
from pathlib import Path
from typing import Any, get_type_hints
from zoneinfo import ZoneInfo

import click

from crawler.cli.session import Session, session
from crawler.cli.show import print_json, table
from crawler.config.folders import config_folder, data_folder
from crawler.config.load import FILE_NAME, Loaded
from crawler.config.schema import TABLES, Settings
from crawler.config.subscribers import Hours, Subscriber
from crawler.errors import ConfigError
from crawler.frontier.frontier import without_password
from crawler.text.durations import duration

_MASK = "********"
_HEAD = """\
# The configuration of labmoves. Every key stands here with its default, or an example where there is none;
# take the "# " away to set it. A variable outranks the file: LABMOVES_CRAWL_DELAY=2 for delay in [crawl].
# Lengths of time are written 90s, 30m, 12h, 7d or 2w. Relative paths start at this file's folder.
"""
_SUBSCRIBER_NOTE = """\
# Somebody with rules of their own; one such table for each. mail.recipients have all news together.
"""
_LOGIN_NOTE = """\
# The password comes from one of these, or from the variable LABMOVES_MAIL_PASSWORD; never from this file.
"""


@click.group()
def config() -> None:
    """Write or show the configuration.

    \b
    Examples:
      labmoves config init             write a commented file into your configuration folder
      labmoves config show             all settings in force, and where each came from
    """


@config.command()
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--force", is_flag=True, help="Replace a file that is already there.")
@session
def init(session: Session, file: Path | None, force: bool) -> None:
    """Write a commented configuration file.

    Without FILE it goes where labmoves looks for it from any folder: into your configuration folder. Your own lexicon,
    sources and layouts folders belong beside it.

    \b
    Examples:
      labmoves config init                    for every folder you call labmoves in
      labmoves config init labmoves.toml      for this folder only
      labmoves config init --force            start anew
    """
    target = file or session.config or config_folder(os.environ) / FILE_NAME
    text = commented_file()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # "x" makes the file or fails in one step: a file that someone else just made is not overwritten either.
        with target.open("w" if force else "x", encoding="utf-8") as out:
            out.write(text)
    except FileExistsError as error:
        raise ConfigError("the file is already there", where=str(target), remedy="--force replaces it") from error
    except OSError as error:
        with suppress(OSError):  # a file cut short by a full disk would be in the way of the next try
            if target.stat().st_size < len(text):
                target.unlink()
        raise ConfigError(f"cannot be written: {error.strerror}", where=str(target)) from error
    session.out.print(f"Wrote {target}", markup=False)
    folder = target.absolute().parent
    session.err.print(f"Folders lexicon, sources and layouts of your own are read in {folder}", markup=False)


@config.command()
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@session
def show(session: Session, as_json: bool) -> None:
    """Show the settings in force, and where each came from.

    The password is never shown, only whether one is set.

    \b
    Examples:
      labmoves config show
      labmoves config show --json | jq '.keys["mail.host"]'
      LABMOVES_CRAWL_DELAY=5 labmoves config show
    """
    loaded = session.loaded
    values = dict(effective(loaded.settings))
    if as_json:
        keys = {key: {"value": value, "from": _origin(loaded, key)} for key, value in values.items()}
        print_json({"file": loaded.file, "keys": keys})
        return
    session.err.print(f"File: {loaded.file or 'none; everything has a default'}", markup=False)
    table(session.out, ("key", "value", "from"), [(k, shown(v), _origin(loaded, k)) for k, v in values.items()])


def _origin(loaded: Loaded, key: str) -> str:
    return loaded.origins.get(key) or str(loaded.file)  # subscribers stand in the file and nowhere else


def effective(settings: Settings) -> Iterator[tuple[str, Any]]:
    """Every key with its value in force, in the order of the file; the password masked."""
    for name, shape in TABLES.items():
        holder = getattr(settings, name) if name else settings
        for key in (f.name for f in fields(shape)):
            value = getattr(holder, key)
            if key == "password" and value is not None:
                value = _MASK
            if key == "queue" and value is not None:
                value = without_password(value)
            yield f"{name}.{key}" if name else key, _written(value)
    for one in settings.subscribers:
        for field in fields(one):
            value = getattr(one, field.name)
            if value not in (None, ()):
                yield f"subscriber {one.name}.{field.name}", _MASK if field.name == "url" else _written(value)


def _written(value: object) -> object:
    """A time of the day, hours and a zone as the file has them; other values as they are."""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value) if isinstance(value, Hours | ZoneInfo) else value


def shown(value: object) -> str:
    """A value for people: no quotes around text, empty where there is none."""
    return "" if value is None else str(value) if isinstance(value, str | Path) else toml(value)


def toml(value: object) -> str:
    """One value in TOML."""
    if isinstance(value, frozenset | tuple | list):
        return f"[{', '.join(sorted(toml(v) for v in value))}]"
    if isinstance(value, timedelta):
        return f'"{duration(value)}"'
    if isinstance(value, bool | int | float):
        return json.dumps(value)
    return json.dumps(f"{value:%H:%M}" if isinstance(value, time) else str(value), ensure_ascii=False)


def commented_file() -> str:
    """The text of `config init`, made from the settings themselves, so that it cannot differ from them."""
    lines = [_HEAD]
    for name, shape in TABLES.items():
        lines += [f"\n[{name}]"] if name else []
        lines += _commented(shape)
    lines += ["\n" + _SUBSCRIBER_NOTE + "# [[subscriber]]", *_commented(Subscriber)]
    return "\n".join(lines).rstrip() + "\n"


def _commented(shape: type) -> Iterator[str]:
    data = data_folder(os.environ)
    places = {"database": data / "labmoves.db", "letters_folder": data / "letters"}
    hints = get_type_hints(shape, include_extras=True)
    for field in fields(shape):
        about = _about(hints[field.name])
        if about is None:
            continue
        if field.name == "password_file":
            yield _LOGIN_NOTE.rstrip()
        default = field.default_factory() if field.default_factory is not MISSING else field.default
        value = places.get(field.name, default)
        yield f"# {about[0]}"
        yield f"# {field.name} = {toml(about[1] if value in (None, (), MISSING) else value)}"
        yield ""


def _about(hint: Any) -> tuple[str, Any] | None:
    """A key's description and its example, from its annotation; None for a key that no file may hold."""
    for note in getattr(hint, "__metadata__", ()):
        if getattr(note, "description", None):
            return note.description, (note.examples or [[]])[0]
    return None
