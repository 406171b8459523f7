"""The options by which moves are chosen, the same in every command that lists them."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from typing import Any, TypeVar

import click

from crawler.cli.asked import place_asked
from crawler.cli.session import Session
from crawler.cli.show import Number, Since, Until, check_order
from crawler.match.lexicons import load
from crawler.model import Kind, Move, Status
from storage.store import Store

_Command = TypeVar("_Command", bound=Callable[..., Any])

COUNT = Number(1, 1_000_000)  # how many, or which run; SQLite has no number beyond 2**63
_OPTIONS = (
    click.option("--since", type=Since(), help="First reported within this span, or since this day."),
    click.option("--until", type=Until(), help="First reported before this long ago, or up to and with this day."),
    click.option("--lab", help="A lab by id or name: openai, 'Google DeepMind', 阿里巴巴."),
    click.option("--kind", type=click.Choice([k.value for k in Kind]), help="What kind of move."),
    click.option("--person", help="A person in any spelling: 'Lin Junyang' finds 林俊旸."),
    click.option("--status", type=click.Choice([s.value for s in Status]), help="Where the move stands now."),
    click.option("--limit", type=COUNT, help="At most this many."),
)


def choosing(command: _Command) -> _Command:
    """Give a command the options; it takes them as keywords and hands them to `chosen`."""
    return reduce(lambda decorated, option: option(decorated), reversed(_OPTIONS), command)


def chosen(session: Session, store: Store, filters: dict[str, Any]) -> list[Move]:
    """The moves that fit every option given, the latest reported first; BadParameter for one that fits none."""
    check_order(filters["since"], filters["until"])
    if filters["lab"] is not None:
        place = place_asked(session, store, filters["lab"])
        filters = filters | {"lab": place.name if place.unit else place.id}
    if filters["person"] is not None:
        filters = filters | {"person": _person(session, filters["person"])}
    return store.moves(**filters)


def _person(session: Session, wanted: str) -> str:
    """The name that a listed person's moves carry, whatever the spelling; another name as it is."""
    if not wanted.strip():
        raise click.BadParameter("name somebody", param_hint="'--person'")
    return load(session.settings.lexicon_folder).person(wanted) or wanted
