"""Texts that nobody wrote: clauses of the labelled articles joined at random. Whatever they say, reading them ends."""

from __future__ import annotations

import re
from random import Random

import pytest
from shared import ROOT

from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.match.scoring import read_labelled
from crawler.model import Article

_CUTS = re.compile(r"(?<=[,;:—.!?，、；：。！？\n])|(?= (?:and|who|from|as|to|for|with) )|(?=[和与从加离出任由被])")
_MARKS = (" and ", ", ", "; ", ": ", ' "', " (", ") ", "\n", "\n- ", "、", "和", "，", "——", "（", "）", "；")
_JOINTS = ("", "", "", *_MARKS)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_spliced_clauses_are_read_to_their_end(language: str) -> None:
    """Names, verbs and lists meet in orders that no rule was written for."""
    chance, lexicon = Random(f"splices {language}"), load()
    labelled = read_labelled(ROOT / "benchmarks" / "labelled" / f"{language}.jsonl")
    clauses = [clause for each in labelled for clause in _CUTS.split(each.text) if clause]
    for number in range(500):
        parts = [chance.choice(clauses) + chance.choice(_JOINTS) for _ in range(chance.randint(2, 12))]
        title = chance.choice([None, chance.choice(clauses)])
        url = f"https://example.org/{number}"
        article = Article(url=url, source="test", title=title, text="".join(parts), language=language, published=None)
        mentions = match(article, lexicon)
        assert all(mention.person for mention in mentions)
