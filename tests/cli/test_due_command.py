"""`labmoves due`: what comes next, and why then."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

from calls import NOW, Run
from storage_records import finished

from crawler.model import SourceReport
from crawler.schedule.due import next_due, rules_of
from crawler.sources.load import load_catalog
from storage.store import Store

HOUR = timedelta(hours=1)
RULES = rules_of(load_catalog().values(), None, "UTC")


def rows(run: Run, *arguments: str) -> dict[str, list[str]]:
    told = run("due", *arguments)
    assert told.exit_code == 0, told.stderr
    return {line.split("\t")[0]: line.split("\t")[1:] for line in told.stdout.splitlines()[1:]}


def test_before_the_first_crawl_all_are_due(run: Run) -> None:
    """Also where there is no database yet."""
    found = rows(run)
    assert found.keys() == {source.id for source in load_catalog().values() if source.enabled}
    assert {row[1] for row in found.values()} == {"now"}
    assert found["wired"][2:] == [f"never crawled ({RULES['wired']})", "never"]


def test_why_each_is_due(run: Run, tmp_path: Path) -> None:
    """The failures and the server's wish, each in words; the earliest first."""
    finished(tmp_path / "labmoves.db", NOW - 2 * HOUR, SourceReport(source="wired", errors=("down",)))
    with Store.open(tmp_path / "labmoves.db") as store:
        started = store.start_run("crawl", ["wired", "huxiu"], NOW)
        asked = next_due("huxiu", RULES["huxiu"], NOW, asked_until=NOW + 30 * HOUR)
        due = [next_due("wired", RULES["wired"], NOW, failures=2), asked]
        store.finish_run(started, "finished", [], NOW, due)
    found = rows(run, "wired", "huxiu")
    assert list(found) == ["wired", "huxiu"]
    assert found["wired"][2] == f"back-off: 2 failures in a row ({RULES['wired']})"
    assert found["huxiu"][2].startswith("its server asked to be left alone until ")
    assert found["huxiu"][3] in {"just now", "1 min ago", "2 min ago", "3 min ago"}


def test_a_default_line_changes_what_is_due(run: Run, tmp_path: Path) -> None:
    """The configuration's line is applied to what is stored."""
    finished(tmp_path / "labmoves.db", NOW, SourceReport(source="wired", links=1, pages=1))
    config = '[daemon]\ncron = "0 3 * * *"\ntimezone = "Asia/Shanghai"\n'
    (tmp_path / "labmoves.toml").write_text(config, encoding="utf-8")
    assert rows(run, "wired")["wired"][0].split(" ")[1][:4] == "19:0"


def test_json_has_all_that_it_follows_from(run: Run, tmp_path: Path) -> None:
    """For programs."""
    finished(tmp_path / "labmoves.db", NOW, SourceReport(source="wired", errors=("down",)))
    (told,) = json.loads(run("due", "wired", "--json").stdout)
    assert told.keys() == {"source", "at", "because", "rule", "last", "failures", "asked_until"}
    assert (told["because"], told["failures"]) == ("back-off", 1)
