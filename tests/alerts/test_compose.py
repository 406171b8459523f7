"""What a letter says, and that nothing from the web can make it say or do anything else."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from letters import MOVE, NOW, READER, composed, letter

from crawler.alerts.compose import Envelope, compose_test
from crawler.alerts.wording import headline
from crawler.config.schema import MailSettings
from crawler.config.subscribers import Language
from crawler.letter import Letter, LetterKind
from crawler.model import Kind, Status, Verdict

MAIL = MailSettings(sender="News desk <desk@example.org>", recipients=("新闻 <news@example.org>", "b@example.org"))


def received(message: EmailMessage) -> EmailMessage:
    """The message after a journey as bytes."""
    parsed = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    assert isinstance(parsed, EmailMessage)
    return parsed


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


@pytest.mark.parametrize(
    ("changes", "verdict", "said"),
    [
        ({}, Verdict.NEW, "Alec Radford is leaving OpenAI (reported by The Information)"),
        ({"attributed_to": None}, Verdict.NEW, "Alec Radford is leaving OpenAI (reported)"),
        (
            {"status": Status.RUMORED, "other_org": "Anthropic"},
            Verdict.NEW,
            "Alec Radford may be leaving OpenAI for Anthropic (rumour, by The Information)",
        ),
        (
            {"status": Status.EFFECTIVE, "attributed_to": None},
            Verdict.NEW,
            "Alec Radford has left OpenAI (in effect)",
        ),
        (
            {"status": Status.CONFIRMED, "attributed_to": None},
            Verdict.CONFIRMED,
            "Confirmed: Alec Radford is leaving OpenAI",
        ),
        (
            {"status": Status.DENIED, "attributed_to": "OpenAI"},
            Verdict.DENIED,
            "Denied: Alec Radford is leaving OpenAI",
        ),
        (
            {"kind": Kind.HIRE, "other_org": "Google", "status": Status.CONFIRMED, "attributed_to": None},
            Verdict.NEW,
            "Alec Radford is joining OpenAI from Google (confirmed)",
        ),
        ({"kind": Kind.FOUNDING, "lab": ""}, Verdict.NEW, "Alec Radford is starting a company"),
    ],
)
def test_the_subject_is_the_news(changes: dict[str, object], verdict: Verdict, said: str) -> None:
    """Who, what, where and on whose word, in one line; the verb follows the status."""
    assert headline(replace(MOVE, **changes), verdict).startswith(said)  # type: ignore[arg-type]


def test_a_letter_says_who_where_when_by_whom_and_shows_the_sentence() -> None:
    """Both forms hold the facts, the sentence in its own language, and the link."""
    message = received(composed(letter(), MAIL))
    assert message["Subject"] == "Alec Radford is leaving OpenAI (reported by The Information)"
    assert message["To"] == "新闻 <news@example.org>, b@example.org"
    assert message["Message-ID"] == "<m1-0123456789abcdef0123.new.1@labmoves.invalid>"
    assert message["Date"].datetime == NOW
    for kind in ("plain", "html"):
        text = body(message, kind)
        for fact in (
            "Alec Radford",
            "亚历克·拉德福德",
            "researcher",
            "OpenAI",
            "The Information",
            "2024-12-20 03:10 UTC, by huxiu",
            "OpenAI研究员Alec Radford计划离职，从事独立研究。",
            "https://news.example/1",
        ):
            assert fact in re.sub("</?mark>", "", text), (kind, fact)


def test_the_names_are_marked_in_the_sentence() -> None:
    """Who and where are found at a glance; a name that is mark-up is still only text."""
    page = html_of(letter())
    assert "<mark>OpenAI</mark>研究员<mark>Alec Radford</mark>计划离职" in page
    evil = replace(MOVE, person="<b>", sentence="<b> leaves OpenAI.")
    assert "<mark>&lt;b&gt;</mark> leaves <mark>OpenAI</mark>." in html_of(letter(evil))


def html_of(one: Letter) -> str:
    body = composed(one, MailSettings()).get_body(("html",))
    assert body is not None
    return str(body.get_content())


def test_the_same_letter_is_the_same_message() -> None:
    """A repeat after an unclear answer can be told as one, by Message-ID and by its whole head."""
    assert composed(letter(), MAIL).items() == composed(letter(), MAIL).items()


def test_a_later_letter_says_what_changed_and_links_the_article_that_said_so() -> None:
    """A confirmation names the change and the confirming article, not the first one."""
    later = letter(
        verdict=Verdict.CONFIRMED, because=("status: reported → confirmed",), article_url="https://news.example/2"
    )
    text = body(received(composed(later, MAIL)), "plain")
    assert "status: reported → confirmed" in text
    assert "https://news.example/2" in text
    assert "https://news.example/1" not in text


def test_no_line_is_too_long_for_any_server() -> None:
    """Head lines stay within 78 characters and everything is seven-bit ASCII, whatever the title."""
    move = replace(MOVE, person="林俊旸" * 40, lab="W" * 300, attributed_to="é" * 300, sentence="很长的句子" * 500)
    raw = composed(letter(move), MAIL).as_bytes()
    assert raw.isascii()
    head = raw.split(b"\r\n\r\n", 1)[0]
    assert max(len(line) for line in head.split(b"\r\n")) <= 78
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998


@pytest.mark.parametrize(
    "evil",
    [
        "X\r\nBcc: victim@example.org",
        "X\nBcc: victim@example.org\n\nbody",
        "X\u2028Bcc: victim@example.org",
        "=?utf-8?q?X=0D=0ABcc:_victim@example.org?=",
        "X\x00\x1b[31m\x85Bcc: victim@example.org",
    ],
)
def test_no_title_can_add_a_header(evil: str) -> None:
    """Line ends in any disguise stay inside the one header they came in."""
    move = replace(MOVE, person=evil, attributed_to=evil, key=evil[:20], first_url=f"https://news.example/{evil}")
    message = received(composed(letter(move, message_id="<a@labmoves.invalid>"), MAIL))
    assert message["Bcc"] is None
    assert set(message.keys()) <= {
        "Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted", "X-Labmoves-Move", "MIME-Version",
        "Content-Type",
    }  # fmt: skip


def test_markup_in_a_title_is_text() -> None:
    """A title with tags is shown as written and never becomes part of the page."""
    move = replace(MOVE, person="<script>alert(1)</script>", sentence='<img src=x onerror="a()"> & more')
    html = body(received(composed(letter(move), MAIL)), "html")
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


HOSTILE = {
    "line ends": "X\r\nBcc: v@example.org\r\n\r\nbody\n.\nQUIT",
    "mark-up": "</h1><script>alert(1)</script><!-- <style>*{display:none}</style> &amp; ]]>",
    "a template": "{{ 7 * 7 }} {% include '/etc/passwd' %} {who} {0} {lab} %s %(x)s ${HOME} {{ config }}",
    "emoji": "👩‍🚀🏳️‍🌈 left 🚪",
    "bidi marks": "Alec \u202eIAnepO\u2066 Radford\u200f",
    "10 kB": "很长的名字" * 2000,
    "one long word": "W" * 10_000,
    "an encoded word": "=?utf-8?q?=0D=0ABcc:_v@example.org?= =?gb2312?B?zfXAz8qm?=",
    "a surrogate": "Alec \ud800 Radford",
}


@pytest.mark.parametrize("evil", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("language", list(Language))
def test_no_text_from_the_web_breaks_a_letter(evil: str, language: Language) -> None:
    """In any field, alone or in a digest: the same headers, short ASCII lines, no mark-up, nothing filled in."""
    move = replace(
        MOVE, person=evil, spellings=(evil,), lab=evil, role=evil, other_org=evil, attributed_to=evil, sentence=evil,
        first_reported_by=evil,
    )  # fmt: skip
    told = letter(move, message_id="<a@labmoves.invalid>", article_url=f"https://e.example/{evil}", because=(evil,))
    reader = replace(READER, language=language)
    for one in (told, replace(told, kind=LetterKind.DIGEST, news=told.news * 2)):
        raw = composed(one, MAIL, reader).as_bytes()
        head, _, _ = raw.partition(b"\r\n\r\n")
        assert raw.isascii()
        assert max(map(len, head.split(b"\r\n"))) <= 78
        assert len(raw) < 80_000
        message = received(composed(one, MAIL, reader))
        assert message["Bcc"] is None
        assert len(message.keys()) == len(set(message.keys()))
        page, text = body(message, "html"), body(message, "plain")
        for shown in (page, text, message["Subject"]):
            assert not set(shown) & set("\u202e\u2066\u200f\x00\x1b")
            assert "49" not in shown
        assert page.count("<script") == page.count("<!--") == 0
        assert page.count("<style") == 1
        assert page.count("</h1>") == 1


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", 'https://a.example/"onclick="b', "//x.example"]
)
def test_only_web_addresses_become_links(url: str) -> None:
    """Any other scheme is shown as text, and a quote in an address cannot end the attribute."""
    html = body(received(composed(letter(article_url=url), MAIL)), "html")
    assert 'onclick="b' not in html
    assert ("href" in html) == url.startswith("https://")


def test_direction_marks_cannot_turn_the_subject_round() -> None:
    """Bidirectional overrides, which show text in another order than it is, are dropped."""
    subject = composed(letter(replace(MOVE, person="Alec \u202eIAnepO\u202c Radford")), MAIL)["Subject"]
    assert "\u202e" not in subject
    assert subject.startswith("Alec IAnepO Radford")


@settings(max_examples=60)
@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_gives_one_message(person: str, lab: str, sentence: str, url: str) -> None:
    """Whatever the web holds, a letter can be written, read back, and has one of each header."""
    move = replace(MOVE, person=person, lab=lab, sentence=sentence, attributed_to=person, role=lab)
    message = received(composed(letter(move, article_url=url), MAIL))
    assert len(message.keys()) == len(set(message.keys()))
    assert message.get_body(("plain",)) is not None


def test_a_test_letter_shows_both_scripts() -> None:
    """The letter that tries the way out would show a wrong charset at once."""
    message = received(compose_test(Envelope(sender=MAIL.sender, recipients=MAIL.recipients), NOW))
    assert "测试信" in message["Subject"]
    assert "林俊旸" in body(message, "plain")


def test_without_a_sender_a_letter_can_still_be_written() -> None:
    """Letters that become files need no mail configuration."""
    message = composed(letter(), MailSettings())
    assert message["From"] == "labmoves@localhost"
