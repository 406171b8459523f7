"""`labmoves collect` and `labmoves worker`: what a wrong call and a queue that fails are told in."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from calls import Run

from crawler.frontier.frontier import Frontier
from crawler.frontier.messages import Notice
from crawler.model import Keep

pytest.importorskip("scrapy_redis", reason="the extra [cluster] is not installed")

NOWHERE = "redis://:geheim@127.0.0.1:1/0"


@pytest.mark.parametrize("command", ["collect", "worker"])
def test_a_queue_must_be_named(run: Run, command: str) -> None:
    """By the option or in the configuration."""
    result = run(command)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == (
        "labmoves: usage: no queue is named. Say --queue redis://HOST:6379/0, or set crawl.queue\n"
    )


@pytest.mark.parametrize("command", ["collect", "worker"])
def test_a_queue_that_is_away_is_one_sentence(run: Run, command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """With exit code 1, and without the password that the address holds."""
    monkeypatch.setattr("crawler.frontier.frontier._RETRIES", 0)
    monkeypatch.setenv("LABMOVES_CRAWL_QUEUE", NOWHERE)
    result = run(command)
    assert (result.exit_code, result.stdout) == (1, "")
    said = result.stderr.splitlines()[-1]
    assert said.startswith("labmoves: queue: [redis://…@127.0.0.1:1/0] Redis does not answer: ")
    assert "geheim" not in result.stderr


def test_a_queue_that_is_away_is_no_sources_fault(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each is due as it was, and goes with the others: no back-off that outlasts the queue's outage by days."""
    monkeypatch.setattr("crawler.frontier.frontier._RETRIES", 0)
    assert run("collect", "huxiu", "wired", "--queue", NOWHERE).exit_code == 1
    due = {each["source"]: each for each in json.loads(run("due", "--json").stdout)}
    for source in ("huxiu", "wired"):
        assert (due[source]["because"], due[source]["failures"]) == ("new", 0)


def test_a_worker_that_would_read_otherwise_refuses(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its moves would differ from those of the others."""
    notice = Notice(
        token="t",
        owner="a.db on desk",
        since=datetime(2026, 1, 1, tzinfo=UTC),
        rules="r",
        delay=1.0,
        keep=Keep.FLAGGED,
    )
    monkeypatch.setattr(Frontier, "notice", lambda _: notice)
    result = run("worker", "--queue", "redis://127.0.0.1:1/0")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "collect (a.db on desk) reads pages by other rules than this worker" in result.stderr
    assert "Install the same version of labmoves on both" in result.stderr


def test_a_queue_without_its_library_is_told(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the extra that brings it."""
    monkeypatch.setitem(__import__("sys").modules, "scrapy_redis.connection", None)
    result = run("worker", "--queue", "redis://127.0.0.1:1/0")
    assert result.exit_code == 2
    assert (
        "a shared queue needs scrapy-redis. Install labmoves with its extra: pip install '.[cluster]'" in result.stderr
    )


def test_the_configuration_never_shows_its_password(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither where it is shown, nor where it is refused."""
    monkeypatch.setenv("LABMOVES_CRAWL_QUEUE", NOWHERE)
    shown = json.loads(run("config", "show", "--json").stdout)["keys"]["crawl.queue"]
    assert shown == {"value": "redis://…@127.0.0.1:1/0", "from": "$LABMOVES_CRAWL_QUEUE"}
    monkeypatch.delenv("LABMOVES_CRAWL_QUEUE")
    (tmp_path / "labmoves.toml").write_text('[crawl]\nqueue = "http://:geheim@a.example"\n', encoding="utf-8")
    result = run("config", "show")
    assert result.exit_code == 2
    assert "crawl.queue] must begin with redis://" in result.stderr
    assert "geheim" not in result.stderr
