"""The command line as tests call it: in an empty folder and home, with a database of a few known moves where asked."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from calls import NOW, Run, read_departure
from click.testing import CliRunner, Result

from crawler.audience import AlertPolicy, Audience
from crawler.cli.main import labmoves
from crawler.cli.session import Session
from crawler.decide.article import decide_article
from crawler.model import Article, Certainty, Kind, Mention, Outcome, SourceReport, Visit
from storage.store import Store


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Calls `labmoves` in this process at the time `NOW`; its home and current folder are empty."""
    for name in [name for name in os.environ if name.startswith("LABMOVES_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("LABMOVES_DATABASE", str(tmp_path / "labmoves.db"))
    monkeypatch.setenv("LABMOVES_LETTERS_FOLDER", str(tmp_path / "letters"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(Session, "now", lambda _: NOW)  # the tests' own: a suite may run for long

    def call(*arguments: str, stdin: str | bytes | None = None) -> Result:
        result = CliRunner().invoke(labmoves, arguments, input=stdin, prog_name="labmoves")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception  # a traceback is never an answer
        return result

    return call


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Two runs: Lin Junyang rumoured to leave, confirmed in the second, where a hostile title hires someone too."""
    path = tmp_path / "labmoves.db"
    leaving = Mention(
        person="林俊旸",
        spellings=("Junyang Lin",),
        lab="Alibaba",
        lab_id="alibaba",
        kind=Kind.DEPARTURE,
        certainty=Certainty.RUMORED,
        role="技术负责人",
        sentence="据传阿里通义千问技术负责人林俊旸即将离职。",
        start=0,
        end=20,
        score=0.9,
        reasons=("离职 says departure",),
    )
    hired = Mention(
        person="Eve\x1b[31m Adams",
        lab="OpenAI",
        lab_id="openai",
        kind=Kind.HIRE,
        other_org="Google\u202e",
        announced=date(2026, 11, 20),
        sentence="OpenAI hired Eve\x1b[31m Adams\tfrom Google.",
        start=0,
        end=30,
        score=0.8,
    )
    with Store.open(path) as store:
        _crawl(store, 1, [leaving], NOW - timedelta(days=2))
        confirmed = replace(
            leaving, certainty=Certainty.CONFIRMED, sentence="林俊旸宣布离开阿里。", attributed_to="林俊旸"
        )
        _crawl(store, 2, [confirmed, hired], NOW - timedelta(days=1))
    return path


@pytest.fixture
def another(database: Path) -> str:
    """The key of a departure from another lab, read after those of the known database."""
    with Store.open(database) as store:
        return read_departure(store, "https://news.example/another")


def _crawl(store: Store, number: int, mentions: Iterable[Mention], now: datetime) -> None:
    mentions = tuple(mentions)
    run = store.start_run("crawl", ["huxiu"], now)
    article = Article(
        url=f"https://news.example/{number}",
        source="huxiu",
        title=f"标题 {number} \x1b]0;owned\x07",
        text="\n".join(m.sentence for m in mentions),
        language="zh",
        published=now,
        text_hash=f"t1-{number}",
    )
    known = store.known_moves(mentions)
    audience = Audience(policies={"recipients": AlertPolicy()}, heard=store.letters.heard(known))
    decisions = decide_article(article, mentions, known, now, audience, False)
    visit = Visit(url=article.url, source="huxiu", fetched_at=now, outcome=Outcome.MATCHED, status=200)
    store.apply(article, mentions, decisions, visit, run, now, timedelta(days=30))
    report = SourceReport(source="huxiu", links=3, pages=1, matched=1)
    failed = SourceReport(source="wired", errors=("no such host",))
    store.finish_run(run, "finished", [report, failed], now)
