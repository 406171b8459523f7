"""All labs, and one lab: who is there on a day, who came and left in each month, where from and where to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta

from crawler.board.calls import Call, Desk, Page, Unknown
from crawler.board.charts import bars
from crawler.board.filters import moment, names_of_lab
from crawler.board.shown import by_day, end, row
from crawler.memory.flow import Organisation, Stream, streams
from crawler.memory.roster import Standing, roster
from crawler.memory.tides import tides
from crawler.model import ARRIVALS, BELIEVED, Kind, Move
from crawler.whom import families, find_place
from storage.choosing import Choice

_LATELY = timedelta(days=90)
MONTHS = 24
_NEWEST = 10  # moves shown on a lab's page; the board has all
_MOST_MEMBERS = 60  # of one standing; the API has all
_MOST_ENDS = 12  # organisations that people came from, and went to


def labs(call: Call, desk: Desk) -> Page:
    """Every lab that moves name, the one with the most first, with who came and left lately."""
    words = desk.words(call.language)
    came, left = Counter[str](), Counter[str]()
    for move in desk.record.choose(Choice(since=call.now - _LATELY)):
        if move.status in BELIEVED:
            came[move.lab_id] += move.kind in ARRIVALS
            left[move.lab_id] += move.kind is Kind.DEPARTURE
    rows = [
        (end(each.id, each.name, words), each.moves, came[each.id], left[each.id]) for each in desk.record.count_labs()
    ]
    return Page(template="labs.html", values={"rows": rows})


def lab(call: Call, desk: Desk) -> Page:
    """One lab on a day, `at`, else today; raises Unknown for one that no move names."""
    place, moves = lab_moves(desk, call.place["lab"])
    day = moment("at", call.query["at"]).date() if "at" in call.query else call.now.date()
    words, organisation = desk.words(call.language), families(desk.lexicon)
    found = streams(moves, organisation)
    months = tides(moves, place.id, organisation, call.now.date(), MONTHS)
    members = roster((m for m in moves if organisation(m.lab_id).id == place.id), day)
    return Page(
        template="lab.html",
        values={
            "lab": end(place.id, place.name, words),
            "day": day,
            "standings": [(each, [m for m in members if m.standing is each]) for each in Standing],
            "most": _MOST_MEMBERS,
            "months": months,
            "bars": bars(months),
            "came": sum(m.came for m in months),
            "left": sum(m.left for m in months),
            "origins": _ends((s.origin, s) for s in found if s.destination.id == place.id),
            "destinations": _ends((s.destination, s) for s in found if s.origin.id == place.id),
            "end": lambda other: end(other.id, other.name, words),
            "days": by_day(row(move, desk, words) for move in moves[:_NEWEST]),
            "total": len(moves),
        },
    )


def lab_moves(desk: Desk, wanted: str) -> tuple[Organisation, list[Move]]:
    """A lab, by id or name, with the moves at it and from or to it, the latest told first; raises Unknown for none."""
    found = find_place(desk.lexicon, desk.record, wanted)
    lab_id = found.id if found else wanted
    place = families(desk.lexicon)(lab_id)
    names = (place.name, *names_of_lab(desk.lexicon, place.id))
    moves = desk.record.choose(Choice(lab=place.id, lab_names=names))
    if not moves:
        raise Unknown("trouble.unknown_lab")
    if place.name == place.id:  # one that no list of labs knows: as its moves write it
        name = next((m.lab for m in moves if m.lab_id == place.id), moves[0].other_org or wanted)
        place = Organisation(id=place.id, name=name)
    return place, moves


def _ends(held: Iterable[tuple[Organisation, Stream]]) -> list[tuple[Organisation, tuple[str, ...]]]:
    return [(organisation, stream.people) for organisation, stream in held][:_MOST_ENDS]
