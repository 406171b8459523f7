"""What the characters of a name say by themselves, and the places of a sentence in which that decides."""

from __future__ import annotations

import pytest
from chinese_cases import said

from crawler.match.chinese.likeness import likeness


@pytest.mark.parametrize(
    ("name", "words"),
    [("曾嘉峰", "曾试图"), ("方俊辉", "方向的"), ("成浩", "成于"), ("高欣", "高的")],
)
def test_a_name_is_likelier_than_words_that_begin_alike(name: str, words: str) -> None:
    """嘉 and 峰 stand in names, 试 and 图 elsewhere."""
    assert likeness(words) < 0
    assert likeness(name) > 2


@pytest.mark.parametrize(
    ("text", "move"),
    [
        ("接替他出任Anthropic亚太总裁的是陈嘉峰。", "role_change 陈嘉峰 anthropic"),
        ("据晨锋社了解，宋念慈上个月从DeepSeek离开。", "departure 宋念慈 deepseek"),
        ("MiniMax人事变动：林俊辉改任顾问，周予宁离职。", "departure 周予宁 minimax"),
        ("董事会批准了罗嘉辰的辞职，月之暗面今日证实。", "departure 罗嘉辰 moonshot"),
    ],
)
def test_a_name_is_found_where_the_place_says_little(text: str, move: str) -> None:
    """Neither a post nor a mark stands before these."""
    assert move in said(text)


@pytest.mark.parametrize(
    "text",
    [
        "OpenAI曾试图挖走DeepMind的首席执行官。",
        "谷歌任何人离职都要签协议。",
        "Anthropic高级研究员离职，全球首个智能体团队易主。",
    ],
)
def test_words_that_begin_with_a_surname_are_no_names(text: str) -> None:
    """曾试图, 任何人 and 高级研 are no people."""
    assert said(text) == set()
