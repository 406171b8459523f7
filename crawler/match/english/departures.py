"""Leaving: who leaves which lab, and where to; a post given up in a lab that keeps the person is a change of post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.match.english.found import POST_LEFT, Found, same
from crawler.match.english.items import Org, Person, Sort, Standing
from crawler.match.english.slots import Slots
from crawler.match.english.verbs import BE_FORMS
from crawler.match.english.words import term
from crawler.model import Kind

# Behind a post given up, these say that the employer is kept.
_STAYS = re.compile(
    r"\b(?:but|while|and|though)\b[^.;]{0,40}\b(?:remain|stay|keep|continu)(?:s|e|es|ing)?\b"
    r"|\bwill (?:remain|stay|continue)\b|\bin (?:a|the) new role\b|\bstays? on\b|\bsame (?:company|lab)\b|\bto focus on\b.{0,40}\bat the company\b"
    r"|\bas (?:an? )?(?:\w+ )?advis[eo]r\b|\bbecom(?:e|es|ing) (?:the |its |an? )?(?:\w+ )?(?:chairman|chair|adviser|advisor)\b",
    re.IGNORECASE,
)  # fmt: skip
_UNITS = frozenset("team unit group division department".split())


def departure(slots: Slots) -> Iterator[Found]:
    """A departure for each mover, and a hire where the sentence says where to."""
    if not _is_place(slots):
        return
    frame = slots.frame
    movers = slots.movers()
    source = slots.lab(frame.source)
    goal = slots.lab(frame.goal, beside=(source,)) or _goal_behind(slots, source)
    if (frame.needs == "source" and (source is None or not source.lab)) or (frame.needs == "goal" and goal is None):
        return
    for person in movers:
        left = source or _left(slots, person, goal)
        if left is None or not left.lab or left.how == "unnamed":
            continue
        went = _went_there(slots, person)
        if went is not None:
            yield Found(Kind.DEPARTURE, person, went[0], slots.clause, frame.act, went[1])
            continue
        yield from _gone(slots, person, left, goal, guessed=source is None)


def _gone(slots: Slots, person: Person, left: Org, goal: Org | None, *, guessed: bool) -> Iterator[Found]:
    role = slots.role(slots.frame.post) or slots.board_seat() or slots.told_role(person)
    if goal is None and _keeps_employer(slots, person):
        yield Found(Kind.ROLE_CHANGE, person, left, slots.clause, slots.frame.act, role=role, guessed=guessed,
                    whys=[POST_LEFT])  # fmt: skip
        return
    if same(left, goal):
        goal = None
    yield Found(Kind.DEPARTURE, person, left, slots.clause, slots.frame.act, goal, role, guessed=guessed)
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
    known = context.gone.get(context.fullest(person.name) or person.name) or slots.employer(person, Standing.NOW)
    return (known, named) if known is not None and known.lab and not same(known, named) else None


def _is_place(slots: Slots) -> bool:
    """Whether what is left is a lab or a post in one: not San Francisco, a party, early access."""
    clause = slots.clause
    node = clause.object
    behind = slots.sentence.nodes[clause.index + 1 : clause.index + 2]
    if slots.frame.act == "out" and not (
        set(clause.verb.helpers) & BE_FORMS or _has_gone(slots) or _beside_name(slots)
    ):
        return False  # "spinning out", "having gone through"
    if any(clause.oblique("against")) or (behind and behind[0].sort is Sort.VERB and behind[0].low.endswith("ing")):
        return False  # resigns against, quit smoking
    if clause.verb.low.startswith("hand") and node is None and any(clause.oblique("to")):
        return False  # hands over to somebody
    if "object" not in slots.frame.source or node is None or clause.passive:
        return True
    if node.sort in (Sort.PERSON, Sort.NOMINAL):
        return False
    if node.sort is Sort.WORD:
        return node.org is not None or node.low in term("organisation", "inside")
    return node.sort is not Sort.PRONOUN or node.low == "it"


def _has_gone(slots: Slots) -> bool:
    """ "Has gone", and nowhere further: not "has gone through"."""
    behind = slots.sentence.nodes[slots.clause.index + 1 : slots.clause.index + 2]
    perfect = slots.clause.verb.low == "gone" and bool({"has", "have", "'s", "'ve"} & set(slots.clause.verb.helpers))
    return perfect and (not behind or behind[0].sort in (Sort.COMMA, Sort.STOP, Sort.AND, Sort.TIME))


def _beside_name(slots: Slots) -> bool:
    """ "X out as CEO": right behind the name."""
    before = slots.sentence.nodes[slots.clause.index - 1] if slots.clause.index else None
    if before is not None and before.low == "way":
        return True
    return before is not None and before is slots.clause.subject and not slots.clause.verb.helpers


def _left(slots: Slots, person: Person, goal: Org | None) -> Org | None:
    """The lab left where the sentence does not say it: the employer, else the article's lab."""
    context = slots.sentence.context
    name = context.fullest(person.name) or person.name
    own = person.employer(Standing.NOW, Standing.FOUNDER)
    if own is None and context.joined_in.get(name) == slots.sentence.start:
        own = context.joined[name]
    if own is not None and not same(own, goal):
        return own
    here = context.only_lab(slots.sentence.start, slots.clause.verb.start)
    if here is not None and here.how != "product" and not same(here, goal):
        return here
    joined = context.joined.get(name)
    known = joined or slots.employer(person)
    if known is not None and not same(known, goal):
        return known
    once = slots.employer(person, Standing.WAS)
    if once is not None and once.lab and not same(once, goal):
        return once
    main = context.main()
    return main if main is not None and not same(main, goal) and _may_be_its(slots, person) else None


def _may_be_its(slots: Slots, person: Person) -> bool:
    """Whether nothing says that the person works elsewhere."""
    known = [*person.posts, *slots.sentence.context.posts(person.name)]
    return not any(post.org is not None and post.standing is not Standing.WAS for post in known)


def _goal_behind(slots: Slots, source: Org | None) -> Org | None:
    """ "Will leave to work on AI at Meta": the lab of what hangs on the verb."""
    for clause in slots.sentence.clauses:
        if clause.governor is slots.clause and clause.marker == "to" and clause.verb.low in term("word", "serving"):
            org = next((o for n in clause.oblique("at", "for", "with") if (o := slots.sentence.org(n))), None)
            if org is not None and org.lab and not same(org, source):
                return org
    return None


def _keeps_employer(slots: Slots, person: Person) -> bool:
    """Told in the same sentence, behind the verb, or in another: "He will stay on as an adviser"."""
    sentence, clause = slots.sentence, slots.clause
    if slots.frame.act not in ("resign", "leave", "departure", "oust", "out"):
        return False
    if sentence.context.fullest(person.name) in sentence.context.staying and slots.frame.act == "resign":
        return True
    hanging = [c for c in sentence.clauses if c.governor is clause]
    acts = {form.act for c in hanging for form in c.verb.forms}
    if acts & {"promote"}:
        return True
    if acts & {"join", "found"} or any(
        c.oblique("to") for c in hanging if "moveto" in {f.act for f in c.verb.forms} and any(c.oblique("to"))
    ):
        return False
    behind = " ".join(item.text for item in sentence.items if item.start > clause.verb.start)
    if _STAYS.search(behind):
        return True
    unit = clause.object is not None and clause.object.low in _UNITS and slots.frame.act == "leave"
    return unit and any("head" in {form.act for form in c.verb.forms} for c in hanging)
