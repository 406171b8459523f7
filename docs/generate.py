"""Write what the program knows best into the pages, below each page's marker line: commands, keys, sources, figures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import MISSING, Field, fields
from datetime import time, timedelta
from pathlib import Path
from typing import Any, get_type_hints

import click
from pydantic.fields import FieldInfo

from crawler.cli.main import labmoves
from crawler.config.load import PREFIX
from crawler.config.schema import TABLES
from crawler.config.subscribers import Subscriber
from crawler.sources.load import load_catalog
from crawler.text.durations import duration

DOCS = Path(__file__).parent
FLOORS = DOCS.parent / "benchmarks" / "floors.json"
MARKER = "<!-- Below this line: written by `make docs`. -->\n"
END = "<!-- Down to here. -->\n"  # where a page's own text goes on
WIDTH = 100


def page(name: str) -> str:
    """The page as it should be: its own text down to the marker, then what is generated, then its own text again."""
    own, marker, old = (DOCS / name).read_text(encoding="utf-8").partition(MARKER)
    assert marker, f"docs/{name} has lost its marker line"
    _, end, rest = old.partition(END)
    return own + MARKER + "\n" + "\n\n".join(PARTS[name]()) + "\n" + (f"\n{END}{rest}" if end else "")


def commands() -> Iterator[str]:
    """Every command's own --help, in the order that `labmoves --help` lists them."""
    for context in _contexts(_context(labmoves, None, "labmoves")):
        yield f"## {context.command_path}\n\n```text\n{context.get_help().strip()}\n```"


def keys() -> Iterator[str]:
    """Every key of labmoves.toml with its default and its environment variable, which a subscriber's have not."""
    for table, shape in TABLES.items():
        hints = get_type_hints(shape, include_extras=True)
        yield f"## [{table}]" if table else "## At the top of the file"
        rows = ["| key | default | variable | meaning |", "|---|---|---|---|"]
        rows += [
            f"| `{f.name}` | {_default(f)} | `{_variable(table, f.name)}` | {_meaning(hints[f.name])} |"
            for f in fields(shape)
            if f.name != "password"
        ]
        yield "\n".join(rows)
    hints = get_type_hints(Subscriber, include_extras=True)
    yield "## [[subscriber]]"
    rows = ["| key | default | meaning |", "|---|---|---|"]
    rows += [f"| `{f.name}` | {_default(f)} | {_meaning(hints[f.name])} |" for f in fields(Subscriber)]
    yield "\n".join(rows)


def sources() -> Iterator[str]:
    """Every source of the built-in catalog, by its id."""
    rows = ["| id | publisher | language | found through | every |", "|---|---|---|---|---|"]
    for source in load_catalog().values():
        found = ", ".join(dict.fromkeys(d.kind for d in source.discovery))
        pace = (source.cron or f"{source.every.total_seconds() / 60:g} min") if source.enabled else "off"
        rows.append(f"| `{source.id}` | [{source.name}]({source.home}) | {source.language} | {found} | {pace} |")
    yield "\n".join(rows)


def figures() -> Iterator[str]:
    """What benchmarks/quality.py measured last, by set and language: sizes, and precision / recall / F1."""
    rows = [
        "| set | language | articles | moves | article P / R / F1 | move P / R / F1 | departure P / R / F1 |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, held in json.loads(FLOORS.read_text(encoding="utf-8")).items():
        for language, found in held["measured"].items():
            shown = [
                " / ".join(f"{found[f'{what}_{figure}']:.2f}" for figure in ("precision", "recall", "f1"))
                for what in ("article", "move", "departure")
            ]
            sizes = f"{found['articles']} | {found['moves']}"
            rows.append(f"| {SETS[name]} | {language} | {sizes} | {' | '.join(shown)} |")
    yield "\n".join(rows)


SETS = {
    "own-open": "ours, read while writing",
    "own-closed": "ours, never looked at",
    "dev": "real, read while writing",
}
PARTS = {
    "cli.md": commands,
    "configuration.md": keys,
    "sources.md": sources,
    "quality.md": figures,
    "../README.md": figures,
}


def _context(command: click.Command, parent: click.Context | None, name: str) -> click.Context:
    settings: dict[str, Any] = {**command.context_settings, "terminal_width": WIDTH, "max_content_width": WIDTH}
    return click.Context(command, parent=parent, info_name=name, **settings)


def _contexts(context: click.Context) -> Iterator[click.Context]:
    yield context
    if isinstance(context.command, click.Group):
        for name in context.command.list_commands(context):
            command = context.command.get_command(context, name)
            assert command is not None, f"{name} is listed and cannot be loaded"
            yield from _contexts(_context(command, context, name))


def _variable(table: str, key: str) -> str:
    return PREFIX + "_".join(filter(None, (table, key))).upper()


def _default(field: Field[Any]) -> str:
    if field.name in {"database", "letters_folder"}:
        return "in your data folder"
    if field.name == "workers":
        return "as many as processors, at most 4"
    value = field.default_factory() if field.default_factory is not MISSING else field.default
    if value is MISSING:
        return "must be there"
    if value is None or value == ():
        return "none"
    if isinstance(value, time):
        return f"`{value:%H:%M}`"
    shown = [duration(value)] if isinstance(value, timedelta) else value if isinstance(value, tuple) else [value]
    return ", ".join(f"`{str(v).lower() if isinstance(v, bool) else v}`" for v in shown)


def _meaning(hint: Any) -> str:
    return next((m.description for m in hint.__metadata__ if isinstance(m, FieldInfo) and m.description), "")


if __name__ == "__main__":
    for name in PARTS:
        (DOCS / name).write_text(page(name), encoding="utf-8")
