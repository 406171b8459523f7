"""Persons over several spellings, and the keys that find them again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.text.names import same_person
from crawler.text.people import asked_keys, same_people, stored_keys

_NAMES = (
    "Junyang Lin", "Lin Junyang", "Jun-Yang Lin", "林俊旸", "林俊暘", "Lin", "Alec Radford", "A. Radford", "Radford",
    "Alec", "Alec J. Radford", "山姆·奥特曼", "奥特曼", "山姆奥特曼", "Sam Altman", "姚顺雨", "姚顺宇", "Shunyu Yao",
    "Yao Shunyu", "Chloé O'Neil-Bakalar", "欧阳明", "Ming Ouyang", "弗朗索瓦·德·肖莱", "德·肖莱", "肖莱", "Cruz",
    "John de la Cruz", "Vinces Yao Shunyu", "萧宇航", "肖宇航", "!!!",
)  # fmt: skip
names = st.sampled_from(_NAMES) | st.text(st.sampled_from("ab 林俊杨·-'."), min_size=1, max_size=8)


@given(one=names, other=names)
@settings(max_examples=1000)
def test_whoever_can_be_the_same_is_found_by_key(one: str, other: str) -> None:
    """No spelling that `same_person` takes for another is missed by the keys that are kept and asked."""
    if same_person(one, other):
        assert asked_keys(one) & stored_keys(other)


@given(one=names, other=names)
def test_it_does_not_matter_who_is_asked(one: str, other: str) -> None:
    """The judgement is the same from either side."""
    assert same_people([one], [other]) == same_people([other], [one])


def test_a_full_name_does_not_ask_for_its_surname() -> None:
    """One of thirty people called Zhang does not bring the other twenty-nine."""
    assert not asked_keys("San Zhang") & stored_keys("Wei Zhang")
    assert asked_keys("Zhang") & stored_keys("Wei Zhang")


@pytest.mark.parametrize("other", ["Lin Junyang", "Jun-yang Lin", "Lin Jun-Yang", "林俊旸"])
def test_a_chinese_name_in_latin_comes_in_any_order(other: str) -> None:
    """Surname first or last, given names in one or two."""
    assert same_person("Junyang Lin", other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (["Junyang Lin", "Lin"], ["Dahua Lin", "Lin"], False),
        (["Lin"], ["Dahua Lin", "Lin"], True),
        (["Shunyu Yao", "姚顺雨"], ["Shunyu Yao", "姚顺宇"], False),
        (["Shunyu Yao", "姚顺雨"], ["Shunyu Yao"], True),
        (["Ilya Sutskever", "苏茨克维"], ["Ilya Sutskever", "苏茨克弗"], True),
        ([" "], [" "], False),
        (["Vinces Yao Shunyu"], ["Yao Shunyu"], True),  # a further name before a full one
        (["肖宇航"], ["蕭宇航"], True),  # one surname, simplified twice
        (["陈立", "Chen Li"], ["李晨", "Li Chen"], False),  # each read backwards is the other
    ],
)
def test_full_names_decide(one: list[str], other: list[str], same: bool) -> None:
    """A bare surname counts only where a side has nothing more; Chinese namesakes stay apart."""
    assert same_people(one, other) is same
