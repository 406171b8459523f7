"""What a page is given and what it gives: one request, the desk it is answered from, the answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal, get_args
from urllib.parse import quote, urlencode

from crawler.board.wording import LANGUAGES, Language, Words, words
from crawler.config.schema import Settings
from crawler.match.lexicons import Lexicon
from crawler.model import Source
from storage.record import Record

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = get_args(Theme)

API = "/api/v1"  # the first part of its paths

_WEIGHT = re.compile(r";\s*q\s*=\s*([01](?:\.\d{0,3})?)")
# A path on this board and nothing else: no second slash or backslash that a browser reads as another host.
_OWN_PATH = re.compile(r"/(?![/\\])[!-\[\]-~]{0,2000}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """One request; nothing of it is believed. `seen` is when the reader last marked the changes as seen."""

    path: str
    place: Mapping[str, str] = field(default_factory=dict)  # the named parts of the path
    query: Mapping[str, str] = field(default_factory=dict)  # each name's last value; a page's never empty
    language: Language = "en"
    theme: Theme = "auto"
    seen: datetime | None = None
    origin: str = ""  # scheme and host as the reader's program called them; empty where it is not known
    now: datetime

    @property
    def here(self) -> str:
        """The address of this very page, without the host."""
        return href(self.path, self.query)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every page is made from."""

    record: Record
    lexicon: Lexicon
    catalog: Mapping[str, Source]
    settings: Settings

    def words(self, language: Language) -> Words:
        return words(language, self.lexicon)

    def source(self, source_id: str) -> str:
        """A source's name; the id of one that is in no catalog."""
        known = self.catalog.get(source_id)
        return known.name if known else source_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page of HTML to be rendered: its template and what the template shows."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Data:
    """An answer that is sent as it is."""

    body: bytes
    content_type: str
    status: int = 200
    file: str | None = None  # the name under which a browser saves it


class Unknown(Exception):
    """There is no such thing; the key of the text that says so, and the values in it. Answered with 404."""

    status: Literal[400, 404] = 404

    def __init__(self, key: str, **values: str) -> None:
        super().__init__(key)
        self.key, self.values = key, values


class Unasked(Unknown):
    """A value that cannot be asked for; answered with 400."""

    status: Literal[400, 404] = 400


def href(path: str, query: Mapping[str, object] | None = None) -> str:
    """A path of this board with its query."""
    held = {name: str(value) for name, value in (query or {}).items() if value not in (None, "")}
    return f"{path}?{urlencode(held, quote_via=quote)}" if held else path


def part(name: str) -> str:
    """A name as one part of a path, whatever is in it."""
    return quote(name, safe="", errors="replace")


def own_path(path: str | None) -> str:
    """The path, where it leads to this board; else the front page. The one gate for where a redirect may lead."""
    return path if path and _OWN_PATH.fullmatch(path) else "/"


def language_of(cookie: str | None, accepted: str) -> Language:
    """The language chosen by the switch, else the first of ours in the order of an Accept-Language header."""
    if cookie in LANGUAGES:
        return cookie
    ranked: list[tuple[float, int, Language]] = []
    for number, entry in enumerate(accepted[:500].split(",")):
        tag, weight = entry.split(";")[0].strip().lower()[:2], _WEIGHT.search(entry)
        share = float(weight[1]) if weight else 1.0
        ranked += [(-share, number, own) for own in LANGUAGES if own == tag and share > 0]
    return min(ranked)[2] if ranked else "en"


def theme_of(cookie: str | None) -> Theme:
    """The colours chosen by the switch."""
    return next((theme for theme in THEMES if theme == cookie), "auto")
