"""Which organisation a phrase of a sentence names or stands for: "it", "the company", "his startup"."""

from __future__ import annotations

from crawler.match.english.items import Org, Person, Sort, Standing
from crawler.match.english.neighbours import neighbour, sort_at
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.organisations import unknown
from crawler.match.english.sentence import Sentence
from crawler.match.english.words import common, term

_ENDS = frozenset((Sort.COMMA, Sort.STOP))
_PLAIN = frozenset("company firm lab startup organization organisation nonprofit outfit business".split())


def org_meant(sentence: Sentence, node: Node | None) -> Org | None:
    """The organisation that a phrase names or, as "the company" or "it", stands for."""
    if node is None:
        return None
    if node.org is not None and node.sort in (Sort.ORG, Sort.WORD, Sort.POST):
        ware = node.sort is Sort.WORD and node.low in term("organisation", "wares")
        return None if ware else node.org  # "switched from A to *B's chatbot*"
    if node.sort is Sort.FIRM and node.people:  # "X's startup"
        return _firm_of(sentence, node.people)
    if node.sort is Sort.FIRM and (named := _named_beside(sentence, node) or _apposed(sentence, node)) is not None:
        return named
    stands_for = node.sort is Sort.FIRM and _known(sentence, node)
    if stands_for and node.owner == "its":  # but "Corvane named X to run *its software business*"
        stands_for = not of_another_firm(sentence)
    if stands_for or (node.sort is Sort.PRONOUN and node.low in ("it", "us")):
        return _company(sentence, node)
    return None


def _named_beside(sentence: Sentence, node: Node) -> Org | None:
    """ "Tabby Models, *the completion startup*, hires X": the firm of a name that is no lab's as far as told."""
    at = index_of(sentence.nodes, node)
    named = neighbour(sentence.nodes, at - 2) if sort_at(sentence.nodes, at - 1) is Sort.COMMA else None
    if named is None or named.sort is not Sort.WORD or sentence.title:
        return None
    items = sentence.items[named.first : named.last]
    proper = all(item.sort is not Sort.ARTICLE and item.text[:1].isupper() for item in items)
    return unknown(" ".join(item.text for item in items), lab=False) if proper else None


def _apposed(sentence: Sentence, node: Node) -> Org | None:
    """ "His startup, *Corvane AI*, ...": the name between commas."""
    k = index_of(sentence.nodes, node)
    behind = sentence.nodes[k + 1 : k + 4]
    if len(behind) < 3 or not (node.owner or sentence.items[node.first].low in ("a", "an")):
        return None
    apposed = behind[0].sort is Sort.COMMA and behind[1].sort is Sort.ORG and behind[2].sort in _ENDS
    return behind[1].org if apposed else None


def _firm_of(sentence: Sentence, owners: list[Person]) -> Org | None:
    standings = (Standing.FOUNDER, Standing.NOW)
    own = (org for p in owners for org in sentence.context.founded.get(sentence.context.full(p.name), []))
    founded = next(own, None)
    if founded is not None:
        return founded
    employers = (p.employer(*standings) or sentence.context.employer(p.name, *standings) for p in owners)
    return next((org for org in employers if org is not None), None)


def of_another_firm(sentence: Sentence) -> bool:
    """ "Insurer *Corvane* said that X would retire": what no list holds acts, and no lab is named."""
    first = next((c for c in sentence.clauses if c.subject is not None and not c.marker), None)
    node = first.subject if first is not None else None
    if first is None or node is None or sentence.title or first.verb.low in term("word", "reporting"):
        return False
    if any(n.org is not None and n.org.lab for n in sentence.nodes if n.sort is not Sort.PERSON):
        return False  # but "names X, a former A executive, to run its software arm"
    other = node.sort is Sort.ORG and node.org is not None and node.org.id not in term("organisation", "publishers")
    head = sentence.items[node.last - 1]
    return other or (node.sort is Sort.WORD and head.sort is Sort.NAME and not common(head.low))


def headed_by(sentence: Sentence) -> Org | None:
    """A digest's "Mistral AI: X joins as ...": the name before the colon that opens the sentence."""
    first = [node for node in sentence.nodes[:3] if node.sort is not Sort.DASH][:2]
    heads = len(first) == 2 and first[0].sort is Sort.ORG and first[1].sort is Sort.COLON
    return first[0].org if heads else None


def _known(sentence: Sentence, node: Node) -> bool:
    """ "The company", "its own lab": one that was spoken of; not "a startup", "his own firm"."""
    first = sentence.items[node.first]
    if node.low in term("organisation", "rivals"):
        return False
    return first.low in ("the", "this", "its") or (first.sort is not Sort.ARTICLE and not node.owner)


def _acting(sentence: Sentence, node: Node) -> Org | None:
    """ "A poached B's X for *its lab*": the lab that does so."""
    own = next((c for c in sentence.clauses if node in c.arguments() and c.subject is not node), None)
    return own.subject.org if own is not None and own.subject is not None and own.subject.sort is Sort.ORG else None


def _company(sentence: Sentence, node: Node) -> Org | None:
    if node.owner == "its" and (owner := _acting(sentence, node)) is not None:
        return owner
    if node.low == "it":
        own = next((c for c in sentence.clauses if node in c.arguments()), None)
        here = [n for n in sentence.nodes if n.sort is Sort.ORG and n.start < node.start]
        other = next((n.org for n in here if own is None or n not in own.arguments()), None)
        if other is not None and other.lab:
            return other
    people = [p for n in sentence.nodes if n.sort is Sort.PERSON and n.start < node.start for p in n.people]
    young = node.low in ("startup", "start-up")
    for person in reversed(people):
        org = person.employer(Standing.NOW, Standing.FOUNDER)
        if org is not None and org.lab:
            return org if org.pure or not young else None  # "*Tesla's X* joins AI *startup*"
    plain = node.low in _PLAIN and node.last - node.first < 3
    plain = plain or sentence.items[node.first].low == "this"
    if node.low in term("organisation", "nouns") and not plain:  # "the giant", "the search company"
        orgs = [n.org for n in sentence.nodes if n.sort is Sort.ORG and n.start < node.start and n.org is not None]
        large = next((org for org in reversed(orgs) if org.lab and not org.pure), None)
        main, small = sentence.context.orgs.main(), node.low in term("organisation", "small")
        if small:  # "the Tokyo-based lab"
            pure = next((org for org in reversed(orgs) if org.lab and org.pure), None)
            return pure or sentence.context.orgs.pure_main()
        trades = main is not None and main.pure and node.low in term("organisation", "traders")
        # No AI lab is "the retailer".
        return large or sentence.context.orgs.large_topic(node.start) or (None if trades else main)
    return sentence.context.orgs.before(node.start, small=node.low in term("organisation", "small"))
