"""Moves as an Atom feed (RFC 4287): a reader of feeds shows a move once, and again where its status changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, SubElement, tostring

from crawler.model import Move
from crawler.text.plain import plain_line

_NAMESPACE = "http://www.w3.org/2005/Atom"
# `.invalid` is reserved, so the ids are nobody's domain; they never change, or every move would be new again.
_IDS = "tag:labmoves.invalid,2026:"
TITLE = "Moves at AI labs"
_NO_XML = re.compile("[\ufffe\uffff]")  # what XML cannot hold, beside the controls that are taken out anyway


def feed(moves: Sequence[Move], title: Callable[[Move], str], now: datetime, *, address: str | None = None) -> str:
    """The feed in the order given; `title` says a move on one line. A feed without moves was changed `now`.

    `address` is where the feed itself is had; two lists of moves, told apart by its query, are two feeds.
    """
    root = Element("feed", xmlns=_NAMESPACE)
    query = urlsplit(address).query if address else ""
    _add(root, "id", f"{_IDS}moves{f'?{query}' if query else ''}")
    _add(root, "title", TITLE)
    if address:
        SubElement(root, "link", rel="self", type="application/atom+xml", href=_safe(address))
    _add(root, "updated", stamp(max(map(changed_at, moves), default=now)))
    _add(SubElement(root, "author"), "name", "labmoves")
    for move in moves:
        _entry(root, move, title(move))
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _entry(root: Element, move: Move, title: str) -> None:
    entry = SubElement(root, "entry")
    _add(entry, "id", entry_id(move))
    _add(entry, "title", title)
    _add(entry, "published", stamp(move.first_reported_at))
    _add(entry, "updated", stamp(changed_at(move)))
    if address := web_address(move.first_url):
        SubElement(entry, "link", rel="alternate", href=address)
    for term in (move.kind.value, move.status.value, move.lab):
        if term:
            SubElement(entry, "category", term=_safe(term))
    _add(entry, "summary", move.sentence)


def web_address(url: str) -> str | None:
    """The address, where it is one of the web that a program may follow; None for `javascript:` and the like."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in {"http", "https"} and parts.netloc and url == _safe(url) and " " not in url else None


def entry_id(move: Move) -> str:
    """The id of a move in every feed of ours, for ever."""
    return f"{_IDS}move/{move.key}"


def changed_at(move: Move) -> datetime:
    """When a move last was news: it was told first, or its status changed."""
    return max(move.first_reported_at, move.status_since or move.first_reported_at)


def stamp(moment: datetime) -> str:
    """A time as RFC 3339 has it, in UTC, to the second."""
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _add(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _safe(text)


def _safe(text: str) -> str:
    return _NO_XML.sub("", plain_line(text))
