"""Parties: the people whom a sentence deals with together, and the word that governs them (与X, 由X, 接替X)."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

from crawler.match.chinese.organisations import Org
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import terms

_LONGEST_GAP = 60  # characters between two names that are joined
_LONGEST_DESCRIPTION = 14  # characters of what is said of a name before it, without posts and firms


class Mark(Enum):
    """How a party stands in its clause."""

    PLAIN = auto()
    WITH = auto()  # beside the subject: 与X
    AGENT = auto()  # does it to the subject: 被X; or is the subject of what comes: 由X
    ASIDE = auto()  # only spoken of: 据X, 向X
    REPLACED = auto()  # whose post the subject takes: 接替X


@dataclass(frozen=True, slots=True)
class Party:
    """People joined by 、 or 和, in text order; never empty."""

    people: tuple[Person, ...]
    mark: Mark = Mark.PLAIN

    @property
    def start(self) -> int:
        return self.people[0].start

    @property
    def end(self) -> int:
        return self.people[-1].end


@lru_cache(maxsize=32)
def _named(scene: Scene) -> list[tuple[int, int]]:
    """Where firms and people stand, in order."""
    return sorted([(o.start, o.end) for o in scene.orgs] + [(p.start, p.end) for p in scene.people])


def free_text(scene: Scene, start: int, end: int) -> str:
    """`scene.text[start:end]` without its firms, people and bracketed asides."""
    text = scene.text
    kept, at = [], start
    spans = _named(scene)
    for left, right in spans[bisect_left(spans, (start, 0)) :]:
        if left > end:
            break
        if left >= at and right <= end:
            kept.append(text[at:left])
            at = right
    kept.append(text[at:end])
    return phrase("bracketed").sub("", "".join(kept))


def without_posts(scene: Scene, start: int, end: int) -> str:
    """`free_text` without posts too."""
    return terms().posts.sub("", free_text(scene, start, end))


def residue(scene: Scene, start: int, end: int) -> str:
    """What is left of the words between two places once words of manner, time and saying are taken out."""
    return phrase("manner").sub("", free_text(scene, start, end))


@lru_cache(maxsize=32)
def parties(scene: Scene) -> tuple[Party, ...]:
    """Every party of a scene, in order; names that only say whose firm it is are left out."""
    found: list[list[Person]] = []
    apart = [m.span() for m in phrase("except").finditer(scene.text)]
    for person in scene.people:
        if (
            owns(scene, person)
            or is_related(scene, person)
            or is_not_meant(scene, person)
            or (scene.text[: person.start].endswith("是") and phrase("wants").match(scene.text, person.end))
            or any(s <= person.start < e for s, e in apart)
        ):
            continue
        if found and _joined(scene, found[-1][-1], person):
            found[-1].append(person)
        else:
            found.append([person])
    return tuple(Party(tuple(people), _mark(scene, people[0])) for people in found)


def is_not_meant(scene: Scene, person: Person) -> bool:
    """林远航而非研究员周屿离开了A: not 周屿."""
    since = max(0, person.start - _LONGEST_DESCRIPTION - len("而不是"))
    return phrase("not_this_one").search(without_posts(scene, since, person.start)) is not None


def parties_in(scene: Scene, start: int, end: int) -> list[Party]:
    """The parties in [start, end); of one that reaches over an edge, those inside."""
    inside = []
    for party in parties(scene):
        people = tuple(p for p in party.people if start <= p.start < end)
        if people:
            inside.append(Party(people, party.mark))
    return inside


def owns(scene: Scene, person: Person) -> bool:
    """True where the name only says whose firm it is: 马斯克旗下xAI, 扎克伯格的Meta."""
    return owned_by(scene, person) is not None


def owned_by(scene: Scene, person: Person) -> Org | None:
    """The firm right after a name that only says whose it is."""
    link = phrase("owner").match(scene.text, person.end)
    if link and not link.group() and person.also:
        return None  # 林远航(Leo)A CTO: a line of a programme says whose he is
    return next((o for o in scene.orgs if link.end() == o.start), None) if link else None


def is_related(scene: Scene, person: Person) -> bool:
    """True where the name only says whose friend, brother or discovery someone is: X(Y)的兄弟, X挖来的天才."""
    also = phrase("bracketed").match(scene.text, person.end)
    return phrase("relation").match(scene.text, also.end() if also else person.end) is not None


def _mark(scene: Scene, person: Person) -> Mark:
    opens = scene.clauses[scene.clause_of(person.start)][0]
    floor = max(
        [opens]
        + [p.end for p in scene.people if p.end <= person.start]
        + [t.end for t in scene.triggers if t.end <= person.start]
    )
    lead = without_posts(scene, floor, person.start).rstrip("、兼 ")  # 与A副总裁、科学家X
    if any(t.end == floor and phrase("replaces").fullmatch(t.word) for t in scene.triggers) and len(lead) <= 8:
        return Mark.REPLACED
    if _of_two_firms(scene, floor, person.start):
        return Mark.PLAIN
    goes_along = lead.endswith("随") and phrase("likewise_beside").match(scene.text, person.end)
    if goes_along or (lead == "和" and floor == opens):
        return Mark.WITH  # X离开A,和Y创办B
    for name, mark in (("with", Mark.WITH), ("agent", Mark.AGENT), ("aside", Mark.ASIDE)):
        if phrase(name).search(lead):
            return mark
    described = any(end in (person.start, person.start - 1) for _, end in scene.posts)
    if described and len(lead) <= _LONGEST_DESCRIPTION and phrase("beside").match(scene.text, floor):
        return Mark.WITH
    return Mark.AGENT if described and phrase("agent_described").search(lead) else Mark.PLAIN


def _of_two_firms(scene: Scene, start: int, end: int) -> bool:
    """A与B的联创X: 与 joins the firms."""
    ends = {o.end for o in scene.orgs if start <= o.start < end}
    starts = {o.start for o in scene.orgs if start <= o.start < end}
    return any(m.start() in ends and m.end() in starts for m in phrase("joins_firms").finditer(scene.text, start, end))


def _joined(scene: Scene, one: Person, other: Person) -> bool:
    gap = scene.text[one.end : other.start]
    if len(gap) > _LONGEST_GAP or not phrase("joiner").search(gap) or phrase("not_joined").search(gap):
        return False
    if phrase("reports").match(gap) or any(one.end <= t.start < other.start for t in scene.triggers):
        return False  # X报道,A研究员Y
    if phrase("joined_described").fullmatch(gap):
        return True  # 主攻视频的X、长于推理的Y
    if phrase("does_first").match(gap):
        return False  # 继X休假,联创Y离职后
    post = any(one.end <= s and e <= other.start for s, e in scene.posts)
    if phrase("comma").search(gap) and not post and "、" not in gap and "以及" not in gap:
        return False
    left = phrase("between_joined").sub("", without_posts(scene, one.end, other.start))
    beside = any(e in (other.start, other.start - 1) for _, e in scene.posts)
    opens = beside and phrase("joined_at_once").match(gap)  # X,以及B、C系列核心贡献者Y
    return len(left) <= (24 if opens else 10 if post else 2)


def do_it_together(scene: Scene, beside: Party, deed: tuple[int, int], *, founds: bool = False) -> bool:
    """携X加盟, 与X一起离开, the deed told at [start, end); whoever founds a firm with someone always does."""
    start, end = deed
    if founds and not residue(scene, beside.end, start):
        return True
    around = scene.text[max(0, beside.start - 12) : end]
    return bool(phrase("together").search(around))
