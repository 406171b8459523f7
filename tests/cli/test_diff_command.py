"""`labmoves diff`: what changed, as a table, JSON and Markdown, and what a reader has seen."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from calls import NOW, Run, read_departure
from markdown_it import MarkdownIt

from crawler.model import Outcome, SourceReport, Visit
from storage.store import Store

LABMOVES = str(Path(sys.executable).with_name("labmoves"))
HOSTILE = (
    "# [Click](javascript:alert(1)) <script>alert(1)</script> **bold** @channel https://evil.example www.evil.example "
    "![x](https://evil.example/x.png) a&lt;b `code` \x1b[31m"
)


@pytest.fixture(autouse=True)
def _database(database: Path) -> None:
    """Every test here has the known database."""


def rows(text: str) -> list[list[str]]:
    return [line.split("\t") for line in text.splitlines()[1:]]


def edit(database: Path, text: str, title: str = "标题 1", at: datetime = NOW) -> None:
    """One more run, in which the first article has this text."""
    with Store.open(database) as store:
        last = store.article_versions("https://news.example/1")[-1]
        run = store.start_run("crawl", ["huxiu"], at)
        article = replace(last.article, text=text, title=title, text_hash=f"t1-{hash((text, title))}")
        visit = Visit(url=article.url, source="huxiu", fetched_at=at, outcome=Outcome.MATCHED)
        store.apply(article, [held.mention for held in last.mentions], [], visit, run, at)
        store.finish_run(run, "finished", [SourceReport(source="wired", links=2, pages=2)], at)


def test_diff_of_a_run(run: Run) -> None:
    """What the second run changed: a hire that is new, and a confirmation field by field."""
    new, confirmed = rows(run("diff", "--run", "2").stdout)
    assert new[:2] == ["new", "Eve Adams: hire at OpenAI"]
    assert confirmed[:3] == ["confirmed", "林俊旸, 技术负责人: departure from Alibaba", "status: rumored → confirmed"]
    assert confirmed[3] == "huxiu"
    assert confirmed[5] == "2"


def test_diff_between_two_runs_in_either_order(run: Run) -> None:
    """From after the one to the end of the other."""
    assert run("diff", "--run", "2", "--run", "1").stdout == run("diff", "--run", "1", "--run", "2").stdout
    assert len(rows(run("diff", "--run", "1", "--run", "2").stdout)) == 2


def test_diff_over_a_span(run: Run) -> None:
    """Without options the last seven days, with the source that fails; a span without changes says so."""
    assert [row[0] for row in rows(run("diff").stdout)] == ["new", "new", "failing"]
    assert [row[0] for row in rows(run("diff", "--until", "36h").stdout)] == ["new", "failing"]
    result = run("diff", "--since", "1h")
    assert (result.exit_code, rows(result.stdout)) == (0, [])
    when = NOW - timedelta(days=1)
    last = f"The last change is of {when:%Y-%m-%d %H:%M} UTC: `labmoves diff --run 2` shows it."
    assert result.stderr.splitlines() == ["Nothing changed.", last]
    assert "The last change" not in run("diff").stderr


def test_a_first_look_over_quiet_days_says_where_the_news_is(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As `diff` does, for after it this reader is shown only what comes; a second look has nothing to point at."""
    monkeypatch.setattr("crawler.cli.session.Session.now", lambda _: NOW + timedelta(days=30))
    assert "`labmoves diff --run 2` shows it." in run("diff", "--since-last").stderr
    assert run("diff", "--since-last").stderr.splitlines() == ["Nothing changed."]


def test_diff_of_an_unknown_run_is_told(run: Run) -> None:
    """The newest run is named."""
    result = run("diff", "--run", "9")
    assert result.exit_code == 2
    assert "there is no run 9. The newest is run 2" in result.stderr


@pytest.mark.parametrize(
    "options",
    [
        ["--run", "1", "--since", "1d"],
        ["--run", "1", "--since-last"],
        ["--since-last", "a", "--until", "1d"],
        ["--run", "1", "--run", "1", "--run", "2"],
        ["--peek"],
        ["--since-last", " "],
        ["--past", "--since-last"],
        ["--json", "--markdown"],
        ["--forget", "nobody"],
    ],
)
def test_calls_that_mean_nothing(run: Run, options: list[str]) -> None:
    """Two spans at once, a peek at nothing, two forms, a reader nobody knows."""
    result = run("diff", *options)
    assert (result.exit_code, result.stdout) == (2, "")


def test_edits_and_sources_are_told(run: Run, database: Path) -> None:
    """The words that changed, short; a source that is back, and why it had gone."""
    edit(database, "据传阿里通义千问技术负责人林俊旸已经离职。")
    edited, back = rows(run("diff", "--run", "3").stdout)
    assert edited[:3] == ["edited", "标题 1", "“即将” → “已经”"]
    assert edited[6] == "https://news.example/1"
    assert back[:3] == ["back", "wired", "after failing"]
    both = rows(run("diff", "--run", "1", "--run", "3").stdout)
    assert both[-1][:3] == ["back", "wired", "after failing, 1 run of this span: no such host"]


def test_an_edit_taken_back_is_told(run: Run, database: Path) -> None:
    """It said something else for a while."""
    for text in ("林俊旸离职。", "没有这回事。", "林俊旸离职。"):
        edit(database, text)
    (told,) = [row for row in rows(run("diff", "--run", "3", "--run", "5").stdout) if row[0] == "edited"]
    assert told[2] == "“林俊旸离职” → “没有这回事”; and back again"


def test_a_deletion_is_told(run: Run, database: Path) -> None:
    """With the move that has no other article now, everywhere that the article is shown; back again, that too."""
    url = "https://news.example/2"
    with Store.open(database) as store:
        (key,) = [move.key for move in store.moves() if move.kind == "hire"]
        for number, status in enumerate((404, 404, None)):
            now = NOW - timedelta(hours=3 - number)
            going = store.start_run("crawl", ["huxiu"], now)
            if status:
                store.missing(url, status, going, now, recheck=timedelta(days=30))
            else:
                store.looked_again(url, going, now, recheck=timedelta(days=30), there=True)
            store.finish_run(going, "finished", [], now)
    (deleted,) = rows(run("diff", "--run", "4").stdout)
    assert deleted[:3] == ["deleted", "标题 2", f"the server answers 404; no other article tells of {key}"]
    assert deleted[6] == url
    assert f"标题 2 (huxiu): the server answers 404; no other article tells of {key}" in (
        run("diff", "--run", "4", "--markdown").stdout
    )
    assert json.loads(run("diff", "--run", "4", "--json").stdout)["deleted"][0]["sole_moves"] == [key]
    assert rows(run("diff", "--run", "2", "--run", "5").stdout)[0][:3] == [
        "back", "标题 2", "it was taken away, and is there again",
    ]  # fmt: skip
    told = run("history", url).stdout
    assert "taken away: the server answers 404, " in told
    assert told.splitlines()[-1].endswith("in run 5")
    assert [d["status"] for d in json.loads(run("history", url, "--json").stdout)[0]["deletions"]] == [404, None]


def test_a_move_whose_article_is_gone_says_so(run: Run, database: Path) -> None:
    """Beside the sentence, which is kept."""
    with Store.open(database) as store:
        for number in (3, 4):
            going = store.start_run("crawl", ["huxiu"], NOW)
            store.missing("https://news.example/2", 410, going, NOW, recheck=timedelta(days=30))
            store.finish_run(going, "finished", [], NOW)
            assert going == number
        (key,) = [move.key for move in store.moves() if move.kind == "hire"]
    assert f"deleted since {NOW:%Y-%m-%d}" in run("move", key).stdout


def test_what_a_person_ruled_is_told(run: Run) -> None:
    """With the reason, and no article; a move that is new keeps its own."""
    keys = {row[2]: row[-1] for row in rows(run("moves").stdout)}
    run("dismiss", keys["hire"], "--because", "a parody")
    run("confirm", keys["departure"], "--because", "he told us")
    dismissed, changed = rows(run("diff", "--run", "2", "--run", "4").stdout)
    assert dismissed[:4] == ["dismissed", "Eve Adams: hire at OpenAI", "dismissed: a parody", ""]
    assert (changed[0], changed[2]) == ("changed", "confirmed by hand: he told us")
    told = run("diff", "--run", "2", "--run", "4", "--markdown").stdout
    assert (
        "**Dismissed by hand**\n\n- Eve Adams is joining OpenAI from Google (confirmed) — dismissed: a parody\n" in told
    )
    (new,) = [row for row in rows(run("diff").stdout) if row[0] == "new"]
    assert new[3] == "huxiu"


def test_what_a_ruling_changed_is_told_once(run: Run, another: str) -> None:
    """The fields as they differ over the span, then the reason."""
    (departure,) = [row[-1] for row in rows(run("moves", "--lab", "alibaba").stdout)]
    run("merge", another, departure, "--because", "one")
    (changed,) = [row for row in rows(run("diff", "--run", "4").stdout) if row[0] == "changed"]
    reasons = changed[2].split("; ")
    assert [reason.partition(": ")[0] for reason in reasons[:2]] == ["lab", "role"]
    assert reasons[-1].startswith("merged with ")
    assert len({reason.partition(":")[0] for reason in reasons}) == len(reasons)


def test_programs_get_the_fields(run: Run, database: Path) -> None:
    """Groups by name, each change with the fields before and after; whole texts are left out."""
    edit(database, "据传阿里通义千问技术负责人林俊旸已经离职。")
    told = json.loads(run("diff", "--run", "1", "--run", "3", "--json").stdout)
    (confirmed,) = told["moves"]["confirmed"]
    assert confirmed["fields"] == [{"field": "status", "before": "rumored", "after": "confirmed"}]
    assert confirmed["before"]["status"] == "rumored"
    others = ("denied", "reversed", "dismissed", "changed", "changed_and_back")
    assert (len(told["moves"]["new"]), [told["moves"][name] for name in others]) == (1, [[]] * 5)
    (edited,) = told["edited"]
    assert edited["words"] == "“即将” → “已经”"
    assert [(piece["kind"], piece["text"]) for piece in edited["changes"]][-2:] == [("gone", "即将"), ("new", "已经")]
    assert told["sources"][0]["after"] == "ok"
    assert told["span"]["after_run"] == 1


def test_markdown_reads_well(run: Run) -> None:
    """Bold headings, one line a move, the article behind the outlet's name."""
    told = run("diff", "--run", "1", "--run", "2", "--markdown").stdout
    assert told.splitlines()[0] == "**Moves at AI labs, run 2**"
    assert "**New**\n\n- Eve Adams is joining OpenAI from Google (confirmed) · [huxiu](https://news.example/2)" in told
    assert (
        "- Junyang Lin is leaving Alibaba (confirmed by Junyang Lin) — status: rumored → confirmed · [huxiu](" in told
    )


def test_markdown_of_a_hostile_page_is_text(run: Run, database: Path) -> None:
    """No link but to the article, no image, no HTML, no mark-up, nobody notified; rendered it reads as it was."""
    edit(database, HOSTILE + " 林俊旸已经离职。", HOSTILE)
    told = run("diff", "--run", "3", "--markdown").stdout
    assert not set(told) & set("\x1b\x07\u202e@")
    shown = MarkdownIt("gfm-like", {"linkify": False}).parse(told)
    inside = [token for block in shown for token in block.children or []]
    links = [token.attrs["href"] for token in inside if token.type == "link_open"]
    assert links == ["https://news.example/1"]
    assert not [token for token in inside if token.type in {"image", "html_inline", "code_inline", "em_open"}]
    assert not [token for token in shown if token.type in {"heading_open", "html_block"}]
    assert "https://evil" not in told
    assert "www.evil" not in told
    text = "".join(token.content for token in inside if token.type == "text")
    assert "# [Click](javascript:alert(1)) <script>alert(1)</script> **bold** ＠channel https://evil.example" in text


def test_only_what_was_not_seen_is_shown(run: Run, database: Path) -> None:
    """The first look shows seven days, the next one nothing, then what came since; each reader by name."""
    assert len(rows(run("diff", "--since-last").stdout)) == 3
    assert "Nothing changed" in run("diff", "--since-last").stderr
    edit(database, "阿里通义千问一切照旧。")
    for _ in range(2):
        assert [row[0] for row in rows(run("diff", "--since-last", "--peek").stdout)] == ["edited", "back"]
    assert len(rows(run("diff", "--since-last", "letter").stdout)) == 4
    assert "**Edited articles**" in run("diff", "--since-last", "--markdown").stdout
    assert rows(run("diff", "--since-last").stdout) == []


def test_marks_are_shown_and_forgotten(run: Run) -> None:
    """Who has seen what; a forgotten reader looks for the first time again."""
    assert "Nobody" in run("diff", "--marks").stderr
    run("diff", "--since-last", "letter")
    ((reader, _, seen),) = rows(run("diff", "--marks").stdout)
    assert (reader, seen) == ("letter", "2")
    assert json.loads(run("diff", "--marks", "--json").stdout)[0]["run"] == 2
    assert run("diff", "--forget", "letter").exit_code == 0
    assert len(rows(run("diff", "--since-last", "letter").stdout)) == 3


def test_a_run_that_goes_on_is_left_for_the_next_look(run: Run, database: Path) -> None:
    """What it found so far is not shown half, and not lost."""
    run("diff", "--since-last")
    with Store.open(database) as store:
        going = store.start_run("crawl", ["huxiu"], NOW)
        last = store.article_versions("https://news.example/1")[-1].article
        visit = Visit(url=last.url, source="huxiu", fetched_at=NOW, outcome=Outcome.MATCHED)
        store.apply(replace(last, text="别的。", text_hash="t1-x"), [], [], visit, going, NOW)
        assert rows(run("diff", "--since-last").stdout) == []
        store.finish_run(going, "finished", [], NOW + timedelta(minutes=1))
    assert [row[0] for row in rows(run("diff", "--since-last").stdout)] == ["edited"]


def test_the_past_is_no_news(run: Run, database: Path) -> None:
    """What a backfill tells is counted, left out in every form and for every reader, and shown when asked for."""
    run("diff", "--since-last")
    with Store.open(database) as store:
        key = read_departure(store, "https://news.example/old", command="backfill")
    told = run("diff", "--since-last")
    assert rows(told.stdout) == []
    assert "moves of the past that a backfill told of, 1 new. `labmoves diff --past` shows them." in told.stderr
    assert rows(run("diff", "--run", "3").stdout) == []
    assert "Ann Lee" not in run("diff", "--markdown").stdout
    found = json.loads(run("diff", "--json").stdout)
    assert (found["filled_in"], len(found["moves"]["new"])) == ({"new": 1, "known": 0}, 2)
    past = run("diff", "--past")
    ((group, what, *_, shown),) = rows(past.stdout)
    assert (group, what, past.stderr) == ("new", "Ann Lee, researcher: departure from OpenAI", "")
    assert key.startswith(shown)
    with Store.open(database) as store:
        read_departure(store, "https://news.example/new", "chief scientist")
    (changed,) = rows(run("diff", "--since-last").stdout)
    assert (changed[0], changed[2]) == ("changed", "role: researcher → chief scientist")
    assert "Nothing was filled in." in run("diff", "--past", "--run", "4").stderr


def test_an_answer_that_did_not_arrive_was_not_seen(run: Run, database: Path) -> None:
    """The mark stays where the output could not be written."""
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [LABMOVES, "diff", "--since-last", "--json"], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert "Nobody" in run("diff", "--marks").stderr
