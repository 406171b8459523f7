"""The shape of a source file, checked strictly: an unknown key, a bad address or a doubled feed stops the start.

# Notes for maintainers live here, as comments.
name     = "Qubit Daily"
home     = "https://qubit.example"
language = "zh"               # of its articles: zh or en; moves are read in no other
every    = "2h"               # from 5 minutes (5m) to 30 days (30d); or, in its place, a crontab line:
# cron     = "*/30 8-22 * * mon-fri"
# timezone = "Asia/Shanghai"  # by whose clock; else daemon.timezone of labmoves.toml
enabled  = true
render   = false              # true: scripts fill its pages, so each is drawn by Chromium first (extra `js`)
[[feed]]                      # and any number of [[sitemap]] and [[listing]]
url      = "https://qubit.example/rss"
articles = 'qubit\\.example/\\d+'  # regular expression an article's address must hold
hosts    = ["qubit-cdn.example"]  # other sites whose articles count as well; "*" stands for all
fallback = false              # true: read only in a run in which the places before it fail or announce too little
# css    = "main h3 a"        # of a [[listing]]: where its links to articles stand, as CSS or XPath
[[team]]                      # a lab's page of people, watched for who appears and who vanishes
url      = "https://quillfeather.example/team"
lab      = "quillfeather"     # the lab's id in the lexicon
[floors]
links_per_run = 10            # fewer links than this is a fault, not a quiet day
reject_share  = 0.5           # so is a greater share of pages that are no articles
longest_silence = "30d"       # and a newest article older than this
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, AliasChoices, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from crawler.model import Discovery, DiscoveryKind, Floors, Source
from crawler.schedule.cron import check_cron, check_zone
from crawler.text.durations import parse_duration
from crawler.text.selectors import as_xpath

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=30)


def _duration(value: object) -> timedelta:
    return parse_duration(value if isinstance(value, str) else "")


def _every(value: object) -> timedelta:
    """The time between two crawls, written as in labmoves.toml."""
    every = _duration(value)
    if not SHORTEST <= every <= LONGEST:
        raise ValueError(f"{value!r} is not between 5 minutes and 30 days")
    return every


def _web_address(value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise ValueError(f"{value!r} is no http or https address without credentials")
    if re.search(r"[\s\\\x00-\x1f]", value):
        raise ValueError(f"{value!r} holds a blank or a backslash")
    return value


def _pattern(value: str) -> str:
    try:
        re.compile(value)
    except re.error as error:
        raise ValueError(f"{value!r} is no regular expression: {error}") from error
    return value


def _selector(value: str) -> str:
    as_xpath(value)
    return value


_Address = Annotated[str, AfterValidator(_web_address)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Place(_Strict):
    url: _Address
    articles: Annotated[str, AfterValidator(_pattern)] | None = None
    hosts: list[Annotated[str, Field(pattern=r"^(?:\*|[a-z0-9-]+(?:\.[a-z0-9-]+)+)$")]] = []
    fallback: bool = False


class _Listing(_Place):
    css: Annotated[str, AfterValidator(_selector)] | None = None


class _Team(_Strict):
    url: _Address
    lab: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")


class _Floors(_Strict):
    links_per_run: int = Field(default=1, ge=0)
    reject_share: float = Field(default=0.8, ge=0, le=1)
    longest_silence: Annotated[timedelta, BeforeValidator(_duration)] = timedelta(days=30)


class SourceFile(_Strict):
    """One publisher's file as written; `to_source` gives the value that the rest of labmoves uses."""

    name: str = Field(min_length=1)
    home: _Address
    language: Literal["en", "zh"]
    every: Annotated[timedelta, BeforeValidator(_every)] = timedelta(hours=1)
    cron: Annotated[str, AfterValidator(check_cron)] | None = None
    timezone: Annotated[str, AfterValidator(check_zone)] | None = None
    enabled: bool = True
    render: bool = False
    feed: list[_Place] = []
    sitemap: list[_Place] = []
    listing: list[_Listing] = []
    team: list[_Team] = Field(default=[], validation_alias=AliasChoices("team", "roster"))  # was [[roster]] once
    floors: _Floors = _Floors()

    @model_validator(mode="before")
    @classmethod
    def _calls_teams_by_one_name(cls, written: dict[str, object]) -> dict[str, object]:
        if "team" in written and "roster" in written:
            raise ValueError("[[roster]] is now called [[team]]: give all of them that name")
        return written

    @model_validator(mode="after")
    def _announces_articles_once(self) -> SourceFile:
        places = [*self.feed, *self.sitemap, *self.listing]
        if not places and not self.team:
            raise ValueError("a source needs a [[feed]], a [[sitemap]], a [[listing]] or a [[team]]")
        if places and places[0].fallback:
            raise ValueError(f"{places[0].url} comes first, so there is nothing that it could stand in for")
        addresses = [place.url for place in places] + [page.url for page in self.team]
        doubled = sorted({address for address in addresses if addresses.count(address) > 1})
        if doubled:
            raise ValueError(f"{doubled[0]} is listed twice")
        return self

    @model_validator(mode="after")
    def _has_one_schedule(self) -> SourceFile:
        if self.cron is not None and "every" in self.model_fields_set:
            raise ValueError("every and cron exclude each other")
        if self.cron is None and self.timezone is not None:
            raise ValueError("timezone says by whose clock cron goes, and there is no cron")
        return self

    def to_source(self, source_id: str) -> Source:
        """The checked file as a `Source`; feeds come before sitemaps, then listings, then teams."""
        kinds: tuple[tuple[DiscoveryKind, Sequence[_Place]], ...] = (
            (DiscoveryKind.FEED, self.feed),
            (DiscoveryKind.SITEMAP, self.sitemap),
            (DiscoveryKind.LISTING, self.listing),
        )
        watched = [Discovery(kind=DiscoveryKind.TEAM, url=each.url, lab=each.lab) for each in self.team]
        announcing = [
            Discovery(kind=kind, **dict(place) | {"hosts": tuple(place.hosts)})
            for kind, places in kinds
            for place in places
        ]
        return Source(
            id=source_id,
            name=self.name,
            home=self.home,
            language=self.language,
            every=self.every,
            cron=self.cron,
            timezone=self.timezone,
            enabled=self.enabled,
            render=self.render,
            discovery=(*announcing, *watched),
            floors=Floors(**dict(self.floors)),
        )
