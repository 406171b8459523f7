"""Which moves nobody wants letters about for now, and their letters kept back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from crawler.letter import Mute, MuteKind
from crawler.model import Move
from crawler.text.fold import fold_case
from crawler.text.people import same_people
from storage.store import Store


def mute_of(move: Move, mutes: Sequence[Mute]) -> Mute | None:
    """The mute that covers a move; a person's in any spelling, a lab's by its id, one unit's by its name as well."""
    return next((mute for mute in mutes if _covers(mute, move)), None)


def _covers(mute: Mute, move: Move) -> bool:
    if mute.kind is MuteKind.MOVE:
        return move.key in mute.names
    if mute.kind is MuteKind.PERSON:
        return same_people(mute.names, (move.person, *move.spellings))
    lab, *unit = map(fold_case, mute.names)
    return fold_case(move.lab_id) == lab and (not unit or fold_case(move.lab) in unit)


def keep_back_muted(store: Store, now: datetime) -> int:
    """Keep back the unsent letters about what is muted at `now`; gives how many. What is lifted later stays unsent."""
    mutes = store.letters.mutes(now)
    if not mutes:
        return 0
    news = [news for posting in store.letters.postings("waiting") for news in posting.letter.news]
    moves = {each.move.key: each.move for each in news}
    found = {key: mute for key, move in moves.items() if (mute := mute_of(move, mutes))}
    return sum(store.letters.withhold(key, f"muted: {mute.because}") for key, mute in found.items())
