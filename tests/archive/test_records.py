"""Records of archives as they are: whole, cut short, broken in the middle, or no page at all."""

from __future__ import annotations

import gzip
import io
from datetime import UTC, datetime

import pytest
from archive_file import conversion, response
from shared import SHARED, needs_shared

from crawler.archive.records import LARGEST, Spoilt, records
from crawler.model import Page

BODY = b"<p>It rained in the north.</p>" * 40


def pages(archive: bytes) -> list[str]:
    return [r.page.asked_url for r in records(io.BytesIO(archive)) if isinstance(r.page, Page)]


def reasons(archive: bytes) -> list[str]:
    return [r.page.reason for r in records(io.BytesIO(archive)) if isinstance(r.page, Spoilt)]


def packed(*parts: bytes) -> bytes:
    return b"".join(map(gzip.compress, parts))


def test_a_page_has_its_records_date_address_and_bytes() -> None:
    """Dates come from the record; the publisher is the host."""
    [found] = records(io.BytesIO(response("https://www.paper.example/a", BODY, "2024-09-01T10:20:30Z")))
    assert isinstance(found.page, Page)
    assert (found.page.source, found.page.asked_url) == ("paper.example", "https://www.paper.example/a")
    assert found.page.fetched_at == datetime(2024, 9, 1, 10, 20, 30, tzinfo=UTC)
    assert found.page.announced is not None
    assert found.page.announced.published == found.page.fetched_at
    assert (found.page.body, found.page.content_type) == (BODY, "text/html; charset=utf-8")


def test_a_wet_records_text_is_a_page_of_plain_text() -> None:
    """Text that others extracted is read as it is."""
    [found] = records(io.BytesIO(conversion("https://paper.example/a", "它走了")))
    assert isinstance(found.page, Page)
    assert (found.page.body.decode(), found.page.content_type) == ("它走了", "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    "record",
    [
        response("https://paper.example/a.png", b"\x89PNG", header="Content-Type: image/png"),
        response("https://paper.example/gone", b"<p>gone</p>", status="404 Not Found"),
        response("https://paper.example/moved", b"", status="301 Moved"),
    ],
)
def test_what_is_no_page_by_right_is_passed_over(record: bytes) -> None:
    """Images, redirects and errors are no trouble of the archive's."""
    [found] = records(io.BytesIO(record))
    assert found.page is None


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        (response("ftp://paper.example/a", BODY), "its address is none of the web"),
        (response("https://paper.example/a", BODY, date="2008-10-294T05:21:46-0700"), "it has no date"),
        (response("https://paper.example/a", b"x" * (LARGEST + 1)), "it is too large"),
        (response("https://paper.example/a", BODY)[:-60], "it is cut short"),
    ],
)
def test_a_spoilt_record_says_why(record: bytes, reason: str) -> None:
    """Each is counted by its reason."""
    assert reasons(record) == [reason]


def test_a_bomb_is_cut_off_after_decompression() -> None:
    """64 MB in 64 kB of gzip never become one string."""
    bomb = response("https://paper.example/a", gzip.compress(bytes(64 << 20)), header="Content-Encoding: gzip")
    assert reasons(bomb) == ["it is too large"]


@pytest.mark.parametrize("broken_at", [30, 90, 200])
def test_reading_goes_on_behind_a_place_where_the_data_are_broken(broken_at: int) -> None:
    """A bad sector costs the record it hit."""
    first, second, third = (gzip.compress(response(f"https://paper.example/{n}", BODY)) for n in range(3))
    hit = second[:broken_at] + bytes(8) + second[broken_at + 8 :]
    archive = first + hit + third
    assert pages(archive) == ["https://paper.example/0", "https://paper.example/2"]
    assert reasons(archive) == ["the archive's data are broken"]
    assert [record.at for record in records(io.BytesIO(archive))] == [0, len(first), len(first + hit)]


def test_a_record_can_be_read_from_where_it_begins() -> None:
    """What the next stretch starts with."""
    archive = packed(*(response(f"https://paper.example/{n}", BODY) for n in range(4)))
    places = [record.at for record in records(io.BytesIO(archive))]
    later = [r.page.asked_url for r in records(io.BytesIO(archive), places[2]) if isinstance(r.page, Page)]
    assert later == ["https://paper.example/2", "https://paper.example/3"]


def test_an_archive_packed_by_zstd_is_read() -> None:
    """A frame a record, as newer crawlers write."""
    zstd = pytest.importorskip("backports.zstd", reason="a writer of zstd is not installed")
    archive = b"".join(zstd.compress(response(f"https://paper.example/{n}", BODY)) for n in range(3))
    assert pages(archive) == [f"https://paper.example/{n}" for n in range(3)]


@pytest.mark.parametrize(
    "junk", [b"", b"no archive\n" * 9000, bytes(70_000), b"WARC/1.0\r\n" * 50, b"\x1f\x8b\x08" * 99]
)
def test_what_is_no_archive_has_no_pages_and_comes_to_an_end(junk: bytes) -> None:
    """Whatever a file is, reading it ends."""
    assert pages(junk) == []


@needs_shared
@pytest.mark.parametrize(("name", "spoilt"), [("clipped.warc.gz", 1), ("clueweb-quirk.warc.gz", 29)])
def test_real_odd_archives_are_counted_and_skipped(name: str, spoilt: int) -> None:
    """One page cut short, and 29 with a date that no calendar has."""
    assert SHARED is not None
    with (SHARED / "data" / "warc" / name).open("rb") as stream:
        found = [record.page for record in records(stream)]
    assert sum(isinstance(page, Spoilt) for page in found) == spoilt
    assert not any(isinstance(page, Page) for page in found)
