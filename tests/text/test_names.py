"""When two spellings are one person, and when they are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.text.names import fullest, is_chinese, name_words, pinyin_words, same_person

SAME = [
    ("吕一鸣", "Yiming Lu"),  # ü as it is put in print
    ("吕一鸣", "Lyu Yiming"),
    ("吕一鸣", "Yiming Lü"),
    ("Alec Radford", "Radford"),
    ("Alec Radford", "Alec"),
    ("Alec Radford", "A. Radford"),
    ("John Schulman", "John B. Schulman"),
    ("Chloé O'Neil-Bakalar", "Chloe O’Neil Bakalar"),
    ("Lin Junyang", "Junyang Lin"),
    ("林俊旸", "Junyang Lin"),
    ("林俊旸", "Lin Junyang"),
    ("林俊旸", "Jun-Yang Lin"),
    ("欧阳明月", "Mingyue Ouyang"),
    ("曾国祥", "Guoxiang Zeng"),  # some surnames are read otherwise than the word: not Ceng
    ("尉迟敬", "Jing Yuchi"),
    ("徐长明", "Changming Xu"),
    ("歐陽明", "欧阳明"),
    ("山姆·奥特曼", "奥特曼"),
    ("山姆•奥特曼", "山姆·奥特曼"),
    ("山姆·奥特曼", "山姆奥特曼"),
]
OTHER = [
    ("姚顺雨", "姚顺宇"),
    ("Yoshua Bengio", "Samy Bengio"),
    ("Alec Radford", "Alec Moss"),
    ("林俊旸", "Junyang Li"),
    ("陆一鸣", "Yiming Lyu"),
    ("林俊旸", "Lin"),
    ("林俊旸", "林俊"),
    ("Alec Radford", "A"),
    ("Guido van Rossum", "van"),
    ("山姆·奥特曼", "Sam Altman"),  # only an alias list knows that
    ("", "Radford"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_person(one: str, other: str) -> None:
    """Order, initials, accents, parts, script and pinyin make no second person."""
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_two_persons(one: str, other: str) -> None:
    """One character, one given name or a bare particle is enough to keep people apart."""
    assert not same_person(one, other)
    assert not same_person(other, one)


@given(st.text(max_size=30), st.text(max_size=30))
def test_it_does_not_matter_who_comes_first(one: str, other: str) -> None:
    """Whatever two spellings are compared, the order makes no difference."""
    assert same_person(one, other) == same_person(other, one)
    assert same_person(one, one)


@given(st.text(max_size=60))
def test_the_words_of_any_name(name: str) -> None:
    """Any text has words without white space, and a pinyin of two parts or none."""
    assert all(word and not any(c.isspace() for c in word) for word in name_words(name))
    assert len(pinyin_words(name)) in (0, 2)


def test_the_fullest_spelling() -> None:
    """The most words win, then the longest, then the first."""
    assert fullest(("Radford", "Alec Radford", "A. Radford")) == "Alec Radford"
    assert fullest(("奥特曼", "山姆·奥特曼")) == "山姆·奥特曼"


def test_what_is_a_chinese_name() -> None:
    """A name with Chinese characters is one, a transliteration too."""
    assert is_chinese("林俊旸")
    assert is_chinese("山姆·奥特曼")
    assert not is_chinese("Lin Junyang")
