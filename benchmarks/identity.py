"""Who is who: are the mentions of one move, and only they, found to be one? Measured on labelled mentions.

    python benchmarks/identity.py              print the figures; exit 1 where one is under its floor
    python benchmarks/identity.py --misses     and every pair of the open part that was joined or parted wrongly

The set is labelled/identity.jsonl (README.md): each line is one article's mention of a move, with the event that it
speaks of. All lines are decided on as a crawl does, in two ways: *as told*, each read when it was published, and *in
any order*, all read late and shuffled, as a backfill or a first crawl reads them; the worst of several shuffles counts.
Every two mentions are a pair: precision is the share of the pairs found to be one move that are, recall the share of
those that are one move that were found.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from crawler.audience import Audience
from crawler.decide.article import decide_article
from crawler.match.lexicons import Lexicon, load
from crawler.model import Article, Certainty, Kind, Mention, Move

SET = Path(__file__).resolve().parent / "labelled" / "identity.jsonl"
# Pairwise F1 that must be held; raised by hand after an improvement, with the figures in docs/quality.md.
FLOORS = {"as told": 0.965, "in any order": 0.92}
SHUFFLES = 5
LATE = datetime(2026, 7, 1, tzinfo=UTC)  # after the newest line


class Line(BaseModel):
    """A labelled mention; `read` is when it was read, where that was not when it says that it was published."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str
    event: str
    part: str
    outlet: str
    lang: str
    published: datetime | None
    read: datetime | None
    person: str
    also: tuple[str, ...]
    lab: str
    kind: Kind
    role: str | None
    other_org: str | None
    certainty: Certainty
    negated: bool
    fresh: bool
    announced: date | None
    effective: date | None
    attributed_to: str | None
    sentence: str
    note: str | None

    @property
    def read_at(self) -> datetime:
        """When the article came to us, an hour after it was published unless the line says otherwise."""
        at = self.read or self.published
        if at is None:
            raise ValueError(f"{self.id}: a line without a date says when it was read")
        return at + timedelta(hours=1)

    def article(self) -> Article:
        url = f"https://{self.outlet}.example/{self.id}"
        return Article(
            url=url, source=self.outlet, title=None, text=self.sentence, language=self.lang, published=self.published
        )

    def mention(self, lexicon: Lexicon) -> Mention:
        """What the matcher makes of such a sentence; a lab's id and a listed person's usual name are the lexicon's."""
        lab = lexicon.lab(self.lab) if self.lab else None
        names = (self.person, *self.also)
        listed = dict.fromkeys(shown for name in names if (shown := lexicon.person(name)) and shown not in names)
        return Mention(
            person=self.person,
            spellings=(*self.also, *listed),
            lab=lab.shown if lab else self.lab,
            lab_id=lab.lab.id if lab else self.lab.casefold(),
            kind=self.kind,
            role=self.role,
            other_org=self.other_org,
            certainty=self.certainty,
            negated=self.negated,
            fresh=self.fresh,
            announced=self.announced,
            effective=self.effective,
            attributed_to=self.attributed_to,
            sentence=self.sentence,
            start=0,
            end=len(self.sentence),
            score=0.9,
        )


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of mentions: found and one move, found and not, one move and not found."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_set(path: Path = SET) -> tuple[Line, ...]:
    """The labelled mentions, as they stand in the file."""
    return tuple(Line.model_validate(json.loads(row)) for row in path.read_text(encoding="utf-8").splitlines())


def found(lines: Iterable[Line], lexicon: Lexicon, now: datetime | None = None) -> dict[str, str]:
    """Each line's id → the key of its move, its own id where it makes none; decided on in the order given.

    Each is read when its line says, or all of them at `now`.
    """
    known: dict[str, Move] = {}
    moves: dict[str, str] = {}
    for line in lines:
        decisions = decide_article(
            line.article(),
            [line.mention(lexicon)],
            list(known.values()),
            now or line.read_at,
            Audience(policies={}),
            False,
        )
        known.update((decision.move.key, decision.move) for decision in decisions)
        moves[line.id] = decisions[0].move.key if decisions else line.id
    return moves


def pairs(lines: Sequence[Line], moves: dict[str, str]) -> Pairs:
    """How the pairs among these lines were found."""
    right = false = missed = 0
    for one, other in combinations(lines, 2):
        same, joined = one.event == other.event, moves[one.id] == moves[other.id]
        right += same and joined
        false += joined and not same
        missed += same and not joined
    return Pairs(right, false, missed)


def as_told(lines: Sequence[Line], lexicon: Lexicon) -> dict[str, str]:
    """Found in the order in which the lines were published."""
    return found(sorted(lines, key=lambda line: (line.read_at, line.id)), lexicon)


def in_any_order(lines: Sequence[Line], lexicon: Lexicon) -> dict[str, str]:
    """Found late and in the worst of several orders."""
    orders = [random.Random(seed).sample(lines, len(lines)) for seed in range(SHUFFLES)]
    return min((found(order, lexicon, LATE) for order in orders), key=lambda moves: pairs(lines, moves).f1)


def measure() -> dict[str, dict[str, Pairs]]:
    """Way of reading → part of the set (`all`, `open`, `closed`) → its pairs."""
    lines, lexicon = read_set(), load()
    parts = {part: [line for line in lines if part in ("all", line.part)] for part in ("all", "open", "closed")}
    ways = {"as told": as_told(lines, lexicon), "in any order": in_any_order(lines, lexicon)}
    return {way: {part: pairs(some, moves) for part, some in parts.items()} for way, moves in ways.items()}


def slips(lines: Sequence[Line], moves: dict[str, str]) -> list[str]:
    """Each wrong pair of the open part in words; of many with one cause, one."""
    told: dict[tuple[str, ...], str] = {}
    for one, other in combinations([line for line in lines if line.part == "open"], 2):
        same, joined = one.event == other.event, moves[one.id] == moves[other.id]
        if same != joined:
            what = "joined" if joined else "parted"
            cause = (what, one.event, other.event, moves[one.id], moves[other.id])
            told.setdefault(
                cause, f"{what}: {one.id} {one.event} ({one.person}) | {other.id} {other.event} ({other.person})"
            )
    return list(told.values())


def main(arguments: list[str] | None = None) -> int:
    """Print the figures and judge; 0 where every one holds its floor, else 1."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print the wrong pairs of the open part")
    asked = parser.parse_args(arguments)
    lines = read_set()
    events, outlets = ({getattr(line, name) for line in lines} for name in ("event", "outlet"))
    print(f"{len(lines)} mentions of {len(events)} moves in {len(outlets)} outlets")
    found_now = measure()
    for way, parts in found_now.items():
        for part, value in parts.items():
            print(
                f"{way:13} {part:7} P {value.precision:.3f}  R {value.recall:.3f}  F1 {value.f1:.3f}  "
                f"({value.right} right, {value.false} false, {value.missed} missed)"
            )
    if asked.misses:
        for way, moves in (("as told", as_told(lines, load())), ("in any order", in_any_order(lines, load()))):
            print(f"\n{way}", *slips(lines, moves), sep="\n  ")
    faults = [way for way, parts in found_now.items() if parts["all"].f1 < FLOORS[way]]
    for way in faults:
        print(f"{way}: F1 is {found_now[way]['all'].f1:.3f}, under its floor of {FLOORS[way]:.3f}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
