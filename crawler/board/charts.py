"""The shapes of the charts: where each bar and ribbon lies. Templates draw them, which escapes every text in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crawler.board.shown import End
from crawler.memory.flow import Organisation, Stream
from crawler.memory.tides import Month

OTHERS = ""  # the id of the node that stands for all organisations too small for one of their own


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A month's two bars, up for who came and down for who left, from the middle line."""

    month: Month
    x: float
    came: float  # height
    left: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bars:
    """The whole chart in its own units."""

    bars: tuple[Bar, ...]
    width: float
    height: float
    middle: float
    step: float  # from one month to the next


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An organisation at one side of the flow: those who left it, or those who went there."""

    end: End
    people: int
    y: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Ribbon:
    """All who went from one node to another; `path` is an SVG path."""

    origin: Node
    destination: Node
    people: int
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """The whole picture in its own units; nodes stand at `left` and `right`."""

    origins: tuple[Node, ...]
    destinations: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    height: float
    left: float = 170.0
    right: float = 580.0
    width: float = 760.0
    thick: float = 10.0


_GREY = 12  # the colour of no lab
_STEP, _HALF = 30.0, 90.0
_UNIT_HEIGHT, _GAP, _LEAST = 460.0, 12.0, 16.0
_TALLEST = 26.0  # of one person, where there are few


def bars(months: Sequence[Month]) -> Bars:
    """Up to the largest month; an empty chart keeps its middle line."""
    most = max((max(m.came, m.left) for m in months), default=0) or 1
    drawn = (
        Bar(month=m, x=n * _STEP, came=_round(_HALF * m.came / most), left=_round(_HALF * m.left / most))
        for n, m in enumerate(months)
    )
    width = max(len(months), 1) * _STEP
    return Bars(bars=tuple(drawn), width=width, height=2 * _HALF + 44, middle=_HALF + 22, step=_STEP)


def flow(streams: Sequence[Stream], end: Callable[[Organisation], End], others: str, most: int = 12) -> Flow:
    """The largest `most` organisations at each side by name, the rest together as `others`."""
    left, right = Counter[str](), Counter[str]()
    ends = {each.id: end(each) for stream in streams for each in (stream.origin, stream.destination)}
    ends[OTHERS] = End(id=OTHERS, name=others, hue=_GREY)
    for stream in streams:
        left[stream.origin.id] += len(stream.people)
        right[stream.destination.id] += len(stream.people)
    shown_left, shown_right = _largest(left, most), _largest(right, most)
    counts = Counter[tuple[str, str]]()
    for stream in streams:
        origin = stream.origin.id if stream.origin.id in shown_left else OTHERS
        destination = stream.destination.id if stream.destination.id in shown_right else OTHERS
        counts[origin, destination] += len(stream.people)
    unit = min(_UNIT_HEIGHT / max(sum(counts.values()), 1), _TALLEST)
    origins = _column(
        [(k, sum(n for (a, _), n in counts.items() if a == k)) for k in (*shown_left, OTHERS)], ends, unit
    )
    destinations = _column(
        [(k, sum(n for (_, b), n in counts.items() if b == k)) for k in (*shown_right, OTHERS)], ends, unit
    )
    height = max((node.y + node.height for node in (*origins, *destinations)), default=0) + _GAP
    whole = Flow(origins=origins, destinations=destinations, ribbons=(), height=_round(height))
    return Flow(origins=origins, destinations=destinations, ribbons=_ribbons(whole, counts), height=whole.height)


def _largest(counted: Counter[str], most: int) -> list[str]:
    """One too many is shown rather than called others."""
    return [key for key, _ in counted.most_common(most if len(counted) > most + 1 else None)]


def _column(held: Sequence[tuple[str, int]], ends: dict[str, End], unit: float) -> tuple[Node, ...]:
    nodes: list[Node] = []
    y = _GAP
    for key, people in held:
        if people:
            height = max(people * unit, 2.0)
            nodes.append(Node(end=ends[key], people=people, y=_round(y), height=_round(height)))
            y += max(height, _LEAST) + _GAP / 2
    return tuple(nodes)


def _ribbons(whole: Flow, counts: Counter[tuple[str, str]]) -> tuple[Ribbon, ...]:
    """Each begins below the one before it at its origin, and ends below the one before it at its destination."""
    taken_left, taken_right = Counter[str](), Counter[str]()
    found: list[Ribbon] = []
    for origin in whole.origins:
        for destination in whole.destinations:
            if not (people := counts[origin.end.id, destination.end.id]):
                continue
            y0 = origin.y + origin.height * taken_left[origin.end.id] / origin.people
            y1 = destination.y + destination.height * taken_right[destination.end.id] / destination.people
            taken_left[origin.end.id] += people
            taken_right[destination.end.id] += people
            thick0 = origin.height * people / origin.people
            thick1 = destination.height * people / destination.people
            path = _path(whole, (y0, y0 + thick0), (y1, y1 + thick1))
            found.append(Ribbon(origin=origin, destination=destination, people=people, path=path))
    return tuple(found)


def _path(whole: Flow, left: tuple[float, float], right: tuple[float, float]) -> str:
    x0, x1 = whole.left + whole.thick, whole.right
    middle = (x0 + x1) / 2
    (a, b), (c, d) = (tuple(map(_round, ends)) for ends in (left, right))
    return f"M{x0} {a}C{middle} {a} {middle} {c} {x1} {c}V{d}C{middle} {d} {middle} {b} {x0} {b}Z"


def _round(value: float) -> float:
    return round(value, 1)
