"""Who or what stands as subject and object of a word of moving, found by shallow rules over a row of items."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.match.english.context import Context
from crawler.match.english.items import (
    ADV,
    ARTICLE,
    AUX,
    CLOSE,
    COLON,
    COMMA,
    COMPANY,
    CONJ,
    DASH,
    FORMER,
    GROUP,
    HANDLE,
    LAB,
    NAME,
    NOT,
    NUMBER,
    OPEN,
    ORG,
    POSSESSIVE,
    PREP,
    PRONOUN,
    QUOTE,
    REL,
    ROLE,
    STOP,
    SUB,
    TIME,
    TO,
    TRIGGER,
    VERB,
    WORD,
    Item,
    Org,
    Person,
    S,
)  # fmt: skip

_BEFORE_LAB = frozenset(
    "rival ai fellow chipmaker tech search social media former old new competing buzzy secretive well-funded high-profile then-rival a.i".split()
)
_FAR = 40  # items; no argument stands farther from its word
_DEEPEST = 6  # verbs that share one subject, one inside another


@dataclass(frozen=True, slots=True)
class Argument:
    """A subject or object: people, an organisation, or somebody without a name."""

    people: tuple[Person, ...] = ()
    org: Org | None = None
    unnamed: bool = False
    index: int = -1
    why: str = ""


NOBODY = Argument()


@dataclass(slots=True)
class Clause:
    """A row of items with the document around it."""

    row: list[Item]
    context: Context
    speaker: Person | None = None
    cache: dict[int, Argument] = field(default_factory=dict)

    def kind(self, i: int) -> str:
        return self.row[i].kind if 0 <= i < len(self.row) else STOP

    def low(self, i: int) -> str:
        return self.row[i].low if 0 <= i < len(self.row) else ""

    def main_org(self, i: int) -> Org | None:
        """The lab whose staff the sentence speaks of, where it names none beside the person at `i`."""
        return self.context.main_org(self.row[0].start, self.row[i].start)

    # -- subject ---------------------------------------------------------------------------------------------------

    def before_verb(self, i: int) -> int:
        """The item left of the verb group at `i`: auxiliaries, adverbs and negations are passed over."""
        k = i - 1
        while k >= 0 and (
            self.kind(k) in (AUX, ADV, NOT)
            or (self.kind(k) == QUOTE and self.kind(k - 1) in (AUX, ADV, PRONOUN))
            or (self.kind(k) == TO and self.kind(k - 1) in (AUX,))
        ):
            k -= 1
        return k

    def subject(self, i: int, depth: int = 0) -> Argument:
        if depth > _DEEPEST or i < 0:
            return NOBODY
        if depth == 0 and i in self.cache:
            return self.cache[i]
        found = self._subject(i, depth)
        if depth == 0:
            self.cache[i] = found
        return found

    def _subject(self, i: int, depth: int) -> Argument:
        k = self.before_verb(i)
        kind = self.kind(k)
        if k < 0 or kind in (STOP,):
            return NOBODY
        if kind in (GROUP, PRONOUN, HANDLE):
            return self._nominal_left(k, i)
        if kind == CLOSE:
            k = self._open_of(k) - 1
            return self._nominal_left(k, i) if self.kind(k) in (GROUP, HANDLE, LAB, ORG) else NOBODY
        if kind in (LAB, ORG, COMPANY):
            return self._nominal_left(k, i)
        if kind == REL:
            return self._antecedent(k)
        if kind in (COMMA, DASH):
            return self._over_apposition(k, i, depth)
        if kind == CONJ:
            return self._shared(k, depth)
        if kind == TO:
            return self._controller(k, depth)
        if kind in (PREP, SUB):
            return self._main_subject(k, depth)
        if kind in (COLON, QUOTE):
            return self._main_subject(k, depth) if self.row[i].low.endswith("ing") else NOBODY
        if kind in (VERB, TRIGGER):  # "says he", "announced leaving", "started working"
            return self.subject(k, depth + 1)
        return self._nominal_left(k, i)

    def _open_of(self, k: int) -> int:
        for j in range(k - 1, max(-1, k - _FAR), -1):
            if self.kind(j) == OPEN:
                return j
        return -1

    def _nominal_left(self, k: int, verb: int) -> Argument:
        item = self.row[k]
        if item.kind == GROUP and item.group:
            counted = self.low(k - 1) == "of" and self.kind(k - 2) in (
                ARTICLE,
                NUMBER,
            )  # "two of A's researchers, X and Y"
            if not counted and (
                self.kind(k - 1) == PREP
                and self.low(k - 1) in ("of", "for", "by", "in", "at", "alongside", "against")
                and not self._absolute(k, verb)
            ):
                head = self._head_of(k - 1)
                if head is not None:
                    return head
                if self.low(k - 1) in ("alongside", "by", "of", "against") and not self.low(verb).endswith("ing"):
                    return Argument(unnamed=True, index=k)
            return Argument(people=tuple(item.group.people), index=k, why="subject")
        if item.kind == PRONOUN:
            return self.pronoun(k)
        if item.kind == HANDLE:
            name = self.context.before(item.start) if self.context else None
            return (
                Argument(people=(Person(name, item.start, pronoun=True),), index=k, why="the handle stands for")
                if name and _alike(item.low, name)
                else Argument(unnamed=True, index=k)
            )
        if item.kind in (LAB, ORG):
            head = self._head_of(k - 1) if self.kind(k - 1) == PREP else None
            if self.kind(k - 1) in (ARTICLE, WORD) and self.kind(k - 2) == PREP and head is None:
                head = self._head_of(k - 2)
            return head or Argument(org=item.org, index=k, why="subject")
        if item.kind == COMPANY:
            return self._company(k)
        if item.kind in (ROLE, WORD, NAME, TIME, NUMBER, FORMER):
            return self._definite(k)
        return NOBODY

    def _absolute(self, k: int, verb: int) -> bool:
        return self.low(k - 1) in ("with", "of", "for") and self.row[verb].low.endswith("ing")

    def _head_of(self, prep: int) -> Argument | None:
        """The head noun left of a preposition: "Smith of Meta", "co-founder at OpenAI"; None where it is a verb's."""
        k = prep - 1
        while self.kind(k) in (WORD, NAME, TIME, NUMBER, ADV) and k > max(0, prep - 5):
            k -= 1
        if self.kind(k) == GROUP:
            group = self.row[k].group
            return Argument(people=tuple(group.people) if group else (), index=k, why="subject")
        if self.kind(k) in (ROLE, WORD, COMPANY):
            return self._definite(k) if self.kind(k) == ROLE else Argument(unnamed=True, index=k)
        return None

    def _company(self, k: int) -> Argument:
        for j in range(k - 1, max(-1, k - 6), -1):
            if self.low(j) in ("a", "an", "another"):
                named = self.kind(j - 1) == COMMA and self.kind(j - 2) in (LAB, ORG)
                return Argument(org=self.row[j - 2].org, index=k) if named else Argument(unnamed=True, index=k)
        if self.kind(k - 1) in (ARTICLE, POSSESSIVE, WORD, LAB) or k == 0:
            if self.kind(k - 1) == LAB:
                return Argument(org=self.row[k - 1].org, index=k, why="subject")
            org = self.context.org_before(self.row[k].start)
            return Argument(org=org, index=k, why="the company named before") if org else NOBODY
        return Argument(unnamed=True, index=k)

    def pronoun(self, k: int) -> Argument:
        """Whom a pronoun stands for: the speaker for "I", else the person named before in this or an earlier sentence."""
        low = self.low(k)
        if low in ("i", "my"):
            return (
                Argument(people=(self.speaker,), index=k, why="the speaker")
                if self.speaker
                else Argument(unnamed=True, index=k)
            )
        if low in ("we", "our", "who", "whose"):
            return Argument(unnamed=True, index=k)
        start = self.row[k].start
        if low in ("it", "its"):
            org = self.context.org_before(start)
            return Argument(org=org, index=k, why="it")
        for j in range(k - 1, -1, -1):  # the nearest that stands as a subject
            group = self.row[j].group
            if (
                group
                and self.kind(j + 1) in (VERB, TRIGGER, AUX, COMMA, REL, ADV)
                and self.kind(j - 1) not in (PREP, TO)
                and low not in ("they", "their")
            ):
                return Argument(people=tuple(group.people[:1]), index=j, why="pronoun")
        for j in range(k - 1, -1, -1):
            group = self.row[j].group
            if group:
                if low in ("they", "their"):
                    return Argument(people=tuple(group.people), index=j, why="they")
                return Argument(people=(self._first_subject(j),), index=j, why="pronoun")
        name = self.context.before(self.row[0].start)
        if name and low not in ("they", "their"):
            return Argument(
                people=(Person(name, start, pronoun=True),), index=k, why="a pronoun for the person named before"
            )
        return Argument(unnamed=True, index=k)

    def _first_subject(self, nearest: int) -> Person:
        """Of the people in this sentence before `k`: the subject if one stands first, else the nearest."""
        group = self.row[nearest].group
        assert group is not None
        return group.people[-1] if len(group.people) == 1 else group.people[0]

    def _definite(self, k: int) -> Argument:
        if self.low(k) in ("board", "management", "leadership", "bosses"):
            org = self.row[k - 1].org if k and self.row[k - 1].org else None
            if self.kind(k - 1) == S and k > 1:
                org = self.row[k - 2].org
            org = org or self.context.org_before(self.row[k].start)
            return Argument(org=org, index=k, why="its board") if org else NOBODY
        """A post without a name ("the researcher", "The Tesla chief"): the person named before where exactly one can be meant."""
        j = k
        while j > 0 and self.kind(j - 1) in (WORD, NAME, ROLE, LAB, ORG, NUMBER, FORMER, S, ADV) and k - j < 7:
            j -= 1
        definite = j > 0 and self.low(j - 1) in ("the",)
        if definite and any(self.kind(x) == ROLE for x in range(j, k + 1)) and not self.row[k].low.endswith("s"):
            if any(self.row[x].group for x in range(j)):
                return Argument(unnamed=True, index=k)
            name = self.context.before(self.row[0].start)
            if name:
                return Argument(
                    people=(Person(name, self.row[k].start, pronoun=True),),
                    index=k,
                    why="the post stands for the person named before",
                )
        for x in range(j - 1, max(-1, j - 9), -1):  # "X, Y and several other researchers"
            if self.kind(x) == CONJ and self.low(x) == "and":
                held = self.row[x - 1 - (self.kind(x - 1) == COMMA)].group if x else None
                if held:
                    return Argument(people=tuple(held.people), index=x, why="subject")
            if self.kind(x) not in (ARTICLE, WORD, ADV, FORMER, NUMBER, LAB, CONJ, ROLE, PREP):
                break
        return Argument(unnamed=True, index=k)

    def _antecedent(self, rel: int) -> Argument:
        k = rel - 1
        if self.kind(k) == COMMA:
            k -= 1
        if self.kind(k) == CLOSE:
            k = self._open_of(k) - 1
        if self.kind(k) == CONJ:
            k -= 1
            if self.kind(k) == COMMA:
                k -= 1
            for j in range(k, max(-1, k - _FAR), -1):  # "X, who led A and who left"
                held = self.row[j].group
                if held:
                    return Argument(people=tuple(held.people), index=j, why="relative clause")
            return NOBODY
        group = self.row[k].group if k >= 0 else None
        if group:
            plural = any(role.lower().split(" of ")[0].endswith("s") for role in group.people[-1].roles[-1:])
            people = group.people if plural else group.people[-1:]
            return Argument(people=tuple(people), index=k, why="relative clause")
        if self.kind(k) in (LAB, ORG):
            head = self._head_of(k - 1) if self.kind(k - 1) == PREP else None
            return head or Argument(org=self.row[k].org, index=k)
        if self.kind(k) in (ROLE, WORD, TIME, NAME, NUMBER):
            for j in range(k, max(-1, k - 10), -1):  # "X, a manager who joined": the name before its apposition
                held = self.row[j - 1].group
                if self.kind(j) in (COMMA, DASH) and held:
                    return Argument(people=tuple(held.people), index=j - 1, why="relative clause")
                if self.kind(j) in (VERB, TRIGGER, AUX, STOP):
                    break
        return Argument(unnamed=True, index=k)

    def _over_apposition(self, comma: int, verb: int, depth: int) -> Argument:
        """The noun before an apposition or relative clause that ends at `comma`; else the verb shares a subject."""
        group = self.row[comma - 1].group if comma > 0 else None
        if group and self.row[verb].low.endswith("ing") and self.kind(self.before_verb(verb) + 1) != AUX:
            pass
        elif group:
            return self._nominal_left(comma - 1, verb)
        for j in range(comma - 1, max(-1, comma - _FAR), -1):
            if self.kind(j) == STOP:
                break
            if self.kind(j) in (COMMA, DASH) and j > 0:
                before = j - 1
                if self.kind(before) == CLOSE:
                    before = self._open_of(before) - 1
                opens = self.kind(j + 1) in (
                    REL,
                    ARTICLE,
                    FORMER,
                    ROLE,
                    NUMBER,
                    ADV,
                    LAB,
                    ORG,
                    PREP,
                    SUB,
                    POSSESSIVE,
                ) or self.low(j + 1) in ("including", "one")
                opens = opens or (
                    self.kind(j + 1) in (VERB, WORD, TRIGGER) and self.low(j + 1).endswith(("ed", "n", "t"))
                )
                opens = opens or not any(
                    self.kind(x) in (VERB, AUX, TRIGGER, PRONOUN, CONJ) for x in range(j + 1, comma)
                )
                if before >= 0 and self.row[before].group and opens:
                    return self._nominal_left(before, verb)
                if before >= 0 and self.kind(before) in (LAB, ORG) and opens:
                    return self._nominal_left(before, verb)
            if self.row[j].group and j < comma - 1 and self.kind(j + 1) == REL and self.kind(j - 1) != REL:
                return self._nominal_left(j, verb)
            if (
                self.row[j].group
                and self.row[j].text.endswith(",")
                and not any(self.kind(x) in (VERB, AUX, TRIGGER, REL) for x in range(j + 1, comma))
            ):
                return self._nominal_left(j, verb)  # the rest of a list inside an apposition
        return self._shared(comma, depth)

    def _shared(self, k: int, depth: int) -> Argument:
        """The subject of the nearest verb before `k`: "left A and joined B", "departs A, launches B"."""
        for j in range(k - 1, max(-1, k - _FAR), -1):
            if self.kind(j) == STOP:
                return NOBODY
            if self.kind(j) in (TRIGGER, VERB) and self._finite(j):
                return self.subject(j, depth + 1)
            if self.kind(j) in (AUX,) and self.row[j].low in ("is", "was", "has", "are", "were"):
                return self.subject(j, depth + 1)
        for j in range(k):
            if self.row[j].group:
                return self._nominal_left(j, k)
        return NOBODY

    def _finite(self, j: int) -> bool:
        if self.kind(j) == TRIGGER and self.row[j].forms and all(f.noun for f in self.row[j].forms):
            return False
        before = self.kind(j - 1)
        return before not in (S, ARTICLE, POSSESSIVE)

    def _controller(self, to: int, depth: int) -> Argument:
        """Who is to do it: the object of hire, tap, name; else the subject of the verb that "to" hangs on."""
        for j in range(to - 1, max(-1, to - _FAR), -1):
            if self.kind(j) == STOP:
                return NOBODY
            item = self.row[j]
            if item.group and self._object_control(j):
                return Argument(people=tuple(item.group.people), index=j, why="is to")
            if (
                item.kind == TRIGGER
                and any(f.noun for f in item.forms)
                and self.kind(j - 1) in (S, POSSESSIVE, ADV, WORD)
            ):
                owner = self._owner(j)
                if owner is not None:
                    return owner
            if item.kind in (TRIGGER, VERB) and self._finite(j):
                return self.subject(j, depth + 1)
            if item.kind == AUX and item.low in ("is", "are", "was"):
                return self.subject(j, depth + 1)
        for j in range(to):  # a headline: "X to leave A"
            if self.row[j].group:
                return self._nominal_left(j, to)
        k = to - 1
        return self._nominal_left(k, to) if k >= 0 else NOBODY

    def _owner(self, noun: int) -> Argument | None:
        k = noun - 1
        while k > 0 and self.kind(k) in (WORD, ADV, NUMBER, LAB, TIME, NAME, TRIGGER) and noun - k < 5:
            k -= 1
        if self.kind(k) == S and k > 0 and self.row[k - 1].group:
            group = self.row[k - 1].group
            return Argument(people=tuple(group.people) if group else (), index=k - 1, why="possessive")
        if self.kind(k) == POSSESSIVE:
            return self.pronoun(k)
        return None

    def _object_control(self, j: int) -> bool:
        k = j - 1
        while k >= 0 and self.kind(k) in (ARTICLE, WORD, ADV, LAB, ORG, S, ROLE):
            k -= 1
        return self.kind(k) == TRIGGER and any(
            f.act in ("hire", "poach", "appoint", "rehire", "promote") for f in self.row[k].forms
        )

    def _main_subject(self, k: int, depth: int) -> Argument:
        """For "after leaving A" and "before joining B": the subject of the clause that it hangs on."""
        for j in range(k - 1, max(-1, k - _FAR), -1):
            if self.kind(j) == STOP:
                break
            if self.kind(j) in (TRIGGER, VERB) and self._finite(j):
                found = self.subject(j, depth + 1)
                if found.people or found.org:
                    return found
            if self.kind(j) == AUX and self.low(j) in ("is", "was", "are", "were", "has", "had", "have"):
                found = self.subject(j, depth + 1)
                if found.people or found.org:
                    return found
        for j in range(k):
            if self.row[j].group:
                return self._nominal_left(j, k)
        for j in range(k, min(len(self.row), k + _FAR)):  # "After leaving A, X founded B"
            if self.kind(j) == COMMA and j + 1 < len(self.row) and self.row[j + 1].group:
                return self._nominal_left(j + 1, k)
        return NOBODY

    # -- object ----------------------------------------------------------------------------------------------------

    def object(self, i: int) -> Argument:
        """What stands right behind the verb at `i` (its particles passed over)."""
        k = i
        steps = 0
        while k < len(self.row) and steps < 9:
            item = self.row[k]
            if item.group:
                return Argument(people=tuple(item.group.people), index=k, why="object")
            if item.kind in (LAB, ORG):
                if (
                    self.kind(k + 1) == CONJ
                    and self.low(k + 2).endswith(("-backed", "-funded", "-owned"))
                    and self.kind(k + 3) in (LAB, ORG)
                ):
                    k += 3  # "the Google and Amazon-backed Anthropic"
                    continue
                if self.kind(k + 1) == S and self.kind(k + 2) == GROUP or self.kind(k + 1) == GROUP:
                    k += 1
                    continue
                return Argument(org=item.org, index=k, why="object")
            if item.kind == COMPANY and not self._named_behind(k):
                return self._company(k)
            if self._attribute(k):
                k += 1
                steps += 1
                continue
            if item.kind in (COMPANY, ARTICLE, POSSESSIVE, ADV, NUMBER, WORD, FORMER, NAME, ROLE, S) or item.low in (
                "of",
                "/",
            ):
                if (
                    item.kind in (WORD, ROLE, NAME)
                    and self.kind(k + 1) in (PREP, COMMA, STOP, SUB, CONJ, TO, AUX, VERB)
                    and item.low != "of"
                    and self.low(k + 1) != "of"
                ):
                    return Argument(unnamed=True, index=k)
                k += 1
                steps += 1
                continue
            break
        return Argument(index=k)

    def _attribute(self, k: int) -> bool:
        """ "the newly created team": a participle behind an adverb describes."""
        return (
            self.kind(k) in (TRIGGER, VERB)
            and self.low(k).endswith("ed")
            and self.kind(k - 1) == ADV
            and self.kind(k - 2) == ARTICLE
        )

    def _named_behind(self, k: int) -> bool:
        """ "rival AI startup Anthropic": the company's name follows its description."""
        for j in range(k + 1, min(k + 5, len(self.row))):
            if self.kind(j) in (NAME, ORG, LAB, S, ROLE, GROUP):
                return True
            if self.kind(j) not in (COMPANY, WORD):
                return False
        return False

    def lab_after(
        self, i: int, preps: tuple[str, ...], reach: int = 14, *, near: bool = False
    ) -> tuple[Org | None, int]:
        """The organisation behind one of `preps` in the clause that goes on at `i`."""
        k = i
        while k < min(len(self.row), i + reach):
            kind = self.kind(k)
            if (
                kind in (STOP, REL, COLON)
                or (kind in (TRIGGER, VERB) and k > i and not self._attribute(k))
                or (kind == SUB and self.low(k) not in preps and self.low(k) != "as")
            ):
                return None, -1
            if self.low(k) in preps:
                found = self._org_at(k + 1, near)
                if found[0]:
                    return found
            k += 1
        return None, -1

    def _org_at(self, k: int, near: bool) -> tuple[Org | None, int]:
        for j in range(k, min(k + 7, len(self.row))):
            kind = self.kind(j)
            if kind in (LAB, ORG):
                return self.row[j].org, j
            if kind == COMPANY and self._named_behind(j):
                continue
            if kind == COMPANY and self.low(j) != "business":
                org = self.context.org_before(self.row[j].start)
                return org, j
            if kind not in (ARTICLE, POSSESSIVE, WORD, ADV, FORMER, NAME, NUMBER, ROLE, S, COMMA, PREP):
                return None, -1
            if near and (kind == PREP or (kind == WORD and self.low(j) not in _BEFORE_LAB)):
                return None, -1
            if (
                kind == COMMA
                and self.kind(j - 1) != COMPANY
                and self.low(j - 1) not in ("rival", "rivals", "competitor", "competitors")
            ):
                return None, -1
            if kind == PREP and self.low(j) not in ("of", "at"):
                return None, -1
        return None, -1


def _alike(handle: str, name: str) -> bool:
    squeezed = "".join(c for c in handle.lower() if c.isalnum())
    parts = [p.lower() for p in name.replace("-", " ").split()]
    return any(len(p) > 2 and p in squeezed for p in parts)
