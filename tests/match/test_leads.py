"""A lead is a word of moving with a lab near and somebody beside it; nothing else is worth the matcher's time."""

from __future__ import annotations

import pytest
from growth import takes_in_line
from shared import ROOT, SHARED

from crawler.match.document import document
from crawler.match.english import reader
from crawler.match.labs import find_labs
from crawler.match.leads import lead_on, leads
from crawler.match.lexicons import load
from crawler.match.marks import labs_of, marks
from crawler.match.mentions import match
from crawler.match.scoring import read_labelled
from crawler.model import Article


def found(text: str, encoding: str = "utf-8") -> list[str]:
    """The words of moving that lead on, each with what follows it."""
    held = text.encode(encoding)
    labs = labs_of(list(marks(held, load())))
    return [held[lead.at : lead.at + 12].decode(encoding, "ignore") for lead in leads(held, labs, load())]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lindqvist is leaving OpenAI for a rival.",
        "She joined Anthropic in the spring.",
        "OpenAI's chief scientist has stepped down.",
        "Marijke deWitt bolted for Cohere last week.",
        "OpenAI had a busy week of board meetings.\nAda Lindqvist resigned on Monday.",
        "Kestrel AI, founded last spring by Ada Lindqvist, has raised money.",
        "Kestrel AI was founded in late 2021 in Pittsburgh by Ada Lindqvist.",
        "The first to leave Cohere was Fatima al-Rashid.",
        "Sofia d'Amico has left Cohere.",
        "Liwei (Tony) Zhang has left Cohere.",
        "J. R. Okonkwo joins Cohere.",
        "Dr. Osei has joined Cohere.",
        "Having left Cohere in June, Ada Lindqvist now teaches.",
        "Left Cohere this month: Ada Lindqvist.",
        "Ada Lindqvist\n- Joined Cohere in May",
        "Cohere has lost:\nAda Lindqvist",
        "Ostrovar, who resigned from Cohere, spoke on Monday.",
        "@ada_lindqvist has left Cohere.",
        "Ada Lindqvist is now at Cohere.",
        "OpenAI研究员林远航宣布离职。",
        "林远航官宣加入OpenAI,担心的人不少。",
        "他去年加入了百度,负责大模型团队,如今担任首席科学家。",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_who_moves_leads_on(text: str, encoding: str) -> None:
    """By name, by pronoun, by post; in English and in Chinese, in the page's own bytes."""
    assert found(text, encoding)


@pytest.mark.parametrize(
    "text",
    [
        "Join us, and follow OpenAI on every channel.",
        "The users of OpenAI left many reviews behind.",
        "Ada Lindqvist took her coat.\n" + "The rain went on in the north.\n" * 20 + "OpenAI sells a service.",
        '{"name": "Ada Lindqvist", "publisher": {"name": "OpenAI Daily"}}',
        "OpenAI\nHome\nMove\nShe",
        "百度 加盟 离职 面膜 报价 大全 歌词 图片 加盟费 官网 电话 地址 名字",
    ],
)
def test_what_no_move_can_be_in_does_not(text: str) -> None:
    """Calls to join, nobody beside the word, another paragraph, a key of JSON-LD, a menu, a cloud of tags."""
    assert found(text) == []


def labelled() -> list[Article]:
    """The English labelled articles."""
    files = [ROOT / "benchmarks" / "labelled" / "en.jsonl", *([SHARED / "eval" / "en_dev.jsonl"] if SHARED else [])]
    return [each.article() for path in files for each in read_labelled(path)]


def on(text: str, title: str | None = None) -> bool:
    """Whether anything of an article leads on."""
    laid_out = document(title, text, None)
    return lead_on(laid_out, find_labs(laid_out.plain, load()), load())


@pytest.mark.parametrize(
    "text",
    [
        "Wu Di: OpenAI → xAI",
        "Bo Li, OpenAI -> xAI",
        "Émile Zöller: Cohere → Mistral",
        "Ada Lindqvist co-founded xAI.",
        "OpenAI is a lab. " + "It rained in the north all week long. " * 30 + "Ada Lindqvist has left the company.",
        "Al Lindqvist left OpenAI.",
        "April Ross left OpenAI.",
        "Cohere moved house.\nDepartures\nAda Lindqvist, head of sales",
        "Ostara AI makes hands. Ostara has dismissed Ada Lindqvist.",
    ],
)
def test_an_article_leads_on_by_less_than_a_page(text: str) -> None:
    """By arrows, labs in small letters, "the company" far from its name, names that are words, headings."""
    assert on(text)


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI has shown a new model. It reads faster than the old one.",
        "The users of OpenAI left many reviews behind.",
        "Cohere and Mistral raised money last week, and so did others.",
        "An AI startup has launched a phone in the shops of the north.",
    ],
)
def test_what_tells_of_no_move_is_not_read(text: str) -> None:
    """A lab and a word that may mean moving are not enough."""
    assert not on(text)


def test_the_reader_finds_nothing_where_nothing_leads_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """Asking for leads first saves time and costs no move."""
    asked = [match(each, load()) for each in labelled()]
    monkeypatch.setattr(reader, "lead_on", lambda *_: True)
    unasked = [match(each, load()) for each in labelled()]
    assert sum(map(bool, asked)) > 100
    assert asked == unasked


@pytest.mark.parametrize("piece", ["OpenAI left ", "OpenAI Ada Lee ", "百度离职 ", "百度离职", "Ada left. "])
def test_hostile_repetition_is_linear(piece: str) -> None:
    """Twice as many names and words of moving take twice as long."""
    assert takes_in_line(found, piece, 40_000)
