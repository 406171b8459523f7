"""A lead is a word of moving with a lab near and somebody beside it; nothing else is worth the matcher's time."""

from __future__ import annotations

import pytest
from growth import takes_in_line

from crawler.archive.leads import labs_of, leads
from crawler.screen import marks


def found(text: str, encoding: str = "utf-8") -> list[str]:
    """The words of moving that lead on, each with what follows it."""
    held = text.encode(encoding)
    return [held[lead.at : lead.at + 12].decode(encoding, "ignore") for lead in leads(held, labs_of(list(marks(held))))]


@pytest.mark.parametrize(
    "text",
    [
        "Ada Lindqvist is leaving OpenAI for a rival.",
        "She joined Anthropic in the spring.",
        "OpenAI's chief scientist has stepped down.",
        "Marijke deWitt bolted for Cohere last week.",
        "OpenAI had a busy week of board meetings.\nAda Lindqvist resigned on Monday.",
        "OpenAI研究员林远航宣布离职。",
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


@pytest.mark.parametrize("piece", ["OpenAI left ", "OpenAI Ada Lee ", "百度离职 ", "百度离职", "Ada left. "])
def test_hostile_repetition_is_linear(piece: str) -> None:
    """Twice as many names and words of moving take twice as long."""
    assert takes_in_line(found, piece, 40_000)
