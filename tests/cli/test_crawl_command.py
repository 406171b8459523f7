"""`labmoves crawl`, `check`, `extract`, `alerts` and `daemon --once`, over a site on loopback."""

from __future__ import annotations

import json
import os
import signal
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest
from calls import Run
from spiders_site import Answer, Site, article_html, rss

from crawler.cli import check, crawl, daemon
from crawler.cli.session import Session
from crawler.daemon.daemon import Daemon
from crawler.model import Discovery, DiscoveryKind, Source

MURATI = "Mira Murati, chief technology officer of OpenAI, is leaving the company, she wrote on Tuesday."
RAIN = "It will rain in the north on Wednesday, the weather service said."


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """The only two sources are on loopback: one serves, one is broken; the gate lets this one host pass."""
    monkeypatch.setenv("LABMOVES_CRAWL_DELAY", "0")
    monkeypatch.setenv("LABMOVES_CRAWL_WORKERS", "1")
    with Site() as site:
        site.put("/murati", article_html("Mira Murati leaves OpenAI", MURATI, "The board thanked her."))
        site.put("/rain", article_html("Rain", RAIN))
        site.put("/feed", rss(f"{site.url}/murati", f"{site.url}/rain"), content_type="application/rss+xml")
        site.pages["/broken"] = Answer(b"no", status=500)
        catalog = {name: _source(site, name, path) for name, path in (("gazette", "/feed"), ("wire", "/broken"))}
        allow = frozenset({site.host})
        for module in (crawl, daemon):
            monkeypatch.setattr(module, "load_catalog", lambda folder: catalog)
        monkeypatch.setattr(crawl, "run_crawl", partial(crawl.run_crawl, allow_hosts=allow))
        monkeypatch.setattr(check, "fetch_one", partial(check.fetch_one, allow_hosts=allow))
        monkeypatch.setattr(daemon, "Daemon", partial(Daemon, allow_hosts=allow))
        yield site


def _source(site: Site, name: str, path: str) -> Source:
    place = Discovery(kind=DiscoveryKind.FEED, url=site.url + path)
    return Source(id=name, name=name, home=site.url, language="en", discovery=(place,))


# --- crawl


def test_a_crawl_ends_with_what_is_new_and_each_sources_health(run: Run, site: Site) -> None:
    """One failing source is told and does no harm."""
    result = run("crawl")
    assert result.exit_code == 0, result.output
    lines = [line.split("\t") for line in result.stdout.splitlines()]
    assert ["new", "Mira Murati", "departure", "OpenAI"] in [line[:4] for line in lines]
    health = {line[0]: line for line in lines if len(line) == 9}
    assert health["gazette"][1] == "ok"
    assert health["wire"][1] == "failing"
    assert "500" in health["wire"][8]
    assert lines[-1][0].startswith("Run 1 finished in")


def test_a_second_crawl_finds_nothing_new(run: Run, site: Site) -> None:
    """Unchanged pages store nothing and send nothing."""
    run("crawl", "gazette")
    result = run("crawl", "gazette", "--json")
    assert result.exit_code == 0
    answer = json.loads(result.stdout)
    assert answer["run"]["decisions"] == []
    assert answer["letters"]["sent"] == 0
    assert len(json.loads(run("moves", "--json").stdout)) == 1


def test_when_every_source_fails_the_exit_code_says_so(run: Run, site: Site) -> None:
    """A cron job can tell a broken network from a quiet day."""
    result = run("crawl", "wire")
    assert result.exit_code == 1
    assert "No news." in result.stdout


def test_without_a_network_one_line_says_so(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of each source's table row; a single source may have a wrong address, and is shown."""
    places = {n: Discovery(kind=DiscoveryKind.FEED, url=f"http://{n}.invalid/feed") for n in ("one", "two")}
    catalog = {
        name: Source(id=name, name=name, home="http://a.invalid", language="en", discovery=(place,))
        for name, place in places.items()
    }
    monkeypatch.setattr(crawl, "load_catalog", lambda folder: catalog)
    result = run("crawl")
    assert result.exit_code == 1
    assert result.stdout.count("no host could be resolved: the network seems to be down") == 1
    assert "no such host" not in result.stdout
    assert "http://one.invalid/feed: no such host" in run("crawl", "one").stdout


def test_letters_go_at_the_end_unless_told_otherwise(run: Run, site: Site, tmp_path: Path) -> None:
    """--no-alerts leaves them in the outbox, and `alerts send` sends them later."""
    site.put("/feed", rss(f"{site.url}/rain"), content_type="application/rss+xml")
    run("crawl", "gazette")
    site.put("/feed", rss(f"{site.url}/murati"), content_type="application/rss+xml")
    result = run("crawl", "gazette", "--no-alerts")
    assert "letter" not in result.stdout
    assert not list((tmp_path / "letters").glob("*"))
    sent = run("alerts", "send")
    assert sent.exit_code == 0
    assert f"1 letter written to {tmp_path / 'letters'}." in sent.stdout
    assert json.loads(run("alerts", "send", "--json").stdout)["sent"] == 0


def test_an_interrupted_crawl_keeps_what_it_read(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C in a crawl tells what was found, and gives the shell's exit code."""
    monkeypatch.setattr("crawler.crawl._GRACE", 0.1)
    finished = crawl.LiveProgress.page_done

    def interrupt(self: crawl.LiveProgress, *said: object) -> None:
        finished(self, *said)  # type: ignore[arg-type]
        os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(crawl.LiveProgress, "page_done", interrupt)
    result = run("crawl", "gazette")
    assert result.exit_code == 130
    assert "Run 1 interrupted" in result.stdout


def test_an_unknown_lab_in_the_alerts_is_refused(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """A misspelt lab would never alert; the nearest ids are named."""
    monkeypatch.setenv("LABMOVES_ALERTS_LABS", "openia")
    for command in (["crawl"], ["daemon", "--once"]):
        result = run(*command)
        assert result.exit_code == 2
        assert "alerts.labs] 'openia' is no lab's id. Did you mean openai" in result.stderr
    assert site.asked == []


def test_a_database_folder_that_cannot_be_made_is_told(
    run: Run, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence before anything is fetched."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv("LABMOVES_DATABASE", str(tmp_path / "file" / "labmoves.db"))
    result = run("crawl")
    assert result.exit_code == 1
    assert result.stderr.startswith("labmoves: database: [")
    assert site.asked == []


def test_the_daemons_single_round(run: Run, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    """For cron: crawl what is due, then end."""
    monkeypatch.setattr(Session, "now", lambda _: datetime.now(UTC))  # the crawl is a process and has the machine's
    assert run("daemon", "--once").exit_code == 0
    assert len(json.loads(run("moves", "--json").stdout)) == 1
    asked = len(site.asked)
    assert run("daemon", "--once").exit_code == 0
    assert len(site.asked) == asked


# --- one page


def test_check_explains_a_page_from_the_web(run: Run, site: Site) -> None:
    """Screened, extracted, matched: each with its reason, and the words that count marked."""
    result = run("check", f"{site.url}/murati")
    assert result.exit_code == 0, result.output
    assert "passed: 'OpenAI' names a lab" in result.stdout
    assert "1. Mira Murati · departure · OpenAI" in result.stdout
    assert "[Mira Murati]" in result.stdout
    assert "[OpenAI]" in result.stdout
    assert "because" in result.stdout
    assert json.loads(run("check", f"{site.url}/murati", "--json").stdout)["mentions"][0]["person"] == "Mira Murati"


def test_check_explains_why_not(run: Run, site: Site, tmp_path: Path) -> None:
    """Out at the screen, no article, no sentence: each is said in words."""
    assert "out: no lab is named" in run("check", f"{site.url}/rain").stdout
    assert "out: no word speaks of a move\n" in run("check", "-", stdin="OpenAI.").stdout
    page = tmp_path / "page.html"
    page.write_bytes(article_html("News", "OpenAI opened an office, and some users are leaving, a survey said."))
    result = run("check", str(page))
    assert "No move." in result.stdout
    assert "OpenAI" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize(("path", "said"), [("/broken", "the server answered 500"), ("/gone", "answered 404")])
def test_check_of_a_page_that_cannot_be_had(run: Run, site: Site, path: str, said: str) -> None:
    """The server's answer in words, exit code 1."""
    result = run("check", site.url + path)
    assert result.exit_code == 1
    assert said in result.stderr


def test_check_of_a_page_that_the_screen_drops_shows_what_it_is(run: Run, site: Site, tmp_path: Path) -> None:
    """An empty page, a picture and plain news without a lab are told apart."""
    rain = run("check", f"{site.url}/rain")
    assert "no lab is named" in rain.stdout
    assert "title     Rain" in rain.stdout
    assert "a crawl does not read it further" in rain.stdout
    for body, said in (
        (b"", "none: the body is empty"),
        (b"\x89PNG" + bytes(99), "a picture or a file of another kind"),
    ):
        (tmp_path / "page").write_bytes(body)
        result = run("check", "page")
        assert result.exit_code == 0
        assert said in result.stdout


def test_check_reads_standard_input(run: Run, site: Site) -> None:
    """As `match` and `extract` do."""
    result = run("check", "-", stdin=article_html("Mira Murati leaves OpenAI", MURATI))
    assert result.exit_code == 0, result.output
    assert "standard input" in result.stdout
    assert "1. Mira Murati · departure · OpenAI" in result.stdout


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Ada Moor left OpenAI to join Anthropic.", "2. Ada Moor · hire · Anthropic · other: OpenAI"),
        ("林俊旸宣布离开阿里,加入腾讯。", "1. 林俊旸 · departure · 阿里巴巴 · other: 腾讯"),
    ],
)
def test_check_reads_a_text_of_one_sentence(run: Run, text: str, said: str) -> None:
    """Whoever gives a text wants it read, however short; the labs are called as `labmoves match` calls them."""
    result = run("check", "-", stdin=text)
    assert said in result.stdout
    assert "because" in result.stdout
    first = json.loads(run("check", "-", "--json", stdin=text).stdout)["mentions"][0]
    row = json.dumps({"id": 1, "text": text})
    matched = json.loads(run("match", "-", stdin=row).stdout)["moves"][0]
    assert (first["lab"], first["other_org"]) == (matched["lab"], matched["other_org"])


def test_check_says_how_long_a_page_must_be(run: Run) -> None:
    """A page is held to what a crawl asks of it."""
    result = run("check", "-", stdin="<html><body><p>Ada Moor left OpenAI.</p></body></html>")
    assert "none: 21 characters, at least 100 are read" in result.stdout


def test_check_is_told_title_and_day(run: Run, tmp_path: Path) -> None:
    """Of a text, and of a page that says neither: what happened years before is background."""
    said = "Ada Moor left OpenAI in March 2019. " + "She has since written about gardens and the sea. " * 5
    (tmp_path / "note.txt").write_text(said, encoding="utf-8")
    (tmp_path / "page.html").write_text(f"<html><body><article><p>{said}</p></article></body></html>", encoding="utf-8")
    for name in ("note.txt", "page.html"):
        result = run("check", name, "--title", "The gardener", "--published", "2026-11-20")
        assert "title     The gardener" in result.stdout
        assert "2026-11-20 00:00 UTC" in result.stdout
        assert "background" in result.stdout
    refused = run("check", "note.txt", "--published", "someday")
    assert refused.exit_code == 2
    assert "such as 2026-11-20" in refused.stderr


def test_check_shows_the_sentences_that_came_nearest(run: Run) -> None:
    """At most three: those with a lab, somebody and a word of moving before those that lack one of them."""
    near = "Bo Lindt hangs up his OpenAI badge. OpenAI launched a phone. Sam Altman runs OpenAI. 王小明在阿里巴巴吃饭。"
    told = run("check", "-", stdin=f"{near} Rain fell on Anthropic.").stdout
    assert "Bo Lindt and OpenAI, and no word of moving that is known" in told
    assert "王小明 and Alibaba, and no word" in told
    assert told.index("Sam Altman, OpenAI and 'runs'") < told.index("Bo Lindt and OpenAI")
    assert told.count("near: ") == 3
    assert "near: 王小明 and 阿里巴巴, and no word" in run("check", "-", stdin="王小明在阿里巴巴吃了一顿饭。").stdout
    assert "'launched', and nobody by name" in run("check", "-", stdin="OpenAI launched a phone.").stdout


@pytest.mark.parametrize(
    ("place", "said"), [(".", "it is a folder"), ("file:///etc/x", "[file:///etc/x] no such file")]
)
def test_check_of_what_is_no_page(run: Run, place: str, said: str) -> None:
    """The place is told as it was written."""
    result = run("check", place)
    assert result.exit_code == 2
    assert said in result.stderr


def test_an_interrupted_check_says_so(run: Run, site: Site) -> None:
    """Ctrl-C while a server lets us wait is no failed fetch."""
    site.pages["/hang"] = Answer(hangs=True)

    def interrupt() -> None:
        while "/hang" not in site.asked:
            if site.over.wait(0.01):
                return
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=interrupt, daemon=True)
    thread.start()
    result = run("check", f"{site.url}/hang")
    assert result.exit_code == 130
    assert result.stderr == "labmoves: interrupted\n"


def test_check_full_shows_the_whole_text(run: Run, site: Site) -> None:
    """--full for those who doubt the extraction."""
    whole, short = run("check", f"{site.url}/murati", "--full").stdout, run("check", f"{site.url}/murati").stdout
    assert len(whole) > len(short)
    assert "The board thanked her." in whole


# --- extract


def test_extract_gives_the_article_as_json(run: Run, site: Site) -> None:
    """All fields, in the page's own charset."""
    page = article_html("林俊旸离开阿里", "阿里通义千问技术负责人林俊旸宣布离职。" * 10, charset="gb18030")
    result = run("extract", "-", "--url", "https://news.example/1?utm_source=x", stdin=page)
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert set(found) == {"title", "text", "published", "authors", "language", "url", "text_hash", "repaired"}
    assert "林俊旸" in found["text"]
    assert (found["language"], found["url"]) == ("zh", "https://news.example/1")


@pytest.mark.parametrize("body", [b"", b"\x00\x01\x02" * 50, b"<html></html>", b"%PDF-1.7 binary"])
def test_extract_says_why_a_page_is_no_article(run: Run, body: bytes) -> None:
    """A reason is an answer, not an error."""
    result = run("extract", "-", stdin=body)
    assert result.exit_code == 0, result.output
    assert set(json.loads(result.stdout)) == {"reason", "detail"}


# --- alerts


def test_a_test_letter_without_a_server_becomes_a_file(run: Run, tmp_path: Path) -> None:
    """The command says where it lies."""
    result = run("alerts", "test")
    assert result.exit_code == 0
    assert str(tmp_path / "letters") in result.stdout
    assert len(list((tmp_path / "letters").glob("*.eml"))) == 1


def test_a_test_letter_to_a_dead_server_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cause and remedy, exit code 1."""
    for name, value in {
        "HOST": "127.0.0.1",
        "PORT": "1",
        "SENDER": "a@example.org",
        "RECIPIENTS": "b@example.org",
    }.items():
        monkeypatch.setenv(f"LABMOVES_MAIL_{name}", value)
    result = run("alerts", "test")
    assert result.exit_code == 1
    assert "no connection" in result.stderr
    assert len(result.stderr.splitlines()) == 1
