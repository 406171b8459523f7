"""How well the matcher does on articles labelled by hand: per language, for articles, for moves and for each kind.

A labelled file holds one object a line: {"id", "lang", "title", "text", "published", "part", "moves": [{"person",
"org", "kind", "role", "other_org", "certainty", "negated", "optional", "fresh"}]}; id, lang, text and moves are needed.

A move counts as found when person, organisation and kind agree: persons by `crawler.text.names` (several spellings may
stand parted by "|"), organisations by the lexicon's families; a labelled organisation of null agrees with any. Denied
moves are left out on both sides, so to report one as a move is a false one. A move on which readers differ ("optional")
counts neither way, and a repeat of what was found is no second false one.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError

from crawler.errors import InputError
from crawler.match.lexicons import Lexicon
from crawler.match.mentions import match
from crawler.model import Article, Certainty, Kind, Mention
from crawler.text.fold import fold_case, unaccented
from crawler.text.names import same_person
from crawler.text.repair import repair

_LOOSE = re.compile(r"[\s·,'\-_()./]+")
_POSTS = {
    "ceo": "chief executive", "cto": "chief technology", "cfo": "chief financial", "coo": "chief operating",
    "vp": "vice president", "cofounder": "co-founder", "cofounders": "co-founders",
    "首席执行官": "chief executive 首席执行官", "首席技术官": "chief technology 首席技术官", "联创": "联合创始人",
    "首席财务官": "chief financial 首席财务官", "首席运营官": "chief operating 首席运营官",
    "执行长": "chief executive", "技术长": "chief technology", "财务长": "chief financial", "营运长": "chief operating",
}  # fmt: skip
_SAY_NOTHING = frozenset("of the and for at in chief officer 首席".split())  # a CEO is no CTO
_SHORT_POST = re.compile(rf"(?<![a-z])(?:{'|'.join(_POSTS)})(?![a-z])")
_FILE = "Give a UTF-8 file with one JSON object a line"
_LABELLED = "A labelled line needs id, lang, text and moves; a move needs person, org (may be null) and kind"
_OUTPUT = "it is what `labmoves match` prints: it holds no text, and its moves say lab where labels say org"
_LANGUAGES = ("en", "zh")
_WORD = re.compile(r"[a-z]{2,}|[\u3400-\u9fff]{2,}")


def _day_or_moment(published: str | None) -> str | None:
    if published:
        try:
            datetime.fromisoformat(published)
        except ValueError:
            form = "a day or a moment, such as 2026-03-18 or 2026-03-18T09:00:00Z, or null"
            raise ValueError(f"must be {form}, not {published[:40]!r}") from None
    return published


def _language(lang: str) -> str:
    """Articles in others would be scored as rows of their own, in which nothing is ever found."""
    if lang not in _LANGUAGES:
        raise ValueError(f"must be {' or '.join(_LANGUAGES)}, the languages that are read, not {lang[:40]!r}")
    return lang


class Labelled(BaseModel):
    """One move as a reader labelled it; `org` is null where the text names no organisation."""

    model_config = ConfigDict(frozen=True)

    person: str
    org: str | None
    kind: Kind
    role: str | None = None
    other_org: str | None = None
    certainty: Certainty | None = None
    negated: bool = False
    optional: bool = False
    fresh: bool | None = None  # None where nobody labelled it


class LabelledArticle(BaseModel):
    """One line of a labelled file; fields that only people read (note, neg_category) are passed over."""

    model_config = ConfigDict(frozen=True, coerce_numbers_to_str=True)  # `labmoves match` takes a number as id too

    id: str
    lang: Annotated[str, AfterValidator(_language)]
    text: str
    moves: tuple[Labelled, ...]
    title: str | None = None
    published: Annotated[str | None, AfterValidator(_day_or_moment)] = None
    url: str | None = None
    part: Literal["open", "closed"] = "open"

    def article(self) -> Article:
        """The article to match, its damage repaired as in a crawl.

        A bare day becomes its noon UTC, which is the same day from California to Tokyo.
        """
        return Article(
            url=self.url or f"labelled:{self.id}",
            source="labelled",
            title=repair(self.title) if self.title else None,
            text=repair(self.text),
            language=self.lang,
            published=_moment(self.published),
        )


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one row of the table; a ratio with nothing under it is 0."""

    found: int = 0
    missed: int = 0
    false: int = 0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.false) if self.found + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.found / (self.found + self.missed) if self.found + self.missed else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One move that was missed, or reported and not there."""

    article: str
    part: str
    what: Literal["missed", "false"]
    person: str
    org: str | None
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """The result: rows are "article", "move" and "kind departure" and so on, keyed by language and row."""

    tallies: Mapping[tuple[str, str], Tally]
    attributes: Mapping[tuple[str, str], tuple[int, int]]  # of the found moves that were labelled so: agreeing, all
    articles: Mapping[str, int]  # language → how many
    slips: tuple[Slip, ...]

    def row(self, language: str, name: str) -> Tally:
        """One row; all zero where nothing fell into it."""
        return self.tallies.get((language, name), Tally())


def evaluate(gold_path: Path, lexicon: Lexicon) -> Table:
    """Match every article of a labelled file and score the result. Raises InputError with file and line."""
    gold = tuple(read_labelled(gold_path))
    if not gold:
        raise InputError("it holds no labelled article", where=str(gold_path), remedy=_LABELLED)
    return score(gold, {row.id: match(row.article(), lexicon) for row in gold}, lexicon)


def read_labelled(path: Path) -> Iterator[LabelledArticle]:
    """The lines of a labelled file in order, empty ones skipped, each id once. Raises InputError with file and line."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", where=str(path), remedy=_FILE) from error
    except UnicodeDecodeError as error:
        at = error.object.count(b"\n", 0, error.start) + 1
        raise InputError("not UTF-8", where=f"{path}, line {at}", remedy=_FILE) from error
    first: dict[str, int] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            where = f"{path}, line {number}"
            row = _labelled(line, where)
            if first.setdefault(row.id, number) != number:
                raise InputError(
                    f"the id {row.id!r} is that of line {first[row.id]}", where=where, remedy="Give each line its own"
                )
            yield row


def score(gold: Iterable[LabelledArticle], predicted: Mapping[str, Sequence[Mention]], lexicon: Lexicon) -> Table:
    """Count what was found, missed and falsely reported; an article that nothing was predicted for has no moves."""
    count = _Count(lexicon)
    for row in gold:
        count.add(row, [m for m in predicted.get(row.id, ()) if not m.negated])
    names = {key[:2] for key in count.tally}
    return Table(
        tallies={n: Tally(*(count.tally[(*n, w)] for w in ("found", "missed", "false"))) for n in sorted(names)},
        attributes={n: (count.agreeing[n], total) for n, total in sorted(count.compared.items())},
        articles=dict(count.articles),
        slips=tuple(count.slips),
    )


def render(table: Table) -> str:
    """The table as lines of text, one row a line, and below it how many attributes of the found moves agree."""
    lines = [f"{'':22}{'precision':>10}{'recall':>8}{'F1':>7}{'found':>7}{'missed':>8}{'false':>7}"]
    for (language, name), t in table.tallies.items():
        ratios = f"{t.precision:>10.3f}{t.recall:>8.3f}{t.f1:>7.3f}"
        lines.append(f"{language + ' ' + name:22}{ratios}{t.found:>7}{t.missed:>8}{t.false:>7}")
    if table.attributes:
        lines.append("")
        lines += [
            f"{f'{language} {name}':22}{good / total:>10.3f}   {good} of {total}"
            for (language, name), (good, total) in table.attributes.items()
        ]
    return "\n".join(lines)


def render_slips(table: Table, *, closed: bool = False) -> str:
    """Every missed and false move, one a line; those of the closed part only on demand, so that nobody tunes to it."""
    return "\n".join(
        f"{s.what:7}{s.article}: {s.person} | {s.org} | {s.kind}" for s in table.slips if closed or s.part == "open"
    )


def as_json(table: Table) -> dict[str, dict[str, float]]:
    """The tallies as plain values, keyed "en move", "zh kind departure" and so on."""
    return {
        f"{language} {name}": {
            "precision": t.precision,
            "recall": t.recall,
            "f1": t.f1,
            "found": t.found,
            "missed": t.missed,
            "false": t.false,
        }
        for (language, name), t in table.tallies.items()
    }


@dataclass(slots=True)
class _Count:
    """The running counts of one scoring."""

    lexicon: Lexicon
    tally: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    agreeing: Counter[tuple[str, str]] = field(default_factory=Counter)
    compared: Counter[tuple[str, str]] = field(default_factory=Counter)
    articles: Counter[str] = field(default_factory=Counter)
    slips: list[Slip] = field(default_factory=list)

    def add(self, row: LabelledArticle, said: list[Mention]) -> None:
        want = [m for m in row.moves if not m.negated and not m.optional]
        either = [m for m in row.moves if m.optional]
        self.articles[row.lang] += 1
        if want:
            self.tally[row.lang, "article", "found" if said else "missed"] += 1
        elif not either:
            self.tally[row.lang, "article", "false"] += bool(said)
        left = list(said)
        for move in want:
            found = next((m for m in left if self.agrees(move, m)), None)
            self._note(row, "found" if found else "missed", move.person, move.org, move.kind)
            if found:
                left.remove(found)
                self._compare(row.lang, move, found)
        for extra in left:
            if not any(self.agrees(move, extra) for move in want + either):
                self._note(row, "false", extra.person, extra.lab, extra.kind)
        for move in row.moves:
            if move.negated:
                self._attribute(row.lang, "denied kept out", not any(self.agrees(move, m) for m in said))

    def agrees(self, gold: Labelled, said: Mention) -> bool:
        return (
            gold.kind == said.kind
            and (gold.org is None or _family(gold.org, self.lexicon) == _family(said.lab, self.lexicon))
            and any(same_person(name, said.person) for name in gold.person.split("|"))
        )

    def _note(
        self, row: LabelledArticle, what: Literal["found", "missed", "false"], person: str, org: str | None, kind: Kind
    ) -> None:
        for name in ("move", f"kind {kind}"):
            self.tally[row.lang, name, what] += 1
        if what != "found":
            self.slips.append(Slip(article=row.id, part=row.part, what=what, person=person, org=org, kind=kind))

    def _compare(self, language: str, gold: Labelled, said: Mention) -> None:
        if gold.certainty is not None:
            self._attribute(language, "certainty agrees", gold.certainty == said.certainty)
        if gold.fresh is not None:
            self._attribute(language, "fresh agrees", gold.fresh == said.fresh)
        if gold.other_org:
            other = said.other_org and _family(said.other_org, self.lexicon)
            self._attribute(language, "other_org agrees", other == _family(gold.other_org, self.lexicon))
        if gold.role:
            self._attribute(language, "role agrees", same_post(gold.role, said.role or ""))

    def _attribute(self, language: str, name: str, good: bool) -> None:
        self.compared[language, name] += 1
        self.agreeing[language, name] += good


def _labelled(line: str, where: str) -> LabelledArticle:
    try:
        row = json.loads(line)
        if isinstance(row, dict) and "relevant" in row and "text" not in row:
            raise InputError(_OUTPUT, where=where, remedy=_LABELLED)
        return LabelledArticle.model_validate(row)
    except json.JSONDecodeError as error:
        raise InputError(f"no JSON object: {error.msg}", where=where, remedy="Mend that line") from error
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(str(part) for part in first["loc"])
        remedy = _LABELLED if first["type"] == "missing" else "Mend that line"
        raise InputError(f"{key}: {first['msg'].removeprefix('Value error, ')}", where=where, remedy=remedy) from error


def _moment(published: str | None) -> datetime | None:
    if not published:
        return None
    moment = datetime.fromisoformat(published)
    if len(published) <= len("2024-05-15"):
        moment = datetime.combine(moment, time(12))
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _loose(name: str) -> str:
    """A name without case, accents, spaces and the marks that writers put in or leave out."""
    return _LOOSE.sub("", unaccented(fold_case(name)))


@cache
def _families(lexicon: Lexicon) -> dict[str, str]:
    return {_loose(spelling): name.lab.id for spelling, name in lexicon.lab_names.items()}


def _family(name: str, lexicon: Lexicon) -> str:
    key = _loose(name)
    return _families(lexicon).get(key, key)


def same_post(one: str, other: str) -> bool:
    """Whether two wordings of a post share a word that means something."""
    return bool(_words(one) & _words(other))


def _words(role: str) -> set[str]:
    """What two wordings of one role can share: Latin words, a CEO's those of a chief executive, and pairs of Chinese
    characters.
    """
    found: set[str] = set()
    written_out = _SHORT_POST.sub(lambda short: f" {_POSTS[short[0]]} ", fold_case(role))
    for word in _WORD.findall(written_out):
        found.update([word] if word.isascii() else (word[i : i + 2] for i in range(len(word) - 1)))
    return found - _SAY_NOTHING
