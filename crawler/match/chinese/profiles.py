"""Profiles: a line that is a name and no more, then lines that tell of its bearer and leave out the subject."""

from __future__ import annotations

from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene


def profiled(one: Scene, before: Person | None, *, same_paragraph: bool) -> Person | None:
    """Whose profile the next line belongs to, if anybody's; `before` is the one to whom this line belongs."""
    heads = phrase("profile_heading").match(one.text)
    if heads:
        named = next((p for p in one.people if p.start == heads.end()), None)
        if named and phrase("profile_heading_ends").fullmatch(one.text, named.end):
            return named
    if one.text.endswith(":"):
        return None  # the heading of something else
    return before if one.unit.bullet or same_paragraph else None
