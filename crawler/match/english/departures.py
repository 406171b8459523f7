"""Leaving: who leaves which lab, and where to; a post given up in a lab that keeps the person is a change of post."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from crawler.match.english.found import POST_LEFT, POST_NAMED, Found, same
from crawler.match.english.goals import unlisted_goal
from crawler.match.english.items import Item, Org, Person, Place, Sort, Standing
from crawler.match.english.leavers import come_along, leavers
from crawler.match.english.lists import bracketed
from crawler.match.english.nodes import index_of
from crawler.match.english.orgs_meant import of_another_firm, org_meant
from crawler.match.english.other_senses import is_leaving
from crawler.match.english.passing import only_lab
from crawler.match.english.slots import Slots
from crawler.match.english.staying import keeps_employer, leaves_post, post_instead
from crawler.match.english.verbs import is_be
from crawler.match.english.words import frames, term
from crawler.model import Kind

_BACK = frozenset("return rehire back comeback".split())
_SEVERAL = frozenset("labs companies firms startups start-ups giants".split())
_OF_SCHOOLS = frozenset("dean provost rector headteacher headmaster headmistress superintendent".split())
_NEAR_RAID = 900  # characters between "lost two founders" and who is gone


def departure(slots: Slots) -> Iterator[Found]:
    """A departure for each mover, and a hire where the sentence says where to."""
    if not is_leaving(slots):
        return
    movers, new_job = leavers(slots), _new_job(slots)
    source = _source(slots, new_job)
    goal = new_job or slots.lab(slots.frame.goal, beside=(source,)) or _goal_behind(slots, source)
    goal = goal or unlisted_goal(slots)
    if not _has_what_it_needs(slots, source, goal):
        return
    if slots.frame.act == "part" and source is None and len(movers) > 1:
        return  # "X and Y have parted ways": one from the other
    if source is None and _is_of_several(slots):
        return
    elsewhere = source is None and _leaves_elsewhere(slots)
    small = source is None and _is_small(slots)
    if elsewhere or (source is not None and not source.lab):
        slots.sentence.context.left_other.update(slots.sentence.context.full(person.name) for person in movers)
    for person in movers:
        left = None if elsewhere else _before_hired(slots, person) or source or _left(slots, person, goal)
        if left is None or not small or left.pure:
            yield from _leaves(slots, person, left, goal, guessed=source is None)
    for person in come_along(slots) if movers else ():
        yield from _only_goes(slots, person, None, goal)


def _now_at(slots: Slots, person: Person, left: Org) -> Org | None:
    """ "Among those who left A is X, *now at B*"."""
    node = next((node for node in slots.sentence.nodes if person in node.people), None)
    said = node is not None and any(item.low == "now" for item in slots.sentence.items[node.first : node.last])
    org = person.employer(Standing.NOW) if said else None
    return org if org is not None and org.lab and not same(org, left) else None


def _source(slots: Slots, new_job: Org | None) -> Org | None:
    """The lab that is left, as the clause says it; what stands behind "at" may be that of the new job."""
    frame = slots.frame
    places = tuple(place for place in frame.source if new_job is None or place != "at")
    told = _left_before_returning(slots) or _handed_to(slots)
    return told or _but_goal(slots, slots.lab(places)) or slots.post_lab(frame.post) or slots.lab_run()


def _but_goal(slots: Slots, left: Org | None) -> Org | None:
    """ "Left *the company* for B", "to join B", where nothing else is named: never B."""
    held = slots.clause.object
    if left is None or held is None or held.sort is not Sort.FIRM or held.org is not None:
        return left
    if any(same(n.org, left) for n in slots.sentence.nodes if n.start < held.start):
        return left
    goals = {org.id for node in slots.nodes_at(slots.frame.goal) if (org := node.org) is not None} | _reached(slots)
    return left if left.id not in goals else None


def _has_what_it_needs(slots: Slots, source: Org | None, goal: Org | None) -> bool:
    """Whether the clause has what makes its word one of leaving: the lab that is left, or where to."""
    if slots.frame.needs == "source":
        return source is not None and source.lab
    return slots.frame.needs != "goal" or goal is not None or _trades_the_lab(slots, source)


def _leaves(slots: Slots, person: Person, left: Org | None, goal: Org | None, *, guessed: bool) -> Iterator[Found]:
    """One person's departure from `left`; only where they go to, where that is no lab."""
    if left is None or not left.lab or left.how == "unnamed":
        yield from _only_goes(slots, person, left, goal)
        return
    went = _went_there(slots, person)
    if went is not None:
        yield Found(Kind.DEPARTURE, person, went[0], slots.clause, slots.frame.act, went[1])
        return
    to = goal or (bracketed(slots.sentence, person, left) if slots.clause.nominal else None)
    yield from _gone(slots, person, left, to or _now_at(slots, person, left), guessed=guessed)


def _handed_to(slots: Slots) -> Org | None:
    """ "Has tendered his resignation *to A*"."""
    by = slots.clause.governor
    hands = slots.clause.nominal and by is not None and by.verb.low.startswith(("tender", "submit", "hand"))
    return slots.lab(("to",)) if hands else None


def _left_before_returning(slots: Slots) -> Org | None:
    """ "Is returning to A after leaving (the company) in 2021": A."""
    clause, back = slots.clause, slots.clause.governor
    unnamed = clause.object is None or clause.object.sort is Sort.FIRM
    if clause.marker != "after" or back is None or not unnamed or any(clause.oblique("from")):
        return None
    nominal = next((c for c in slots.sentence.clauses if c.nominal and c.governor is back), None)
    for each in (back, nominal):
        if each is not None and each.verb.acts & {"return", "comeback", "back"}:
            nodes = [*each.oblique("to"), *([each.object] if each.object is not None else [])]
            return next((org for node in nodes if (org := org_meant(slots.sentence, node))), None)
    return None


def _is_small(slots: Slots) -> bool:
    """ "Leaves *startup* to run A": never a large firm."""
    node = slots.clause.object
    return node is not None and node.sort is Sort.FIRM and node.low in term("organisation", "small")


def _trades_the_lab(slots: Slots, source: Org | None) -> bool:
    """ "Is trading the lab for venture capital": whatever for."""
    node = slots.clause.object
    whole = node is not None and node.sort in (Sort.ORG, Sort.FIRM) and source is not None and source.how != "product"
    return slots.frame.act == "trade" and whole and any(slots.clause.oblique("for"))


def _post_to_come(slots: Slots, source: Org | None) -> Org | None:
    """ "Left A to be B's head of music", "to be its head of music"."""
    for clause in slots.sentence.clauses:
        node = clause.object
        if clause.governor is not slots.clause or clause.marker != "to" or not is_be(clause.verb) or node is None:
            continue
        org = org_meant(slots.sentence, node) or (slots.sentence.context.orgs.main() if node.owner == "its" else None)
        if org is not None and org.lab and not same(org, source):
            return org
    return None


def _leaves_elsewhere(slots: Slots) -> bool:
    """ "Dropped out of Oxford", "left her post at Okta", "lost her job at a furniture company": no lab."""
    items = slots.sentence.items
    nodes = [node for node in slots.clause.oblique("from", "of", "at") if node.sort is Sort.WORD and node.org is None]
    places = [*slots.clause.oblique("at", "from", "of"), *slots.nodes_at(("object",))]
    unnamed = (n for n in places if n.sort is Sort.FIRM and n.org is None)
    known = term("organisation", "inside") | term("organisation", "reins")  # but "resigned from the parish council"
    things = [n for n in slots.clause.oblique("from") if n.sort is Sort.WORD and n.org is None and not n.owner]
    left = slots.clause.object
    if left is not None and left.low in term("role", "posts"):  # "quit her job *at a bank*"
        unnamed = (n for n in places if n.sort in (Sort.FIRM, Sort.WORD) and n.org is None and n is not left)
    return (
        _is_other_trade(slots)
        or any(items[n.first].low in ("a", "an") for n in unnamed)
        or (left is not None and _owned_elsewhere(items[left.first : left.last]))
        or any(_is_proper(items[n.first : n.last]) for n in nodes)
        or (slots.clause.object is None and any(node.low not in known for node in things))
    )


def _is_of_several(slots: Slots) -> bool:
    """ "*The labs* that even X walked away from": not the one spoken of."""
    held, row = slots.clause.subject, slots.sentence.nodes
    before = row[max(0, index_of(row, held) - 3) : index_of(row, held)] if held is not None else []
    nodes = [one for one, that in pairwise(before) if that.low == "that"]
    if slots.clause.marker == "who":
        nodes += [*slots.nodes_at(("object",)), *slots.clause.oblique("from")]
    return any(node.low in _SEVERAL and node.org is None for node in nodes)


def _is_other_trade(slots: Slots) -> bool:
    """ "Left his job *as a nurse*", "resigned *as dean*": what nobody is at a lab."""
    nodes = list(slots.clause.oblique("as"))
    left, items = slots.clause.object, slots.sentence.items
    job = left is not None and left.low in term("role", "posts")
    trade = job and any(n.sort is Sort.WORD and n.org is None and items[n.first].low in ("a", "an") for n in nodes)
    return trade or any(node.low in _OF_SCHOOLS and node.org is None for node in nodes)


def _owned_elsewhere(words: list[Item]) -> bool:
    """ "*Halden's* board": of a name that is no lab's."""
    return any(one.sort is Sort.NAME and other.sort is Sort.CLITIC for one, other in pairwise(words))


def _is_proper(words: list[Item]) -> bool:
    """ "Okta", "the Broadband Office": a name, all in capitals but for its article."""
    named = [item for item in words if item.sort is not Sort.ARTICLE]
    return bool(named) and all(item.text[:1].isupper() for item in named)


def _new_job(slots: Slots) -> Org | None:
    """ "Is leaving for a job at B"."""
    job = any(node.low in ("job", "role", "position", "post", "rival") for node in slots.clause.oblique("for"))
    return slots.lab(("at",)) if job else None


def _only_goes(slots: Slots, person: Person, left: Org | None, goal: Org | None) -> Iterator[Found]:
    """ "Will leave his chair at Princeton for A": a hire, whatever is left."""
    if (
        goal is not None
        and goal.lab
        and (slots.clause.object is not None or any(slots.clause.oblique("for")))
        and slots.frame.act in ("leave", "resign", "trade")
    ):
        yield Found(Kind.HIRE, person, goal, slots.clause, slots.frame.act, left)


def _gone(slots: Slots, person: Person, left: Org, goal: Org | None, *, guessed: bool) -> Iterator[Found]:
    named = slots.role(slots.frame.post)
    role = named or slots.board_seat() or slots.told_role(person, left)
    whys = [POST_NAMED] if named or leaves_post(slots) else []
    if goal is None and keeps_employer(slots, person):
        role = post_instead(slots) or role
        yield Found(Kind.ROLE_CHANGE, person, left, slots.clause, slots.frame.act, role=role, guessed=guessed,
                    whys=[POST_LEFT])  # fmt: skip
        return
    if same(left, goal):
        goal = None
    yield Found(Kind.DEPARTURE, person, left, slots.clause, slots.frame.act, goal, role, guessed=guessed, whys=whys)
    if goal is not None and goal.lab and slots.frame.act != "dismissal":
        back = goal.id in {p.org.id for p in person.posts if p.org and p.standing is Standing.WAS}
        kind = Kind.RETURN if back else Kind.HIRE
        yield Found(kind, person, goal, slots.clause, slots.frame.act, left, implied=True)


def _went_there(slots: Slots, person: Person) -> tuple[Org, Org] | None:
    """ "His 2021 B departure" of somebody who worked at A: for B."""
    named = next((node.org for node in slots.clause.oblique("modifier") if node.org is not None), None)
    if named is None or slots.frame.act != "departure" or any(slots.clause.oblique("from", "at")):
        return None
    context = slots.sentence.context
    known = context.gone.get(context.full(person.name)) or slots.employer(person, Standing.NOW)
    return (known, named) if known is not None and known.lab and not same(known, named) else None


def _left(slots: Slots, person: Person, goal: Org | None) -> Org | None:
    """The lab left where the sentence does not say it: the employer, else the article's lab."""
    context = slots.sentence.context
    name = context.full(person.name)
    if slots.clause.nominal and name in context.left_other and name not in context.gone:
        return None  # "X has left the board of B. *X's departure* ..."
    joined = context.joined.get(name) if name not in context.awaited else None
    same_breath = context.joined_in.get(name) == slots.sentence.start
    came_before = not same_breath or name not in context.newcomers  # "A has hired X, after he resigned"
    here = joined if same_breath and came_before else None
    reached = _reached(slots)
    comes_behind = slots.clause.nominal or (same_breath and _is_before_hire(slots))
    if comes_behind and name in context.newcomers and name in context.joined:
        reached.add(context.joined[name].id)  # "X has joined B. *His departure* from a firm like A": never from B
    told_gone = slots.clause.nominal or name in context.newcomers or name not in context.joined
    here_left = context.left_last if context.left_at == slots.sentence.start else None
    told = (
        context.gone.get(name) if told_gone else None,
        here_left if slots.clause.nominal else None,
        person.employer(Standing.NOW, Standing.FOUNDER) or here,
        None if joined is not None and _opens_with_past(slots) else only_lab(slots.sentence, slots.clause.verb.start),
        here_left,
        context.gone.get(name) if name in context.awaited else None,
        (joined if came_before else None) or slots.employer(person),
        slots.employer(person, Standing.WAS) or _worked_on(slots, person),
        *(_losers(slots, name) if _may_be_its(slots, person, reached) else ()),
    )
    fit = (org for org in told if org is not None and not same(org, goal) and org.id not in reached)
    return next((org for org in fit if not _came_from(slots, person, org)), None)


def _worked_on(slots: Slots, person: Person) -> Org | None:
    """ "X, *who worked on B's model*, has left the company": the lab that makes it."""
    for clause in slots.sentence.clauses:
        told = clause.marker == "who" and clause.subject is not None and person in clause.subject.people
        serves = clause.verb.low in term("word", "serving") | term("word", "making") or "workat" in clause.verb.acts
        nodes = [*clause.oblique("on"), *([clause.object] if clause.object is not None else [])]
        made = next((node.org for node in nodes if node.org is not None and node.org.how in ("product", "unit")), None)
        if told and serves and made is not None and clause.index < slots.clause.index:
            return made
    return None


def _came_from(slots: Slots, person: Person, org: Org | None) -> bool:
    """ "X, hired *from B*, takes over, and *Y* is leaving": B is left by X."""
    for clause in slots.sentence.clauses if org is not None else ():
        people = clause.subject.people if clause.subject is not None else []
        comes = any(frames()[act].gives == "arrival" for act in clause.verb.acts)
        if comes and people and person not in people and any(same(n.org, org) for n in clause.oblique("from")):
            return True
    return False


def _opens_with_past(slots: Slots) -> bool:
    """ "X joined B. *A former researcher at A*, she left in 2021": B."""
    first = slots.sentence.nodes[0]
    return first.post is not None and first.post.standing is Standing.WAS and first is not slots.clause.subject


def _is_before_hire(slots: Slots) -> bool:
    """ "A hires former B scientist X, *who left in May*", "after X left": but "who left a year later", "rehired X"."""
    clause = slots.clause
    if any(c.verb.acts & _BACK for c in slots.sentence.clauses if c.index < clause.index):
        return False
    behind = {item.low for item in slots.sentence.items[clause.verb.last :]}
    goes_on = not behind.isdisjoint(("later", "afterwards", "after", "since"))
    return clause.marker == "after" or (clause.marker == "who" and not goes_on)


def _before_hired(slots: Slots, person: Person) -> Org | None:
    """ "A has hired former B scientist X, *who left the company in May*": B."""
    context, clause = slots.sentence.context, slots.clause
    name = context.full(person.name)
    hired = name in context.newcomers and context.joined_in.get(name) == slots.sentence.start
    epithet = clause.object is not None and clause.object.sort is Sort.FIRM and clause.object.owner != "its"
    once = person.employer(Standing.WAS) if clause.marker == "who" and hired and epithet else None
    return once if once is not None and once.lab and not same(once, context.joined.get(name)) else None


def _losers(slots: Slots, name: str) -> tuple[Org | None, ...]:
    """ "A lost two co-founders this week. X is gone": A, else the lab that the text is about."""
    if of_another_firm(slots.sentence):
        return ()
    context, start = slots.sentence.context, slots.sentence.start
    if slots.sentence.place is Place.BULLET and context.heading is not None and context.heading[0] is Kind.DEPARTURE:
        return (context.heading[1],)  # "Departures from A: - X: *fired* in May"
    near = 0 <= context.raid_at < start < context.raid_at + _NEAR_RAID
    named = context.orgs.before(start)  # a third lab named since: the text has gone on to that one
    raided = near and any(same(named, org) for org in (context.losing, context.orgs.headlined(), context.gaining))
    about = context.lab_at(start, name)
    if slots.sentence.place is Place.BULLET and context.orgs.headlined() is None and not _names(slots, about):
        about = None  # each entry is about another lab
    if context.hired_elsewhere and context.orgs.headlined() is None:
        about = None  # the text is about a firm that is no lab
    return (context.losing if raided else None, about)


def _names(slots: Slots, org: Org | None) -> bool:
    return any(same(item.org, org) for item in slots.sentence.items)


def _reached(slots: Slots) -> set[str]:
    """ "Was gone, hired by B", "is moving on to begin B": what the clauses behind say is gone to."""
    reached: set[str] = set()
    for clause in slots.sentence.clauses:
        told_of = slots.clause.marker == "who" and clause.subject is slots.clause.subject
        if (
            clause.governor is slots.clause
            or (clause.governor is not None and clause.governor.governor is slots.clause)
            or (told_of and clause.index > slots.clause.index)  # "X, who left in May, is now at B"
        ):
            frame_acts = clause.verb.acts
            nodes = [*clause.oblique("by")] if frame_acts & {"hire", "poach"} else []
            nodes += [clause.object] if clause.object is not None and frame_acts & {"join", "found", "takepost"} else []
            nodes += [*clause.oblique("at", "to")] if frame_acts & {"arrive", "moveto"} else []
            reached |= {node.org.id for node in nodes if node.org is not None}
    return reached


def _may_be_its(slots: Slots, person: Person, reached: set[str]) -> bool:
    """Whether nothing says that the person works elsewhere, but where the sentence says that they went."""
    known = [*person.posts, *slots.sentence.context.posts(person.name)]
    held = (post.org for post in known if post.org is not None and post.standing is not Standing.WAS)
    return all(org.id in reached for org in held)


def _goal_behind(slots: Slots, source: Org | None) -> Org | None:
    """ "Will leave to work on AI at Meta": the lab of what hangs on the verb."""
    for clause in slots.sentence.clauses:
        if clause.governor is slots.clause and clause.marker == "to":
            serves = clause.verb.low in term("word", "serving")
            nodes = list(clause.oblique("at", "for", "with")) if serves else []
            node = clause.object  # "departed to lead *A's self-driving effort*"
            led = node is not None and node.sort is Sort.WORD and "head" in clause.verb.acts
            nodes += [node] if node is not None and led else []
            org = next((o for n in nodes if (o := org_meant(slots.sentence, n))), None)
            if org is not None and org.lab and not same(org, source):
                return org
    return _post_to_come(slots, source)
