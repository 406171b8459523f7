"""One sentence as it was read: its items, its nodes and its clauses, and what its document knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.match.english.clauses import Clause
from crawler.match.english.context import Context
from crawler.match.english.items import Item, Place
from crawler.match.english.nodes import Node


@dataclass(slots=True)
class Sentence:
    """A sentence as it was read; offsets are into the document."""

    start: int
    end: int
    items: list[Item]
    nodes: Sequence[Node]
    clauses: list[Clause]
    context: Context
    title: bool = False
    place: Place = Place.RUNNING
    turn: str | None = None  # whose words its line is, as "X:" at the start of the line says
