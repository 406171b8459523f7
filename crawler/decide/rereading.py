"""Two readings of one text compared: which mentions are new, which are gone, and which say something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crawler.model import Mention
from crawler.text.people import same_people

_FIELDS = (
    "person", "lab", "role", "other_org", "certainty", "negated", "fresh", "announced", "effective", "attributed_to",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What another reading finds; stored mentions by their numbers."""

    found: tuple[Mention, ...] = ()
    lost: Mapping[int, Mention]
    changed: Mapping[int, tuple[Mention, Mention]]  # as it is stored, and as it is read now

    def __bool__(self) -> bool:
        return bool(self.found or self.lost or self.changed)


def compare_readings(held: Mapping[int, Mention], now: Sequence[Mention]) -> Difference:
    """Mentions of one person, lab and kind are the same; what only words, scores and places differ in is unchanged."""
    rest, changed, found = dict(held), {}, []
    for mention in now:
        number = next((n for n, other in rest.items() if _same_claim(other, mention)), None)
        if number is None:
            found.append(mention)
        elif changes(before := rest.pop(number), mention):
            changed[number] = (before, mention)
    return Difference(found=tuple(found), lost=rest, changed=changed)


def changes(before: Mention, after: Mention) -> tuple[str, ...]:
    """The fields that differ, in words: `certainty: rumored → reported`."""
    return tuple(
        f"{name.replace('_', ' ')}: {_shown(old)} → {_shown(new)}"
        for name in _FIELDS
        if (old := getattr(before, name)) != (new := getattr(after, name))
    )


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "nothing" if value is None else str(value)


def _same_claim(one: Mention, other: Mention) -> bool:
    return (one.kind, one.lab_id) == (other.kind, other.lab_id) and same_people(
        (one.person, *one.spellings), (other.person, *other.spellings)
    )
