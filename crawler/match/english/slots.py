"""The slots of a frame, filled from the arguments of a clause: who moves, from where, to where, to which post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.match.english.clauses import Clause
from crawler.match.english.companions import with_companions
from crawler.match.english.found import same
from crawler.match.english.items import Org, Person, Sort, Standing, spelled, vague
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.sentence import Sentence
from crawler.match.english.verbs import is_be
from crawler.match.english.words import Frame, term

_LISTING = ("includ", "involv")  # "the exits include X", "the latest exit involves X"
_LONGEST_ROLE = 90  # characters
_THINGS = term("role", "posts") | frozenset(
    "duties company startup start-up firm lab team unit group division department stack code codebase workload "
    "workloads traffic data app".split()
)
_OTHERS = frozenset(
    "predecessor successor boss colleague wife husband mentor replacement deputy "
    "predecessors successors bosses colleagues friend friends deputies staff employees".split()
)
_LIST_REACH = 11  # nodes between a noun of moving and the names behind "including"
_MAKING = frozenset("make makes making made tenders tendered submits submitted joins joined joining".split())
_FUTURE = frozenset("will 'll shall to".split())
_COMMITTED = frozenset(
    "expected set slated due going agreed poised chosen appointed named tapped goes went gone leave leaving left "
    "quit".split()
)


@dataclass(slots=True)
class Slots:
    """A trigger's clause in its sentence, asked by the frame that reads it."""

    sentence: Sentence
    clause: Clause
    frame: Frame

    def nodes_at(self, places: tuple[str, ...]) -> Iterator[Node]:
        """The phrases at these places of the frame, in order."""
        clause = self.clause
        at = {"subject": clause.subject, "object": clause.object, "complement": clause.complement}
        for place in places:
            if place in at:
                node = at[place]
                if node is not None:
                    yield node
            else:  # "a friend *of X* was fired": nobody undergoes that
                behind = (node for node in clause.oblique(place) if node.start > clause.verb.start)
                yield from behind if place == "of" and not clause.nominal else clause.oblique(place)

    def movers(self) -> list[Person]:
        """The people who move."""
        for place in self.frame.mover:
            undergone = place == "either" or (place == "object" and self.clause.passive)
            nodes = self._undergoers() if undergone else list(self.nodes_at((place,)))
            for node in nodes:
                people = self.sentence.people(node, self.clause) if not self._is_thing(node, place) else []
                if people:
                    return with_companions(self.sentence, self.clause, self.frame, node, people)
        if self.clause.nominal:
            return self._listed() or self._included() or self._who_is() or self._makers() or self._among_unnamed()
        if self.heads_list():
            return self.sentence.listed_from(self.sentence.nodes[self._colon() + 1])
        if self._goes_on_from_before():
            context = self.sentence.context
            return [context.person(name) for name in context.before(self.sentence.start)]
        if self._is_signed():
            name = self.sentence.speaker(self.clause.verb)
            return [self.sentence.context.person(name)] if name else []
        return self._among_unnamed()

    def _among_unnamed(self) -> list[Person]:
        """ "Several researchers, *including X and Y*"."""
        either = [*self._undergoers(), self.clause.object] if "either" in self.frame.mover else []
        moving = (*self.nodes_at(self.frame.mover), *either)
        unnamed = [node for node in moving if node is not None and node.sort is not Sort.PERSON]
        named = [node for node in self.clause.oblique("including", "namely", "like") if node.sort is Sort.PERSON]
        first = self.clause.governor  # "several people, including X, left A *and went back to B*"
        if not named and first is not None and first.subject is self.clause.subject:
            named = [node for word, node in first.fronted if word == "including" and node.sort is Sort.PERSON]
        if self.clause.object is not None and self.clause.object.sort is Sort.POST:  # "gained a new chief in X"
            named += [node for node in self.clause.oblique("in") if node.sort is Sort.PERSON]
        row = self.sentence.nodes
        named += [n for k, n in enumerate(row) if n.sort is Sort.PERSON and k > 1 and row[k - 1].low == "them"]
        if not (unnamed and named):
            return []
        return self.sentence.listed_from(named[0])

    def _is_thing(self, node: Node, place: str) -> bool:
        """ "*His role* was split", "her firm left": nobody moves by what a thing of theirs does, or a friend."""
        others = place == "object" or (not self.clause.nominal and node.low in _OTHERS)
        if others and node.sort is Sort.WORD and node.owner:
            return True  # "brings *his knowledge* to B", "saw *his friends* leave A"
        thing = node.sort in (Sort.WORD, Sort.FIRM) and bool(node.owner) and node.low in _THINGS
        return thing and not self.clause.nominal and self.clause.marker != "to"

    def _is_signed(self) -> bool:
        """ "X (@x): huge news, joining A": a participle in the words of somebody named before a colon."""
        clause = self.clause
        nobody = clause.subject is None or clause.subject.sort is Sort.WORD
        bare = nobody and clause.verb.low.endswith("ing") and not clause.verb.helpers
        return bare and any(node.sort is Sort.COLON for node in self.sentence.nodes[: clause.index])

    def _goes_on_from_before(self) -> bool:
        """ "X is out at A. Heading to B.": a sentence that leaves its subject out."""
        clause = self.clause
        first = self.sentence.clauses[0] is clause and clause.index == 0
        behind = self.sentence.clauses[1:2]
        if any(other.subject is None and is_be(other.verb) for other in behind):
            return False  # "Leaving after a year *is* odd"
        return first and clause.subject is None and clause.verb.low.endswith("ing") and "subject" in self.frame.mover

    def _listed(self) -> list[Person]:
        """ "Earlier exits included X, Y and Z", "departures: X and Y"."""
        behind = self._behind()
        if self.frame.act == "nextstop":
            return [self.sentence.context.person(name) for name in self.sentence.context.before(self.sentence.start)]
        apposed = len(behind) > 1 and behind[0].sort is Sort.COMMA and bool(behind[1].people)
        if apposed and self.frame.act == "hiring" and not self._is_first():
            return behind[1].people  # "its most expensive hire, X,"
        for k, node in enumerate(behind[1:], 1):
            before = behind[k - 1]
            if node.sort is Sort.PERSON and (
                before.low.startswith(_LISTING) or _is_such_as(behind, k) or before.sort is Sort.COLON or is_be(before)
            ):
                return self.sentence.listed_from(node)
        return []

    def _behind(self) -> list[Node]:
        """What stands behind a noun of moving, up to a full stop or to a verb that lists nobody."""
        behind: list[Node] = []
        for node in self.sentence.nodes[self.clause.index + 1 : self.clause.index + _LIST_REACH]:
            if node.sort is Sort.STOP or (
                node.sort is Sort.VERB and not (is_be(node) or node.low.startswith(_LISTING))
            ):
                break
            behind.append(node)
        return behind

    def _included(self) -> list[Person]:
        """ "Several departures have come to light, *including X and Y*": told behind the verb of the noun."""
        own = (c for c in self.sentence.clauses if c.subject is self.clause.verb)
        # "Of": "the latest is that *of X*".
        told = (n for c in own for n in c.oblique("including", *(("of",) if is_be(c.verb) else ())))
        named = (node for node in told if node.sort is Sort.PERSON)
        return next((self.sentence.listed_from(node) for node in named), [])

    def _who_is(self) -> list[Person]:
        """ "*X* is A's latest hire", "*X*, A's latest hire, spoke"."""
        nodes, at, be = self.sentence.nodes, self.clause.index, self.clause.governor
        if self._is_first():
            return []
        if be is not None:
            told = is_be(be.verb) and be.marker != "who" and self.clause.verb in (be.object, be.complement)
            return be.subject.people if told and be.subject is not None else []
        if self.frame.act != "hiring" or at < 3 or nodes[at - 2].sort is not Sort.COMMA:
            return []
        whose = nodes[at - 1]
        new = any(item.low in ("new", "recent") for item in self.sentence.items[whose.first : whose.last])
        apposed = (new or whose.org or whose.owner) and not self.clause.oblique("of", "by")
        return nodes[at - 3].people if apposed else []

    def _makers(self) -> list[Person]:
        """ "X *is making a return* to A", "X *announces departure*": whoever makes it."""
        governor = self.clause.governor
        if governor is None or self.clause.subject is not None:
            return []
        if is_be(governor.verb) and any(governor.oblique("on")):
            makes = self.clause.verb.low == "move"  # "is *on the move* from A to B"
        elif governor.verb.low in ("announces", "announced"):
            # "Announces departure": but whoever announces *the* departure, or an appointment, tells of another.
            makes = self.frame.gives == "departure" and self.clause.verb is governor.object
        else:
            makes = governor.verb.low in _MAKING and self.clause.verb in (governor.object, governor.complement)
        return self.sentence.people(governor.subject, governor) if makes else []

    def heads_list(self) -> bool:
        """ "Left A this month: X and Y"."""
        k = self._colon()
        opens = self.clause.index == 0 and self.clause.subject is None and not self.clause.passive
        return opens and 1 < k < len(self.sentence.nodes) - 1 and self.sentence.nodes[k + 1].sort is Sort.PERSON

    def _colon(self) -> int:
        return next((k for k, node in enumerate(self.sentence.nodes) if node.sort is Sort.COLON), -1)

    def _is_first(self) -> bool:
        """ "A's first hire, X": told of long ago."""
        at = self.clause.verb.first
        return at > 0 and self.sentence.items[at - 1].low in ("first", "early")

    def _undergoers(self) -> list[Node]:
        """Whom the verb concerns: the object, or the subject where nobody is its object."""
        clause = self.clause
        if self.frame.act == "appoint" and clause.object is None and not clause.passive:
            holders = [node for node in clause.oblique("as") if node.sort is Sort.PERSON]  # "named as its CTO X"
            if holders:
                return holders[:1]
        if self.is_named_to_post():
            return [clause.subject] if clause.subject is not None else []
        if clause.object is not None and not clause.passive:
            named = clause.object.sort in (Sort.PERSON, Sort.PRONOUN, Sort.POST)
            named = named or clause.object.low in term("role", "staff")
            return [clause.object] if named or clause.subject is None else []
        participle = clause.passive or (any(3 in form.forms for form in clause.verb.forms) and self._may_be_passive())
        return [clause.subject] if clause.subject is not None and participle else []

    def is_named_to_post(self) -> bool:
        """ "X named CEO", with the post where an object would stand."""
        clause = self.clause
        named = clause.subject is not None and clause.subject.sort is Sort.PERSON and clause.complement is None
        post = clause.object is not None and clause.object.sort is Sort.POST and not clause.passive
        bare = post and not clause.verb.helpers and any(3 in form.forms for form in clause.verb.forms)
        behind = self.sentence.nodes[clause.index + 2 : clause.index + 4]
        return named and bare and self.frame.act == "appoint" and not any(n.sort is Sort.PERSON for n in behind)

    def _may_be_passive(self) -> bool:
        """ "X fired by A", "X named CEO", "X out": what follows is no object that "fired" could have."""
        at = self.clause.index
        if at and self.sentence.nodes[at - 1].sort is Sort.REL:
            return False  # "who voted to push out X"
        behind = self.sentence.nodes[at + 1 : at + 2]
        if behind and behind[0].low == "of" and self.clause.verb.low in ("let", "lets"):
            return False  # "let go of his shares"
        sorts = (
            Sort.PREP,
            Sort.SUB,
            Sort.TIME,
            Sort.COMMA,
            Sort.STOP,
            Sort.POST,
            Sort.TO,
            Sort.DASH,
            Sort.CLOSE,
            Sort.AND,
        )
        return not behind or behind[0].sort in sorts

    def lab(self, places: tuple[str, ...], *, beside: tuple[Org | None, ...] = ()) -> Org | None:
        """The first organisation at these places that is none of `beside`."""
        for node in self.nodes_at(places):
            org = self.sentence.org(node)
            if org is None and node.sort is Sort.WORD:
                org = self.inside(node)
            if org is not None and not any(same(org, other) for other in beside):
                return org
        return None

    def post_lab(self, places: tuple[str, ...]) -> Org | None:
        """The lab of the post at these places: "as CEO of A"."""
        return next((n.org for n in self.nodes_at(places) if n.sort is Sort.POST and n.org is not None), None)

    def apposed(self, node: Node) -> Org | None:
        """The name right behind a common noun: "a new company, A"."""
        nodes = self.sentence.nodes
        at = index_of(nodes, node)
        behind = nodes[at + 1 : at + 3]
        named = (
            len(behind) == 2 and behind[0].sort in (Sort.COMMA, Sort.DASH, Sort.COLON) and behind[1].sort is Sort.ORG
        )
        return behind[1].org if named else None

    def inside(self, node: Node) -> Org | None:
        """The lab that a phrase such as "the board" or "his post" belongs to, told behind it: "of OpenAI"."""
        if node.low not in term("organisation", "inside"):
            return None
        return next((org for at in self.clause.oblique("of", "at", "in") if (org := self.sentence.org(at))), None)

    def agent(self) -> Org | None:
        """The employer that acts: the subject, or where a person hires, that person's lab."""
        node = self.clause.subject
        if node is None:
            return None
        org = self.sentence.org(node)
        if org is None and node.sort in (Sort.PERSON, Sort.PRONOUN):
            people = self.sentence.people(node, self.clause)
            org = next((o for p in people if (o := self.employer(p, Standing.NOW, Standing.FOUNDER))), None)
            if org is None and any(p.name in self.sentence.context.listed.values() for p in people):
                org = self.sentence.context.orgs.main()
        return org

    def employer(self, person: Person, *standings: Standing) -> Org | None:
        """Where somebody works, as told beside the name or anywhere in the article."""
        context = self.sentence.context
        if not standings:
            standings = (Standing.NOW, Standing.FOUNDER)
        return person.employer(*standings) or context.employer(person.name, *standings)

    def role(self, places: tuple[str, ...], at: Org | None = None) -> str | None:
        """The post at these places, as written; where `at` is told, none that is named as held elsewhere."""
        for node in self.nodes_at(places):
            if at is not None and node.org is not None and not same(node.org, at):
                continue  # "returned to A after a stint *as CTO of B*"
            if node.sort is Sort.POST and node.post is not None and node.post.role:
                return node.post.role[:_LONGEST_ROLE]
            if node.sort is Sort.PERSON and node.new and node is self.clause.object:
                return next((p.role for p in node.people[0].posts if p.new), None)
            unnamed = node.sort is Sort.WORD and node.low in term("role", "posts")
            if unnamed and (told := self._described_post(node)) is not None:
                return told[:_LONGEST_ROLE]
        return None

    def _described_post(self, node: Node) -> str | None:
        """ "The *CEO* role", "the role of *president*"."""
        before = (i.text for i in self.sentence.items[node.first : node.last] if i.sort is Sort.POST)
        behind = (n.post.role for n in self.clause.oblique("of") if n.post is not None and n.start > node.start)
        return next(before, None) or next(behind, None)

    def board_seat(self) -> str | None:
        """ "Joins the board", "is off the board"."""
        aboard = [node for node in self.clause.oblique("on") if node.last - node.first == 1]  # "brought X *on board*"
        told = (n for n in self.clause.arguments() if n is not self.clause.subject and n not in aboard)
        return "board member" if any(node.low == "board" for node in told) else None

    def task(self) -> str | None:
        """What the person is to do there: "to lead a new team" behind the verb."""
        for clause in self.sentence.clauses:
            ahead = clause.index < 2 and clause.governor is None and self.clause.governor is None
            if (clause.governor is self.clause or (ahead and clause is not self.clause)) and clause.marker == "to":
                if is_be(clause.verb) and clause.object is not None and clause.object.post is not None:
                    return clause.object.post.role
                served = next((node.post.role for node in clause.oblique("as") if node.post is not None), None)
                if served is not None:  # but of two, "with X as CEO" tells of one
                    return served if not any(node.people for node in clause.oblique("with")) else None
                if not clause.verb.acts & {"head", "become", "takeover"}:
                    continue
                last = clause.object or clause.verb
                ends = [node.end for word, node in clause.obliques if word in ("of", "for", "on")]
                items = [i for i in self.sentence.items if clause.verb.start <= i.start < max([last.end, *ends[:1]])]
                return spelled(items)[:_LONGEST_ROLE]
        return None

    def lab_run(self) -> Org | None:
        """ "Stepped down from *running A*": the lab of what is no longer run."""
        for clause in self.sentence.clauses:
            nearly = clause.marker == "from" or clause.index == self.clause.index + 1
            runs = nearly and "head" in clause.verb.acts
            if runs and clause.governor is self.clause:
                return self.sentence.org(clause.object)
        return None

    def left_for_this(self) -> Org | None:
        """ "Explains *leaving Corvane* to join A", "gives up the top job *at Corvane* to run A": whatever it is."""
        left = self.clause.governor if self.clause.marker == "to" else None
        if left is None or not left.verb.acts & {"leave", "resign"}:
            return None
        nodes = [*([left.object] if left.object is not None else []), *left.oblique("from", "at", "of")]
        return next((org for node in nodes if (org := self.sentence.org(node) or node.org) is not None), None)

    def told_role(self, person: Person, org: Org | None = None) -> str | None:
        """The post told of somebody who leaves it; of several the one held at `org`, never one held elsewhere."""
        posts = [p for p in (*person.posts, *self.sentence.context.posts(person.name)) if p.role]
        if org is not None:
            posts = [p for p in posts if p.org is None or same(p.org, org)]
            posts.sort(key=lambda p: p.org is None)
        posts.sort(key=lambda p: (vague(p.role or "") > 1, p.standing is Standing.WAS, vague(p.role or "")))
        return posts[0].role if posts else None

    def held_at(self, person: Person, org: Org) -> str | None:
        """ "X, *A's new chief economist*, joined in May"."""
        posts = (p for p in (*person.posts, *self.sentence.context.posts(person.name)) if p.standing is Standing.NOW)
        return next((p.role for p in posts if p.role and same(p.org, org) and not vague(p.role)), None)

    def task_of(self, clause: Clause) -> str | None:
        """ "Will now run the models team": the post that the words describe."""
        led = clause.subject if clause.passive else clause.object
        unnamed = led is None or led.sort in (Sort.PRONOUN, Sort.ORG, Sort.PERSON)
        return None if led is None or (clause.passive and unnamed) else self.head_of(led)

    def head_of(self, node: Node) -> str:
        """ "Head of" what a phrase describes."""
        items = self.sentence.items[node.first : node.last]
        return f"head of {spelled(i for i in items if i.sort not in (Sort.ARTICLE, Sort.HIS))}"[:_LONGEST_ROLE]


def _is_such_as(nodes: list[Node], k: int) -> bool:
    """ "Exits of figures *such as* X"."""
    return k > 1 and nodes[k - 1].low == "as" and nodes[k - 2].low == "such"


def lies_ahead(slots: Slots) -> bool:
    """ "Will lead", "is to run": a post still to be taken up; what somebody leads already is no news."""
    clause = slots.clause
    governor = clause.governor
    if governor is None and clause.marker == "to":  # a headline's "X to lead A's new team"
        return clause.subject is not None and clause.subject.sort is Sort.PERSON
    if governor is not None and clause.marker == "to":
        is_to = governor.verb.low in ("is", "are") and governor.object is None and not governor.verb.forms
        return governor.verb.low in _COMMITTED or is_to  # not "is the right choice to lead"
    told = clause.marker != "who" or clause.passive  # "a team, which will be led by X"
    return told and any(low in _FUTURE for low in clause.verb.helpers[:3])
