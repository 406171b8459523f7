"""What the document knows: every person by the fullest name, who works where, the organisation it is about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from crawler.match.english.items import Org, Person
from crawler.text.names import is_chinese, name_words

_NEAR = 700  # characters back in which a pronoun may find its person


@dataclass(slots=True)
class Context:
    """Read once for a document, then asked by each sentence."""

    starts: list[int] = field(default_factory=list)  # where each person is named, in order
    named: list[str] = field(default_factory=list)  # the name at each start
    full: dict[str, str] = field(default_factory=dict)  # folded surname or given name → fullest name
    employers: dict[str, list[tuple[Org, str]]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)
    orgs: list[Org] = field(default_factory=list)  # every lab as it is named, in order
    org_starts: list[int] = field(default_factory=list)
    lexicon_surnames: dict[str, str] = field(default_factory=dict)
    title_end: int = 0
    raids: dict[str, Org] = field(default_factory=dict)  # lab id → whose unnamed staff it is said to take on
    joined: set[tuple[str, str]] = field(default_factory=set)  # who joined which lab, by id
    _main: Org | None = None
    gone: dict[str, Org] = field(default_factory=dict)  # who left which lab, as far as read

    def add(self, name: str, strength: float) -> None:
        """A person named in the article: a full name answers to its surname and its given name."""
        words = name_words(name)
        if len(words) > 1 and strength >= 0.6:
            for part in (words[-1], words[0]):
                held = self.full.get(part)
                if held is None or (len(name_words(held)) < len(words) and name_words(held)[-1] == words[-1]):
                    self.full[part] = name

    def fullest(self, name: str) -> str | None:
        """The fullest form of a name; for a single word None where nobody of that surname or given name is known."""
        words = name_words(name)
        if len(words) > 1:
            held = self.full.get(words[-1])
            if held and len(name_words(held)) > len(words) and name_words(held)[0] == words[0]:
                return held
            return name
        if not words:
            return None
        return self.full.get(words[0]) or self.lexicon_surnames.get(words[0])

    def surname(self, word: str) -> str | None:
        """The person whose surname is this word: named in full in the document, or listed in the lexicon."""
        parts = name_words(word)
        if len(parts) != 1:
            return None
        held = self.full.get(parts[0])
        if held and name_words(held)[-1] == parts[0]:
            return held
        return self.lexicon_surnames.get(parts[0])

    def before(self, start: int) -> str | None:
        """Whom "he", "she" or "the researcher" at `start` stands for: the first person of the nearest sentence before."""
        i = bisect_left(self.starts, start) - 1
        if i < 0 or (start - self.starts[i] > _NEAR and self.starts[i] > self.title_end):
            return None
        return self.fullest(self.named[i]) or self.named[i]

    def employer(self, name: str, *relations: str) -> Org | None:
        return next((org for org, how in self.employers.get(self.fullest(name) or name, ()) if how in relations), None)

    def note(self, person: Person) -> None:
        """Keep what stood around a name for the sentences that do not repeat it."""
        name = self.fullest(person.name) or person.name
        known = self.employers.setdefault(name, [])
        for org, how in person.orgs:
            if all(org.id != o.id for o, _ in known):
                known.append((org, how))
        if person.roles and name not in self.roles:
            self.roles[name] = person.roles[0]

    def add_org(self, org: Org, start: int) -> None:
        """A lab named at `start`; places are added in order."""
        if org.lab and org.how != "product":
            self.orgs.append(org)
            self.org_starts.append(start)

    def org_before(self, start: int) -> Org | None:
        """The lab named last before `start`, not too far back; the headline's, or the first of all, where there is none."""
        i = bisect_left(self.org_starts, start) - 1
        if i >= 0 and (start - self.org_starts[i] < _NEAR or self.org_starts[i] < self.title_end):
            return self.orgs[i]
        return self.orgs[0] if self.orgs else None

    def main_org(self, first: int, start: int) -> Org | None:
        """Whose staff a sentence speaks of that names no employer: the article's main lab, or the sentence's own."""
        main = self.main()
        own = self.orgs[bisect_left(self.org_starts, first) : bisect_left(self.org_starts, start)]
        if main and (not own or any(org.id == main.id for org in own)):
            return main
        return next((org for org in reversed(own) if org.pure), main or (own[-1] if own else None))

    def main(self) -> Org | None:
        """The lab that the article is about: the headline's first, else the one named most, pure labs before firms."""
        if self._main is None:
            titled = self.orgs[: bisect_left(self.org_starts, self.title_end)]
            counted = Counter(org.id for org in self.orgs)
            ranked = sorted(self.orgs, key=lambda org: (-counted[org.id], not org.pure))
            self._main = next(iter(titled or ranked), None)
        return self._main


def surnames(spellings: dict[str, Sequence[str]]) -> dict[str, str]:
    """Folded surname → name, for the listed people with a Latin name, where only one has that surname."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for name in spellings:
        if is_chinese(name):
            continue
        words = name_words(name)
        if len(words) < 2 or len(words[-1]) < 4:
            continue
        if words[-1] in found:
            twice.add(words[-1])
        found[words[-1]] = name
    return {last: name for last, name in found.items() if last not in twice}
