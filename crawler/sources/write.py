"""A `Source` → the text of its file, as schema.py reads it and as people write one."""

from __future__ import annotations

import json

from crawler.model import Source
from crawler.text.durations import duration


def source_toml(source: Source, note: str) -> str:
    """The file's whole text, `note` as its leading comment; read back it gives the same source."""
    lines = [f"# {line}" for line in note.splitlines()]
    lines += [f"{key} = {_quoted(getattr(source, key))}" for key in ("name", "home", "language")]
    lines.append(f"cron = {_quoted(source.cron)}" if source.cron else f"every = {_quoted(duration(source.every))}")
    lines += [f"timezone = {_quoted(source.timezone)}"] if source.timezone else []
    lines += [] if source.enabled else ["enabled = false"]
    lines += ["render = true"] if source.render else []
    for place in source.discovery:
        lines += ["", f"[[{place.kind.value}]]", f"url = {_quoted(place.url)}"]
        lines += [f"articles = {_quoted(place.articles)}"] if place.articles else []
        lines += [f"css = {_quoted(place.css)}"] if place.css else []
        lines += [f"hosts = {json.dumps(place.hosts)}"] if place.hosts else []
        lines += ["fallback = true"] if place.fallback else []
        lines += [f"lab = {_quoted(place.lab)}"] if place.lab else []
    lines += ["", "[floors]", f"links_per_run = {source.floors.links_per_run}"]
    lines.append(f"reject_share = {source.floors.reject_share}")
    lines.append(f"longest_silence = {_quoted(duration(source.floors.longest_silence))}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    """A TOML string: a literal one, in which a regular expression reads as it is, where the text allows it."""
    plain = text.isprintable() and "'" not in text
    return f"'{text}'" if plain and "\\" in text else json.dumps(text, ensure_ascii=False)
