"""The tables of cases/: articles with invented people, read whole, against every move that they tell of."""

from __future__ import annotations

import pytest
from chinese_cases import ArticleCase, said, tables


@pytest.mark.parametrize("case", tables(), ids=str)
def test_every_move_of_the_article_and_no_other(case: ArticleCase) -> None:
    """What is asserted is found with person, lab and kind; nothing is made up."""
    assert said(case.text, case.title) == case.moves
