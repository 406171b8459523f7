"""What a letter says beside its news: who else left the lab lately, and publishers by their names."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from crawler.alerts.compose import Background
from crawler.config.schema import Settings
from crawler.errors import ConfigError
from crawler.letter import Letter, LetterKind
from crawler.model import BELIEVED, Kind, Move
from crawler.sources.load import load_catalog
from crawler.text.people import same_people
from storage.store import Store

DEPARTURES = timedelta(days=90)  # over which a letter lists who else left the lab


def publishers(settings: Settings) -> dict[str, str]:
    """The publishers' names by their ids; none where a source file is wrong, which must keep back no letter."""
    try:
        return {source.id: source.name for source in load_catalog(settings.sources_folder).values()}
    except ConfigError:
        return {}


def background(store: Store, letter: Letter, names: Mapping[str, str]) -> Background:
    """What the letter says beside its news."""
    alone = [news.move for news in letter.news if letter.kind is LetterKind.NEWS]
    leaving = [move for move in alone if move.kind is Kind.DEPARTURE and move.lab_id.strip()]
    return Background(
        departures={move.key: departures(store, move, letter.created_at) for move in leaving}, publishers=names
    )


def departures(store: Store, move: Move, until: datetime) -> list[Move]:
    """Who else left the move's lab in the `DEPARTURES` before, the latest first; rumours and denials left out."""
    start = until - DEPARTURES
    names = (move.person, *move.spellings)
    found = [
        other
        for other in store.moves_at(move.lab_id, start)
        if other.kind is Kind.DEPARTURE
        and other.status in BELIEVED
        and other.first_reported_at <= until
        and other.day >= start.date()
        and not same_people(names, (other.person, *other.spellings))
    ]
    return sorted(found, key=lambda m: (m.day, m.key), reverse=True)
