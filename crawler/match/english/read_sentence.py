"""One sentence with its clauses, and which organisation its phrases stand for: "it", "the company", "his startup"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from crawler.match.english.clauses import Clause
from crawler.match.english.context import Context
from crawler.match.english.items import Item, Org, Person, Place, Sort, Standing
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.organisations import unknown
from crawler.match.english.words import common, term

_ENDS = frozenset((Sort.COMMA, Sort.STOP))
_PLAIN = frozenset("company firm lab startup organization organisation nonprofit outfit business".split())


@dataclass(slots=True)
class ReadSentence:
    """A sentence as it was read; offsets are into the document."""

    start: int
    end: int
    items: list[Item]
    nodes: Sequence[Node]
    clauses: list[Clause]
    context: Context
    title: bool = False
    place: Place = Place.RUNNING
    turn: str | None = None  # whose words its line is, as "X:" at the start of the line says

    def org(self, node: Node | None) -> Org | None:
        """The organisation that a phrase names or, as "the company" or "it", stands for."""
        if node is None:
            return None
        if node.org is not None and node.sort in (Sort.ORG, Sort.WORD, Sort.POST):
            ware = node.sort is Sort.WORD and node.low in term("organisation", "wares")
            return None if ware else node.org  # "switched from A to *B's chatbot*"
        if node.sort is Sort.FIRM and node.people:  # "X's startup"
            return self._firm_of(node.people)
        if node.sort is Sort.FIRM and (named := self._named_beside(node) or self._apposed(node)) is not None:
            return named
        stands_for = node.sort is Sort.FIRM and self._known(node)
        if stands_for and node.owner == "its":  # but "Corvane named X to run *its software business*"
            stands_for = not self.of_another_firm()
        if stands_for or (node.sort is Sort.PRONOUN and node.low in ("it", "us")):
            return self._company(node)
        return None

    def _named_beside(self, node: Node) -> Org | None:
        """ "Tabby Models, *the completion startup*, hires X": the firm of a name that is no lab's as far as told."""
        at = index_of(self.nodes, node)
        named = self.nodes[at - 2] if at > 1 and self.nodes[at - 1].sort is Sort.COMMA else None
        if named is None or named.sort is not Sort.WORD or self.title:
            return None
        items = self.items[named.first : named.last]
        proper = all(item.sort is not Sort.ARTICLE and item.text[:1].isupper() for item in items)
        return unknown(" ".join(item.text for item in items), lab=False) if proper else None

    def _apposed(self, node: Node) -> Org | None:
        """ "His startup, *Corvane AI*, ...": the name between commas."""
        k = index_of(self.nodes, node)
        behind = self.nodes[k + 1 : k + 4]
        if len(behind) < 3 or not (node.owner or self.items[node.first].low in ("a", "an")):
            return None
        apposed = behind[0].sort is Sort.COMMA and behind[1].sort is Sort.ORG and behind[2].sort in _ENDS
        return behind[1].org if apposed else None

    def _firm_of(self, owners: list[Person]) -> Org | None:
        standings = (Standing.FOUNDER, Standing.NOW)
        own = (org for p in owners for org in self.context.founded.get(self.context.full(p.name), []))
        founded = next(own, None)
        if founded is not None:
            return founded
        employers = (p.employer(*standings) or self.context.employer(p.name, *standings) for p in owners)
        return next((org for org in employers if org is not None), None)

    def of_another_firm(self) -> bool:
        """ "Insurer *Corvane* said that X would retire": what no list holds acts, and no lab is named."""
        first = next((c for c in self.clauses if c.subject is not None and not c.marker), None)
        node = first.subject if first is not None else None
        if first is None or node is None or self.title or first.verb.low in term("word", "reporting"):
            return False
        if any(n.org is not None and n.org.lab for n in self.nodes if n.sort is not Sort.PERSON):
            return False  # but "names X, a former A executive, to run its software arm"
        other = node.sort is Sort.ORG and node.org is not None and node.org.id not in term("organisation", "publishers")
        head = self.items[node.last - 1]
        return other or (node.sort is Sort.WORD and head.sort is Sort.NAME and not common(head.low))

    def headed_by(self) -> Org | None:
        """A digest's "Mistral AI: X joins as ...": the name before the colon that opens the sentence."""
        first = [node for node in self.nodes[:3] if node.sort is not Sort.DASH][:2]
        heads = len(first) == 2 and first[0].sort is Sort.ORG and first[1].sort is Sort.COLON
        return first[0].org if heads else None

    def _known(self, node: Node) -> bool:
        """ "The company", "its own lab": one that was spoken of; not "a startup", "his own firm"."""
        first = self.items[node.first]
        if node.low in term("organisation", "rivals"):
            return False
        return first.low in ("the", "this", "its") or (first.sort is not Sort.ARTICLE and not node.owner)

    def _acting(self, node: Node) -> Org | None:
        """ "A poached B's X for *its lab*": the lab that does so."""
        own = next((c for c in self.clauses if node in c.arguments() and c.subject is not node), None)
        return own.subject.org if own is not None and own.subject is not None and own.subject.sort is Sort.ORG else None

    def _company(self, node: Node) -> Org | None:
        if node.owner == "its" and (owner := self._acting(node)) is not None:
            return owner
        if node.low == "it":
            own = next((c for c in self.clauses if node in c.arguments()), None)
            here = [n for n in self.nodes if n.sort is Sort.ORG and n.start < node.start]
            other = next((n.org for n in here if own is None or n not in own.arguments()), None)
            if other is not None and other.lab:
                return other
        people = [p for n in self.nodes if n.sort is Sort.PERSON and n.start < node.start for p in n.people]
        young = node.low in ("startup", "start-up")
        for person in reversed(people):
            org = person.employer(Standing.NOW, Standing.FOUNDER)
            if org is not None and org.lab:
                return org if org.pure or not young else None  # "*Tesla's X* joins AI *startup*"
        plain = node.low in _PLAIN and node.last - node.first < 3
        plain = plain or self.items[node.first].low == "this"
        if node.low in term("organisation", "nouns") and not plain:  # "the giant", "the search company"
            orgs = [n.org for n in self.nodes if n.sort is Sort.ORG and n.start < node.start and n.org is not None]
            large = next((org for org in reversed(orgs) if org.lab and not org.pure), None)
            main, small = self.context.orgs.main(), node.low in term("organisation", "small")
            if small:  # "the Tokyo-based lab"
                pure = next((org for org in reversed(orgs) if org.lab and org.pure), None)
                return pure or self.context.orgs.pure_main()
            trades = main is not None and main.pure and node.low in term("organisation", "traders")
            # No AI lab is "the retailer".
            return large or self.context.orgs.large_topic(node.start) or (None if trades else main)
        return self.context.orgs.before(node.start, small=node.low in term("organisation", "small"))
