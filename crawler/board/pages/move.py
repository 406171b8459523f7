"""One move: its states in order, who told of it and how long after the first, every sentence in its context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.board.calls import Call, Desk, Page, Unknown
from crawler.board.shown import Marked, marked, row
from crawler.errors import InputError
from crawler.model import Mention, Move
from storage.articles import Evidence, StoredVersion

_AROUND = 240  # characters of an article before and after the sentence
_WITH_CONTEXT = 40  # sentences shown in their context; of more, the rest stand alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A sentence that speaks of a move, in pieces, and what stands around it in its article."""

    evidence: Evidence
    before: str
    sentence: list[Marked]
    after: str


def move(call: Call, desk: Desk) -> Page:
    """Everything that is known of a move; raises Unknown for a key that no move has."""
    found = find(desk, call.place["key"])
    evidence = desk.record.evidence(found.key)
    course = desk.record.course(found)
    return Page(
        template="move.html",
        values={
            "row": row(found, desk, desk.words(call.language)),
            "course": course,
            "longest": max((t.behind for t in course.tellings), default=None),
            "said": [said(one, _texts(desk, one) if n < _WITH_CONTEXT else []) for n, one in enumerate(evidence)],
            "history": desk.record.history(found.key),
        },
    )


def find(desk: Desk, key: str) -> Move:
    """The move whose key starts so; raises Unknown where none or several do."""
    try:
        return desk.record.find(key)
    except InputError:
        raise Unknown("trouble.unknown_move") from None


def _texts(desk: Desk, one: Evidence) -> list[StoredVersion]:
    return desk.record.article_versions(one.article_url)


def said(one: Evidence, versions: Sequence[StoredVersion]) -> Said:
    """A sentence with what stands around it in the newest of the versions that holds it."""
    before, after = "", ""
    for version in reversed(versions):
        if any(held.mention == one.mention for held in version.mentions):
            before, after = around(version.article.text, one.mention)
            break
    return Said(evidence=one, before=before, sentence=marks(one.mention), after=after)


def marks(mention: Mention) -> list[Marked]:
    """The sentence with the person and the organisations marked."""
    people = (mention.person, *mention.spellings, *mention.person.split()[-1:])
    return marked(mention.sentence, people, (mention.lab, mention.other_org or ""))


def around(text: str, mention: Mention) -> tuple[str, str]:
    """What stands before and after a sentence, from a whole word on and to a whole word; empty for a title."""
    if mention.start < 0 or text[mention.start : mention.end].strip() != mention.sentence.strip():
        return "", ""
    before, after = text[: mention.start], text[mention.end :]
    if len(before) > _AROUND:
        cut = before[-_AROUND:]
        before = "…" + cut[cut.find(" ") + 1 if 0 <= cut.find(" ") < _AROUND // 4 else 0 :]
    if len(after) > _AROUND:
        cut = after[:_AROUND]
        after = cut[: cut.rfind(" ") if cut.rfind(" ") > _AROUND * 3 // 4 else _AROUND] + "…"
    return before, after
