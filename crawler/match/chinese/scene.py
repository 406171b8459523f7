"""One unit with everything in it found: firms, people, posts, words of moving, clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from crawler.match.chinese.organisations import Org
from crawler.match.chinese.people import Person, find_people
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.terms import Trigger, terms
from crawler.match.chinese.units import Unit
from crawler.match.chinese.unlisted import find_organisations
from crawler.match.lexicons import Lexicon

_BREAK = re.compile(
    r"(?<!\d)[,，:：]|[,，:：](?!\d)|[;；。！？!?…|｜]+|(?<=[\u3400-\u9fff]) (?=[\u3400-\u9fff\x00])|\s--?\s|--+"
)
_ACT_ON = frozenset({"fire", "take", "appoint", "lose"})  # senses whose object is a person
_NEWS_REACH = 60  # characters from what is set up to the name of its head
_GOING_REACH = 16  # characters from 去 to the firm, what kind of firm it is among them
_POST_REACH = 24  # characters from 任 to the post
NO_FIRMS: Mapping[str, bool] = MappingProxyType({})
CRY = 16  # characters of a first sentence that says no more than who leaves: X要走了.
MOST_TRIGGERS = 24  # of one unit; more is a word list, not a sentence
MOST_PEOPLE = 80
NEW_HOLDER = "新任"  # how the trigger is called that names who has a post now: 新任主任为X, 下一任CEO是X
VENTURE = "的新公司"  # how the trigger is called whose firm is a founder's: X的创业公司A


@dataclass(frozen=True, slots=True, eq=False)  # known by identity, so that what is asked of it often can be cached
class Scene:
    """`clauses` are half-open spans of `unit.text`; `posts` spans of posts; the rest is in text order."""

    unit: Unit
    orgs: tuple[Org, ...]
    people: tuple[Person, ...]
    posts: tuple[tuple[int, int], ...]
    triggers: tuple[Trigger, ...]
    clauses: tuple[tuple[int, int], ...]
    chiefs: tuple[Org, ...] = ()  # people who are written for the lab they head: 小扎挖走X

    @property
    def text(self) -> str:
        return self.unit.text

    def clause_of(self, at: int) -> int:
        """The index of the clause that holds the character `at`."""
        for index, (start, end) in enumerate(self.clauses):
            if start <= at < end:
                return index
        return len(self.clauses) - 1


def scene(
    unit: Unit,
    lexicon: Lexicon,
    known: frozenset[str],
    firms: Mapping[str, bool] = NO_FIRMS,
    *,
    light: bool = False,
) -> Scene:
    """Find all that a unit names.

    `known` are names and `firms` the unlisted firms that are sure from elsewhere in the document; `light` looks for no
    other names in Chinese characters.
    """
    text = unit.text
    orgs = find_organisations(text, lexicon, firms)
    posts = [m.span() for m in terms().posts.finditer(text)]
    posts = [(s, e) for s, e in posts if not any(o.start < e and s < o.end for o in orgs)]
    triggers = _triggers(text, [(o.start, o.end) for o in orgs] + posts)
    people = find_people(
        text,
        firms=[(o.start, o.end) for o in orgs],
        posts=posts,
        stops=[t.start for t in triggers],
        lexicon=lexicon,
        known=known,
        opens={_object_at(text, t): t.start for t in triggers if _acts_on_someone(t)},
        light=light,
    )
    people = people[:MOST_PEOPLE]
    triggers = [t for t in triggers if not any(p.start < t.end and t.start < p.end for p in people)]
    if not light:
        short = [*_in_post(text, orgs, people, posts, triggers), *_to_work(text, orgs, triggers)]
        apart = [t for t in triggers if not any(s.start <= t.start < s.end for s in short)]
        triggers = sorted(apart + short, key=lambda t: t.start)
    chiefs = _chiefs(text, people, lexicon)
    joints = _joints(text, orgs, people, posts, triggers) if " " in text else frozenset()
    return Scene(unit, tuple(orgs), tuple(people), tuple(posts), tuple(triggers), clauses(text, joints), chiefs)


def _triggers(text: str, inside: list[tuple[int, int]]) -> list[Trigger]:
    """The words of moving that are no part of a firm's or a post's name, nor cut out of longer words."""
    found = [t for t in terms().find(text)[:MOST_TRIGGERS] if not any(s < t.end and t.start < e for s, e in inside)]
    return [t for t in found if not phrase("cut_out").search(text, max(0, t.start - 1), t.end + 2)]


def _chiefs(text: str, people: list[Person], lexicon: Lexicon) -> tuple[Org, ...]:
    """The labs whose heads are named, but not as those who only spoke for somebody: 在X的推荐下."""
    aside = [m.span() for m in phrase("urged_by").finditer(text)] if "下" in text else []
    heads = (p for p in people if not any(s <= p.start < e for s, e in aside))
    return tuple(org for person in heads if (org := _lab_of_chief(person, lexicon)))


def _acts_on_someone(trigger: Trigger) -> bool:
    if phrase("replaces").fullmatch(trigger.word):
        return True
    return trigger.sense in _ACT_ON and not phrase("said_of_things").fullmatch(trigger.word)


def _object_at(text: str, trigger: Trigger) -> int:
    """Where the object of a verb begins: 挖走X, 挖走了X."""
    return trigger.end + (text[trigger.end : trigger.end + 1] == "了")


def _lab_of_chief(person: Person, lexicon: Lexicon) -> Org | None:
    headed = terms().bosses.get(lexicon.person(person.name) or person.name)
    lab = lexicon.lab(headed) if headed else None
    return Org(person.start, person.end, lab.shown, lab.lab.id, lab) if lab else None


def _in_post(
    text: str, orgs: list[Org], people: list[Person], posts: list[tuple[int, int]], triggers: list[Trigger]
) -> list[Trigger]:
    """X任CEO: a word too short to be looked for everywhere, only between a name and a post."""
    found = []
    for person in people:
        venture = phrase("venture").match(text, person.end)
        if venture:
            found.append(Trigger(venture.start(), venture.end(), VENTURE, "found"))
            continue
        launch = phrase("launches_firm").match(text, person.end)
        if launch:
            found.append(Trigger(launch.start("verb"), launch.end("verb"), launch["verb"], "found"))
            continue
        newly = phrase("new_holder").search(text, max(0, person.start - _POST_REACH), person.start)
        if newly and any(newly.start() <= s and e == newly.start("link") for s, e in posts):
            found.append(Trigger(newly.start(), newly.end(), NEW_HOLDER, "post"))
            continue
        word = phrase("heads_it").match(text, person.end)
        led = phrase("brought_by").search(text, max(0, person.start - _NEWS_REACH), person.start) is not None
        if word and "临时" in word.group():
            led = led or phrase("by_this_one").search(text, 0, person.start) is not None
        word = word if led else None
        word = word or phrase("to_head").match(text, person.end) or phrase("in_post").match(text, person.end)
        if word is None or any(t.start < word.end() and word.start() < t.end for t in triggers):
            continue
        if phrase("to_head").fullmatch(word.group()) or (led and phrase("heads_it").match(text, person.end)):
            found.append(Trigger(word.end() - 2, word.end(), "负责", "post"))
            continue
        near = [(s, e) for s, e in posts if word.end() <= s < word.end() + _POST_REACH]
        if near and any(phrase("post_of_firm").fullmatch(text, near[-1][1], o.start) for o in orgs):
            continue
        if any(not phrase("clause_end").search(text, word.end(), s) for s, _ in near):
            found.append(Trigger(word.end() - 1, word.end(), "任", "post"))
    return found


def _to_work(text: str, orgs: list[Org], triggers: list[Trigger]) -> list[Trigger]:
    """去A当研究员, 到A任职, 接受A的offer: words of moving only where a firm stands between them and work."""
    found = []
    for org in orgs:
        going = phrase("goes").search(text, max(0, org.start - _GOING_REACH), org.start)
        taken = going and any(t.start < org.start and going.start() < t.end for t in triggers)
        if going and not taken and phrase("to_work").match(text, org.end):
            found.append(Trigger(going.start("verb"), going.end("verb"), "去", "join"))
        if text.endswith("投", 0, org.start) and any(t.word == "弃" and t.start < org.start for t in triggers):
            found.append(Trigger(org.start - 1, org.start, "投", "join"))  # 弃A投B
        offer = phrase("accepts").search(text, max(0, org.start - _GOING_REACH), org.start)
        if offer and phrase("its_offer").match(text, org.end):
            found.append(Trigger(offer.start(), offer.end(), "接受", "join"))
    return found


def _joints(
    text: str, orgs: list[Org], people: list[Person], posts: list[tuple[int, int]], triggers: list[Trigger]
) -> frozenset[int]:
    """The spaces that only set names apart: A 研究员 林远航 加入 B is one clause."""
    names, verbs = {p.start for p in people}, {t.start for t in triggers}
    first = min(verbs, default=len(text))  # 挖走三位研究员 林远航称: what follows a verb may be the next piece of news
    joined = {end for _, end in posts if end + 1 in names and end < first}
    joined |= {p.end for p in people if p.end + 1 in verbs}
    begun = {o.end for o in orgs if not text[: o.start].strip("\"'") and any(s == o.end + 1 for s, _ in posts)}
    reached = {t.end for t in triggers if any(o.start == t.end + 1 for o in orgs)}
    return frozenset(joined | begun | reached)


def clauses(text: str, joints: frozenset[int] = frozenset()) -> tuple[tuple[int, int], ...]:
    """Where the clauses of a sentence stand; a mark inside brackets parts nothing, nor do the spaces `joints`."""
    inside = _bracketed(text) if "(" in text else b""
    spans, start = [], 0
    for mark in _BREAK.finditer(text):
        if (inside and inside[mark.start()]) or (mark.start() in joints and mark.group() == " "):
            continue
        spans.append((start, mark.end()))
        start = mark.end()
    if start < len(text) or not spans:
        spans.append((start, len(text)))
    return tuple(spans)


def _bracketed(text: str) -> bytes:
    """1 for every character inside brackets; nothing where one is never closed, for then they say nothing."""
    depth, inside = 0, bytearray(len(text))
    for at, char in enumerate(text):
        depth = depth + 1 if char == "(" else max(depth - 1, 0) if char == ")" else depth
        inside[at] = min(depth, 1)
    return b"" if depth else bytes(inside)
