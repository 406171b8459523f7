"""A team or leadership page's bytes → the people on it, with their posts. No Scrapy, no network.

Told by structure: people stand in elements of one shape (cards, headings, list items), of which most hold a name and
nothing else, or a name and a post.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from lxml import etree, html

from crawler.errors import InputError
from crawler.model import Member
from crawler.text.decode import decode
from crawler.text.fold import fold_case
from crawler.text.person_form import person_name
from spiders.announced import one_line

LEAST = 3  # people of one shape; fewer are as likely an accident
MOST = 2000
_SHARE = 0.6  # of the elements of one shape
_LONGEST = 160  # characters of an element that holds a name and a post
_LONGEST_POST = 120
_LARGEST_CARD = 3000  # characters; a person's life may stand on it
_FURNITURE = ("script", "style", "template", "noscript", "nav", "footer", "form", "iframe", "svg")
_HOLDERS = frozenset("h1 h2 h3 h4 h5 h6 a b strong p span div li dt dd td th figcaption summary button".split())
_BESIDE = frozenset("p span div dd small em".split())
_BREAK = "\u2028"  # what a <br> becomes, so that two lines stay two
_NAME_AND_POST = re.compile(r"(.{2,60}?)(?:\s*[,，:：|｜]\s*|\s+[–—-]{1,2}\s+|\s*——?\s*)(.+)", re.DOTALL)
_POSTED = 1 / 3  # of the people of one shape; some posts say only the team
_POST = re.compile(
    r"\b(?:chief|officer|c[a-z]o|head|director|president|vp|svp|evp|lead(?:er)?|manager|chair\w*|founder|founding|partner|"
    r"scientist|researcher|research|engineer\w*|fellow|professor|advis[eo]r|counsel|architect|designer|member|staff|"
    r"editor|analyst|intern|associate|secretary|treasurer|trustee|principal)\b|"
    r"首席|总裁|總裁|总监|總監|经理|經理|主任|主管|负责人|負責人|创始|創始|科学家|科學家|研究员|研究員|工程师|工程師|顾问|顧問|董事|院长|院長|教授|"
    r"博士|主席|合伙人|合夥人|所长|所長",
    re.IGNORECASE,
)
_OF_PEOPLE = re.compile(
    r"\b(?:team|people|leadership|members?|staff|management|board|researchers|faculty|founders|who we are)\b|"
    r"团队|團隊|成员|成員|人员|人員|管理层|管理層|高管|领导|領導|研究员|研究員|董事|师资|師資",
    re.IGNORECASE,
)
_DEGREE = re.compile(r"(?:Ph\.?\s?D|M\.?D|M\.?B\.?A|M\.?Sc|Jr|Sr)\.?", re.IGNORECASE)

_Shape = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """An element with a person's name in it."""

    element: html.HtmlElement
    at: int  # its place in the page
    name: str
    post: str | None


def read_team(body: bytes, *, url: str, content_type: str | None = None) -> tuple[Member, ...]:
    """The people that the page shows, each once, in its order. Raises InputError where it names nobody."""
    people: dict[str, Member] = {}
    for member in _people(_parsed(body, url, content_type), url):
        key = fold_case(member.name)
        if key not in people or (member.post and people[key].post is None):
            people[key] = member
    if len(people) < LEAST:
        raise InputError("nobody is named on it: it is no page of people, or its layout is beyond us", where=url)
    return tuple(people.values())[:MOST]


def _parsed(body: bytes, url: str, content_type: str | None) -> html.HtmlElement:
    page = decode(body, content_type).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError("it is no HTML page", where=url) from error
    etree.strip_elements(root, *_FURNITURE, with_tail=False)
    for line_break in root.iter("br"):
        line_break.tail = _BREAK + (line_break.tail or "")
    return root


def _people(root: html.HtmlElement, url: str) -> list[Member]:
    """Everyone in an element whose shape is one of people, in the page's order.

    Posts tell people from menus, which have the form of names too (Live Audio, Top Stories). Where nobody has a post,
    the page must call itself one of people.
    """
    groups = _groups(root)
    is_large = cache(_is_large)  # the page's body is around every name, and need not be read again for each
    members = {held: Member(name=held.name, post=held.post or _post_beside(held, is_large)) for held in _each(groups)}
    posted = [group for group in groups if _have_posts([members[held] for held in group])]
    if not posted and _OF_PEOPLE.search(" ".join((urlsplit(url).path, *map(_text, root.iter("title", "h1", "h2"))))):
        posted = groups
    chosen = set(_each(posted))
    return [member for held, member in members.items() if held in chosen]


def _groups(root: html.HtmlElement) -> list[list[_Held]]:
    """The elements that hold names, by shape, where most of that shape do.

    In a table, or a card of plain paragraphs, names and posts have one shape; there their places tell them apart.
    """
    shapes: dict[_Shape, list[_Held | None]] = defaultdict(list)
    for at, element in enumerate(root.iter(*_HOLDERS)):
        if text := _text(element):
            held = _held(element, at, text)
            for shape in _shapes(element):
                shapes[shape].append(held)
    return [named for held in shapes.values() if (named := _named(held))]


def _named(group: list[_Held | None]) -> list[_Held]:
    named = [held for held in group if held]
    enough = len({held.name for held in named}) >= LEAST and len(named) >= _SHARE * len(group)
    return named if enough else []


def _each(groups: list[list[_Held]]) -> list[_Held]:
    """Every element once, in the page's order."""
    found = {held for group in groups for held in group}
    return sorted(found, key=lambda held: held.at)


def _have_posts(members: list[Member]) -> bool:
    return sum(bool(member.post and _POST.search(member.post)) for member in members) >= _POSTED * len(members)


def _held(element: html.HtmlElement, at: int, text: str) -> _Held | None:
    """The name that the text is, or that its first part is; the rest is the post."""
    if len(text) > _LONGEST:
        return None
    first, _, rest = (part.strip() for part in text.partition(_BREAK))
    if name := person_name(first):
        return _Held(element, at, name, _post(rest.replace(_BREAK, ", ")))
    found = _NAME_AND_POST.fullmatch(first)
    if found and (name := person_name(found[1])):
        return _Held(element, at, name, _post(found[2]))
    return None


def _post(text: str) -> str | None:
    """A post as one line; None for nothing, a degree, a sentence or another name."""
    line = one_line(text)
    if line is None or len(line) > _LONGEST_POST or _DEGREE.fullmatch(line) or line.endswith(("。", "!", "?")):
        return None
    return None if person_name(line) else line


def _post_beside(held: _Held, is_large: Callable[[html.HtmlElement], bool]) -> str | None:
    """The first words after the name on its card, the widest element around it that names nobody else.

    Where there is no card, what stands next to the name.
    """
    card = held.element
    for around in held.element.iterancestors():
        if is_large(around) or not _alone(around, held.name):
            break
        card = around
    inside = set(held.element.iter())
    later = itertools.dropwhile(lambda element: element is not held.element, card.iter(*_HOLDERS))
    innermost = (e for e in later if e not in inside and not any(True for _ in e.iterdescendants(*_HOLDERS)))
    words = next((text for element in innermost if (text := _text(element))), "")
    beside = card.getnext()
    if not words and beside is not None and beside.tag in _BESIDE:
        words = _text(beside)
    return _post(words)


def _is_large(element: html.HtmlElement) -> bool:
    return len(_text(element)) > _LARGEST_CARD


def _alone(card: html.HtmlElement, name: str) -> bool:
    return all((person_name(_text(element)) or name).startswith(name) for element in card.iter(*_HOLDERS))


def _text(element: html.HtmlElement) -> str:
    """What a reader sees in it, its lines parted by `_BREAK`."""
    lines = (" ".join(line.split()) for line in element.text_content().split(_BREAK))
    return _BREAK.join(line for line in lines if line)


def _shapes(element: html.HtmlElement) -> tuple[_Shape, _Shape]:
    """The element's tag and classes and those around it, without and with its place among its neighbours.

    A class with a number in it is the card's own.
    """
    around = (element, *list(element.iterancestors())[:2])
    shape = tuple(
        " ".join((each.tag, *(c for c in (each.get("class") or "").split() if not re.search(r"\d", c))))
        for each in around
    )
    parent = element.getparent()
    return shape, (*shape, str(parent.index(element) if parent is not None else 0))
