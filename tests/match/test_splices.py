"""Texts that nobody wrote: clauses of the labelled articles joined at random. Whatever they say, reading them ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from random import Random

import pytest
from shared import ROOT

from crawler.match.lexicons import Lexicon, load
from crawler.match.mentions import match
from crawler.match.scoring import read_labelled
from crawler.model import Article, Mention
from crawler.text.fold import fold

_CUTS = re.compile(r"(?<=[,;:—.!?，、；：。！？\n])|(?= (?:and|who|from|as|to|for|with) )|(?=[和与从加离出任由被])")
_MARKS = (" and ", ", ", "; ", ": ", ' "', " (", ") ", "\n", "\n- ", "、", "和", "，", "——", "（", "）", "；")
_JOINTS = ("", "", "", *_MARKS)


def _spliced(language: str) -> Iterator[Article]:
    chance = Random(f"splices {language}")
    labelled = read_labelled(ROOT / "benchmarks" / "labelled" / f"{language}.jsonl")
    clauses = [clause for each in labelled for clause in _CUTS.split(each.text) if clause]
    for number in range(500):
        parts = [chance.choice(clauses) + chance.choice(_JOINTS) for _ in range(chance.randint(2, 12))]
        title = chance.choice([None, chance.choice(clauses)])
        url = f"https://example.org/{number}"
        yield Article(url=url, source="test", title=title, text="".join(parts), language=language, published=None)


def _is_quoted(mention: Mention, article: Article) -> bool:
    """Whether the sentence is one of the headline or of the text, where its offsets say."""
    if mention.start < 0:
        return mention.end < 0 and mention.sentence in (article.title or "")
    return article.text[mention.start : mention.end] == mention.sentence != ""


def _is_named(mention: Mention, article: Article, lexicon: Lexicon) -> bool:
    """Whether the article names the person so, or the lexicon does."""
    return all(
        fold(name) in fold(f"{article.title or ''}\n{article.text}") or name in lexicon.spellings
        for name in (mention.person, *mention.spellings)
    )


@pytest.mark.parametrize("language", ["en", "zh"])
def test_spliced_clauses_are_read_to_their_end(language: str) -> None:
    """Names, verbs and lists meet in orders that no rule was written for; what is found is in the text all the same."""
    lexicon, found = load(), 0
    for article in _spliced(language):
        mentions = match(article, lexicon)
        found += len(mentions)
        for mention in mentions:
            assert _is_quoted(mention, article), mention
            assert _is_named(mention, article, lexicon), mention
            assert 0.5 <= mention.score <= 1.0
            assert (mention.lab == "") == (mention.lab_id == "")
        assert len({(m.person, m.lab_id, m.kind) for m in mentions}) == len(mentions), article.text
        assert match(article, lexicon) == mentions
    assert found > 50, "clauses that meet at random tell of too few moves to try anything"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_paragraph_about_nothing_ahead_only_moves_the_offsets(language: str) -> None:
    """But for a text that goes on with its headline's sentence: what is said there is torn from it."""
    lexicon, ahead = load(), "It rained in the valley.\n\n" if language == "en" else "山谷里下着雨。\n\n"
    torn = 0
    for article in _spliced(language):
        behind = replace(article, text=ahead + article.text)
        mentions = match(behind, lexicon)
        assert all(_is_quoted(mention, behind) for mention in mentions)
        torn += _moves(mentions) != _moves(match(article, lexicon))
    assert torn <= 10, "of 500 texts"


def _moves(mentions: tuple[Mention, ...]) -> set[tuple[str, str, str, bool]]:
    return {(each.person, each.lab_id, each.kind.value, each.negated) for each in mentions}
