"""A web archive's records → pages, one at a time. The one place that calls fastwarc.

Archives come from crawlers of all kinds and cross networks: a record may be cut short, lie about its length or hold no
page at all, and the compressed stream may be broken in its middle. Each such record is a `Spoilt` with its reason, and
reading goes on at the next place that looks like a record's beginning.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO
from urllib.parse import urlsplit

from crawler.model import Link, Page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

LARGEST = 8 * 2**20  # bytes of one page after decompression, as in a crawl
CUT_SHORT = "it is cut short"
_STARTS = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1.")  # of a record: gzip, zstd, uncompressed
_BLOCK = 1 << 20
_OK = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoilt:
    """A record that gave no page, though it should have."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A page of an archive, or why there is none, and where in the archive's file it begins (bytes)."""

    at: int
    page: Page | Spoilt | None  # None for a record that is no page by right: an image, a redirect, an error


def records(stream: BinaryIO, start: int = 0) -> Iterator[Record]:
    """The records from the one that begins at `start`, in order. Never raises for what the archive holds.

    A page's time is the record's. Raises OSError where the stream itself cannot be read.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType  # noqa: PLC0415 - an extra, asked for by the command

    kinds = WarcRecordType.response | WarcRecordType.conversion  # conversion: the text of a WET file
    at: int | None = start
    while at is not None:
        stream.seek(at)
        whole = False  # the record at `at`
        try:
            for found in ArchiveIterator(stream, record_types=kinds, auto_decode="all", quirks_mode=True):
                at, whole = found.stream_pos, False
                page = _page(found)
                whole = True
                yield Record(at=at, page=page)
            return
        except OSError:  # fastwarc can tell neither where nor why: perhaps behind the record that it gave last
            later = _next_start(stream, at + 1)
            if not whole or later is None:
                yield Record(at=at + 1 if whole else at, page=Spoilt(reason="the archive's data are broken"))
            at = later


def _next_start(stream: BinaryIO, after: int) -> int | None:
    """The next byte at or after `after` at which a record may begin."""
    stream.seek(after)
    tail, at = b"", after
    while block := stream.read(_BLOCK):
        held = tail + block
        found = [place for start in _STARTS if (place := held.find(start)) >= 0]
        if found:
            return at - len(tail) + min(found)
        tail, at = held[-len(_STARTS[-1]) :], at + len(block)
    return None


def _page(record: WarcRecord) -> Page | Spoilt | None:
    answer = record.http_headers
    if record.is_http and (answer is None or answer.status_code != _OK):
        return None
    kind = answer.get("Content-Type") if answer else "text/plain; charset=utf-8"
    if not _readable(kind):
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<> ")
    if not url.lower().startswith(("http://", "https://")):
        return Spoilt(reason="its address is none of the web")
    made = _made_at(record)
    if made is None:
        return Spoilt(reason="it has no date")
    body = _body(record)
    if isinstance(body, Spoilt):
        return body
    host = host_of(url)
    return Page(
        source=host,
        asked_url=url,
        final_url=url,
        fetched_at=made,
        body=body,
        content_type=kind,
        announced=Link(source=host, url=url, published=made),
    )


def host_of(url: str) -> str:
    """The host of an address, without the `www.`; empty where it has none. It stands for a publisher not known."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _readable(kind: str | None) -> bool:
    return kind is None or kind.lower().startswith(("text/html", "application/xhtml", "text/plain"))


def _made_at(record: WarcRecord) -> datetime | None:
    """The record's date, else the answer's; always aware."""
    found = record.record_date or record.http_date
    return found if found is not None and found.tzinfo is not None else None


def _body(record: WarcRecord) -> bytes | Spoilt:
    if record.headers.get("WARC-Truncated"):
        return Spoilt(reason="it was cut short when it was made")
    whole = record.content_length
    body = record.reader.read(LARGEST + 1)
    if len(body) > LARGEST:
        return Spoilt(reason="it is too large")
    encoded = record.http_headers is not None and record.http_headers.get("Content-Encoding")
    if len(body) < whole and not encoded:
        return Spoilt(reason=CUT_SHORT)
    return body
