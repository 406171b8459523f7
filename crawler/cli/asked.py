"""Whom a call means: a lab, or one unit of it, by any name it has; a person in any spelling."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import click

from crawler.cli.session import Session
from crawler.errors import InputError
from crawler.match.lexicons import Lexicon, load
from crawler.memory.people import by_person, names_of
from crawler.model import Move
from crawler.text.fold import fold_case
from crawler.text.people import is_full, same_people
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A lab by its id, with its display name; or one unit of it, where `unit` is set."""

    id: str
    name: str
    unit: bool = False

    def moves(self, store: Store, since: datetime | None = None) -> list[Move]:
        """The moves that name it, the latest reported first."""
        found = store.moves_at(self.id, since)
        return [m for m in found if fold_case(m.lab) == fold_case(self.name)] if self.unit else found


def find_place(lexicon: Lexicon, store: Store, wanted: str) -> Place | None:
    """The lab that the lexicon or a stored move calls so; None where neither does."""
    if (name := lexicon.lab(wanted)) and name.how != "weak":
        return Place(id=name.lab.id, name=name.shown, unit=name.how == "unit")
    known = {name.lab.id: name.lab.name for name in lexicon.lab_names.values()}
    if wanted in known:
        return Place(id=wanted, name=known[wanted])
    stored = store.moves_at(wanted)
    return Place(id=wanted, name=stored[0].lab) if stored else None


def place_asked(session: Session, store: Store, wanted: str, hint: str = "--lab") -> Place:
    """The lab meant; raises BadParameter, with the nearest names, for one that nobody knows."""
    lexicon = load(session.settings.lexicon_folder)
    found = find_place(lexicon, store, wanted)
    if found is None:
        near = _near(wanted, _lab_names(lexicon))
        remedy = near or "No move names it, and the lexicon does not know it."
        raise click.BadParameter(f"unknown lab {wanted!r}. {remedy}", param_hint=hint)
    return found


def moves_asked(session: Session, store: Store, wanted: str) -> list[Move]:
    """All moves of the lab or the person meant; a name that is both is the lab's.

    Raises InputError for a name that nobody has, or that several people have.
    """
    lexicon = load(session.settings.lexicon_folder)
    if place := find_place(lexicon, store, wanted):
        return place.moves(store)
    shown = lexicon.person(wanted)
    names = (wanted, *(lexicon.spellings[shown] if shown else ()))
    found = store.moves_of(names)
    # What the moves found call the person finds those that have no spelling in common with what was asked.
    fuller = [name for name in names_of(found) if is_full(name)]
    people = by_person(found)
    if len(people) > 1:
        several = ", ".join(moves[0].person for moves in people[:5])
        raise InputError(
            f"{len(people)} people or more are called so: {several}", where=wanted, remedy="Give the name in full"
        )
    if found:
        return [m for m in store.moves_of((*names, *fuller)) if same_people((*names, *fuller), names_of([m]))]
    if shown:
        return []
    remedy = _near(wanted, [*_lab_names(lexicon), *lexicon.spellings])
    raise InputError("no move names such a person or lab", where=wanted, remedy=remedy or "`labmoves moves` lists them")


def _lab_names(lexicon: Lexicon) -> Iterable[str]:
    return {lab.shown for lab in lexicon.lab_names.values()} | {lab.lab.id for lab in lexicon.lab_names.values()}


def _near(wanted: str, names: Iterable[str]) -> str:
    lower = {name.lower(): name for name in sorted(names, reverse=True)}  # a display name rather than an id
    close = [lower[each] for each in difflib.get_close_matches(wanted.lower(), lower, n=2)]
    return f"Did you mean {' or '.join(close)}?" if close else ""
