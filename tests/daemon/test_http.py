"""What the daemon tells monitors: over HTTP, and to the service manager."""

from __future__ import annotations

import asyncio
import os
import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from storage_records import finished

from crawler.config.schema import DaemonSettings, Settings, host_and_port
from crawler.daemon.crawling import Ended, Task
from crawler.daemon.daemon import Daemon
from crawler.daemon.notify import ALIVE, READY, notify, watchdog_seconds
from crawler.errors import ConfigError
from crawler.model import Discovery, DiscoveryKind, Source, SourceReport
from storage.store import Store

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
Asked = Callable[[bytes], Awaitable[tuple[str, str]]]


def sources() -> list[Source]:
    return [
        Source(
            id=name,
            name=name,
            home="https://a.example",
            language="en",
            discovery=(Discovery(kind=DiscoveryKind.FEED, url=f"https://{name}.example/feed"),),
        )
        for name in ("daily", "weekly")
    ]


@pytest.fixture
def port() -> Iterator[int]:
    """A port that the system gives to nobody else, and on which a server may listen."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield held.getsockname()[1]


@pytest.fixture
def settings(tmp_path: Path, port: int) -> Settings:
    daily = SourceReport(source="daily", links=9, pages=7, screened_out=4, newest=NOW - timedelta(minutes=11))
    weekly = SourceReport(source="weekly", errors=("down",))
    finished(tmp_path / "labmoves.db", NOW, daily, weekly)
    return Settings(database=tmp_path / "labmoves.db", letters_folder=tmp_path, daemon=DaemonSettings(http=str(port)))


def answers(settings: Settings, *requests: bytes, now: datetime = NOW) -> list[tuple[str, str]]:
    """Status line and body that a running daemon gives to each request; it does not crawl."""

    async def nothing(task: Task) -> Ended:
        return Ended(well=True)

    async def ask() -> list[tuple[str, str]]:
        daemon = Daemon(sources=sources(), settings=settings, clock=lambda: now, crawl=nothing)
        running = asyncio.ensure_future(daemon.run())
        if not requests:
            await running
        try:
            await listening(settings, running)
            return [await answer(settings, request) for request in requests]
        finally:
            running.cancel()
            await running

    return asyncio.run(ask())


async def listening(settings: Settings, running: asyncio.Future[bool]) -> None:
    """Wait until the daemon answers, however busy the machine is."""
    while not running.done():
        with suppress(ConnectionRefusedError):
            await answer(settings, get("/healthz"))
            return
        await asyncio.sleep(0.02)


async def answer(settings: Settings, request: bytes) -> tuple[str, str]:
    assert settings.daemon.http is not None
    reader, writer = await asyncio.open_connection(*host_and_port(settings.daemon.http), limit=10**6)
    writer.write(request)
    head, _, body = (await reader.read()).decode().partition("\r\n\r\n")
    writer.close()
    return head.split("\r\n")[0], body


def get(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


def test_alive_and_well(settings: Settings) -> None:
    """200 for both, with the checks; half of two sources down is no alarm."""
    alive, well = answers(settings, get("/healthz"), get("/readyz?verbose"))
    assert alive == ("HTTP/1.1 200 OK", "ok\n")
    assert well[0] == "HTTP/1.1 200 OK"
    assert "sources\twarning\t1 of 2 healthy; failing: weekly\n" in well[1]


def test_alive_and_not_well(settings: Settings) -> None:
    """A watch in which nothing crawls is alive, and 503 to who asks whether it is well."""
    alive, well = answers(settings, get("/healthz"), get("/readyz"), now=NOW + timedelta(days=3))
    assert alive[0] == "HTTP/1.1 200 OK"
    assert well[0] == "HTTP/1.1 503 Service Unavailable"
    assert "crawls\tfailing\t" in well[1]


def test_the_numbers_are_what_prometheus_reads(settings: Settings) -> None:
    """Every family once with its help and type, and the values of the database."""
    ((status, page),) = answers(settings, get("/metrics"))
    assert status == "HTTP/1.1 200 OK"
    families = {family.name: family for family in text_string_to_metric_families(page)}
    values = {(s.name, *s.labels.values()): s.value for family in families.values() for s in family.samples}
    assert all(family.documentation and family.type == "gauge" for family in families.values())
    assert values["labmoves_healthy_sources",] == 1
    assert values["labmoves_sources", "failing"] == 1
    assert (values["labmoves_source_healthy", "daily"], values["labmoves_source_healthy", "weekly"]) == (1, 0)
    assert values["labmoves_newest_article_timestamp_seconds",] == (NOW - timedelta(minutes=11)).timestamp()
    assert (values["labmoves_day_pages",], values["labmoves_day_pages_passed",]) == (7, 3)
    assert values["process_resident_memory_bytes",] > 10**7
    assert values["labmoves_database_bytes",] >= settings.database.stat().st_size
    assert "labmoves_oldest_letter_timestamp_seconds" not in families, "no letter waits"


def test_strange_requests_are_answered_or_cut_off(settings: Settings) -> None:
    """Another path, another method, no HTTP at all, and a head without end; the next one is served."""
    got = answers(
        settings,
        get("/"),
        b"POST /healthz HTTP/1.1\r\n\r\n",
        b"HEAD /healthz HTTP/1.0\r\n\r\n",
        b"\x16\x03\x01\xff\xfe\r\n\r\n",
        b"GET /healthz HTTP/1.1\r\nX: " + b"x" * 100_000,
        get("/healthz"),
    )
    assert [line.partition(" ")[2] for line, _ in got] == [
        "404 Not Found", "405 Method Not Allowed", "200 OK", "405 Method Not Allowed", "", "200 OK",
    ]  # fmt: skip
    assert got[2][1] == ""


def test_who_says_nothing_is_cut_off(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """An open connection is not kept for ever."""
    monkeypatch.setattr("crawler.daemon.http.PATIENCE", 0.2)
    assert answers(settings, b"GET /hea", get("/healthz"))[1][0] == "HTTP/1.1 200 OK"


def test_an_address_that_is_taken_stops_the_start(settings: Settings) -> None:
    """One sentence with the key; the lock is given back."""
    assert settings.daemon.http is not None
    said = r"daemon\.http\] 127\.0\.0\.1:\d+ cannot be listened on"
    with socket.create_server(("127.0.0.1", int(settings.daemon.http))), pytest.raises(ConfigError, match=said):
        answers(settings)
    assert answers(settings, get("/healthz"))[0][0] == "HTTP/1.1 200 OK"


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        ("9469", ("127.0.0.1", 9469)),
        ("0.0.0.0:80", ("0.0.0.0", 80)),
        ("[::1]:80", ("::1", 80)),
        ("host:80", ("host", 80)),
    ],
)
def test_a_port_alone_is_for_this_machine(place: str, meant: tuple[str, int]) -> None:
    """Others reach it only where a host is written."""
    assert host_and_port(place) == meant


@pytest.mark.parametrize("place", ["", "http://x:80", "x", "0", "65536", ":80", "a b:80", "::1:80"])
def test_what_is_no_place_to_listen_is_refused(place: str) -> None:
    """Before anything listens anywhere."""
    with pytest.raises(ValueError, match="must be a port"):
        host_and_port(place)


# --- the service manager


@pytest.mark.parametrize("abstract", [False, True])
def test_word_to_the_service_manager(tmp_path: Path, abstract: bool) -> None:
    """One datagram of assignments, to a socket in the file system or one without a file."""
    name = f"labmoves-test-{os.getpid()}" if abstract else str(tmp_path / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(f"\0{name}" if abstract else name)
        manager.settimeout(5)
        notify(READY, "STATUS=watching", env={"NOTIFY_SOCKET": f"@{name}" if abstract else name})
        assert manager.recv(100) == b"READY=1\nSTATUS=watching"


def test_without_a_manager_nothing_is_sent(tmp_path: Path) -> None:
    """No socket, one that is gone, and a kind we do not speak are no trouble."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as other:
        other.bind(str(tmp_path / "other"))
        other.setblocking(False)
        for place in ("", str(tmp_path / "gone"), "vsock:2:1", None):
            notify(ALIVE, env={} if place is None else {"NOTIFY_SOCKET": place})
        with pytest.raises(BlockingIOError):
            other.recv(100)
    assert [path.name for path in tmp_path.iterdir()] == ["other"]


def test_the_watchdog_is_heard_from_twice_as_often_as_it_asks() -> None:
    """Only where it asks, and asks us."""
    assert watchdog_seconds({"WATCHDOG_USEC": "30000000"}) == 15
    assert watchdog_seconds({"WATCHDOG_USEC": "30000000", "WATCHDOG_PID": str(os.getpid())}) == 15
    for env in ({}, {"WATCHDOG_USEC": "0"}, {"WATCHDOG_USEC": "x"}, {"WATCHDOG_USEC": "1", "WATCHDOG_PID": "1"}):
        assert watchdog_seconds(env) is None


def test_a_database_that_cannot_be_read_is_503(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the daemon stays alive."""

    def broken(*_: object, **__: object) -> Store:
        raise ConfigError("the disk reports an error")

    monkeypatch.setattr("crawler.daemon.daemon.Store.open", broken)
    got = answers(settings, get("/metrics"), get("/readyz"), get("/healthz"))
    assert [line[9:12] for line, _ in got] == ["503", "503", "200"]
