"""The slots of a frame, filled from the arguments of a clause: from where, to where, at whose lab, to which post."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.match.english.citations import is_outlet
from crawler.match.english.clauses import Clause
from crawler.match.english.found import same
from crawler.match.english.items import Org, Person, Sort, Standing, spelled, vague
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.people_meant import people_meant
from crawler.match.english.sentence import Sentence
from crawler.match.english.verbs import is_be
from crawler.match.english.words import Frame, term

_LONGEST_ROLE = 90  # characters
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
                nodes = behind if place == "of" and not clause.nominal else clause.oblique(place)
                yield from (node for node in nodes if not self._is_told(place, node))

    def _is_told(self, place: str, node: Node) -> bool:
        """ "Confirmed X's departure *to TechCrunch*": nobody went there."""
        by = self.clause.governor if self.clause.nominal and place == "to" else None
        return by is not None and by.verb.low in term("word", "telling") and is_outlet(node.org)

    def lab(self, places: tuple[str, ...], *, beside: tuple[Org | None, ...] = ()) -> Org | None:
        """The first organisation at these places that is none of `beside`."""
        for node in self.nodes_at(places):
            org = org_meant(self.sentence, node)
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
        owners = self.clause.oblique("of", "at", "in")
        return next((org for node in owners if (org := org_meant(self.sentence, node))), None)

    def agent(self) -> Org | None:
        """The employer that acts: the subject, or where a person hires, that person's lab."""
        node = self.clause.subject
        if node is None:
            return None
        org = org_meant(self.sentence, node)
        if org is None and node.sort in (Sort.PERSON, Sort.PRONOUN):
            people = people_meant(self.sentence, node, self.clause)
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
                return org_meant(self.sentence, clause.object)
        return None

    def left_for_this(self) -> Org | None:
        """ "Explains *leaving Corvane* to join A", "gives up the top job *at Corvane* to run A": whatever it is."""
        left = self.clause.governor if self.clause.marker == "to" else None
        if left is None or not left.verb.acts & {"leave", "resign"}:
            return None
        nodes = [*([left.object] if left.object is not None else []), *left.oblique("from", "at", "of")]
        return next((org for node in nodes if (org := org_meant(self.sentence, node) or node.org) is not None), None)

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
