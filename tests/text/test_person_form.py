"""A person's full name by its form, in Latin and Chinese, and what is none."""

from __future__ import annotations

import pytest

from crawler.text.person_form import person_name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Mara Lindqvist", "Mara Lindqvist"),
        ("Dr. Mara  Lindqvist", "Mara Lindqvist"),
        ("J. R. Smith-Jones", "J. R. Smith-Jones"),
        ("Tomas de la Oyelaran", "Tomas de la Oyelaran"),
        ("Zoë O’Neil-Bakalar (she/her)", "Zoë O’Neil-Bakalar"),
        ("Yann LeCun", "Yann LeCun"),
        ("王小明", "王小明"),
        ("歐陽若蘭", "歐陽若蘭"),
        ("王小明（Xiaoming Wang）", "王小明"),
        ("萨姆·奥特曼", "萨姆·奥特曼"),
    ],
)
def test_a_name(text: str, name: str) -> None:
    """Titles and another form in brackets are left out."""
    assert person_name(text) == name


@pytest.mark.parametrize(
    "text",
    [
        "", "Mara", "mara lindqvist", "Read More", "Our Team", "Chief Scientist", "San Francisco", "Machine Learning",
        "Mara Lindqvist joined in 2019", "Mara Lindqvist, CEO", "A. B.", "首席科学家", "关于我们", "顾问", "高管",
        "董事会", "平安车险 人保车险", "SubscribeLog In", "王", "研究", "Mara " * 20, "\x1b[31m Mara Lindqvist",
    ],
)  # fmt: skip
def test_no_name(text: str) -> None:
    """Posts, places, menus, sentences, half names."""
    assert person_name(text) is None
