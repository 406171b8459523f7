"""What a sentence says by itself of whether anybody moves, granted whatever it leaves to others."""

from __future__ import annotations

import pytest

from crawler.match.chinese import prospects as chinese
from crawler.match.english import prospects as english
from crawler.match.lexicons import load


@pytest.mark.parametrize(
    "sentence",
    [
        "Oda Ferrante is leaving OpenAI.",
        "She is leaving the company for a rival.",
        "Its head of research has stepped down.",
        "Both joined in the spring.",
        "Four engineers have left.",
        "My last day is Friday.",
        "It was time to hand over safety research, Oda Ferrante wrote.",
        "She founded a company of her own.",
        "Oda Ferrante was named chief scientist.",
        "Oda Ferrante is no longer with the lab.",
    ],
)
def test_an_english_sentence_may_tell_of_a_move(sentence: str) -> None:
    """By name, by pronoun, by post; of "the company" too, and of people whom another sentence names."""
    assert english.may_tell(sentence, load())


@pytest.mark.parametrize(
    "sentence",
    [
        "The company launched a phone that leaves little to be desired.",
        "The app moved to a new home.",
        "The update brings the feature back.",
        "It will rain on Monday.",
    ],
)
def test_an_english_sentence_says_that_nobody_moves(sentence: str) -> None:
    """Things do what the word says, or no word says it."""
    assert not english.may_tell(sentence, load())


@pytest.mark.parametrize(
    "sentence",
    [
        "OpenAI研究员林远航宣布离职。",
        "他去年加入了百度。",
        "我宣布离职。",
        "离职名单曝光",
        "今年以来离开的有:",
    ],
)
def test_a_chinese_sentence_may_tell_of_a_move(sentence: str) -> None:
    """By name or pronoun; by whoever writes, or by a list that follows."""
    assert chinese.may_tell(sentence, load())


@pytest.mark.parametrize("sentence", ["苹果公司宣布退出中国市场。", "新手机将进入市场。", "今天下雨。"])
def test_a_chinese_sentence_says_that_nobody_moves(sentence: str) -> None:
    """Firms and things do what the word says, or no word says it."""
    assert not chinese.may_tell(sentence, load())
