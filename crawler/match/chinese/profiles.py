"""Profiles: a line that is a name and no more, then lines that tell of its bearer and leave out the subject."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene


@dataclass(frozen=True, slots=True)
class Profile:
    """Whom the lines tell of; one that `heads` a list holds for its items, a name before a colon for its paragraph."""

    person: Person
    heads: bool


def opened(one: Scene) -> Profile | None:
    """The profile that a line opens: a name and no more, or a name, a colon and the first of what is told."""
    opens = phrase("profile_heading").match(one.text)
    named = next((p for p in one.people if opens and p.start == opens.end()), None)
    told = phrase("profile_heading_ends").fullmatch(one.text, named.end) if named else None
    return Profile(named, heads=not told["told"]) if named and told else None


def kept(one: Scene, before: Profile | None, *, same_paragraph: bool) -> Profile | None:
    """The profile of the line before, where this one still belongs to it; the heading of something else ends it."""
    if before is None or one.text.endswith(":"):
        return None
    listed = before.heads and one.unit.bullet and not phrase("section").match(one.text)
    return before if listed or same_paragraph else None
