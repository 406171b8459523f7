"""Which Redis the queue is in: its address, its password, its certificate."""

from __future__ import annotations

import socket
import time
from pathlib import Path

import pytest
from certificates import self_signed
from cluster import Redis

from crawler.errors import QueueError, UsageError
from crawler.frontier.frontier import Frontier, without_password


def test_a_password_that_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is said so; with the right one all goes on as without."""
    monkeypatch.setattr("crawler.frontier.frontier._RETRIES", 0)
    redis = Redis(tmp_path, "--requirepass", "richtig")
    try:
        place = f"127.0.0.1:{redis.port}/0"
        for url in (f"redis://{place}", f"redis://:falsch@{place}"):
            with Frontier(url) as frontier, pytest.raises(QueueError, match="Redis refuses the password") as told:
                frontier.notice()
            assert "redis://:PASSWORD@HOST:6379/0" in told.value.remedy
        with Frontier(f"redis://:richtig@{place}") as frontier:
            assert frontier.notice() is None
    finally:
        redis.stop()


def test_one_that_hangs_is_waited_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """The event loop stands still meanwhile: not for each of greeting and asking, nor for each try of both."""
    monkeypatch.setattr("crawler.frontier.frontier._PATIENCE", 0.2)
    with (
        socket.create_server(("127.0.0.1", 0)) as hangs,  # it takes connections and never says a word
        Frontier(f"redis://127.0.0.1:{hangs.getsockname()[1]}/0") as frontier,
    ):
        began = time.monotonic()
        with pytest.raises(QueueError, match="Redis does not answer"):
            frontier.look()
        assert time.monotonic() - began < 1


@pytest.mark.parametrize(
    "url",
    [
        "http://a.example/",
        "redis://a.example:port/0",
        "redis://[::1/0",
        "redis://a.example/news",
        "redis://a.example/0?bogus=1",
    ],
)
def test_an_address_that_is_none(url: str) -> None:
    """It is told at once, with the form that it should have."""
    with pytest.raises(UsageError, match="Write redis://HOST:6379/0"):
        Frontier(url)


def test_no_password_is_shown() -> None:
    """Of an address with one, or of none at all."""
    assert without_password("rediss://user:pass@a.example:6379/0?ssl_ca_certs=x") == "rediss://…@a.example:6379/0"
    assert without_password("redis://a.example/1") == "redis://a.example/1"


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names it."""
    monkeypatch.setitem(__import__("sys").modules, "scrapy_redis.connection", None)
    with pytest.raises(UsageError, match=r"pip install '\.\[cluster\]'"):
        Frontier("redis://127.0.0.1/0")


def test_tls_is_spoken_and_checked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """rediss:// encrypts, and talks to nobody whose certificate is not trusted."""
    monkeypatch.setattr("crawler.frontier.frontier._RETRIES", 0)
    pem = self_signed(tmp_path)
    tls = ["--tls-cert-file", str(pem), "--tls-key-file", str(pem), "--tls-ca-cert-file", str(pem)]
    redis = Redis(tmp_path, "--tls-auth-clients", "no", *tls, tls=True)
    try:
        with Frontier(f"rediss://{redis.place}/0?ssl_ca_certs={pem}") as frontier:
            assert frontier.notice() is None
        with Frontier(f"rediss://{redis.place}/0") as frontier, pytest.raises(QueueError, match=r"(?i)certificate"):
            frontier.notice()
    finally:
        redis.stop()
