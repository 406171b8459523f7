"""Whose person is it: the firm and post around a name (OpenAI安全负责人翁荔, Andrew Ng 百度首席科学家)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

from crawler.match.chinese.organisations import Org, is_past, outside_firm
from crawler.match.chinese.parties import free_text, owns
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.roles import clean, is_founder
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import terms

_LIST_DEPTH = 8  # how far down a list the description of its first name is carried
_LONGEST_APPOSITION = 16  # characters of a description after a name, without posts and firms
_REACH = 40  # characters from a firm to the name that it describes


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A person's firm and post as one place gives them; `outside` is a firm that is no lab (前Twitch CEO)."""

    org: Org | None
    role: str | None
    former: bool = False
    founder: bool = False
    outside: str | None = None


NOBODY = Affiliation(None, None)


@lru_cache(maxsize=512)
def affiliation(scene: Scene, person: Person, depth: int = 0) -> Affiliation:
    """What stands before the name, else in the bracket or the apposition after it, else what its list began with."""
    before = _before(scene, person)
    if before.role and not before.org and not before.former and not before.outside:
        lead = _said_before(scene, person)
        before = replace(before, org=lead) if lead else before
    if before.org or before.outside or (before.role and depth):
        return before
    after = _after(scene, person)
    if after.org:
        return after
    listed = _from_list(scene, person, before, depth)
    return listed or (before if before.role else after)


def of_this_one(scene: Scene, at: int) -> Affiliation:
    """The firm in 这位A的工程师, the last such description before a place, for someone named in another sentence."""
    for mark in reversed(list(phrase("this_one_of").finditer(scene.text, 0, at))):
        org = next((o for o in scene.orgs if o.start == mark.end()), None)
        if org and org.end < at:
            return Affiliation(org, None, former=mark.group().endswith(("前", "原")))
    return NOBODY


def _from_list(scene: Scene, person: Person, before: Affiliation, depth: int) -> Affiliation | None:
    """OpenAI研究员A、B和C: the firm of the list's first name is every one's."""
    index = scene.people.index(person)
    if not index or depth >= _LIST_DEPTH:
        return None
    earlier = scene.people[index - 1]
    gap = scene.text[earlier.end : person.start]
    between = [t.start for t in scene.triggers] + [o.start for o in scene.orgs]
    if len(gap) >= _REACH or not phrase("lists").search(gap) or any(earlier.end <= at < person.start for at in between):
        return None
    lead = affiliation(scene, earlier, depth + 1)
    return replace(lead, role=before.role or (lead.role if len(gap) < 4 else None))


def _said_before(scene: Scene, person: Person) -> Org | None:
    """百度今日宣布,总裁陆奇...: the one firm of the clauses before, where they move nobody."""
    here = scene.clause_of(person.start)
    for start, end in reversed(scene.clauses[:here]):
        named = [o for o in scene.orgs if start <= o.start < end]
        if named and phrase("makes_known_itself").fullmatch(scene.text, named[-1].end, end):
            return named[-1]
        others = any(start <= p.start < end and not owns(scene, p) for p in scene.people)
        if others and named:
            return None  # A的X,联创Y: whose A is, is told by the list
        if others or any(start <= t.start < end for t in scene.triggers):
            continue
        if len({o.lab_id for o in named}) == 1:
            return named[0]
        if named:
            return None
    return None


def _before(scene: Scene, person: Person) -> Affiliation:
    start = scene.clauses[scene.clause_of(person.start)][0]
    for org in reversed(scene.orgs):
        if org.end > person.start or org.start < start or person.start - org.end > _REACH:
            continue
        found = _of_firm(scene, person, org, start)
        if found:
            return found
        break
    return _of_post(scene, person, start)


def _of_firm(scene: Scene, person: Person, org: Org, start: int) -> Affiliation | None:
    """The description OpenAI安全负责人 of a name, where nothing but a post stands between the two."""
    text = scene.text
    gap = text[org.end : person.start]
    between = [t.start for t in scene.triggers] + [p.start for p in scene.people]
    if phrase("stop_or_comma").search(gap.replace(" ", "")) or any(org.end <= at < person.start for at in between):
        return None
    if phrase("backs_it").fullmatch(gap):
        return None
    rest = phrase("filler").sub("", terms().posts.sub("", phrase("bracketed").sub("", gap)))
    ends_in_post = any(e in (person.start, person.start - 1) and s >= org.end for s, e in scene.posts)
    if len(rest) > (16 if ends_in_post else 3) or phrase("no_description").search(gap) or (not gap and not org.ai):
        return None
    edge, past = org.start, False
    for earlier in reversed(scene.orgs):  # 前苹果Siri, 苹果前Siri: the firm stands before its product
        if earlier.end in (edge, edge - 1):
            past = past or text[earlier.end : edge] in ("前", "原")
            edge = earlier.start
    lead = text[max(start, edge - 10) : edge]
    former = past or bool(phrase("former").search(gap) or phrase("former_before").search(lead))
    if text[edge - 1 : edge] in ("、", "兼"):  # A前首席科学家、A旗下B的CEO X
        former = former or any(o.end < edge and o.lab_id == org.lab_id and is_past(text, o) for o in scene.orgs)
    unit = "AI" if gap[:1] in tuple("与和及") and text.endswith("AI", 0, org.end) else ""  # 苹果AI与机器学习总监
    role = clean(_whole(scene, org, start) + unit + gap) if ends_in_post else None
    return Affiliation(org, role, former, is_founder(gap))


def _whole(scene: Scene, org: Org, start: int) -> str:
    """技术副总裁、 and the unit, where A技术副总裁、A某实验室负责人X describes one person by two posts."""
    for left, right in reversed(scene.posts):
        if start <= left and right < org.start and phrase("posts_joined").fullmatch(scene.text, right, org.start):
            begin = _description_start(scene, start, left)
            begin = next((o.end for o in scene.orgs if o.start == begin), begin)
            return scene.text[begin : org.end]
    return ""


def _of_post(scene: Scene, person: Person, start: int) -> Affiliation:
    """The description 首席科学家 or 前Twitch CEO of a name, where no lab is in it."""
    for left, right in reversed(scene.posts):
        if right in (person.start, person.start - 1) and left >= start:
            edge = _description_start(scene, start, left)
            whole = scene.text[edge : person.start]
            former = bool(phrase("former").search(whole.removeprefix("原")))  # 原CTO is of the firm that is spoken of
            return Affiliation(
                None, clean(whole), former, is_founder(whole), outside_firm(scene.text, edge, person.start)
            )
    return NOBODY


def _description_start(scene: Scene, start: int, post: int) -> int:
    """Where the words before a post begin; 和 ends them only after a name or a post: 研究与安全副总裁 is one post."""
    text = scene.text
    edge = max([m.end() for m in phrase("description_edge").finditer(text, start, post)], default=start)
    for mark in phrase("joins_or_parts").finditer(text, edge, post):
        before = {e for _, e in scene.posts} | {p.end for p in scene.people}
        if mark.start() in before:
            edge = mark.end()
    return max(
        [edge, *(p.end for p in scene.people if p.end <= post), *(t.end for t in scene.triggers if t.end <= post)]
    )


def _after(scene: Scene, person: Person) -> Affiliation:
    """The firm in the bracket or apposition after a name: 林俊旸(前阿里通义负责人)."""
    text = scene.text
    org = next((o for o in scene.orgs if o.start >= person.end), None)
    if org is None:
        return NOBODY
    gap = text[person.end : org.start]
    if len(gap) > 5 or phrase("apposition").sub("", gap):
        return NOBODY
    stop = phrase("apposition_end").search(text, org.end)
    end = stop.start() if stop else len(text)
    rest = terms().posts.sub("", free_text(scene, org.end, end)).replace("的", "")
    posts = [(s, e) for s, e in scene.posts if org.end <= s and e <= end]
    if not posts or len(rest) > _LONGEST_APPOSITION or any(org.end <= t.start < end for t in scene.triggers):
        return NOBODY
    described = text[org.end : posts[-1][1]]
    return Affiliation(org, clean(described), bool(phrase("former").search(gap)), is_founder(described))
