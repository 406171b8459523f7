"""A letter in each language: the news, the labels, the digest, the thread, and who else left."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from letters import MOVE, NOW, READER, composed, fill_outbox, letter, news

from crawler.alerts.background import background, departures
from crawler.alerts.compose import Background, Envelope, compose, subject
from crawler.alerts.wording import CHINESE, ENGLISH, because, headline
from crawler.config.subscribers import Language, Subscriber
from crawler.letter import Letter, LetterKind
from crawler.model import Kind, Move, Status, Verdict
from storage.outbox import message_id
from storage.store import Store

WANG = Subscriber(name="王芳", language=Language.CHINESE, zone=ZoneInfo("Asia/Shanghai"))
ZH = Language.CHINESE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


def text_of(message: EmailMessage) -> str:
    parsed = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    part = parsed.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def digest(*moves: Move) -> Letter:
    return replace(letter(), kind=LetterKind.DIGEST, news=tuple(news(move) for move in moves))


@pytest.mark.parametrize(
    ("changes", "verdict", "said"),
    [
        ({}, Verdict.NEW, "亚历克·拉德福德离开 OpenAI（据 The Information 报道）"),
        ({"spellings": ()}, Verdict.NEW, "Alec Radford 离开 OpenAI（据 The Information 报道）"),
        ({"person": "林俊旸", "lab": "阿里巴巴", "attributed_to": None}, Verdict.NEW, "林俊旸离开阿里巴巴（据报道）"),
        (
            {"status": Status.RUMORED, "other_org": "Anthropic", "attributed_to": None},
            Verdict.NEW,
            "亚历克·拉德福德或将离开 OpenAI，去往 Anthropic（传闻）",
        ),
        ({"status": Status.CONFIRMED, "attributed_to": None}, Verdict.CONFIRMED, "已证实：亚历克·拉德福德离开 OpenAI"),
        ({"status": Status.DENIED}, Verdict.DENIED, "被否认：亚历克·拉德福德离开 OpenAI（The Information 否认）"),
        (
            {"kind": Kind.FOUNDING, "lab": "", "attributed_to": None},
            Verdict.NEW,
            "亚历克·拉德福德创办一家公司（据报道）",
        ),
        (
            {"kind": Kind.RETURN, "status": Status.EFFECTIVE, "attributed_to": None},
            Verdict.NEW,
            "亚历克·拉德福德已重返 OpenAI（已生效）",
        ),
    ],
)
def test_the_subject_is_the_news_in_chinese_too(changes: dict[str, object], verdict: Verdict, said: str) -> None:
    """A Latin word stands apart from Chinese ones, two Chinese ones do not."""
    assert headline(replace(MOVE, **changes), verdict, ZH) == said  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("person", "spellings", "english", "chinese"),
    [
        ("林俊旸", ("Junyang Lin",), "Junyang Lin", "林俊旸"),
        ("Alec Radford", ("拉德福德", "亚历克·拉德福德", "A. Radford"), "Alec Radford", "亚历克·拉德福德"),
        ("王伟", ("Wang",), "王伟", "王伟"),  # a surname alone is nobody's name
        ("Ada Wong", (), "Ada Wong", "Ada Wong"),
    ],
)
def test_a_person_has_the_name_of_the_letters_language(
    person: str, spellings: tuple[str, ...], english: str, chinese: str
) -> None:
    """In the headline, as who says so, in the table, and among those who left before; the others beside it."""
    move = replace(MOVE, person=person, spellings=spellings, attributed_to=person)
    for language, name in ((Language.ENGLISH, english), (ZH, chinese)):
        title = headline(move, Verdict.NEW, language)
        assert (title.startswith(name), name in title[len(name) :]) == (True, True)
        reader = replace(READER, language=language)
        others = Background(departures={move.key: [move]})
        lines = text_of(compose(letter(move), reader, Envelope(sender=None, recipients=()), others)).splitlines()
        who = next(line for line in lines if line.startswith(("Who:", "人物:"))).partition(":")[2].strip()
        assert who.startswith(name)
        assert all(each in who for each in (person, *spellings))
        assert next(line for line in lines if line.startswith(("Said by:", "消息来源:"))).endswith(name)
        assert any(line.startswith(f"  2024-12-20  {name}") for line in lines)


def test_both_languages_have_the_same_words() -> None:
    """No kind, status or label that only one of them has."""
    for one, other in zip(
        (ENGLISH.said, ENGLISH.status, ENGLISH.standing, ENGLISH.opening, ENGLISH.labels),
        (CHINESE.said, CHINESE.status, CHINESE.standing, CHINESE.opening, CHINESE.labels),
        strict=True,
    ):
        assert set(one) == set(other)
    assert set(ENGLISH.said) == set(Kind)
    assert set(ENGLISH.status) == set(ENGLISH.standing) == set(Status)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("status: rumored → confirmed", "状态：传闻 → 已证实"),
        ("status: reported → denied, denied by OpenAI", "状态：据报道 → 被否认，否认者：OpenAI"),
        ("status: the effective day is reached", "状态：生效日已到"),
        ("role: reported confirmed", "职务：reported confirmed"),
        ("not known before", "not known before"),
    ],
)
def test_what_changed_is_told_in_chinese_as_far_as_the_words_are_ours(reason: str, said: str) -> None:
    """A name or a post from the web stays as it is."""
    assert because(reason, ZH) == said
    assert because(reason, Language.ENGLISH) == reason


def test_a_chinese_letter_has_chinese_labels_and_their_time() -> None:
    """The sentence stays in its own language; the hour is that of Shanghai."""
    text = text_of(composed(letter(replace(MOVE, announced=date(2024, 12, 19))), reader=WANG))
    for line in (
        "人物:        亚历克·拉德福德（又作 Alec Radford）",
        "宣布:        2024-12-19",
        "可信度:      据报道",
        "消息来源:    The Information",
        "最早报道:    2024-12-20 11:10 Asia/Shanghai，huxiu",
    ):
        assert line in text
    assert MOVE.sentence in text


def test_the_words_that_say_it_are_marked() -> None:
    """Who, where and the word that tells of it; a surname alone too, and nothing inside another word."""
    move = replace(MOVE, sentence="Radford left OpenAI; Radfordshire did not leave.")
    part = composed(letter(move, marks=("left",))).get_body(("html",))
    assert part is not None
    assert (
        "<mark>Radford</mark> <mark>left</mark> <mark>OpenAI</mark>; Radfordshire did not leave." in part.get_content()
    )


def test_a_publisher_is_called_by_its_name() -> None:
    """Who reported it first is read by people; an unknown source keeps its id."""
    named = Background(publishers={"huxiu": "虎嗅"})
    message = compose(letter(), READER, Envelope(sender=None, recipients=()), named)
    assert "2024-12-20 03:10 UTC, by 虎嗅" in text_of(message)


# --- digests


def test_a_digest_is_grouped_by_lab() -> None:
    """Each lab once, its moves under it; the subject counts and names the first labs."""
    moves = [replace(MOVE, key=f"m1-{n}", person=f"Person {n}", lab=lab) for n, lab in enumerate("ABACD")]
    message = composed(digest(*moves))
    assert message["Subject"] == "5 moves at A, B, C and 1 more"
    assert [line for line in text_of(message).splitlines() if line.startswith("==")] == [
        "== A ==", "== B ==", "== C ==", "== D ==",
    ]  # fmt: skip
    positions = [text_of(message).index(f"Person {n} is leaving") for n in (0, 2, 1, 3, 4)]
    assert positions == sorted(positions)
    assert subject(digest(MOVE)) == "1 move at OpenAI"
    assert subject(digest(*moves), ZH) == "5 条变动：A、B、C 及另外 1 家"


# --- threads


def test_a_later_letter_answers_the_first_one() -> None:
    """Rumour, confirmation, denial: one thread, whose Message-IDs are never broken or encoded on their way."""
    ids = [
        message_id("王芳", MOVE.key, verdict, str(n)) for n, verdict in enumerate(("new", "confirmed", "denied"), 100)
    ]
    raw = composed(letter(message_id=ids[2], verdict=Verdict.DENIED, earlier=tuple(ids[:2]))).as_bytes()
    parsed = email.message_from_bytes(raw, policy=email.policy.default)
    assert (parsed["Message-ID"], parsed["In-Reply-To"]) == (ids[2], ids[0])
    assert parsed["References"].split() == ids[:2]
    assert b"=?utf-8" not in raw.partition(b"References")[2].partition(b"X-Labmoves")[0].lower()
    assert composed(letter())["In-Reply-To"] is None


# --- who else left


def test_a_letter_lists_who_else_left_the_lab(store: Store) -> None:
    """Within 90 days, the latest first; no rumour, no other lab, no other kind, and not the person themselves."""
    others = {
        "Lately Gone": {"effective": date(2024, 12, 1)},
        "Long Gone": {"announced": date(2024, 10, 1), "status": Status.CONFIRMED},
        "Too Long": {"effective": date(2024, 8, 1)},
        "Only Rumoured": {"status": Status.RUMORED},
        "Somebody Hired": {"kind": Kind.HIRE},
        "Radford Alec": {"person": "Alec Radford"},
    }
    moves = [
        replace(MOVE, key=f"m1-{n:020d}", spellings=(), **({"person": name} | changes))  # type: ignore[arg-type]
        for n, (name, changes) in enumerate(others.items())
    ]
    fill_outbox(store, moves=moves)
    assert [move.person for move in departures(store, MOVE, NOW)] == ["Lately Gone", "Long Gone"]
    message = compose(letter(), READER, Envelope(sender=None, recipients=()), background(store, letter(), {}))
    lines = text_of(message).splitlines()
    at = lines.index("Others who left OpenAI in 90 days")
    assert lines[at + 1] == "  2024-12-01  Lately Gone, researcher (reported)"
    hire = letter(replace(MOVE, kind=Kind.HIRE))
    assert background(store, hire, {}).departures == {}
    assert departures(store, MOVE, NOW + timedelta(days=200)) == []
