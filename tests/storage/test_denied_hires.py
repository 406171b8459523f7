"""From two articles to the letter that corrects the first: a hire that is denied takes its departure with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from newsdesk import DAY, HOUR, NOW, article, begin, end, publish

from crawler.alerts.compose import subject
from crawler.alerts.wording import because
from crawler.config.subscribers import Language
from crawler.decide import ruling
from crawler.judgement import Docket
from crawler.judging import confirm_move, dismiss_move, take_back
from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import Decision, Kind, Move, Status
from storage.store import Store

CLAIMS = {
    "en": "Alec Radford is leaving OpenAI to join Anthropic, people familiar with the matter said.",
    "zh": "据知情人士透露，林俊旸将从阿里离职，加入字节跳动。",
}
DENIALS = {
    "en": (
        "Anthropic has not hired Alec Radford, a spokesperson said, despite a report that he was leaving for it.",
        "Alec Radford said on Friday that he is staying at OpenAI and is not joining Anthropic.",
        "Anthropic denied that it had hired Alec Radford from OpenAI.",
    ),
    "zh": (
        "林俊旸本人辟谣：没有加入字节跳动，仍在阿里工作。",
        "字节跳动否认聘用林俊旸。",
        "林俊旸否认从阿里离职，称自己会留在阿里。",
    ),
}
SUBJECTS = {
    "en": (
        "Alec Radford is leaving OpenAI for Anthropic (reported)",
        "Denied: Alec Radford is leaving OpenAI for Anthropic",
    ),
    "zh": ("林俊旸离开 Alibaba，去往 ByteDance（据报道）", "被否认：林俊旸离开 Alibaba，去往 ByteDance"),
}
DENIERS = {DENIALS["en"][1]: " (denied by Alec Radford)", DENIALS["en"][2]: " (denied by Anthropic)"}
BOTH = [(language, denial) for language, denials in DENIALS.items() for denial in denials]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


def tell(store: Store, number: int, language: str, text: str, after: timedelta = timedelta()) -> tuple[Decision, ...]:
    """One run that reads one article so long after NOW: matched, decided on and stored."""
    now = NOW + after
    run = begin(store, now)
    where = replace(article(number, text, published=now - HOUR), title=None, language=language)
    decisions = publish(store, run, where, match(where, load()), now)
    end(store, run, now)
    return decisions


def told(store: Store, language: str) -> list[str]:
    """The subjects of the letters that wait, in order."""
    return [subject(letter, Language(language)) for letter in store.letters.waiting(NOW + 9 * DAY)]


def moves(store: Store) -> dict[Kind, Move]:
    return {move.kind: move for move in store.moves()}


@pytest.mark.parametrize(("language", "denial"), BOTH)
def test_the_reader_of_the_departure_is_told_of_the_denial(store: Store, language: str, denial: str) -> None:
    """Whoever asked for departures alone heard that one, and hears that it is denied; whatever half is denied."""
    tell(store, 1, language, CLAIMS[language])
    tell(store, 2, language, denial, DAY)
    assert {move.status for move in store.moves()} == {Status.DENIED}
    first, then = told(store, language)
    reported, denied = SUBJECTS[language]
    assert (first, then) == (reported, denied + DENIERS.get(denial, ""))
    (letter,) = store.letters.waiting(NOW + 9 * DAY)[1:]
    assert letter.news[0].move.sentence in denial
    assert letter.news[0].earlier, "it answers the letter that told of the departure"


def test_the_reason_is_told_in_the_readers_language() -> None:
    """Which half was denied with it."""
    assert (
        because("status: reported → denied, with the hire at Anthropic", Language.CHINESE)
        == "状态：据报道 → 被否认，一同被否认的还有入职：Anthropic"
    )


@pytest.mark.parametrize("language", list(CLAIMS))
def test_a_departure_that_others_tell_of_stands(store: Store, language: str) -> None:
    """Another article names no destination: the hire alone is denied, and the reader of departures hears nothing."""
    also = {"en": "Alec Radford has left OpenAI, The Verge reported.", "zh": "据报道，林俊旸已从阿里离职。"}
    tell(store, 1, language, CLAIMS[language])
    tell(store, 2, language, also[language])
    tell(store, 3, language, DENIALS[language][1], DAY)
    assert moves(store)[Kind.HIRE].status is Status.DENIED
    assert moves(store)[Kind.DEPARTURE].status is Status.REPORTED
    assert len(told(store, language)) == 1


def test_what_the_claims_own_article_says_later_counts(store: Store) -> None:
    """The article is edited and says only the denial: the departure that its first version told of falls too."""
    tell(store, 1, "en", CLAIMS["en"])
    tell(store, 1, "en", "Anthropic has not hired Alec Radford, a spokesperson said.", DAY)
    assert moves(store)[Kind.DEPARTURE].status is Status.DENIED


def test_a_judgement_of_the_hire_reaches_the_departure(store: Store) -> None:
    """Confirmed by hand, or dismissed with its denial, the departure stands again; taken back, it falls again."""
    tell(store, 1, "en", CLAIMS["en"])
    tell(store, 2, "en", DENIALS["en"][0], DAY)
    for judge in (confirm_move, dismiss_move):
        passed = judge(store, moves(store)[Kind.HIRE].key, "so it is", NOW + 2 * DAY)
        departure = moves(store)[Kind.DEPARTURE]
        assert (departure.status, departure.unreversed) == (Status.REPORTED, None)
        assert departure.sentence == CLAIMS["en"]
        take_back(store, passed.judgement.id, "no", NOW + 3 * DAY)
        assert moves(store)[Kind.DEPARTURE].status is Status.DENIED


def test_told_anew_it_is_what_it_was(store: Store) -> None:
    """As a rematch tells moves anew from their statements: neither half changes."""
    tell(store, 1, "en", CLAIMS["en"])
    tell(store, 2, "en", DENIALS["en"][0], DAY)
    for move in store.moves():
        near = tuple(store.case(each) for each in store.beside(move))
        assert len(near) == 1
        docket = Docket(because="", now=NOW + 2 * DAY, near=near)
        assert ruling.tell_anew([store.case(move)], "read anew", docket) == ()


def test_its_history_says_why(store: Store) -> None:
    """The departure's last change names the hire that was denied, and the article that denied it."""
    tell(store, 1, "zh", CLAIMS["zh"])
    tell(store, 2, "zh", DENIALS["zh"][1], DAY)
    change = store.history(moves(store)[Kind.DEPARTURE].key)[-1]
    assert change.because == ("status: reported → denied, with the hire at ByteDance",)
    assert change.article_url == "https://a.example/2"
