"""One person: where they are as far as the moves tell, and each move in order with how it became known."""

from __future__ import annotations

from crawler.board.calls import Call, Desk, Page, Unknown
from crawler.board.shown import row
from crawler.errors import InputError
from crawler.memory.people import by_person, in_order, names_of
from crawler.model import Move
from crawler.whom import find_person

_MOST = 200  # moves of one person


def person(call: Call, desk: Desk) -> Page:
    """The person called so, in any spelling; raises Unknown where nobody is, or several people are."""
    moves = person_moves(desk, call.place["name"])
    words = desk.words(call.language)
    ordered = in_order(moves)[-_MOST:]
    names = names_of(moves)
    name = words.name(names)
    return Page(
        template="person.html",
        values={
            "name": name,
            "names": [each for each in names if each != name],
            "rows": [(row(each, desk, words), desk.record.course(each)) for each in reversed(ordered)],
        },
    )


def person_moves(desk: Desk, name: str) -> list[Move]:
    """The moves of one person, the latest reported first; raises Unknown where there are none, or of several people."""
    try:
        moves = find_person(desk.lexicon, desk.record, name)
    except InputError:
        several = ", ".join(moves[0].person for moves in by_person(desk.record.moves_of((name,)))[:8])
        raise (
            Unknown("trouble.several_people", names=several) if several else Unknown("trouble.unknown_person")
        ) from None
    if not moves:
        raise Unknown("trouble.unknown_person")
    return moves
