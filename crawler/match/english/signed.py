"""Whose words "I" are in: who signs a letter, who stands in the headline of a post, whose turn it is in a talk."""

from __future__ import annotations

import re
from collections.abc import Mapping

from crawler.match.document import Document
from crawler.match.english.items import Place, Sort
from crawler.match.english.sentence import Sentence

_FIRST_PERSON = re.compile(r"\bI\b|\b[Mm]y\b")
_NETWORKS = frozenset("x twitter linkedin threads bluesky mastodon facebook".split())


def author(document: Document, sentences: Mapping[int, Sentence]) -> str | None:
    """Who signs a letter: a name alone on a line of a text that says "I"."""
    if not _FIRST_PERSON.search(document.plain, document.body):
        return None
    heads = [node for sentence in sentences.values() if sentence.title for node in sentence.nodes]
    if len(heads) > 2 and heads[0].sort is Sort.PERSON and heads[1].low == "on" and heads[2].low in _NETWORKS:
        return heads[0].people[0].name  # a headline "X on LinkedIn: ..."
    for sentence in reversed(list(sentences.values())):
        words = [node for node in sentence.nodes if node.sort is not Sort.STOP and node.sort is not Sort.DASH]
        if len(words) == 1 and words[0].sort is Sort.PERSON and not sentence.title:
            return words[0].people[0].name
        opens = sentence.nodes[:2]
        if len(words) == 2 and opens[0].low == "by" and opens[1].sort is Sort.PERSON:
            return opens[1].people[0].name
        last = sentence.nodes[-2:]
        if len(last) == 2 and last[0].sort is Sort.DASH and last[1].sort is Sort.PERSON:
            return last[1].people[0].name
    return None


def turn_of(document: Document, sentence: Sentence) -> tuple[str, int] | None:
    """ "X: I left A." at the start of a line: whose words the whole line is, and where it ends."""
    opens = sentence.nodes[:2]
    speaks = len(opens) == 2 and opens[0].sort is Sort.PERSON and opens[1].sort is Sort.COLON
    if not speaks or sentence.title or sentence.place is Place.RUNNING:
        return None
    end = document.plain.find("\n", sentence.start)
    return opens[0].people[0].name, end if end >= 0 else len(document.plain)
