"""How a move is shown: where from and where to, since when, in which colour, by whose word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import groupby
from zlib import crc32

from crawler.board.calls import Desk
from crawler.board.wording import Words
from crawler.model import Kind, Move
from crawler.text.fold import fold_case
from crawler.text.marking import spans_of
from crawler.text.plain import plain_line

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_HUES = 12  # as many as board.css has colours for labs


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """One end of a move; `id` leads to its page."""

    id: str
    name: str
    hue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A move with what the board says beside it."""

    move: Move
    origin: End | None
    destination: End | None
    who: str  # the person, by the name that a reader of the page's language reads
    also: str  # the name in the other script, where it is known
    since: tuple[str, date] | None
    source: str


def row(move: Move, desk: Desk, words: Words) -> Row:
    """A move as the lists show it."""
    lab = end(move.lab_id, move.lab, words) if move.lab_id.strip() or move.lab.strip() else None
    other = other_end(move, desk, words)
    who, leaves = words.called(move), move.kind is Kind.DEPARTURE
    stays = move.kind is Kind.ROLE_CHANGE
    return Row(
        move=move,
        origin=lab if leaves or stays else other,
        destination=other if leaves else None if stays else lab,
        who=who,
        also=also(move, who),
        since=since(move),
        source=desk.source(move.first_reported_by),
    )


def other_end(move: Move, desk: Desk, words: Words) -> End | None:
    """The other organisation, under the lab's id where it is one that the lexicon knows."""
    if not move.other_org or not move.other_org.strip():
        return None
    known = desk.lexicon.lab(move.other_org)
    lab_id = known.lab.id if known and known.how != "weak" else fold_case(move.other_org).strip()
    return end(lab_id, move.other_org, words)


def end(lab_id: str, name: str, words: Words) -> End:
    """A lab or firm with its colour, which is the same on every page."""
    place = words.places.get(lab_id)
    hue = crc32(lab_id.encode(errors="replace")) if place is None else place
    return End(id=lab_id, name=words.lab(plain_line(name)), hue=hue % _HUES)


def also(move: Move, who: str) -> str:
    """The first spelling in the other script than the name that is shown; empty where there is none."""
    chinese = is_chinese(who)
    return next((name for name in (move.person, *move.spellings) if is_chinese(name) is not chinese), "")


def since(move: Move) -> tuple[str, date] | None:
    """The day on which it takes or took effect, else on which it was announced, with the key of the word for which."""
    if move.effective:
        return "board.effective", move.effective
    return ("board.announced", move.announced) if move.announced else None


def is_chinese(text: str) -> bool:
    """True where a Han character is in it."""
    return bool(_HAN.search(text))


def by_day(rows: Iterable[Row]) -> list[tuple[date, list[Row]]]:
    """The rows of each day on which moves were first told, in the order given."""
    return [(day, list(held)) for day, held in groupby(rows, lambda r: r.move.first_reported_at.astimezone(UTC).date())]


def behind(span: timedelta) -> str:
    """How far an outlet was behind, in its two largest units: `3 d 4 h`; empty below a minute."""
    minutes = int(span.total_seconds()) // 60
    sizes = ((1440, "d"), (60, "h"), (1, "min"))
    held: list[str] = []
    for size, unit in sizes:
        if minutes >= size and len(held) < 2:
            held.append(f"{minutes // size} {unit}")
            minutes %= size
    return " ".join(held)


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of a text; `as_what` is who, where, or empty for what is not marked."""

    text: str
    as_what: str


def marked(text: str, people: Sequence[str], places: Sequence[str]) -> list[Marked]:
    """The text in pieces, with every whole name of a person or a place marked, the longest first."""
    at, pieces = 0, list[Marked]()
    for start, end, as_what in spans_of(text, dict.fromkeys(places, "where") | dict.fromkeys(people, "who")):
        pieces += [Marked(text[at:start], ""), Marked(text[start:end], as_what)]
        at = end
    pieces.append(Marked(text[at:], ""))
    return [piece for piece in pieces if piece.text]


def paged(total: int, page: int, per_page: int) -> Iterator[int]:
    """The numbers of the pages to offer: the first, the last and those near this one; 0 stands for a gap."""
    last = max(1, -(-total // per_page))
    near = sorted({1, last, *(n for n in range(page - 2, page + 3) if 1 <= n <= last)})
    for before, number in zip([0, *near], near, strict=False):
        if number - before > 1 and before:
            yield 0
        yield number


def utc(moment: datetime, form: str = "%H:%M") -> str:
    """A time in UTC, for people."""
    return moment.astimezone(UTC).strftime(form)
