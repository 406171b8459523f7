"""Whose person is it: the firm and the post that stand around a name (OpenAI安全负责人翁荔, Andrew Ng 百度首席科学家)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from crawler.match.chinese.arguments import free_text
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.people import Person
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import terms

_FORMER = re.compile(r"前(?!沿|端|线|台|往|景|瞻|述|后)|原(?!因|生|来|创|理)|曾")
_EDGE = re.compile(r"[,，。;；:：!！?？|｜]")
_FOREIGN = re.compile(r"[A-Z]|.{9}")  # the post names a firm of its own: Instacart首席执行官
_ROLE_TRIM = re.compile(r"^[的\s\"'、,，()的和与及前原]+|[的\s\"'、,，(和与及]+$")


@dataclass(frozen=True, slots=True)
class Affiliation:
    """A person's firm and post as one place gives them."""

    org: Org | None
    role: str | None
    former: bool = False
    founder: bool = False


NOBODY = Affiliation(None, None)


@lru_cache(maxsize=512)
def affiliation(scene: Scene, person: Person, depth: int = 0) -> Affiliation:
    """What stands before the name, else in the bracket or the apposition after it, else what its list began with."""
    before = _before(scene, person)
    if before.role and not before.org and not before.former and not _FOREIGN.search(terms().posts.sub("", before.role)):
        lead = _said_before(scene, person)
        before = Affiliation(lead, before.role, False, before.founder) if lead else before
    if before.org or (before.role and depth):
        return before
    after = _after(scene, person)
    if after.org:
        return after
    index = scene.people.index(person)
    if index and depth < 8:
        earlier = scene.people[index - 1]
        gap = scene.text[earlier.end : person.start]
        if (
            len(gap) < 40
            and re.search(r"[、和与及,，]", gap)
            and not any(earlier.end <= t.start < person.start for t in scene.triggers)
            and not any(earlier.end <= o.start < person.start for o in scene.orgs)
        ):
            if "、" in gap or re.search(r"[和与及]|以及", gap):
                lead = affiliation(scene, earlier, depth + 1)
                return Affiliation(
                    lead.org, before.role or (lead.role if len(gap) < 4 else None), lead.former, lead.founder
                )
    return before if before.role else after


def _said_before(scene: Scene, person: Person) -> Org | None:
    """百度今日宣布,总裁陆奇...: the one firm of the clauses before, where they move nobody."""
    here = scene.clause_of(person.start)
    for start, end in reversed(scene.clauses[:here]):
        named = [o for o in scene.orgs if start <= o.start < end]
        if any(start <= t.start < end for t in scene.triggers):
            continue
        if len({o.lab_id for o in named}) == 1:
            return named[0]
        if named:
            return None
    return None


def _before(scene: Scene, person: Person) -> Affiliation:
    text = scene.text
    start = scene.clauses[scene.clause_of(person.start)][0]
    for org in reversed(scene.orgs):
        if org.end > person.start or org.start < start or person.start - org.end > 40:
            continue
        gap = text[org.end : person.start]
        if _EDGE.search(gap.replace(" ", "")) or any(org.end <= t.start < person.start for t in scene.triggers):
            break
        if any(org.end <= p.start and p.end <= person.start for p in scene.people):
            break
        rest = re.sub(r"[的\"'\s]", "", terms().posts.sub("", gap))
        ends_in_post = any(e in (person.start, person.start - 1) and s >= org.end for s, e in scene.posts)
        if len(rest) > (16 if ends_in_post else 3) or re.search(r"被|在|从|与|和(?!研)|对|让|把|将|向|称|是", rest):
            break
        if gap == "" and not org.ai:
            break
        edge = org.start
        for earlier in reversed(scene.orgs):  # 前苹果Siri: the mark of the past stands before the firm and its product
            edge = earlier.start if earlier.end in (edge, edge - 1) else edge
        lead = text[max(start, edge - 4) : edge]
        former = bool(_FORMER.search(gap) or re.search(r"(?:前|原|曾任|曾是)(?:任)?$", lead))
        role = _ROLE_TRIM.sub("", gap) or None
        return Affiliation(org, role if ends_in_post else None, former, _founder(gap))
    for left, right in reversed(scene.posts):
        if right in (person.start, person.start - 1) and left >= start:
            edge = max(
                (
                    m.end()
                    for m in re.finditer(
                        r"[,，。;；:：!！?？|｜、的和与及由被]|任命|聘请|挖来|挖走|解雇|罢免|开除", text[start:left]
                    )
                ),
                default=0,
            )
            whole = text[start + edge : person.start]
            role = _ROLE_TRIM.sub("", whole)
            return Affiliation(None, role[-24:] or None, bool(_FORMER.search(whole)), _founder(role))
    return NOBODY


def _after(scene: Scene, person: Person) -> Affiliation:
    text = scene.text
    for org in scene.orgs:
        if org.start < person.end:
            continue
        gap = text[person.end : org.start]
        if len(gap) > 5 or re.sub(r"曾任|曾是|现任|担任|[(,，\s(前原系是:：-]", "", gap):
            break
        stop = re.compile(r"[,，。;；:：!！?？|｜)]|$").search(text, org.end)
        end = stop.start() if stop else len(text)
        rest = terms().posts.sub("", free_text(scene, org.end, end)).replace("的", "")
        posts = [(s, e) for s, e in scene.posts if org.end <= s and e <= end]
        if posts and len(rest) <= 10 and not any(org.end <= t.start < end for t in scene.triggers):
            return Affiliation(
                org, text[org.end : posts[-1][1]], bool(_FORMER.search(gap)), _founder(text[org.end : end])
            )
        break
    return NOBODY


def _founder(role: str) -> bool:
    return bool(re.search(r"创始人|创办人|联创|创始成员", role))
