"""Posts: the one held (before a name), left (after 辞去) or taken (after 担任), cut where they begin and end."""

from __future__ import annotations

from functools import cache

from crawler.match.chinese.organisations import Org
from crawler.match.chinese.parties import free_text, parties
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger, terms

_ELSEWHERE = frozenset({"join", "switch", "back"})
_LONGEST = 30  # characters of a post with its unit


def clean(text: str) -> str | None:
    """A description as a post: particles off both ends, epithets (图灵奖得主, 大将) gone; None if none is left."""
    kept = phrase("epithet").sub("", text)
    kept = phrase("role_edges").sub("", kept)
    if not terms().posts.search(kept) or len(kept) > _LONGEST + 10:
        return None
    return kept[-_LONGEST:]


def post_taken(scene: Scene, trigger: Trigger) -> str | None:
    """The post that the one who moves takes: 加入A,担任B; 任命X为B; 升任B; 加入A的B团队 gives none."""
    here = scene.clause_of(trigger.start)
    last = min(here + 2, len(scene.clauses) - 1)
    end = scene.clauses[last][1]
    since = trigger.end if trigger.sense == "leave" else trigger.start  # 不再担任A,转任B
    for verb in phrase("takes_post").finditer(scene.text, since, end):
        if any(p.start >= scene.clauses[here][1] and p.end <= verb.start() for p in scene.people):
            return None  # someone else's
        if verb.start() > trigger.start and phrase("steps_up").match(scene.text, verb.start()):
            return None  # 2019年加入A,2024年升任B: a later step
        if trigger.sense == "found" and any(
            trigger.end <= t.start < verb.start() for t in scene.triggers if t.sense in _ELSEWHERE
        ):
            return None  # 创办A的X重返B,出任C
        if phrase("earlier_post").search(
            free_text(scene, scene.clauses[scene.clause_of(verb.start())][0], verb.start())
        ):
            continue  # 加盟A,此前担任B的C
        until = scene.clauses[scene.clause_of(verb.start())][1]
        named = (p.end for p in scene.people if verb.end() < p.start < until)
        if any(phrase("takes_post").match(scene.text, at) for at in named):
            continue  # 任命原A主任X为C
        role = None if phrase("names_follow").match(scene.text, verb.end()) else _post_after(scene, verb.end(), end)
        if role:
            return role
    guise = phrase("in_guise").search(scene.text, trigger.end, end)
    if guise and clean(guise["role"]):
        return clean(guise["role"])  # 卸任CEO,以顾问身份留下
    task = phrase("task").search(scene.text, trigger.end, end)
    return task["role"] if task and not any(trigger.end <= p.start < task.end() for p in scene.people) else None


def post_handed(scene: Scene, trigger: Trigger) -> str | None:
    """The post in B一职由X接任, 将B一职交给X: it stands before the one who takes it over."""
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    firm = next((o for o in scene.orgs if o.start == start), None)
    handed = phrase("post_handed").search(scene.text, firm.end if firm else start, trigger.end)
    return clean(handed["role"]) if handed else None


def post_of(scene: Scene, person: Person) -> str | None:
    """The post in 免去X的B职务."""
    named = phrase("post_of").match(scene.text, person.end)
    return clean(named["role"]) if named else None


def post_left(scene: Scene, trigger: Trigger) -> str | None:
    """The post that a verb of leaving has as its object: 辞去OpenAI首席执行官职务, 卸任CEO."""
    if not phrase("leaves_post").match(trigger.word):
        return None
    return _post_after(scene, trigger.end, scene.clauses[scene.clause_of(trigger.start)][1])


def _post_after(scene: Scene, start: int, end: int) -> str | None:
    """The words from `start` to the last post that follows with nothing but its unit before it."""
    stop = phrase("post_stops").search(scene.text, start, end)
    end = stop.start() if stop else end
    end = min(
        [
            end,
            *(t.start for t in scene.triggers if t.start >= start),
            *(p.start for p in scene.people if p.start >= start),
        ]
    )
    ends = [e for s, e in scene.posts if start <= s and e <= end]
    if not ends or ends[-1] - start > _LONGEST + 8:
        return None
    for org in scene.orgs:  # A的CEO: the firm is told apart, a unit's name is part of the post
        near = org.start <= start + 3 or phrase("kind_before").search(scene.text, start, org.start)
        if start <= org.start and near and org.end < ends[-1]:
            start = org.end  # A的CEO, 机器人公司A的CEO
    return clean(scene.text[start : ends[-1]])


def post_at(scene: Scene, person: Person, firm: Org | None) -> str | None:
    """The post at one of several firms that describe a name: 创始成员 in OpenAI创始成员、前特斯拉主管X."""
    start = scene.clauses[scene.clause_of(person.start)][0]
    own = [o for o in scene.orgs if firm and o.lab_id == firm.lab_id and start <= o.start and o.end <= person.start]
    if not own or any(own[-1].end <= t.start < person.start for t in scene.triggers):
        return None
    if not any(p.start == person.start for p in scene.people):
        return None
    others = [o.start for o in scene.orgs if o.start >= own[-1].end]
    part = phrase("next_post").split(scene.text[own[-1].end : min([person.start, *others])], maxsplit=1)[0]
    return clean(part)


def post_of_list(scene: Scene, person: Person) -> str | None:
    """研究员 in X、Y和Z三名研究员."""
    last = next((p for p in parties(scene) if person in p.people), None)
    named = phrase("noun_of_list").match(scene.text, last.end) if last and len(last.people) > 1 else None
    return clean(named["role"]) if named else None


@cache
def is_founder(role: str) -> bool:
    """True where a description says that someone founded the firm."""
    return bool(phrase("founder").search(role))


@cache
def only_founder(role: str | None) -> bool:
    """True for a founder who holds no other post: a 联合创始人 may be gone for years, a 联合创始人兼CEO is not."""
    return role is not None and is_founder(role) and not terms().posts.search(phrase("founder").sub("", role))
