"""How one host lays its articles out, where the general extraction is wrong: selectors in a file of the host's name.

# layout/paper.example.toml: for paper.example and every host below it
[[layout]]
from   = 2026-01-01                  # for pages fetched on this day (UTC) or later, until the next layout's day
body   = "main .story > p, main h2"  # each element that is found becomes a line of the text
title  = "h1"                        # the first that is found; a <meta> or <time> gives its content or datetime
author = ".byline a"                 # all that are found
date   = "//time/@datetime"          # a selector is CSS, or XPath where it begins with / or (

Every key but `from` may be left out, and what its selector does not find is read in the general way: a host that
changes its pages is read no worse than one without a file. A user's own file takes the place of a built-in one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from lxml import etree
from lxml.html import HtmlElement
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from crawler.errors import ConfigError
from crawler.extract.metadata import Metadata, clean_authors
from crawler.text.selectors import as_xpath
from crawler.toml_file import read_shaped

_HOST = re.compile(r"(?!www\.)[a-z0-9-]+(?:\.[a-z0-9-]+)+")
BUILT_IN = Path(__file__).parent / "layout"
_Day = date  # in the classes below `date` is a key


_Selector = Annotated[str, Field(min_length=1), AfterValidator(as_xpath)]


class _Layout(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    since: _Day = Field(alias="from")
    body: _Selector | None = None
    title: _Selector | None = None
    author: _Selector | None = None
    date: _Selector | None = None

    @model_validator(mode="after")
    def _says_something(self) -> _Layout:
        if self.model_fields_set == {"since"}:
            raise ValueError("it needs a body, title, author or date beside its from")
        return self


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    layout: list[_Layout] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_a_day(self) -> _File:
        if len({each.since for each in self.layout}) < len(self.layout):
            raise ValueError("two layouts begin on the same day")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where a host's pages hold what, from the day `since` on; the selectors as XPath."""

    since: _Day
    body: str | None = None
    title: str | None = None
    author: str | None = None
    date: str | None = None

    def text(self, tree: HtmlElement) -> str:
        """The lines of the body; empty where nothing is found."""
        found = _select(tree, self.body)
        chosen = {each for each in found if isinstance(each, HtmlElement)}
        outermost = [each for each in found if not (each in chosen and chosen.intersection(each.iterancestors()))]
        return "\n".join(filter(None, map(_line, outermost)))

    def metadata(self, tree: HtmlElement, general: Metadata) -> Metadata:
        """`general` with what the selectors find in its place."""
        titles, authors, dates = ([_line(e) for e in _select(tree, s)] for s in (self.title, self.author, self.date))
        return replace(
            general,
            title=next(filter(None, titles), general.title),
            authors=clean_authors(authors) or general.authors,
            dates=(*filter(None, dates), *general.dates),
        )


@cache
def load_layouts(own: Path | None = None) -> dict[str, tuple[Layout, ...]]:
    """Each host's layouts, the newest first: the built-in ones, those of the folder `own` in their place.

    Raises ConfigError with file and key where a file is wrong.
    """
    files = {path.stem: path for folder in (BUILT_IN, own) if folder for path in sorted(folder.glob("*.toml"))}
    return {host: _read(path) for host, path in files.items()}


def layout_of(url: str, fetched_at: datetime, own: Path | None = None) -> Layout | None:
    """The layout of the page's host on the day when it was fetched; None where there is none."""
    layouts, host = load_layouts(own), (urlsplit(url).hostname or "").removeprefix("www.")
    while host and host not in layouts:
        host = host.partition(".")[2]
    day = fetched_at.astimezone(UTC).date()
    return next((layout for layout in layouts.get(host, ()) if layout.since <= day), None)


def _read(path: Path) -> tuple[Layout, ...]:
    if not _HOST.fullmatch(path.stem):
        remedy = "Name the file as paper.example.toml, in lower case and without www"
        raise ConfigError(f"{path.stem!r} is no host", where=str(path), remedy=remedy)
    read = read_shaped(path, _File, remedy="docs/layouts.md shows every key")
    layouts = (Layout(**each.model_dump()) for each in read.layout)
    return tuple(sorted(layouts, key=lambda layout: layout.since, reverse=True))


def _select(tree: HtmlElement, xpath: str | None) -> list[Any]:
    try:
        found = tree.xpath(xpath) if xpath else []
    except etree.XPathError:  # a function that there is not shows only where a page leads to it
        return []
    return found if isinstance(found, list) else [str(found)]


def _line(found: Any) -> str:
    if isinstance(found, HtmlElement):
        said = {"meta": found.get("content"), "time": found.get("datetime")}.get(str(found.tag))
        found = said or found.text_content()
    return " ".join(str(found).split())
