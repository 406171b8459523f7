"""Letters to the operators: a daily word that silence means no news, and sources in trouble, each told once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from letters import NOW, Postbox, Serve, mail_to, settings_in

from crawler.alerts import watch as watching
from crawler.alerts.deliver import deliver
from crawler.alerts.watch import heartbeat, write_watch_letters
from crawler.config.schema import Settings, WatchSettings
from crawler.config.subscribers import Language
from crawler.health import Condition, Health, SourceHealth
from crawler.letter import LetterKind
from storage.outbox import Posting
from storage.store import Store

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
EIGHT = NOW.replace(hour=8)
WELL = Health(
    at=NOW,
    sources=tuple(SourceHealth(source=f"s{n}", condition=Condition.OK) for n in range(60)),
    newest=NOW - timedelta(minutes=11),
    last_run=NOW - timedelta(minutes=5),
    overdue=(),
    runs=140,
    cut_off=0,
    pages=1204,
    passed=37,
    moves=0,
    letters_waiting=0,
    letters_tried=0,
    oldest_letter=None,
    letters_dead=0,
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


def settings(folder: Path, **watch: object) -> Settings:
    return replace(settings_in(folder), watch=WatchSettings(**watch))  # type: ignore[arg-type]


def watch(*troubled: SourceHealth, **changes: object) -> Health:
    """The watch with these sources in the place of well ones."""
    named = {source.source: source for source in troubled}
    sources = tuple(named.get(source.source, source) for source in WELL.sources)
    return replace(WELL, sources=sources, **changes)  # type: ignore[arg-type]


def failing(name: str = "s1", since: timedelta = DAY, runs: int = 5) -> SourceHealth:
    return SourceHealth(
        source=name, condition=Condition.FAILING, since=NOW - since, runs=runs, detail="the server answered 500"
    )


def silent(name: str = "s2") -> SourceHealth:
    return SourceHealth(source=name, condition=Condition.SILENT, since=NOW - 40 * DAY, runs=1)


def titles(store: Store) -> list[str]:
    """What the letters to the operators are called, oldest first."""
    found: Sequence[Posting] = store.letters.postings()
    return [posting.letter.notice.title for posting in reversed(found) if posting.letter.notice]


# --- the heartbeat


def test_a_heartbeat_says_that_silence_means_no_news(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """The issue's own sentence, to the operators and to nobody else."""
    rules = WatchSettings(heartbeat=EIGHT.time(), operators=("ops@example.org",))
    asked = replace(settings_in(tmp_path, mail_to(serve())), watch=rules)
    write_watch_letters(store, asked, WELL)
    assert deliver(store, asked, NOW).sent == 1
    (message,) = postbox.messages()
    assert postbox.envelopes[0].rcpt_tos == ["ops@example.org"]
    assert message["Subject"] == "No new move; 60 of 60 sources healthy"
    part = message.get_body(("plain",))
    assert part is not None
    lines = part.get_content().splitlines()
    for line in ("Newest article: 11 minutes ago", "Pages read: 1,204", "Passed the screen: 37"):
        assert line in [" ".join(each.split()) for each in lines]


def test_a_heartbeat_comes_once_a_day_at_its_hour(store: Store, tmp_path: Path) -> None:
    """However often it is looked at, also after a restart; not before the hour, which is that of the zone."""
    asked = settings(tmp_path, heartbeat=EIGHT.time(), zone=ZoneInfo("Asia/Shanghai"))
    midnight = (NOW + DAY).replace(hour=0)
    for moment in (midnight - HOUR, midnight, midnight + HOUR, midnight + 23 * HOUR, midnight + 24 * HOUR):
        write_watch_letters(store, asked, replace(WELL, at=moment))
    assert [posting.letter.created_at for posting in store.letters.postings()] == [
        midnight + 24 * HOUR,
        midnight,
        midnight - HOUR,
    ]


def test_no_heartbeat_where_none_is_asked_for_or_nothing_ever_ran(store: Store, tmp_path: Path) -> None:
    """By default there is none; and before the first crawl there is nothing to say."""
    write_watch_letters(store, settings(tmp_path), WELL)
    write_watch_letters(store, settings(tmp_path, heartbeat=EIGHT.time()), replace(WELL, last_run=None))
    assert store.letters.postings() == []


@pytest.mark.parametrize(
    ("language", "found", "title", "row"),
    [
        (Language.ENGLISH, watch(moves=1), "1 new move; 60 of 60 sources healthy", ("New moves", "1")),
        (Language.ENGLISH, watch(failing()), "No new move; 59 of 60 sources healthy", ("Failing", "s1")),
        (
            Language.ENGLISH,
            watch(overdue=("a", "b")),
            "No new move; 60 of 60 sources healthy",
            ("Sources overdue", "2"),
        ),
        (Language.ENGLISH, watch(letters_dead=3), "No new move; 60 of 60 sources healthy", ("Letters given up", "3")),
        (Language.CHINESE, WELL, "没有新变动；60 个来源中 60 个正常", ("最新文章", "11 分钟前")),
        (Language.CHINESE, watch(silent(), moves=12), "12 条新变动；60 个来源中 59 个正常", ("沉默", "s2")),
    ],
)
def test_a_heartbeat_says_what_is_amiss(language: Language, found: Health, title: str, row: tuple[str, str]) -> None:
    """Failing and silent sources by name, a crawl that does not come, letters that do not arrive."""
    notice = heartbeat(found, language)
    assert notice.title == title
    assert row in notice.rows


# --- sources


def test_a_source_in_trouble_is_told_once_and_once_that_it_is_back(store: Store, tmp_path: Path) -> None:
    """However long it lasts; failing and silent by turns is one trouble; a second one is told anew."""
    asked = settings(tmp_path)
    for found in (
        watch(failing(since=2 * HOUR)),
        watch(failing()),
        watch(failing(), at=NOW + HOUR),
        watch(silent("s1"), at=NOW + 2 * HOUR),
        watch(at=NOW + 3 * HOUR),
        watch(at=NOW + 4 * HOUR),
        watch(failing(), silent(), at=NOW + 5 * HOUR),
    ):
        write_watch_letters(store, asked, found)
    assert titles(store) == ["In trouble: s1", "Back: s1", "In trouble: s1, s2"]


def test_a_letter_says_what_is_wrong_with_each(store: Store, tmp_path: Path) -> None:
    """Since when, in the server's words; and how many others are well."""
    write_watch_letters(store, settings(tmp_path), watch(failing(), silent()))
    (posting,) = store.letters.postings()
    assert (posting.letter.kind, posting.letter.subscriber) == (LetterKind.SOURCES, "operators")
    assert posting.letter.notice is not None
    assert posting.letter.notice.rows == (
        ("s1", "failing since 2024-12-19: the server answered 500"),
        ("s2", "silent; its newest article is of 2024-11-10"),
        ("Sources", "58 of 60 sources healthy"),
    )


@pytest.mark.parametrize("found", [watch(failing(since=23 * HOUR)), watch(failing(since=9 * DAY, runs=1)), WELL])
def test_a_passing_trouble_is_not_told(store: Store, tmp_path: Path, found: Health) -> None:
    """One run, or less than a day, is what the web does all the time."""
    write_watch_letters(store, settings(tmp_path), found)
    assert store.letters.postings() == []


def test_a_source_that_is_watched_no_more_is_forgotten(store: Store, tmp_path: Path) -> None:
    """Switched off it is not told to be back; switched on again in trouble it is told anew."""
    asked = settings(tmp_path)
    write_watch_letters(store, asked, watch(failing()))
    write_watch_letters(store, asked, replace(watch(silent(), at=NOW + HOUR), sources=(silent(),)))
    write_watch_letters(store, asked, watch(failing(), silent(), at=NOW + 2 * HOUR))
    assert titles(store) == ["In trouble: s1", "In trouble: s2", "In trouble: s1"]


def test_many_troubles_are_one_letter(store: Store, tmp_path: Path) -> None:
    """A line that was down all day is no sixty letters; the subject stays short."""
    write_watch_letters(store, settings(tmp_path), watch(*(failing(f"s{n}") for n in range(60))))
    assert titles(store) == ["In trouble: s0, s1, s2…"]


def test_sources_can_be_left_untold(store: Store, tmp_path: Path) -> None:
    """`watch.sources = false`."""
    write_watch_letters(store, settings(tmp_path, sources=False), watch(failing()))
    assert store.letters.postings() == []


def test_operators_are_the_recipients_where_none_are_named(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """Whoever reads the letters hears that they may not come."""
    asked = settings_in(tmp_path, mail_to(serve()))
    write_watch_letters(store, asked, watch(failing()))
    assert deliver(store, asked, NOW).sent == 1
    assert postbox.envelopes[0].rcpt_tos == ["one@example.org", "two@example.org"]


def test_two_processes_that_find_the_same_trouble_tell_it_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A daemon by cron may begin while another one looks: it waits, and finds that it is told."""
    asked = settings(tmp_path)
    decide, looked = watching.untold, Event()

    def other() -> None:
        with Store.open(store.path) as second:
            looked.set()
            write_watch_letters(second, asked, replace(watch(failing()), at=NOW + timedelta(seconds=1)))

    beside = Thread(target=other)

    def untold(*given: Any) -> watching.Untold:
        if beside.ident is None:
            beside.start()
            assert looked.wait(30)
            beside.join(0.3)  # long enough to be told twice, if it did not wait
        return decide(*given)

    monkeypatch.setattr(watching, "untold", untold)
    write_watch_letters(store, asked, watch(failing()))
    beside.join(30)
    assert len(titles(store)) == 1
