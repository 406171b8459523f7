"""The board's words, in the reader's language: from languages/en.toml and languages/zh.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

from crawler.alerts.wording import because, headline, news
from crawler.config.subscribers import Language as Letters
from crawler.match.lexicons import Lexicon
from crawler.model import Move, Verdict
from crawler.text.people import in_script
from crawler.text.plain import plain_line

Language = Literal["en", "zh"]
LANGUAGES: tuple[Language, ...] = ("en", "zh")

_FOLDER = Path(__file__).parent / "languages"
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_WEEKDAYS = {
    "en": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(),
    "zh": "星期一 星期二 星期三 星期四 星期五 星期六 星期日".split(),
}


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words and ways to write days; a key that is missing is a bug."""

    language: Language
    texts: dict[str, str]
    labs: dict[str, str]  # a lab's display name → its name in this language
    places: dict[str, int]  # a lab's id → its place in the lexicon, which gives it its colour

    def __call__(self, key: str, /, **values: object) -> str:
        """The text of a key such as `board.title`, with the values in its places."""
        text = self.texts[key]
        return text.format(**values) if values else text

    def count(self, key: str, number: int) -> str:
        """`1 move`, `2,345 moves`."""
        return self(f"{key}_one") if number == 1 else self(key, count=f"{number:,}")

    def lab(self, name: str | None) -> str:
        """A lab's or firm's display name as this language has it; one unknown to the lexicon stays as it is."""
        return self.labs.get(name, name) if name else ""

    def day(self, day: date) -> str:
        """`4 Mar 2026`, `2026年3月4日`."""
        if self.language == "zh":
            return f"{day.year}年{day.month}月{day.day}日"
        return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"

    def long_day(self, day: date) -> str:
        """With the day of the week: `Wednesday 4 Mar 2026`, `2026年3月4日 星期三`."""
        weekday = _WEEKDAYS[self.language][day.weekday()]
        return f"{self.day(day)} {weekday}" if self.language == "zh" else f"{weekday} {self.day(day)}"

    def month(self, year: int, month: int) -> str:
        """`Mar 2026`, `2026年3月`."""
        return f"{year}年{month}月" if self.language == "zh" else f"{_MONTHS[month - 1]} {year}"

    def news(self, move: Move) -> str:
        """A move on one line, as sure as it is: `Alec Radford is leaving OpenAI for Anthropic`."""
        return plain_line(news(self._named(move), Letters(self.language)))

    def called(self, move: Move) -> str:
        """The person as the headline calls them."""
        return self.name((move.person, *move.spellings))

    def name(self, names: Sequence[str]) -> str:
        """Of one person's names, the first one first, what a reader of this language reads."""
        return in_script(names, chinese=self.language == "zh")

    def headline(self, move: Move) -> str:
        """The same with who says so, for where nothing stands beside it."""
        return headline(self._named(move), Verdict.NEW, Letters(self.language))

    def because(self, reason: str) -> str:
        """A reason of a decision, as far as it is ours."""
        return because(reason, Letters(self.language))

    def _named(self, move: Move) -> Move:
        return replace(move, lab=self.lab(move.lab), other_org=self.lab(move.other_org) or None)


@cache
def words(language: Language, lexicon: Lexicon) -> Words:
    """The words of one language; labs by the names that the lexicon has for them in it."""
    places = {lab: place for place, lab in enumerate(dict.fromkeys(n.lab.id for n in lexicon.lab_names.values()))}
    return Words(language, texts(language), lexicon.chinese if language == "zh" else {}, places)


@cache
def texts(language: Language) -> dict[str, str]:
    """Every text of a language's file under `table.key`."""
    tables = tomllib.loads((_FOLDER / f"{language}.toml").read_text(encoding="utf-8"))
    return {f"{table}.{key}": text for table, entries in tables.items() for key, text in entries.items()}
