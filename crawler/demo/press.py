"""The demo's press as data: outlets and stories read from TOML, and the whole site of one day rendered from them.

The facts are real and the words are ours. Only the dates are not real: every story was moved into the three days from
`FIRST_DAY`, so that three crawls see all that can happen to a move.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import format_datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import jinja2

from crawler.demo.damage import damaged, traditional

FIRST_DAY = date(2026, 3, 3)
DAYS = 3

_HERE = Path(__file__).parent
_TYPES = {"html": "text/html", "rss": "application/rss+xml", "atom": "application/atom+xml", "xml": "application/xml"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One invented publisher; `discovery` names the template that announces its stories."""

    id: str
    name: str
    language: str
    charset: str
    discovery: str
    traditional: bool = False
    damaged: bool = False
    down: bool = False

    @property
    def declared(self) -> str:
        """What its pages say their charset is; gb18030 pages call themselves gb2312, as most do."""
        return "gb2312" if self.charset == "gb18030" else self.charset

    @property
    def front(self) -> str:
        """The path where a crawl of it starts."""
        return {"rss": "/{}/feed.xml", "atom": "/{}/atom.xml", "listing": "/{}/"}.get(
            self.discovery, "/{}/sitemap.xml"
        ).format(self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article as it stands on one day."""

    slug: str
    outlet: str
    path: str
    title: str
    author: str
    paragraphs: tuple[str, ...]
    published: datetime
    modified: datetime
    beat: str = "ai"  # which sidebar stands beside it
    status: int = 200


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says at one path."""

    body: bytes
    content_type: str
    modified: datetime
    status: int = 200


@cache
def outlets() -> dict[str, Outlet]:
    """Every outlet by its id."""
    return {entry["id"]: Outlet(**entry) for entry in _press()["outlet"]}


def stories(day: int) -> list[Story]:
    """All stories published by the end of `day` (1 to 3), newest first, in the version of that day."""
    found = [_story(path.stem, tomllib.loads(path.read_text("utf-8")), day) for path in _files()]
    return sorted((s for s in found if s), key=lambda s: (s.published, s.slug), reverse=True)


def site(day: int, base: str) -> dict[str, Answer]:
    """Every path of the site on `day`, with `base` (http://host:port) in its links."""
    told = stories(day)
    answers = {"/robots.txt": Answer(b"User-agent: *\nAllow: /\n", "text/plain", _at(1, time(0), 0))}
    for outlet in outlets().values():
        own = [s for s in told if s.outlet == outlet.id]
        answers.update(_fronts(outlet, own, base))
        answers.update({s.path: _page(outlet, s, base) for s in own})
    return answers


@cache
def _press() -> dict[str, Any]:
    return tomllib.loads((_HERE / "outlets.toml").read_text("utf-8"))


def _files() -> Iterator[Path]:
    return iter(sorted((_HERE / "articles").glob("*.toml")))


def _story(slug: str, raw: dict[str, Any], day: int) -> Story | None:
    if raw["day"] > day:
        return None
    outlet = outlets()[raw["outlet"]]
    zone = _press()["furniture"][outlet.language]["zone"]
    published = _at(raw["day"], raw["time"], zone)
    day_path = f"{published:%Y/%m/%d}/{slug}" if outlet.language == "en" else f"{published:%Y%m%d}/{slug}.html"
    edit = raw.get("edit")
    told = {**raw, **edit} if edit and edit["day"] <= day else raw
    story = Story(
        slug=slug,
        outlet=outlet.id,
        path=f"/{outlet.id}/{day_path}",
        title=told["title"],
        author=raw["author"],
        paragraphs=tuple(p.strip().replace("\n", " ") for p in told["body"].strip().split("\n\n")),
        published=published,
        modified=_at(told["day"], told["time"], zone),
        beat=raw.get("beat", "ai"),
        status=raw.get("status", 200),
    )
    return _converted(outlet, story)


def _converted(outlet: Outlet, story: Story) -> Story:
    """The story in the outlet's script, or as its faulty converter leaves it."""
    if not (outlet.traditional or outlet.damaged):
        return story
    convert = damaged if outlet.damaged else partial(traditional, variant="s2tw")
    return replace(story, title=convert(story.title), paragraphs=tuple(convert(p) for p in story.paragraphs))


def _at(day: int, clock: time, zone: int) -> datetime:
    return datetime.combine(FIRST_DAY + timedelta(days=day - 1), clock, timezone(timedelta(hours=zone)))


def _page(outlet: Outlet, story: Story, base: str) -> Answer:
    if story.status != 200:
        return Answer(b"<h1>Not found</h1>", "text/html", story.modified, story.status)
    body = _render("article.html", outlet, base, story=story, stamp=f"{story.published:%Y-%m-%d %H:%M}")
    return _answer(outlet, "html", body, story.modified)


def _fronts(outlet: Outlet, own: list[Story], base: str) -> dict[str, Answer]:
    """The outlet's feed, sitemaps or listing, and its front page."""
    newest = max((s.modified for s in own), default=_at(1, time(0), 0))
    if outlet.down:
        return {outlet.front: Answer(b"<h1>Internal server error</h1>", "text/html", newest, 500)}
    shown = {"index": ("index.xml", "xml"), "sitemap": ("sitemap.xml", "xml"), "rss": ("rss.xml", "rss")}
    shown |= {"atom": ("atom.xml", "atom"), "listing": ("listing.html", "html")}
    templates = {f"/{outlet.id}/": shown["listing"], outlet.front: shown[outlet.discovery]}
    if outlet.discovery == "index":
        templates[f"/{outlet.id}/sitemap-news.xml"] = shown["sitemap"]
    return {
        path: _answer(outlet, kind, _render(name, outlet, base, stories=own, newest=newest), newest)
        for path, (name, kind) in templates.items()
    }


def _answer(outlet: Outlet, kind: str, body: str, modified: datetime) -> Answer:
    # Chinese sites in an old charset seldom name it in the header: the page's own <meta> has to do
    named = kind != "html" or outlet.charset in {"utf-8", "windows-1252"}
    charset = "utf-8" if kind == "xml" else outlet.charset
    content_type = f"{_TYPES[kind]}; charset={charset}" if named else _TYPES[kind]
    return Answer(body.encode(charset, errors="xmlcharrefreplace"), content_type, modified.astimezone(UTC))


def _render(name: str, outlet: Outlet, base: str, **values: object) -> str:
    furniture = _press()["furniture"][outlet.language]
    page = _templates().get_template(name).render(outlet=outlet, base=base, furniture=furniture, **values)
    return traditional(page, "s2tw") if outlet.traditional else page


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(_HERE / "pages"), autoescape=True)
    environment.filters["rfc822"] = format_datetime
    return environment
