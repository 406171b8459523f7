"""Moves as a JSON Feed (version 1.1): the same entries as the Atom feed, under the same ids."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crawler.export.document import json_text
from crawler.export.feed import TITLE, changed_at, entry_id, stamp, web_address
from crawler.model import Move
from crawler.text.plain import plain_line

_VERSION = "https://jsonfeed.org/version/1.1"


def json_feed(moves: Sequence[Move], title: Callable[[Move], str], *, address: str | None = None) -> str:
    """The feed in the order given; `title` says a move on one line, `address` is where the feed itself is had."""
    where = {"feed_url": address} if address else {}
    return (
        json_text({"version": _VERSION, "title": TITLE, **where, "items": [_item(m, title(m)) for m in moves]}) + "\n"
    )


def _item(move: Move, title: str) -> dict[str, object]:
    address = web_address(move.first_url)
    return {
        "id": entry_id(move),
        **({"url": address, "external_url": address} if address else {}),
        "title": plain_line(title),
        "content_text": plain_line(move.sentence),
        "date_published": stamp(move.first_reported_at),
        "date_modified": stamp(changed_at(move)),
        "tags": [plain_line(term) for term in (move.kind.value, move.status.value, move.lab) if term],
    }
