"""What a page says of itself beside its text: headline, authors, date and canonical address, each from several places.

Pages differ in where they are honest. A headline is taken from where it was written for machines (JSON-LD, Open
Graph), else from an <h1> that the page's <title> bears out (an <h1> alone is often the channel's name), else from the
<title> without the site's name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawler.errors import InputError
from crawler.text.fold import fold_case
from crawler.text.plain import plain_line
from crawler.text.urls import canonical_url

_ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle "
    "BlogPosting LiveBlogPosting TechArticle SocialMediaPosting".split()
)
_DATE_NAMES = (
    "article:published_time", "og:published_time", "bytedance:published_time", "article:published", "datepublished",
    "article:create_at", "publishdate", "pubdate", "publish_date", "publish-date", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dc.date", "dcterms.created", "weibo:article:create_at", "apub:time",
)  # fmt: skip
_AUTHOR_NAMES = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl")
_SUFFIX = re.compile(
    r"\s*_\s*|\s*[|｜]\s*|\s+[-–—·•»:]{1,2}\s+|\s*(?:-{2}|——)\s*|(?<=[\u4e00-\u9fff？！”])-(?=[\u4e00-\u9fff])"
)
_NO_LETTER = re.compile(r"\W+")
_MOST_NODES = 2000  # of JSON-LD; a page with more is no article's


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """As stated, unparsed; empty where the page is silent."""

    title: str | None = None
    dates: tuple[str, ...] = ()  # the most trustworthy first
    authors: tuple[str, ...] = ()
    canonical: str | None = None
    language: str = ""
    article: bool = False  # the page calls itself an article


@dataclass(slots=True)
class _Stated:
    """All the values collected from one tree."""

    metas: dict[str, list[str]] = field(default_factory=dict)
    nodes: list[dict[str, Any]] = field(default_factory=list)  # JSON-LD objects that are articles


def read_metadata(tree: HtmlElement, url: str) -> Metadata:
    """The metadata of a parsed page that came from `url`; never raises for what a page says."""
    stated = _Stated(_metas(tree), [node for node in _json_ld(tree) if _types(node) & _ARTICLE_TYPES])
    sites = stated.metas.get("og:site_name", [])
    dates = [str(node["datePublished"]) for node in stated.nodes if node.get("datePublished")]
    dates += [value for name in _DATE_NAMES for value in stated.metas.get(name, [])]
    dates += tree.xpath("(//article//time/@datetime | //header//time/@datetime)[position() <= 2]")
    dates += tree.xpath(
        "(//*[@itemprop='datePublished']/@datetime | //*[@itemprop='datePublished']/text())[position() <= 2]"
    )
    return Metadata(
        title=_title(tree, stated, [*sites, urlsplit(url).netloc]),
        dates=tuple(dict.fromkeys(d.strip() for d in dates if d.strip())),
        authors=_authors(stated),
        canonical=_canonical(tree),
        language=(tree.get("lang") or "")[:2].lower(),
        article=bool(stated.nodes) or "article" in stated.metas.get("og:type", []),
    )


def _shown(text: object) -> str:
    """One line of what a reader can see: JSON and entities may bring in characters that bytes may not."""
    return plain_line(str(text or ""))


def _metas(tree: HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = _shown(meta.get("content"))
        if name and content:
            found.setdefault(name.lower(), []).append(content)
    return found


def _json_ld(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Every object of every JSON-LD block, nested ones included; a block that is no JSON is passed over."""
    for script in tree.xpath("//script[contains(translate(@type, 'LD', 'ld'), 'ld+json')]"):
        try:
            waiting: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        seen = 0
        while waiting and seen < _MOST_NODES:
            node = waiting.pop()
            seen += 1
            if isinstance(node, list):
                waiting += reversed(node)
            elif isinstance(node, dict):
                yield node
                waiting += [v for v in node.values() if isinstance(v, dict | list)]


def _types(node: dict[str, Any]) -> set[str]:
    said = node.get("@type")
    return {str(each) for each in said} if isinstance(said, list) else {str(said)}


def _title(tree: HtmlElement, stated: _Stated, sites: list[str]) -> str | None:
    written = [_shown(node.get("headline")) for node in stated.nodes]
    written += stated.metas.get("og:title", []) + stated.metas.get("twitter:title", [])
    named = _shown(tree.findtext(".//title"))
    headings = [_shown(h.text_content()) for h in tree.iterfind(".//h1")][:20]
    whole = fold_case(named)
    for heading in headings:
        if heading and fold_case(heading) in whole and not _is_site(fold_case(heading), whole, written):
            # The <title> bears it out: it is whole, and without the site's name.
            return next((w for w in written if fold_case(heading) in fold_case(w) and len(w) < len(named)), heading)
    for candidate in (*written, named):
        if candidate:
            return without_site(candidate, sites)
    return headings[0] if len(headings) == 1 else None


def _is_site(heading: str, named: str, written: list[str]) -> bool:
    """True for a heading that the <title> ends with, where it begins with a headline: the site's name on every page."""
    return named.endswith(heading) and any(
        named.startswith(headline) and heading not in headline for headline in map(fold_case, filter(None, written))
    )


def without_site(title: str, sites: list[str]) -> str:
    """`Headline_网易财经` → `Headline`: cut at the last marks that part a headline from its site, where one is plain.

    What is cut is part of a site's name or host in `sites`, or short against what is left.
    """
    known = " ".join(_NO_LETTER.sub("", fold_case(site)) for site in sites)
    for cut in reversed(list(_SUFFIX.finditer(title))):
        head, tail = title[: cut.start()].strip(), title[cut.end() :].strip()
        named = _NO_LETTER.sub("", fold_case(tail)) in known
        if not head or not (named or (len(tail) <= 24 and 2 * len(tail) <= len(head) + 4)):
            break
        title = head
    return title


def _authors(stated: _Stated) -> tuple[str, ...]:
    names: list[str] = []
    for node in stated.nodes:
        said = node.get("author")
        for each in said if isinstance(said, list) else [said]:
            names.append(_shown(each.get("name") if isinstance(each, dict) else each))
    if not any(names):
        names = [value for name in _AUTHOR_NAMES for value in stated.metas.get(name, [])]
    return clean_authors(names)


def clean_authors(names: list[str]) -> tuple[str, ...]:
    """Names one by one, each once: no "By", no address, nothing longer than a name."""
    split = (part for name in names for part in re.split(r"[;,、，；|]| and | & ", name))
    clean = (
        re.sub(r"^(?:by|作者|文|记者|編輯|编辑)[\s:：/|丨]+", "", " ".join(p.split()), flags=re.IGNORECASE)
        for p in split
    )
    return tuple(dict.fromkeys(c for c in clean if 1 < len(c) <= 60 and "://" not in c and not c.startswith("www.")))


def _canonical(tree: HtmlElement) -> str | None:
    """The address the page gives as its own, where it is a whole one."""
    for href in tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil') = 'canonical']/@href"):
        with suppress(InputError):
            return canonical_url(href)
    return None
