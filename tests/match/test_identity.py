"""Whose name is it: brackets, aliases and form, within one article."""

from __future__ import annotations

import pytest

from crawler.match.identity import aliases_in
from crawler.match.lexicons import load


@pytest.mark.parametrize(
    ("text", "one", "other", "same"),
    [
        ("安全系统团队负责人翁荔(Lilian Weng)宣布", "翁荔", "Lilian Weng", True),
        ("安全系统团队负责人翁荔(Lilian Weng)宣布", "翁荔", "Weng", True),
        ("罗伯特·周(Robert Zhou)加入", "罗伯特·周", "Zhou", True),
        ("没有括号", "陈晓明", "Xiaoming Chen", True),
        ("没有括号", "陈晓明", "Chen Xiaoming", True),
        ("没有括号", "姚顺宇", "姚顺雨", False),
        ("no bracket", "Sam Altman", "奥特曼", True),
        ("no bracket", "Altman", "山姆·奥特曼", True),
        ("no bracket", "J. K. Park", "Jordan Park", True),
        ("no bracket", "Maria de la Cruz", "Cruz", True),
        ("no bracket", "José Núñez", "Jose Nunez", True),
        ("no bracket", "Ann Lee", "Bob Lee", False),
        ("no bracket", "Samy Bengio", "Yoshua Bengio", False),
    ],
)
def test_two_spellings_are_one_person_or_not(text: str, one: str, other: str, same: bool) -> None:
    """Brackets, listed aliases, pinyin in either order and surnames join; namesakes and relatives stay apart."""
    aliases = aliases_in(text, load())
    assert aliases.same(one, other) is same
    assert aliases.same(other, one) is same


def test_a_bracket_adds_only_the_name_and_not_the_role_before_it() -> None:
    """负责人翁荔(Lilian Weng) gives the spelling 翁荔, not 人翁荔."""
    aliases = aliases_in("负责人翁荔(Lilian Weng)宣布离开", load())
    assert set(aliases.spellings(["Lilian Weng"])) == {"Lilian Weng", "翁荔"}
