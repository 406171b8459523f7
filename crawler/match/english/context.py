"""What the document knows: every person by the fullest name, who works where, the lab that it is about."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import KW_ONLY, dataclass, field
from typing import NamedTuple

from crawler.match.english.items import Org, Person, Post, Standing
from crawler.match.english.orgs_named import NamedOrgs
from crawler.match.english.words import term
from crawler.model import Kind
from crawler.text.names import name_words

_POST_FREE = 300  # characters for which a post that was left counts as free
_NEAR = 900  # characters back in which a pronoun may find its person
_ENTRY = 600  # characters from an entry that names somebody to the last line that tells of them
_GAP = 5  # characters between two sentences
_LEAD = 450  # characters of the text in which whom the headline means is named
_QUOTED = 300  # characters between the words of somebody and the verb that tells whose they are
_AT_THE_TOP = re.compile(r"\bceo\b|chief executive|(?<!vice )(?<!vice-)president|\bchair|\bspokes")


@dataclass(slots=True)
class Named:
    """People named together at one place; `leads` where they are the subject of their sentence."""

    start: int
    end: int
    names: tuple[str, ...]
    _: KW_ONLY
    leads: bool
    aside: bool = False  # named only behind a preposition: "with X"
    introduced: bool = False  # opens its sentence and is told who it is: "X, who ran research,"
    reacts: bool = False  # thanks somebody, or defends what was done: the news is of another
    taken_up: bool = False  # introduced by a post told before without a name: "*The researcher*, X,"


class Crowd(NamedTuple):
    """Unnamed people who move: which lab they leave, which one they go to, and where the sentence is."""

    left: Org | None
    joined: Org | None
    at: int
    end: int = -1


@dataclass(slots=True)
class Context:
    """Filled in one pass over a document, then asked by each sentence."""

    orgs: NamedOrgs = field(default_factory=NamedOrgs)
    listed: dict[str, str] = field(default_factory=dict)  # folded surname → listed person
    meant: dict[str, tuple[str, int]] = field(default_factory=dict)  # who "he" and "she" were last, and where
    tellers: list[tuple[int, str]] = field(default_factory=list)  # where somebody named says or writes something
    author: str | None = None  # whose words "I" are in, in a signed letter
    served: dict[str, list[Org]] = field(default_factory=dict)  # who is said to have worked where before
    founded: dict[str, list[Org]] = field(default_factory=dict)  # who is said to have founded which labs
    gone: dict[str, Org] = field(default_factory=dict)  # who left which lab last, as far as read
    left_other: set[str] = field(default_factory=set)  # who left something that is no lab
    hired_elsewhere: set[str] = field(default_factory=set)  # whom a firm hired that is no lab
    joined: dict[str, Org] = field(default_factory=dict)  # who came to which lab last, as far as read
    newcomers: set[str] = field(default_factory=set)  # whom the article tells as news to have come to a lab
    awaited: set[str] = field(default_factory=set)  # who is only about to come to the lab in `joined`
    joined_in: dict[str, int] = field(default_factory=dict)  # the sentence that told it, by its start
    staying: set[str] = field(default_factory=set)  # who is said to stay on in another post
    lost_to: Org | None = None  # which lab the article says somebody unnamed is lost to
    losing_at: int = -1  # where the text counts departures whose names follow in a list
    left_last: Org | None = None  # which lab the departure read last was from
    left_at: int = -1  # the start of the sentence that told it
    left_role: str | None = None  # and the post that was left
    gave_up: set[str] = field(default_factory=set)  # who is only told to have left a post
    moved: list[tuple[int, str]] = field(default_factory=list)  # who is told to move, and in which sentence
    told_last: tuple[Kind, Org, int] | None = None  # the move read last, and the start of its sentence
    crowd: Crowd | None = None  # the unnamed people told of last
    entries: set[int] = field(default_factory=set)  # where a line names one person and tells only who that is
    heading: tuple[Kind, Org] | None = None  # what the line above a list says of the names in it
    list_open: bool = False  # the sentence before ended inside a list
    gaining: Org | None = None  # which lab the article says takes on people, whom it names in a list
    raid_at: int = -1  # where it says so of either, the later
    losing: Org | None = None  # whose unnamed staff the article says are leaving
    _full: dict[str, str] = field(default_factory=dict)  # folded surname or given name → fullest name
    _middle: dict[str, str] = field(default_factory=dict)  # "Yao" of "Vera Yao Lingyu" → that name
    _places: list[Named] = field(default_factory=list)
    _first: dict[str, int] = field(default_factory=dict)  # where each name stands first
    _starts: list[int] = field(default_factory=list)
    _posts: dict[str, list[Post]] = field(default_factory=dict)

    def open(self, title_end: int, listed: dict[str, str]) -> None:
        """Where the headline ends, and which people the lexicon lists, by folded surname."""
        self.orgs.title_end = title_end
        self.listed = listed

    @property
    def title_end(self) -> int:
        """Where the headline ends."""
        return self.orgs.title_end

    def add_name(self, name: str, strength: float) -> None:
        """A person named in the article: a full name answers to its surname and its given name."""
        words = name_words(name)
        if len(words) < 2 or strength < 0.6:
            return
        for part in (words[-1], words[0]):
            held = self._full.get(part)
            if held is None or (len(name_words(held)) < len(words) and name_words(held)[-1] == words[-1]):
                self._full[part] = name
        for part in words[1:-1]:
            self._middle.setdefault(part, name)

    def fullest(self, name: str) -> str | None:
        """The fullest form of a name; for a single word None where nobody of that surname or given name is known."""
        words = name_words(name)
        if len(words) > 1:
            held = self._full.get(words[-1])
            full = name_words(held) if held is not None else ()
            longer = len(full) > len(words) and (full[0] == words[0] or full[-len(words) :] == words)
            return held if longer else name
        if not words:
            return None
        return self._full.get(words[0]) or self._middle.get(words[0]) or self.listed.get(words[0])

    def full(self, name: str) -> str:
        """The fullest form of a name, or the name where no fuller one is known."""
        return self.fullest(name) or name

    def of_handle(self, handle: str) -> str | None:
        """The person whom the document names in full and whose name the handle spells: "@anne_lee1" is Anne Lee."""
        signs = name_words(handle.replace("_", " "))
        return next((full for full in self._full.values() if "".join(name_words(full)) in "".join(signs)), None)

    def surname(self, word: str) -> str | None:
        """The person whose surname is this word: named in full in the document, or listed in the lexicon."""
        parts = name_words(word)
        return self.named_in_full(word) or (self.listed.get(parts[0]) if len(parts) == 1 else None)

    def named_in_full(self, word: str) -> str | None:
        """The person of this surname whom the document names in full."""
        parts = name_words(word)
        held = self._full.get(parts[0]) if len(parts) == 1 else None
        return held if held and name_words(held)[-1] == parts[0] else None

    def add_place(self, place: Named) -> None:
        """People named in a sentence; places come in the order of the text."""
        for name in place.names:
            self._first.setdefault(name, place.start)
        self._places.append(place)
        self._starts.append(place.start)

    def is_named_by(self, start: int, name: str) -> bool:
        """Whether the text has named that person by then."""
        return self._first.get(name, start) <= start

    def before(self, start: int, *, least: int = 1) -> tuple[str, ...]:
        """Whom "she" at `start` stands for: the subject of the nearest sentence before, else whoever it names first.

        With `least` above 1, the nearest people named together ("they", "both").
        """
        passed_over: tuple[str, ...] = ()
        for k in range(bisect_left(self._starts, start) - 1, -1, -1):
            place = self._places[k]
            if start - place.start > _NEAR and place.start >= self.title_end:
                return self._of_title(least) or passed_over or self._moved_near(start, least)
            if len(place.names) < least and len(self._named_in(place.start)) != least:
                continue
            if least > 1:
                return place.names if len(place.names) >= least else self._named_in(place.start)
            if not place.aside and not self._works_elsewhere(place.names[0]):
                return place.names[:1]
            passed_over = passed_over or place.names[:1]
        return passed_over or self._moved_near(start, least)

    def _moved_near(self, start: int, count: int) -> tuple[str, ...]:
        """ "All three" of whom sentences before tell one by one that they move."""
        near = tuple(dict.fromkeys(name for at, name in self.moved if 0 < start - at < _NEAR))
        return near if len(near) == count > 1 else ()

    def entry_above(self, start: int) -> str | None:
        """Whose the lines below an entry are: who is named last before `start`, where an entry names them."""
        k = bisect_left(self._starts, start) - 1
        near = k >= 0 and start - self._places[k].start < _ENTRY and self._places[k].start in self.entries
        return self._places[k].names[0] if near else None

    def the_other(self, name: str) -> str | None:
        """Who is named beside this person, where just two are: "She ran A; *he* was at B"."""
        pairs = (place.names for place in reversed(self._places) if len({*place.names}) == 2 and name in place.names)
        pair = next(pairs, None)
        return next(other for other in pair if other != name) if pair is not None else None

    def _named_in(self, start: int) -> tuple[str, ...]:
        """Everybody whom the sentence at `start` names."""
        here = self._places[bisect_left(self._starts, start) : bisect_left(self._starts, start + 1)]
        return tuple(dict.fromkeys(name for place in here for name in place.names))

    def _works_elsewhere(self, name: str) -> bool:
        """Somebody whom the article gives an employer that is no lab: a reporter, an investor."""
        told = [post for post in self.posts(name) if post.org is not None]
        return bool(told) and not any(post.org is not None and post.org.lab for post in told)

    def meant_by_headline(self, role: str) -> str | None:
        """Who a headline's "research chief" is: somebody of that post whom the text's first lines name, else its first
        subject, unless told to hold another post.
        """
        start = next((place.start for place in self._places if place.start >= self.title_end), None)
        if start is None:
            return None
        lead = [place for place in self._places if start <= place.start < start + _LEAD and len(place.names) == 1]
        lead = [place for place in reversed(lead) if not (place.aside or place.reacts or self._heads(place, role))]
        lead.sort(key=lambda place: (place.start, not place.leads))  # of one sentence the subject of its verb first
        wanted = _key_words(role) - term("role", "ranks")
        for place in lead:
            told = set().union(*(_key_words(post.role or "") for post in self.posts(place.names[0])))
            if wanted & told:
                return place.names[0]
        first = lead[0].names[0] if lead else None
        held = self.role(first) if first else None
        return first if held is None or not wanted else None

    def _heads(self, place: Named, role: str) -> bool:
        """Whoever runs a company or speaks for it is no "researcher" or "executive" of a headline."""
        if _AT_THE_TOP.search(role.lower()):
            return False
        told = (post for post in self.posts(place.names[0]) if post.role and post.standing is not Standing.WAS)
        return any(_AT_THE_TOP.search((post.role or "").lower()) for post in told)

    def introduced_behind(self, end: int, role: str) -> str | None:
        """Whom the next sentence opens with and introduces: "A has lost its head of research. X, who ..."."""
        i = bisect_left(self._starts, end)
        place = self._places[i] if i < len(self._places) else None
        near = place is not None and place.introduced and place.start - end < _GAP
        return place.names[0] if place is not None and near and not self._heads(place, role) else None

    def taken_up_behind(self, end: int, role: str) -> str | None:
        """Whom the next sentence names by the post told: "*A researcher* has left A. The researcher, X, ..."."""
        name = self.introduced_behind(end, role)
        place = self._places[bisect_left(self._starts, end)] if name is not None else None
        wanted = _key_words(role)
        told = any(wanted == _key_words(post.role or "") for post in self.posts(name or ""))
        return name if place is not None and place.taken_up and told else None

    def teller_near(self, start: int) -> str | None:
        """Whose words a quotation at `start` is: who is said right behind it, or else right before, to have said it."""
        behind = next((name for at, name in self.tellers if 0 <= at - start < _QUOTED), None)
        before = next((name for at, name in reversed(self.tellers) if 0 < start - at < _QUOTED), None)
        return behind or before

    def _of_title(self, least: int) -> tuple[str, ...]:
        titled = (p for p in self._places if p.start < self.title_end and len(p.names) >= least)
        return next((p.names if least > 1 else p.names[:1] for p in titled), ())

    def note(self, name: str, posts: Iterable[Post]) -> None:
        """Keep what stood around a name for the sentences that do not repeat it."""
        known = self._posts.setdefault(self.full(name), [])
        known.extend(post for post in posts if post not in known)

    def posts(self, name: str) -> list[Post]:
        """Every post told of a person anywhere in the article."""
        return self._posts.get(self.full(name), [])

    def employer(self, name: str, *standings: Standing) -> Org | None:
        """The first employer told of a person in one of these standings."""
        return next((p.org for p in self.posts(name) if p.org and p.standing in standings), None)

    def role(self, name: str) -> str | None:
        """The first post told of a person."""
        return next((p.role for p in self.posts(name) if p.role), None)

    def holder(self, role: str, org: Org | None) -> str | None:
        """Who is told to hold that post, or to have held it: "the chief technology officer"."""
        wanted = _key_words(role)
        main = self.orgs.main()  # whose chief one is of whom no lab is told: not "the chief of A"
        fitting = [
            (post.standing is Standing.WAS, name)
            for name, posts in self._posts.items()
            for post in posts
            if post.role and wanted and wanted <= _key_words(post.role)
            if org is None or (post.org or self.employer(name, Standing.NOW) or main or org).id == org.id
        ]
        return min(fitting, key=lambda each: each[0])[1] if fitting else None

    def has_vacancy(self, start: int) -> bool:
        """Whether a departure was told so near before `start` that "the role" may be the post that it made free."""
        return self.left_at >= 0 and start - self.left_at < _POST_FREE

    def lab_at(self, start: int, name: str = "") -> Org | None:
        """Which lab the text is about at `start`: the headline's, else the one named last before.

        Under a headline without one the text must be about it, or have named it beside the person of that name, unless
        that is somebody whom the lexicon lists.
        """
        if self.orgs.in_title():
            return self.orgs.main()
        org = self.orgs.near(start)
        tied = org is not None and (self.orgs.is_about(org) or self._is_beside(org, name))
        return org if tied or name in self.listed.values() else None

    def subject(self, name: str = "") -> Org | None:
        """The AI company that the headline or the text is about, or that it names beside that person."""
        org = self.orgs.pure_main()
        tied = org is not None and (self.orgs.in_title() or self.orgs.is_about(org) or self._is_beside(org, name))
        return org if tied else None

    def _is_beside(self, org: Org, name: str) -> bool:
        """Whether a sentence names both."""
        places = (place for place in self._places if name in place.names)
        return any(lab.id == org.id for place in places for lab in self.orgs.labs_in(place.start, place.end))

    def person(self, name: str) -> Person:
        """Somebody referred to, with the posts that the article tells elsewhere."""
        full = self.full(name)
        return Person(full, [], referred=True)


def _key_words(role: str) -> set[str]:
    words = role.lower().replace("chief executive", "ceo").replace("-", " ").split()
    return {word for word in words if word not in ("of", "the", "and", "for", "former")}
