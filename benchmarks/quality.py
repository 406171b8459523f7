"""The quality gate: how well the matcher does on labelled articles, against the floors in floors.json.

    python benchmarks/quality.py                       print the tables; exit 1 where a figure is under its floor
    python benchmarks/quality.py --misses              and every missed or false move of the open part
    python benchmarks/quality.py --raise               lift the floors to today's figures; never lowers one
    python benchmarks/quality.py --accept-lower WHY    set the floors to today's figures, also downwards, and keep why

Sets: `own-open` and `own-closed` are benchmarks/labelled (see README.md there), `dev` is ../shared/eval where it lies
beside the project. A floor belongs to the labels it was set on: their fingerprint is kept with it, a change is told.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypedDict

from crawler.match.lexicons import Lexicon, load
from crawler.match.mentions import match
from crawler.match.scoring import LabelledArticle, Table, read_labelled, render, render_slips, score

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.json"
SHARED = HERE.parent.parent / "shared" / "eval"
LANGUAGES = ("en", "zh")
FIGURES = {"article_f1": "article", "move_f1": "move", "departure_f1": "kind departure"}

Figures = dict[str, dict[str, float]]  # language → figure → value


class Lowering(TypedDict):
    """A day on which floors went down, and the reason given."""

    on: str
    why: str


class SetFloors(TypedDict, total=False):
    """What floors.json holds of one set; `lowered` says each time that a floor went down, the first one first.

    `measured` is what the set gave when the floors were last written, for the pages that publish it: sizes, and
    precision and recall beside each F1.
    """

    floors: Figures
    measured: Figures
    corpus: str
    lowered: list[Lowering]


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """The labelled articles of one set and the fingerprint of exactly these."""

    name: str
    articles: tuple[LabelledArticle, ...]

    @property
    def corpus(self) -> str:
        """First 16 hex digits of SHA-256 over what is matched and scored; notes may change without a word."""
        digest = hashlib.sha256()
        for article in self.articles:
            digest.update(article.model_dump_json().encode())
        return digest.hexdigest()[:16]


def labelled_sets() -> Iterator[LabelledSet]:
    """The own set in its two parts, and the dev set where the shared data is there."""
    own = _read(HERE / "labelled", "{}.jsonl")
    for part in ("open", "closed"):
        yield LabelledSet(f"own-{part}", tuple(a for a in own if a.part == part))
    if SHARED.is_dir():
        yield LabelledSet("dev", _read(SHARED, "{}_dev.jsonl"))


def measure(labelled: LabelledSet, lexicon: Lexicon) -> Table:
    """Match every article of a set and score the result."""
    return score(labelled.articles, {a.id: match(a.article(), lexicon) for a in labelled.articles}, lexicon)


def figures(table: Table) -> Figures:
    """The figures that have floors, rounded down to three places so that a floor is never above what was reached."""
    return {
        language: {name: math.floor(table.row(language, row).f1 * 1000) / 1000 for name, row in FIGURES.items()}
        for language in sorted(table.articles)
    }


def measured(table: Table) -> Figures:
    """How many articles and moves each language has, and precision, recall and F1 of articles, moves and departures."""
    found: Figures = {}
    for language in sorted(table.articles):
        moves = table.row(language, "move")
        found[language] = {"articles": table.articles[language], "moves": moves.found + moves.missed}
        for name, row in FIGURES.items():
            value = table.row(language, row)
            what = name.removesuffix("_f1")
            found[language] |= {
                f"{what}_precision": round(value.precision, 3),
                f"{what}_recall": round(value.recall, 3),
                name: round(value.f1, 3),
            }
    return found


def under_floor(name: str, now: Figures, floors: Figures) -> list[str]:
    """One sentence for each figure of a set that is under its floor."""
    return [
        f"{name}, {language}: {figure} is {value:.3f}, under its floor of {floor:.3f}"
        for language, wanted in floors.items()
        for figure, floor in wanted.items()
        if (value := now.get(language, {}).get(figure, 0.0)) < floor
    ]


def raised(now: Figures, floors: Figures) -> Figures:
    """The floors with each figure at the higher of its floor and today's value."""
    return {
        language: {f: max(v, floors.get(language, {}).get(f, 0.0)) for f, v in values.items()}
        for language, values in now.items()
    }


def main(arguments: list[str] | None = None) -> int:
    """Print the tables and judge; 0 where every figure holds its floor, else 1."""
    asked = _parser().parse_args(arguments)
    floors = read_floors()
    faults: list[str] = []
    for labelled in labelled_sets():
        table = measure(labelled, load())
        now, held = figures(table), floors.get(labelled.name, SetFloors())
        _print(labelled, table, held, misses=asked.misses)
        if asked.accept_lower:
            floors[labelled.name] = {**_lowered(labelled, now, held, asked.accept_lower), "measured": measured(table)}
        else:
            faults += under_floor(labelled.name, now, held.get("floors", {}))
            if getattr(asked, "raise"):
                floors[labelled.name] = {
                    **held,
                    "floors": raised(now, held.get("floors", {})),
                    "measured": measured(table),
                    "corpus": labelled.corpus,
                }
    if asked.accept_lower or getattr(asked, "raise"):
        FLOORS.write_text(json.dumps(floors, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"floors written to {FLOORS.name}")
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


def read_floors() -> dict[str, SetFloors]:
    """What floors.json holds; empty where there is none yet."""
    if not FLOORS.exists():
        return {}
    floors: dict[str, SetFloors] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def _lowered(labelled: LabelledSet, now: Figures, held: SetFloors, why: str) -> SetFloors:
    fell = bool(under_floor(labelled.name, now, held.get("floors", {})))
    new: SetFloors = {**held, "floors": now, "corpus": labelled.corpus}
    if not fell:
        return new
    return {**new, "lowered": [*held.get("lowered", []), Lowering(on=f"{datetime.now(UTC):%Y-%m-%d}", why=why)]}


def _print(labelled: LabelledSet, table: Table, held: SetFloors, *, misses: bool) -> None:
    sizes = ", ".join(f"{table.articles.get(language, 0)} {language}" for language in LANGUAGES)
    print(f"\n{labelled.name}: {sizes}, corpus {labelled.corpus}")
    if held.get("corpus", labelled.corpus) != labelled.corpus:
        print(f"The labels changed: the floors were set on corpus {held['corpus']}")
    print(render(table))
    if misses and labelled.name != "own-closed":
        print(render_slips(table))


def _read(folder: Path, pattern: str) -> tuple[LabelledArticle, ...]:
    return tuple(a for language in LANGUAGES for a in read_labelled(folder / pattern.format(language)))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="print missed and false moves of the open part")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--raise", action="store_true", help="lift the floors to today's figures")
    change.add_argument("--accept-lower", metavar="WHY", help="also lower floors, for this reason")
    return parser


if __name__ == "__main__":
    sys.exit(main())
