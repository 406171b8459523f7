"""Posts taken up: from outside it is a hire, from inside a change of post."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crawler.match.english.found import POST_OF_NEWCOMER, Found, same
from crawler.match.english.items import Org, Person, Post, Sort, Standing, vague
from crawler.match.english.movers import who_moves
from crawler.match.english.orgs_meant import headed_by, of_another_firm, org_meant
from crawler.match.english.passing import only_lab
from crawler.match.english.people_meant import people_meant
from crawler.match.english.posts_placed import acts_elsewhere, named_place, place
from crawler.match.english.roles import new_role, role_taken
from crawler.match.english.slots import Slots, lies_ahead
from crawler.match.english.verbs import GO_FORMS, is_be
from crawler.match.english.words import term
from crawler.model import Kind

_BESIDE_WORK = frozenset(
    "board chair chairman chairwoman member members adviser advisor fellow ambassador professor trustee".split()
)
_OF_SOME_FIRM = re.compile(r"\b(?:of|at) an? ")  # "the head of a grocery chain"


def post_taken(slots: Slots) -> Iterator[Found]:
    """A hire or a change of post for each mover."""
    frame, clause = slots.frame, slots.clause
    movers = _successors(slots) or who_moves(slots)
    role = role_taken(slots, movers)
    if not _has_what_it_needs(slots, role) or _other_sense(slots, role):
        return
    led = clause.object if frame.act in ("head", "takeover") else None
    if led is not None and led.low in term("organisation", "events"):
        return
    if frame.act == "handover" and not clause.passive and not any(clause.oblique("to")):
        return  # whoever hands it over takes up nothing
    role = role or _of_predecessor(slots)
    for person in movers:
        org = place(slots, person)
        if org is not None and org.how == "other" and role is not None:
            yield from _called_away(slots, person, org, role)
        if _has_left(slots, person, org) or org is None or not org.lab or _comes_behind(slots, person):
            continue
        if _just_came(slots, person, org) or _joins_as(slots, person, org):  # which post is no second move
            if role is not None:
                yield Found(Kind.ROLE_CHANGE, person, org, clause, frame.act, role=role, whys=[POST_OF_NEWCOMER])
            continue
        found = _taken(slots, person, org, role)
        _note_predecessor(slots, org)
        yield found
        comes_from = slots.lab(("from",)) if "from" in frame.source else None
        left = comes_from or slots.employer(person, Standing.NOW)
        if found.kind is Kind.HIRE and left is not None and left.lab and not same(left, org):
            yield Found(
                Kind.DEPARTURE, person, left, clause, frame.act, org, slots.told_role(person, left), implied=True
            )


def _of_predecessor(slots: Slots) -> str | None:
    """ "Takes over from Y", "Y leaves as CTO. X will assume *the role*": the post that Y had."""
    if not (_steps_in(slots) or _in_place(slots) or slots.frame.act in ("takeover", "handover")):
        return None
    before = [p for node in slots.clause.oblique("from") for p in people_meant(slots.sentence, node, slots.clause)]
    context = slots.sentence.context
    free = context.left_role if context.has_vacancy(slots.sentence.start) else None
    return next((told for person in before if (told := slots.told_role(person))), free)


def _called_away(slots: Slots, person: Person, org: Org, role: str) -> Iterator[Found]:
    """ "*A's X* has been named CEO of a firm that is no lab": A is left, though not for a seat or a prize there."""
    left = person.employer(Standing.NOW)
    at_work = slots.frame.act in ("appoint", "introduce", "become") and not set(role.lower().split()) & _BESIDE_WORK
    if at_work and slots.post_lab((*slots.frame.post, "object")) is not None and left is not None and left.lab:
        told = slots.told_role(person, left)
        yield Found(Kind.DEPARTURE, person, left, slots.clause, slots.frame.act, org, told, implied=True)


def _successors(slots: Slots) -> list[Person]:
    """ "He will be succeeded *by Y*", "A will be led *by Y*"."""
    passive = slots.frame.act in ("succeed", "head", "takeover") and slots.clause.passive
    nodes = slots.clause.oblique("by") if passive else ()
    return [person for node in nodes for person in people_meant(slots.sentence, node, slots.clause)]


def _comes_behind(slots: Slots, person: Person) -> bool:
    """ "A's lab will be led by X, *who joins from B*", "X will run A's lab, *joining from B*": told by its own verb."""
    clauses = [c for c in slots.sentence.clauses if c.index > slots.clause.index and c.subject]
    behind = (c for c in clauses if c.marker == "who" or (c.governor is slots.clause and c.verb.low.endswith("ing")))
    joins = (c for c in behind if "join" in c.verb.acts and any(c.oblique("from")))
    return any(person in (c.subject or c.verb).people for c in joins)


def _has_left(slots: Slots, person: Person, org: Org | None) -> bool:
    """Who was just told to leave the lab takes up no post there, unless the sentence names it, or a post was left."""
    context = slots.sentence.context
    name = context.full(person.name)
    left = same(context.gone.get(name), org) and not same(context.joined.get(name), org) and name not in context.gave_up
    return left and not any(same(item.org, org) for item in slots.sentence.items)


def _has_what_it_needs(slots: Slots, role: str | None) -> bool:
    """Whether the clause holds what the frame asks for."""
    needs, node = slots.frame.needs, slots.clause.object
    if needs == "future":
        if node is not None and node.low == "them":
            return False  # "will lead them": people told of before, of whichever lab
        return lies_ahead(slots) or _leads_now(slots)
    if needs == "post":
        return role is not None or _in_place(slots) or _steps_in(slots) or _comes_from_elsewhere(slots)
    if needs == "reins":
        handed = node if node is not None else slots.clause.subject  # "the job goes to X"
        return handed is not None and handed.low in term("organisation", "reins")
    if needs == "person" and slots.clause.passive:
        node = slots.clause.subject
    return needs != "person" or (node is not None and bool(people_meant(slots.sentence, node, slots.clause)))


def _leads_now(slots: Slots) -> bool:
    """ "A's former CEO, X, *is now leading* B's lab", "X left A in May. X now heads a team at B"."""
    clause, context = slots.clause, slots.sentence.context
    if clause.passive or "now" not in clause.verb.helpers or clause.subject is None:
        return False
    if clause.marker == "who" and clause.subject.sort is Sort.POST:
        return False  # "the former A scientist, who now runs B, said"
    place = named_place(slots)
    people = people_meant(slots.sentence, clause.subject, clause)
    for person in people if place is not None and place.lab else ():
        gone = context.gone.get(context.full(person.name)) or person.employer(Standing.WAS, Standing.FOUNDER)
        if gone is not None and not same(gone, place):
            return True
    return False


def _comes_from_elsewhere(slots: Slots) -> bool:
    """ "A has appointed X, former CFO of B": to whichever post."""
    held = slots.clause.object
    appoints = slots.clause.verb.low.startswith("appoint") and held is not None and slots.agent() is not None
    return appoints and held is not None and any(p.employer(Standing.WAS) is not None for p in held.people)


def _other_sense(slots: Slots, role: str | None) -> bool:
    """ "Became the second executive to leave", "became a professor", "who served as CTO"."""
    verb = slots.clause.verb
    past = verb.low == "served" or "eventually" in verb.helpers
    governor = slots.clause.governor if slots.clause.marker == "to" else None
    if governor is not None and governor.verb.low in term("word", "staying"):
        return True  # "will continue to serve as CEO"
    if past or (verb.low in ("serves", "serving") and slots.clause.marker == "who" and "now" not in verb.helpers):
        return True
    if is_be(verb) and _holds_already(slots, role):
        return True  # "X is CEO and will be CEO tomorrow"
    if role is None and any(node.sort is Sort.WORD for node in slots.clause.oblique("as")):
        return True  # "took over as host"
    behind = slots.sentence.nodes[slots.clause.index + 1 : slots.clause.index + 4]
    if slots.frame.act == "become" and any(node.sort is Sort.TO for node in behind):
        return True
    return role is not None and _teaches(role)


def _holds_already(slots: Slots, role: str | None) -> bool:
    """ "X *is CEO* and will be CEO tomorrow": as the sentence says already."""
    before = (
        c for c in slots.sentence.clauses if c.index < slots.clause.index and is_be(c.verb) and not c.verb.helpers
    )
    held = (c.object.post.role for c in before if c.object is not None and c.object.post is not None)
    return role is not None and role in held and "will" in slots.clause.verb.helpers


def _in_place(slots: Slots) -> bool:
    """ "Installed Y *in his stead*"."""
    return any(node.owner and node.low in ("stead", "place") for node in slots.clause.oblique("in"))


def _steps_in(slots: Slots) -> bool:
    """ "Steps into the role": the post was told before."""
    node = slots.clause.object
    steps = slots.frame.act in ("become", "takeover", "takepost")
    nodes = (node, slots.clause.complement)  # "took up *the position*"
    posts = [n for n in nodes if n is not None and n.low in ("role", "post", "job", "breach", "position")]
    told = any(slots.sentence.items[n.first].low in ("the", "his", "her") for n in posts)
    return steps and (told if slots.frame.act == "takepost" else bool(posts))


def _joins_as(slots: Slots, person: Person, org: Org) -> bool:
    """ "Joined A in 2017, *becoming its vice president*"; "becoming its chief scientist in 2020" is a second move."""
    context, clause = slots.sentence.context, slots.clause
    name = context.full(person.name)
    here = context.joined_in.get(name) == slots.sentence.start and same(context.joined.get(name), org)
    later = any(node.sort is Sort.TIME and node.low.isdigit() for node in slots.sentence.nodes[clause.index :])
    return here and clause.verb.low in ("becoming", "taking", "assuming") and not later


def _just_came(slots: Slots, person: Person, org: Org) -> bool:
    """The article has told that the person joins the lab."""
    context = slots.sentence.context
    name = context.full(person.name)
    return name in context.newcomers and same(context.joined.get(name), org)


def promotion(slots: Slots) -> Iterator[Found]:
    """Another post in the same lab."""
    moved = slots.clause.object
    if moved is not None and moved.sort is Sort.POST and moved.plural and not slots.clause.passive:
        return  # "moves engineers to a new team"
    role = slots.role(slots.frame.post) or slots.task() or new_role(slots)
    there = slots.lab(("to",))
    if there is not None and not there.lab:  # "is moving to an institute as its head"
        return
    if (slots.frame.needs == "post" and role is None) or "founder" in (role or "").lower():
        return  # "from research leader to startup founder"
    if slots.clause.verb.low in GO_FORMS and not any(node.post for node in slots.clause.oblique("from")):
        return  # "goes from CEO to chair", but "went to its CEO"
    if slots.clause.subject is None and not slots.clause.passive and not slots.clause.nominal:
        return
    headed = headed_by(slots.sentence)
    if (headed is not None and not headed.lab) or acts_elsewhere(slots):
        return
    sentence = slots.sentence
    for person in who_moves(slots):
        org = slots.post_lab(slots.frame.post) or slots.lab(("at", "by"))
        acting = slots.agent() if not slots.clause.passive else None
        if acting is not None and not acting.lab:
            continue  # "Corvane Ventures promoted X"
        org = org or acting
        org = (org if org and org.lab else None) or slots.employer(person)
        about = None if of_another_firm(sentence) else sentence.context.lab_at(sentence.start, person.name)
        org = (org if org and org.lab else None) or only_lab(sentence, sentence.end) or about
        if org is not None and org.lab:
            yield Found(Kind.ROLE_CHANGE, person, org, slots.clause, slots.frame.act, role=role)


def replacement(slots: Slots) -> Iterator[Found]:
    """ "A replaces X with Y", "X was replaced by Y", "Y replaces X": Y takes the post, X has lost it."""
    clause, sentence = slots.clause, slots.sentence
    if any(node.low in ("meetings", "talks", "meeting", "negotiations") for node in clause.oblique("in", "at")):
        return
    acts = org_meant(sentence, clause.subject) is not None and not clause.verb.low.endswith("ing")
    by_firm = acts or any(clause.oblique("with"))
    reduced = clause.verb.low == "replaced" and clause.object is None and any(clause.oblique("by"))
    undergone = clause.passive or reduced  # "X is out; *replaced by Y*"
    displaced = undergone or (clause.object is not None and by_firm)
    gone = people_meant(sentence, clause.subject if undergone else clause.object, clause)
    role = slots.role(("as",)) or next((told for person in gone if (told := slots.told_role(person))), None)
    coming = [person for node in clause.oblique("with", "by") for person in people_meant(sentence, node, clause)]
    if not displaced and clause.object is not None and clause.object.sort is not Sort.WORD:
        acting = clause.verb.low != "replacing" or clause.index == 0  # "Replacing him is X"
        coming += people_meant(sentence, clause.subject, clause) if acting else []
    if not displaced and clause.governor is not None:
        _note_predecessors(slots, gone)
    known = not displaced or clause.index == 0
    left = [sentence.context.gone.get(sentence.context.full(person.name)) for person in gone if known]
    held = (*(slots.employer(person) for person in gone), *left)
    kept = next((org for org in held if org is not None and org.lab), None)
    for person in coming:
        org = named_place(slots) or kept or place(slots, person)
        if org is not None and org.lab:
            yield _taken(slots, person, org, role)
    for person in gone if displaced else ():
        org = slots.employer(person) or kept or place(slots, person)
        if org is not None and org.lab:
            yield Found(Kind.DEPARTURE, person, org, clause, "replace", role=slots.told_role(person))


def _note_predecessors(slots: Slots, gone: list[Person]) -> None:
    """ "Will become A's CTO, replacing Y": Y works at A, as far as the article tells."""
    governor = slots.clause.governor
    nodes = [n for n in (governor.object, governor.complement, *governor.oblique("as")) if n] if governor else []
    org = next((node.org for node in nodes if node.sort is Sort.POST and node.org is not None), None)
    for person in gone if org is not None else ():
        slots.sentence.context.note(person.name, [Post(None, org)])


def _note_predecessor(slots: Slots, org: Org) -> None:
    """ "Succeeds Y, who is going to B", "took over from Y": Y was there."""
    nodes = [slots.clause.object] if slots.frame.act == "succeed" else list(slots.clause.oblique("from"))
    for node in nodes:
        for person in node.people if node is not None else ():
            slots.sentence.context.note(person.name, [Post(None, org)])


def _taken(slots: Slots, person: Person, org: Org, role: str | None) -> Found:
    outside = slots.lab(("from",), beside=(org,)) or slots.left_for_this() or _employer_elsewhere(slots, person, org)
    outside = None if same(outside, org) else outside
    comes = slots.frame.act == "head" and _leads_now(slots)
    inside = outside is None and not comes
    inside = inside and (_works_inside(slots, person, org, role) or _came_long_ago(slots, person, org))
    stays = inside or (outside is None and not _is_stranger(slots, person, org, role))
    kind = Kind.ROLE_CHANGE if stays else Kind.HIRE
    once = next((post.org for post in person.posts if post.org and not same(post.org, org)), None)
    other = None if stays else outside or once
    if slots.frame.act == "become" and "founder" in (role or "").lower():  # "serves as co-founder of A"
        kind = Kind.FOUNDING
    return Found(kind, person, org, slots.clause, slots.frame.act, other, role, whys=[f"takes up a post: {role}"])


def _came_long_ago(slots: Slots, person: Person, org: Org) -> bool:
    """ "X, *who joined A in 2022*, has been named its chief scientist"."""
    context = slots.sentence.context
    name = context.full(person.name)
    return same(context.joined.get(name), org) and name not in context.newcomers


def _is_stranger(slots: Slots, person: Person, org: Org, role: str | None) -> bool:
    """Nobody of the lab as far as the article tells: its employers were others, or it names none."""
    context = slots.sentence.context
    founded = context.founded.get(context.full(person.name), [])
    if (
        any(same(post.org, org) and not post.new and post.role != role for post in person.posts)
        or _is_own(slots)
        or any(same(org, own) for own in founded)
    ):
        return False
    elsewhere = any(_OF_SOME_FIRM.search(post.role or "") or _teaches(post.role or "") for post in person.posts)
    if (
        elsewhere
        or any(post.org for post in person.posts)
        or slots.frame.act in ("appoint", "appointment", "introduce", "newpost")
    ):
        return True
    told = [post.org for post in context.posts(person.name) if post.org is not None]
    if not told and same(context.gaining, org):
        return True
    if told and not any(same(org, one) for one in told):
        return True
    own = any(node.owner == "its" for node in slots.nodes_at(slots.frame.post))
    placed = slots.post_lab(slots.frame.post) or (slots.lab(("at", "of")) if slots.frame.act == "takepost" else None)
    explicit = slots.frame.act in ("become", "takepost") and (own or placed is not None)
    return explicit and not slots.sentence.context.posts(person.name)


def _teaches(role: str) -> bool:
    """ "A computer science *professor*": of no lab."""
    return bool(set(role.lower().split()) & term("organisation", "academia"))


def _is_own(slots: Slots) -> bool:
    """ "CEO of *his* AI startup A"."""
    nodes = slots.nodes_at((*slots.frame.post, "object"))
    items = [i for node in nodes for i in slots.sentence.items[node.first : node.last]]
    return any(
        one.sort is Sort.HIS and one.low != "its" and any(other.sort is Sort.FIRM for other in items[k : k + 4])
        for k, one in enumerate(items)
    )


def _employer_elsewhere(slots: Slots, person: Person, org: Org) -> Org | None:
    context = slots.sentence.context
    name = context.full(person.name)
    gone = context.gone.get(name) if not same(context.joined.get(name), org) else None
    if gone is not None and not same(gone, org) and not person.employer(Standing.NOW):
        return gone
    employer = person.employer(Standing.NOW) or slots.sentence.context.employer(person.name, Standing.NOW)
    return employer if employer is not None and not same(employer, org) else None


def _works_inside(slots: Slots, person: Person, org: Org, role: str | None) -> bool:
    """The lab is the employer already, in another post; one told without an employer is in the lab spoken of."""
    beside = len(person.posts) > 1 or any(person in node.people for node in slots.clause.oblique("as"))
    taken = {role} if slots.frame.act == "appoint" and beside else set()  # "named X, of B, its CFO", "as its CFO X"
    own = [p for p in person.posts if p.standing is not Standing.WAS and not p.new and p.role not in taken]
    if any(same(p.org, org) for p in own):
        return True
    untold = (p.role for p in own if p.org is None and p.role and vague(p.role) < 2 and not _teaches(p.role))
    if any(untold) and not any(p.org for p in person.posts):
        return True
    known = slots.sentence.context.posts(person.name)
    kept = [p for p in known if p.standing is not Standing.WAS and not p.new and p not in person.posts]
    kept = [p for p in kept if p.role not in taken]
    return any(same(p.org, org) for p in kept)
