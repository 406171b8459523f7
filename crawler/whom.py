"""Whom a name means: a lab, or one unit of it, by any name it has; a person in any spelling."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from crawler.errors import RequestError
from crawler.match.lexicons import Lexicon
from crawler.memory.flow import Organisation
from crawler.memory.people import by_person, names_of
from crawler.model import Move
from crawler.text.fold import fold_case
from crawler.text.people import is_full, same_people
from storage.record import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A lab by its id, with its display name; or one unit of it, where `unit` is set."""

    id: str
    name: str
    unit: bool = False

    def moves(self, record: Record, since: datetime | None = None) -> list[Move]:
        """The moves that name it, the latest reported first."""
        found = record.moves_at(self.id, since)
        return [m for m in found if fold_case(m.lab) == fold_case(self.name)] if self.unit else found


def find_place(lexicon: Lexicon, record: Record, wanted: str) -> Place | None:
    """The lab that the lexicon or a stored move calls so; None where neither does."""
    if (name := lexicon.lab(wanted)) and name.how != "weak":
        return Place(id=name.lab.id, name=name.shown, unit=name.how == "unit")
    known = {name.lab.id: name.lab.name for name in lexicon.lab_names.values()}
    if wanted in known:
        return Place(id=wanted, name=known[wanted])
    stored = record.moves_at(wanted) if wanted.strip() else []  # a company may have no name yet
    return Place(id=wanted, name=stored[0].lab) if stored else None


def find_person(lexicon: Lexicon, record: Record, wanted: str) -> list[Move]:
    """All moves of the person called so, the latest reported first; none where only the lexicon knows the name.

    Raises RequestError for a name that nobody has, or that several people have.
    """
    shown = lexicon.person(wanted)
    names = (wanted, *(lexicon.spellings[shown] if shown else ()))
    found = record.moves_of(names)
    # What the moves found call the person finds those that have no spelling in common with what was asked.
    fuller = [name for name in names_of(found) if is_full(name)]
    people = by_person(found)
    if len(people) > 1:
        several = ", ".join(moves[0].person for moves in people[:5])
        raise RequestError(
            f"{len(people)} people or more are called so: {several}", where=wanted, remedy="Give the name in full"
        )
    if found:
        return [m for m in record.moves_of((*names, *fuller)) if same_people((*names, *fuller), names_of([m]))]
    if shown:
        return []
    remedy = near(wanted, [*lab_names(lexicon), *lexicon.spellings]) or "`labmoves moves` lists them"
    raise RequestError("no move names such a person or lab", where=wanted, remedy=remedy)


def families(lexicon: Lexicon) -> Callable[[str], Organisation]:
    """A lab's id, or a name as written, as its family; a name that the lexicon does not know stands for itself."""
    known = {name.lab.id: name.lab.name for name in lexicon.lab_names.values()}

    def organisation(written: str) -> Organisation:
        name = lexicon.lab(written)
        if written in known:
            return Organisation(id=written, name=known[written])
        if name and name.how != "weak":
            return Organisation(id=name.lab.id, name=name.lab.name)
        return Organisation(id=fold_case(written).strip(), name=written)

    return organisation


def lab_names(lexicon: Lexicon) -> set[str]:
    """The display name and the id of every lab and unit that the lexicon knows."""
    return {lab.shown for lab in lexicon.lab_names.values()} | {lab.lab.id for lab in lexicon.lab_names.values()}


def near(wanted: str, names: Iterable[str]) -> str:
    """`Did you mean …?` with the names that are spelled most like it; empty where none is."""
    lower = {name.lower(): name for name in sorted(names, reverse=True)}  # a display name rather than an id
    close = [lower[each] for each in difflib.get_close_matches(wanted.lower(), lower, n=2)]
    return f"Did you mean {' or '.join(close)}?" if close else ""
