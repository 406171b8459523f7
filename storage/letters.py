"""The outbox as the rest of labmoves has it (`Store.letters`): each call a transaction, or part of `Store.together`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlite_utils import Database

from crawler.letter import Letter, LetterKind, Mute, Notice
from crawler.model import Move
from storage import mutes, outbox
from storage.database import told, writing
from storage.outbox import Posting


class Letters:
    """What waits, what was sent, what no server takes. They are written by `Store.apply`, with what they tell of."""

    def __init__(self, db: Database, path: Path) -> None:
        self._db, self._path = db, path

    def heard(self, moves: Iterable[Move]) -> Mapping[str, frozenset[str]]:
        """The key of each move → the subscribers to whom a letter has told of it, or will."""
        with told(self._path):
            return outbox.heard(self._db, [move.key for move in moves])

    def waiting(self, now: datetime) -> list[Letter]:
        """The letters to send now, oldest first."""
        with told(self._path):
            return outbox.waiting(self._db, now)

    def postings(self, *states: str, move: str | None = None, limit: int | None = None) -> list[Posting]:
        """The letters, or those about a move, newest first; only the waiting, sent, dead, withheld where named."""
        with told(self._path):
            return outbox.postings(self._db, states=states, move=move, limit=limit)

    def unsent(self) -> int:
        """How many letters wait, whether or not their time has come."""
        with told(self._path):
            return outbox.backlog(self._db).waiting

    def holds(self, message_id: str) -> bool:
        """True where a letter with this Message-ID was written."""
        with told(self._path):
            return outbox.holds(self._db, message_id)

    def troubles(self) -> dict[str, datetime]:
        """The sources whose trouble the operators were told of, and when; one that is told to be back is not there."""
        with told(self._path):
            return outbox.troubles(self._db)

    def write_notice(
        self,
        subscriber: str,
        kind: LetterKind,
        notice: Notice,
        message_id: str,
        now: datetime,
        *,
        troubles: Mapping[str, datetime] | None = None,
    ) -> None:
        """Put a letter that is about no move into the outbox, once for each Message-ID; `troubles` are kept with it."""
        with self._writing():
            outbox.write_notice(self._db, subscriber, kind, notice, message_id, now)
            if troubles is not None:
                outbox.keep_troubles(self._db, troubles)

    def bind_digest(self, subscriber: str, until: datetime, now: datetime) -> None:
        """Make one letter of the subscriber's news written up to `until` and never tried; none of no news."""
        with self._writing():
            outbox.bind(self._db, subscriber, until, now)

    def hurry(self, now: datetime, *, move: str | None = None, dead: bool = False) -> None:
        """Make every letter that waits due now, or those of a move; with `dead` those given up as well."""
        with self._writing():
            outbox.hurry(self._db, now, move=move, dead=dead)

    def again(self, move_key: str, now: datetime) -> int:
        """Make the letters of a move due now, also those sent before; gives how many there are."""
        with self._writing():
            return outbox.again(self._db, move_key, now)

    def mark_sent(self, letter_id: int, now: datetime, trouble: str | None = None) -> None:
        """Call it after the letter was handed over; `trouble` says which recipients the server refused for good."""
        with self._writing():
            outbox.mark_sent(self._db, letter_id, now, trouble)

    def mark_failed(self, letter_id: int, error: str, now: datetime, recipients: Sequence[str] = ()) -> None:
        """Keep the letter, for these recipients only where any are named; it waits longer after each failure."""
        with self._writing():
            outbox.mark_failed(self._db, letter_id, error, now, recipients)

    def mark_dead(self, letter_id: int, error: str, now: datetime) -> None:
        """Keep the letter, which no server will take, until somebody asks to try again."""
        with self._writing():
            outbox.mark_dead(self._db, letter_id, error, now)

    def withhold(self, move_key: str, why: str) -> int:
        """Keep back the letters of a move that are not sent yet; gives how many there are."""
        with self._writing():
            return outbox.withhold(self._db, move_key, why)

    def mutes(self, now: datetime) -> list[Mute]:
        """What nobody wants letters about at `now`, the newest wish first."""
        with told(self._path):
            return mutes.in_force(self._db, now)

    def mute(self, wish: Mute) -> Mute:
        """Keep a wish; gives it with its number."""
        with self._writing():
            return mutes.save(self._db, wish)

    def lift(self, mute_id: int, now: datetime) -> None:
        """End a mute now."""
        with self._writing():
            mutes.lift(self._db, mute_id, now)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with told(self._path), writing(self._db):
            yield
