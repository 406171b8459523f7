"""Where somebody goes: the lab that is joined, the employer that hires, the one that is said to take people on."""

from __future__ import annotations

from crawler.match.english.found import same
from crawler.match.english.items import Org, Sort, Standing
from crawler.match.english.nodes import Node
from crawler.match.english.organisations import unknown
from crawler.match.english.orgs_meant import headed_by, org_meant
from crawler.match.english.slots import Slots
from crawler.match.english.state import tells
from crawler.match.english.words import term
from crawler.model import Kind

_NEWEST = frozenset("latest newest first second third last".split())
_ON_AIR = frozenset("talk discuss chat today podcast episode show webinar guest guests explain".split())
_VISITED = frozenset("event events conference headquarters summit keynote party launch trial hearing".split())
_STAGES = frozenset("stage podcast show panel list lineup lawsuit suit complaint".split())
_GIVING = frozenset("give gives gave giving hand hands handed boost boosts boosted bolster bolsters bolstered".split())
_NEAR = 700  # characters back to the move that somebody else makes too


def goal_of(slots: Slots) -> Org | None:
    """The lab joined, or the employer that hires."""
    act = slots.frame.act
    if act in ("hire", "gain", "poach"):
        return _hirer(slots)
    if act == "join":
        return _joined(slots)
    if act == "moveto":
        return _moved_to(slots)
    if not slots.clause.nominal:
        also = slots.sentence.context.orgs.main() if act == "arrive" and _is_also_new(slots) else None
        return slots.lab(slots.frame.goal) or (_job_with(slots) if act == "arrive" else None) or also
    context = slots.sentence.context
    if act == "arrow":
        return _behind_arrow(slots)
    named = _behind_colon(slots) if act == "nextstop" else None
    named = named or slots.lab(slots.frame.goal) or slots.post_lab(slots.frame.post)
    named = named or (_given(slots) if act == "hiring" else None)
    about = _topic(slots) or context.gaining or context.orgs.main() if act == "hiring" else None
    return named or (about if not same(about, slots.lab(("from",))) else None)


def _given(slots: Slots) -> Org | None:
    """ "X's arrival from B *gives A* a research chief"."""
    own = (c for c in slots.sentence.clauses if c.subject is slots.clause.verb and c.verb.low in _GIVING)
    return next((org for c in own if (org := org_meant(slots.sentence, c.object)) is not None), None)


def _topic(slots: Slots) -> Org | None:
    """ "*A* will be run from Paris, with key hires including X"."""
    return _opening(slots) if slots.clause.subject is None else None


def _opening(slots: Slots) -> Org | None:
    """The lab that is the subject of the sentence."""
    first = slots.sentence.clauses[0].subject
    org = first.org if first is not None and first.sort is Sort.ORG else None
    return org if org is not None and org.lab else None


def tellers_lab(slots: Slots) -> Org | None:
    """ "*A's chief* posted that all three were rejoining": A."""
    before = (c.subject for c in slots.sentence.clauses if tells(c) and c.index < slots.clause.index)
    told = [node for node in before if node is not None and node.sort in (Sort.POST, Sort.PERSON, Sort.ORG)]
    node = told[-1] if told else None
    org = node.people[0].employer(Standing.NOW) if node is not None and node.people else node.org if node else None
    return org if org is not None and org.lab else None


def _hirer(slots: Slots) -> Org | None:
    """The employer that hires; of a passive without one, "X, from A, was hired as COO", the article's lab."""
    clause = slots.clause
    if _only_on_stage(slots):
        return None
    undergoes = clause.passive or (clause.object is None and any(clause.oblique("by")))
    acts = not clause.passive and clause.object is not None
    named = slots.lab(("by", "for", "at")) if undergoes else _named_employer(slots)
    they = clause.subject is not None and clause.subject.low == "they"  # "A's chief said *they* had hired X"
    acting = slots.agent() or (tellers_lab(slots) if they else None) if acts else None
    named = named or acting or (None if undergoes else slots.lab(("for", "at")))
    if named is None and undergoes:
        named = _of_task(slots)
    if named is None and clause.passive and slots.lab(("from",)) is not None:
        opening = _opening(slots)  # "A's unit is headed by X, *who was hired from B*"
        named = opening if not same(opening, slots.lab(("from",))) else None
    if named is None and clause.passive and slots.role(("as",)) is not None:
        named = slots.sentence.context.orgs.main()
    those = clause.subject is not None and clause.subject.low in ("those", "many", "some")
    reduced = (clause.marker == "who" or those) and clause.object is None and not clause.passive
    return named or slots.lab(("to",)) or (_gaining(slots) if reduced else None)


def _of_task(slots: Slots) -> Org | None:
    """ "Recruited *to lead A's new lab*", "arrives from B *to run A's research*": the lab of what is to be led."""
    tasks = (c for c in slots.sentence.clauses if c.governor is slots.clause and c.marker == "to")
    return _lab_of(next((c.object for c in tasks if "head" in c.verb.acts and c.object is not None), None))


def _of_lead(slots: Slots) -> Org | None:
    """ "Will run A's research, *joining from B*": A."""
    by = slots.clause.governor
    leads = by is not None and "head" in by.verb.acts and slots.clause.verb.low.endswith("ing")
    return _lab_of(by.object) if by is not None and leads else None


def _lab_of(led: Node | None) -> Org | None:
    return led.org if led is not None and led.org is not None and led.org.lab else None


def _named_employer(slots: Slots) -> Org | None:
    """ "Hired X for *A's lab*": where the lab is named; "engineers at the startup" are of another firm."""
    nodes = [node for node in slots.nodes_at(("for", "at")) if node.sort is not Sort.FIRM or node.owner]
    return next((org for node in nodes if (org := org_meant(slots.sentence, node))), None)


def _moved_to(slots: Slots) -> Org | None:
    """The lab behind "to"; of "have also crossed over" the one that takes people on."""
    clause = slots.clause
    goals = [n for n in slots.nodes_at(slots.frame.goal) if n.sort is not Sort.POST and n.low not in _VISITED]
    found = next((org for node in goals if (org := org_meant(slots.sentence, node) or slots.inside(node))), None)
    posts = [node for node in slots.nodes_at(("to",)) if node.sort is Sort.POST and node.org is not None]
    if posts and any(node.org is not None and not same(node.org, posts[0].org) for node in clause.oblique("from")):
        found = found or posts[0].org  # "from A engineer to B's head of growth"
    if not goals and clause.verb.low.startswith("cross"):
        found = slots.sentence.context.gaining
    if found is not None and found.how == "product" and all(map(_is_product, clause.oblique("from"))):
        return None  # "switched from ChatGPT to Claude"
    carried = any(form.tail in (("talents",), ("team",)) for form in clause.verb.forms)  # "is taking her talents to B"
    return None if clause.object is not None and not carried else found


def _is_product(node: Node) -> bool:
    return (node.org is not None and node.org.how == "product") or node.low in term("organisation", "wares")


def _is_also_new(slots: Slots) -> bool:
    """ "*Also new* is X": at the lab that the text is about."""
    return [node.low for node in slots.sentence.nodes[:2]] == ["also", "new"] and slots.clause.index == 2


def _job_with(slots: Slots) -> Org | None:
    """ "Is taking a job *with A*"."""
    nodes, job = slots.sentence.nodes, slots.clause.object
    behind = next((nodes[k + 1 : k + 3] for k, node in enumerate(nodes) if node is job), [])
    told = job is not None and job.low in ("job", "position") and len(behind) > 1 and behind[0].low == "with"
    return org_meant(slots.sentence, behind[1]) if told else None


def _behind_colon(slots: Slots) -> Org | None:
    """ "Her destination: A"."""
    behind = slots.sentence.nodes[slots.clause.index + 1 : slots.clause.index + 3]
    points = len(behind) > 1 and behind[0].sort in (Sort.COLON, Sort.DASH)
    return org_meant(slots.sentence, behind[1]) if points else None


def _behind_arrow(slots: Slots) -> Org | None:
    """ "→ *B*", "→ *policy chief at B*", "→ *policy chief, B*": nothing that stands further off."""
    behind = slots.sentence.nodes[slots.clause.index + 1 : slots.clause.index + 4]
    post = len(behind) > 2 and behind[0].sort is Sort.POST and behind[1].sort is Sort.COMMA
    named = (node.org for node in (*behind[:1], *(behind[2:] if post else ())))
    return next((org for org in named if org is not None and org.how != "product"), None)


def _gaining(slots: Slots) -> Org | None:
    """ "Those lured from A": by whichever lab the article says takes them on, else by the one it is about."""
    context = slots.sentence.context
    told = (context.gaining, context.orgs.main())
    return next((org for org in told if org is not None and not same(org, slots.lab(("from",)))), None)


def unlisted_goal(slots: Slots) -> Org | None:
    """ "Went to Corvane": a name that is no lab as far as anybody knows, but that somebody went to."""
    goes = slots.frame.act == "moveto" and slots.clause.object is None
    nodes = slots.clause.oblique("to") if goes else ()
    if slots.frame.act == "leave":  # "left A for Corvane"
        nodes = slots.clause.oblique("for")
    if slots.frame.act == "join" and slots.clause.object is not None and _as_something(slots):
        nodes = [slots.clause.object]
    for node in nodes:
        items = slots.sentence.items[node.first : node.last]
        placed = any(word in term("place", "words") for item in items for word in item.low.split())
        placed = placed or any(item.sort is Sort.POST or item.low in term("role", "heads") for item in items)
        named = all(i.sort is Sort.NAME or (i.text[:1].isupper() and not slots.sentence.title) for i in items)
        if node.sort is Sort.WORD and not placed and named:
            return unknown(" ".join(item.text for item in items), lab=False)
    return None


def _as_something(slots: Slots) -> bool:
    """ "Has joined Corvane *as its president*": no visit."""
    return any(node.post is not None or node.people for node in slots.clause.oblique("as"))


def _only_on_stage(slots: Slots) -> bool:
    """ "Brings X *on stage*", "brings in X *for a talk*", "adds X *to its list* of creators"."""
    talk = any(node.low in _ON_AIR for node in slots.clause.oblique("for"))
    if talk or any(node.sort is Sort.WORD and node.org is None for node in slots.clause.oblique("into")):
        return True  # also "lured X *into a debate*"
    return any(node.low in _STAGES for node in slots.clause.oblique("on", "to", "onto"))


def _joined(slots: Slots) -> Org | None:
    """The object of "join"; without one, "joined in 2020 as an engineer" is about the lab told of."""
    node = slots.clause.object
    if slots.clause.passive:
        return slots.lab(("at",)) or _joined_there(slots)
    if node is None:
        return _joined_unnamed(slots)
    if node.sort is Sort.PERSON or (node.sort is Sort.PRONOUN and node.low not in ("us", "it")):
        return _joined_there(slots)
    if node.sort is Sort.POST and node.plural:  # "joined OpenAI researchers for dinner"
        return None
    if node.low == "us":
        on_air = any(item.low in _ON_AIR for item in slots.sentence.items)  # "joins us today to talk about agents"
        return None if on_air else slots.lab(("at",)) or slots.sentence.context.orgs.before(node.start)
    owned = node.sort is Sort.FIRM and bool(node.people)  # "to join X's startup after five months at A"
    return slots.lab(("object",)) or (None if owned else _joined_inside(slots, node))


def _joined_inside(slots: Slots, node: Node) -> Org | None:
    """ "Joined its board", "also joining *the ranks* is X": part of a lab that stands behind it or was told of."""
    board = node.low in ("board", "directors")
    if node.low not in term("organisation", "inside") and not board:
        return None
    the = node.sort is Sort.WORD and (board or slots.sentence.items[node.first].low == "the")
    return slots.lab(("at", "of")) or (slots.sentence.context.lab_at(slots.sentence.start) if the else None)


def _joined_there(slots: Slots) -> Org | None:
    """ "Joining her *at B* are X and Y", "X will join him *there*": where the other one was told to go."""
    clause, told = slots.clause, slots.sentence.context.told_last
    if any(clause.oblique("on", "in", "for")) or slots.frame.act != "join":
        return None
    named = slots.lab(("at",))
    gone_to = told is not None and told[0] in (Kind.HIRE, Kind.RETURN, Kind.FOUNDING)
    if named is None and told is not None and gone_to and slots.sentence.start - told[2] < _NEAR:
        return told[1] if told[1].id else None
    return named


def _joined_unnamed(slots: Slots) -> Org | None:
    """ "His wife is joining too", "who joined from A in 2020": the lab told of."""
    clause, told = slots.clause, slots.sentence.context.told_last
    headed = headed_by(slots.sentence)
    if headed is not None and headed.lab:
        return headed
    too = any(item.low in ("too", "also") for item in slots.sentence.items)
    if too and told is not None and told[0] in (Kind.HIRE, Kind.RETURN):
        return told[1]
    if clause.marker == "to" and clause.subject is not None and clause.subject.low in _NEWEST:
        return slots.sentence.context.orgs.main()  # "the latest to arrive is X"
    told_as_news = bool(clause.verb.helpers) or not clause.verb.low.endswith("ed")
    behind = [n for n in slots.sentence.nodes[clause.index + 1 : clause.index + 5] if n.sort is not Sort.ADVERB]
    dated = len(behind) > 1 and behind[0].sort is Sort.PREP and behind[1].sort is Sort.TIME  # "arrived in July"
    dated = dated and clause.verb.low.endswith("ed") and bool(clause.subject and clause.subject.people)
    news = told_as_news and slots.role(("as",)) is not None
    left = slots.lab(("from",))
    placed = slots.post_lab(("as",)) or (_of_task(slots) or _of_lead(slots) if left is not None else None)
    if placed is not None and not same(placed, left):  # "joined as chief scientist at A"
        return slots.lab(("at", "to")) or placed
    if left is None and clause.marker != "who" and not (news or dated):
        return None
    about = (slots.sentence.context.orgs.main(), _opening(slots))  # "A is building a lab under X, who *joins from B*"
    return slots.lab(("at", "to")) or next((org for org in about if not same(org, left)), None)
