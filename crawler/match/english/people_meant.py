"""Whom a phrase of a sentence names or stands for: "she", "the researcher", "both men"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from crawler.match.english.clauses import Clause
from crawler.match.english.coordination import list_from
from crawler.match.english.items import Item, Person, Post, Sort, Standing, vague
from crawler.match.english.nodes import Node
from crawler.match.english.sentence import Sentence
from crawler.match.english.verbs import BECOMING, is_be
from crawler.match.english.words import term

_REFLEXIVE = frozenset("himself herself themselves".split())
SEVERAL = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4, "quartet": 4}
_FELLOWS = frozenset("colleagues friends classmates partners alumni veterans others".split())
_ONE_MORE = frozenset("another second third fourth fifth sixth".split())
_COUNTS = frozenset("nine ten eleven twelve most others half".split())
_PLURAL = {"they": 2, "them": 2, "their": 2, "we": 2, "our": 2} | SEVERAL
_NAMELESS = frozenset((Sort.WORD, Sort.POST))
_SPEAKER = frozenset("i my we our me us".split())
_LISTS = frozenset("list ranks wave string exodus number stream".split())
_SOMEBODY = {"man": "he", "woman": "she"}
_GENDERS = frozenset("he him his she her".split())
_APART = 400  # characters between "she" and "he"
_NEUTRAL = frozenset("it its which that who whose".split())


def _differ(people: Sequence[Person]) -> bool:
    """ "Counsel X, head of sales Y and CFO Z, who left for B": told apart by posts, so "who" is the last of them."""
    return len(people) > 2 and len({person.role() for person in people}) > 1


def _succeeds(clause: Clause) -> bool:
    """Whether it tells who takes somebody's post."""
    return bool(clause.verb.acts & {"takeover", "succeed", "replace"})


def _heads(clause: Clause) -> bool:
    return "head" in clause.verb.acts


def _goes_on(items: Sequence[Item], people: Sequence[Person]) -> bool:
    """ "CFO X, chief scientist Y, *who replaced Z*, and ...": a list without its "and" yet, each with a post."""
    open_list = len(people) > 1 and all(item.sort is not Sort.AND for item in items)
    return open_list and len({person.role() for person in people}) == len(people)


def people_meant(sentence: Sentence, node: Node | None, clause: Clause) -> list[Person]:
    """Whom a phrase names or stands for; nobody where it is a thing, a firm or somebody unnamed."""
    if node is None:
        return []
    if node.sort is Sort.PERSON:
        apart = _differ(node.people) or _goes_on(sentence.items[node.first : node.last], node.people)
        last_only = clause.marker == "who" and node is clause.subject and apart
        return node.people[-1:] if last_only else node.people
    word = node.low if node.sort is Sort.PRONOUN else node.owner if node.sort is not Sort.POST else ""
    if word:
        return [] if word in _NEUTRAL else _pronoun(sentence, word, node, clause)
    if node.sort is Sort.POST and node.post is not None and not _count(sentence, node):
        return _holder(sentence, node) or _identified(sentence, node, clause)
    if node.sort is Sort.WORD and node.low in SEVERAL:
        return _behind_colon(sentence, node) or _pronoun(sentence, node.low, node, clause)
    meant = (_SOMEBODY.get(node.low) if _bare(sentence, node) else None) or _count(sentence, node)  # "the man left A"
    return _pronoun(sentence, meant, node, clause) if meant else _identified(sentence, node, clause)


def _count(sentence: Sentence, node: Node) -> str | None:
    """Of "both men", "the two researchers", "all three of them" how many."""
    lows = [item.low for item in sentence.items[node.first : node.last]][:2]
    several = lows[:1] if lows[0] == "both" else lows[1:] if lows[0] in ("the", "all", "these") else []
    return several[0] if several and node.sort in _NAMELESS and several[0] in SEVERAL else None


def _identified(sentence: Sentence, node: Node, clause: Clause) -> list[Person]:
    """ "Among those to leave are X and Y", "the latest to quit is X": who is meant stands behind the verb."""
    led = (c for c in sentence.clauses if c.subject is node and c.verb.low in ("led", "headed", "run"))
    by = next((nodes for c in led if (nodes := c.oblique("by"))), None)
    if by is not None:
        return next((n.people for n in by if n.sort is Sort.PERSON), [])
    if node.sort not in (Sort.POST, Sort.WORD):
        return []
    if node.low == "person":  # "the responsible person of the speech team, X"
        near = [n for n in sentence.nodes if node.start < n.start][:4]
        return next((n.people for n in near if n.sort is Sort.PERSON), [])
    several = node.plural or node.new or node.low in _ONE_MORE | _FELLOWS
    named = _named_behind(sentence, node) if several else []
    return named or _among(sentence, node, clause) or _behind_colon(sentence, node) or _behind_be(sentence, node)


def _among(sentence: Sentence, node: Node, clause: Clause) -> list[Person]:
    """ "X was among *those* let go", "X is one of *five people* who left"."""
    several = node.low == "those" or node.plural or node.low in term("role", "staff")
    before = (c for c in sentence.clauses if c.index < clause.index and _counts_among(sentence, c, node))
    among = next(before, None) if several else None
    people = people_meant(sentence, among.subject, among) if among is not None else []
    told = [node.post] if node.post is not None and node.post.org is not None else []  # "three *A researchers*"
    return [Person(p.name, [*p.posts, *told], p.strength, p.referred) for p in people]


def _counts_among(sentence: Sentence, clause: Clause, node: Node) -> bool:
    held = clause.object.low if clause.object is not None else ""
    one = held == "one" and clause.verb.low in BECOMING
    listed = held in _LISTS and clause.verb.low.startswith("join")  # "joins a list of people leaving A"
    return node in clause.oblique("among", *(("of",) if one or listed else ()))


def _behind_be(sentence: Sentence, node: Node) -> list[Person]:
    for other in sentence.clauses:
        told = other.object if is_be(other.verb) or other.verb.low.startswith("includ") else None
        if told is not None and told.sort is Sort.PERSON and node.start < other.verb.start:
            between = [n for n in sentence.nodes if node.start < n.start < told.start and n.sort is Sort.PERSON]
            return [] if between else told.people
    return []


def _named_behind(sentence: Sentence, node: Node) -> list[Person]:
    """ "Three researchers from its Zurich office, X, Y and Z": the names behind the comma, several as it says."""
    behind = [n for n in sentence.nodes if n.start > node.start]
    for one, other in pairwise(behind):
        if one.sort in (Sort.COMMA, Sort.DASH, Sort.OPEN) and other.sort is Sort.PERSON:
            named = len(other.people) > 1 or node.low in _ONE_MORE
            return other.people if named or (node.new and one.sort is Sort.OPEN) else []  # "hired a new chief (X)"
        if one.sort not in (Sort.PREP, Sort.WORD, Sort.ORG, Sort.FIRM, Sort.TIME):
            return []
    return []


def _behind_colon(sentence: Sentence, node: Node) -> list[Person]:
    """ "Three people have left: X, Y and Z"."""
    behind = [n for n in sentence.nodes if n.start > node.start]
    for one, other in pairwise(behind):
        if one.sort is Sort.PERSON or one.low in term("word", "staying"):
            return []
        if one.sort is Sort.COLON:
            counted = node.low in term("role", "staff") | _COUNTS or node.low == "those"
            another = sentence.items[node.first].low in _ONE_MORE and other.plural is False
            several = node.plural or node.new or _is_sought(sentence, node) or counted or another
            return listed_from(sentence, other) if several and other.sort is Sort.PERSON else []
    return []


def listed_from(sentence: Sentence, node: Node) -> list[Person]:
    """Everybody of a list that starts with `node`: "X, who worked on A, *and Y, an engineer*"."""
    acting = {id(clause.subject) for clause in sentence.clauses if clause.marker != "who" and not clause.nominal}
    return [person for each in list_from(sentence.nodes, sentence.items, node, acting) for person in each.people]


def _is_sought(sentence: Sentence, node: Node) -> bool:
    """ "Has found a chief executive: X"."""
    return any(c.object is node and c.verb.low in ("finds", "found") for c in sentence.clauses)


def _pronoun(sentence: Sentence, word: str, node: Node, clause: Clause) -> list[Person]:
    if word in _REFLEXIVE and node is not clause.subject:
        return people_meant(sentence, clause.subject, clause)
    if word in _SPEAKER:
        name = speaker(sentence, node)
        return [sentence.context.person(name)] if name else []
    least = _PLURAL.get(word, 1)
    unnamed = _unnamed_before(sentence, node) if least > 1 else None
    if unnamed is not None:
        return _identified(sentence, unnamed, clause)
    inside = _inside(sentence, node, clause, least)
    if inside:
        return [Person(p.name, p.posts, p.strength, referred=True) for p in inside]
    ahead = _ahead(sentence, node, clause) if least == 1 else []
    named = sentence.context.before(sentence.start, least=least)
    if least > 1 and any(item.low == "first" for item in sentence.items[node.first : node.last]):
        named = named[:least]  # "the first two went to A"
    if least == 1 and named and word in _GENDERS:
        named = (_told_apart(sentence, word, named[0]),)
    before = [sentence.context.person(name) for name in named]
    by_then = [node.low for node in sentence.nodes[:2]] == ["by", "time"]  # "by the time she left"
    return (ahead if clause.marker or by_then else before) or before or ahead


def _unnamed_before(sentence: Sentence, node: Node) -> Node | None:
    """ "*Several researchers* announced their departure": whom nobody names."""
    subjects = (c.subject for c in sentence.clauses if c.subject is not None and c.subject.start < node.start)
    last = max(subjects, key=lambda n: n.start, default=None)
    if last is None or last.sort not in (Sort.POST, Sort.WORD):
        return None
    return last if last.plural or last.low in term("role", "staff") | _COUNTS else None


def _told_apart(sentence: Sentence, word: str, name: str) -> str:
    """ "She" was this person a moment ago, so "he" is the one named beside."""
    mine, other = ("f", "m") if word in ("she", "her") else ("m", "f")
    held = sentence.context.meant.get(other)
    if held is not None and held[0] == name and sentence.start - held[1] < _APART:
        name = sentence.context.the_other(name) or name
    sentence.context.meant[mine] = (name, sentence.start)
    return name


def _told_behind(sentence: Sentence, node: Node) -> list[Person]:
    """ "Her last day is Friday, X wrote" """
    told = [c.subject for c in sentence.clauses if c.verb.low in term("word", "telling") and c.subject is not None]
    return next((n.people[:1] for n in told if n.sort is Sort.PERSON and n.start > node.start), [])


def _ahead(sentence: Sentence, node: Node, clause: Clause) -> list[Person]:
    """ "Months after *he* left A, X is back", "he left A, and now X quits B": the subject of a clause behind.

    But "following *his* departure, Y will lead the company": who takes a place is not who made it free.
    """
    behind = [c for c in sentence.clauses if c.index > clause.index and c.marker != "who" and not c.nominal]
    unsaid = clause.nominal and not clause.oblique("from")
    subjects = [c.subject for c in behind if not (unsaid and (_succeeds(c) or _heads(c)))]
    named = next((n for n in subjects if n is not None and n.sort in (Sort.PERSON, Sort.POST)), None)
    return named.people[:1] if named is not None and named.start > node.start else _told_behind(sentence, node)


def _who_told(sentence: Sentence, node: Node) -> Iterator[int]:
    """ "Y told *her* that *she* was fired": she is not Y."""
    gender = next((pair for pair in (("she", "her"), ("he", "him", "his")) if node.low in pair), ())
    for clause in sentence.clauses:
        told = clause.object
        if told is not None and told.sort is Sort.PRONOUN and told.low in gender and told.start < node.start:
            yield id(clause.subject)


def _inside(sentence: Sentence, node: Node, clause: Clause, least: int) -> list[Person]:
    """People named before a pronoun in its own sentence: the subject of a clause before, else the nearest."""
    own = {id(clause.subject), id(clause.object), *_who_told(sentence, node)} - {id(node)}
    subjects = [c.subject for c in sentence.clauses if c.index < clause.index and c.subject is not None]
    near = [n for n in sentence.nodes if n.start < node.start]
    if clause.nominal and clause.governor is not None and _succeeds(clause.governor):
        subjects = []  # "Y took over from X after *his* ouster"
    if clause.marker == "to" and node is clause.object:
        subjects = []  # "voted to oust X, only to reinstate *him*"
    for candidate in (*reversed(subjects), *reversed(near)):
        named = candidate.sort is Sort.PERSON or candidate.sort is Sort.FIRM  # "X's company": X
        eligible = named and candidate.start < node.start and id(candidate) not in own
        if eligible and len(candidate.people) >= least:
            return candidate.people if least > 1 else candidate.people[:1]
    return []


def speaker(sentence: Sentence, node: Node) -> str | None:
    """Whose words "I" are in: the name before a colon, the one that signs behind a dash, or the letter's author."""
    colons = (k for k, other in enumerate(sentence.nodes) if other.sort is Sort.COLON and other.start < node.start)
    for k in reversed(list(colons)):
        telling = [c.subject for c in sentence.clauses if c.index < k and c.marker != "who"]
        named = [n for n in telling if n is not None and n.sort is Sort.PERSON] or [
            n for n in sentence.nodes[:k] if n.sort is Sort.PERSON
        ]
        if named:
            return named[-1].people[-1].name
        told = next((p for c in sentence.clauses if c.index < k for p in _meant_by_subject(sentence, c)), None)
        if told is not None:
            return told.name  # "*She* wrote: my last day at A"
    for k in range(len(sentence.nodes) - 1, max(0, len(sentence.nodes) - 8), -1):
        if sentence.nodes[k].sort is Sort.PERSON and sentence.nodes[k - 1].sort is Sort.DASH:
            return sentence.nodes[k].people[0].name
    for clause in sentence.clauses:
        if clause.verb.low in term("word", "telling") and clause.verb.start > node.start:
            who = [n for n in (clause.subject, clause.object) if n is not None and n.sort is Sort.PERSON]
            told = who[0].people[0] if who else next(iter(_meant_by_subject(sentence, clause)), None)
            if told is not None:
                return told.name
    return sentence.turn or sentence.context.author or sentence.context.teller_near(sentence.start)


def _meant_by_subject(sentence: Sentence, clause: Clause) -> list[Person]:
    """ "My last day at A," *she wrote*: where the words name a lab, as "I walked out" does not."""
    node = clause.subject
    if all(other.org is None or not other.org.lab for other in sentence.nodes):
        return []
    told = node is not None and node.low in ("he", "she") and clause.verb.low in term("word", "telling")
    return _pronoun(sentence, node.low, node, clause) if told and node is not None else []


def _holder(sentence: Sentence, node: Node) -> list[Person]:
    """ "The researcher", "OpenAI's chief scientist": who holds the post, or the person named before."""
    post = node.post
    assert post is not None
    if node.plural:
        return []
    definite = sentence.items[node.first].low in ("the", "this", "its") or post.org is not None
    another = sentence.items[node.first].low == "another"
    if not definite or another or (sentence.title and any(item.low == "another" for item in sentence.items)):
        # "One co-founder joins A, another rests": who is which the posts do not tell.
        silent = definite or sentence.title
        taken_up = None if silent else sentence.context.taken_up_behind(sentence.end, post.role or "")
        return [_in_post(sentence, taken_up, post)] if taken_up is not None else []
    if post.role:
        held = sentence.context.holder(post.role, post.org)
        if held and (vague(post.role) < 2 or sentence.context.is_named_by(sentence.start, held)):
            return [_in_post(sentence, held, post)]
    meant = sentence.context.meant_by_headline(post.role) if sentence.title and post.role else None
    # "A has made X its chief. *The former B engineer* came in 2019. Y, ...": X.
    before_it = post.standing is Standing.WAS and definite and sentence.context.before(sentence.start)
    named = sentence.context.introduced_behind(sentence.end, post.role) if post.role and not before_it else None
    for name in (meant, named):
        if name is not None and _may_hold(sentence, name, post):
            return [_in_post(sentence, name, post)]
    told = post.org is not None or vague(post.role or "") > 1  # "the former safety researcher"
    if _bare(sentence, node) or (told and sentence.items[node.first].low == "the"):
        acting = [c.subject for c in sentence.clauses if c.subject is not None and c.marker != "who"]
        here = {p.name for n in acting for p in n.people}  # "X took over after A hired *the founder*"
        before = (name for name in sentence.context.before(sentence.start) if name not in here)
        return [_in_post(sentence, name, post) for name in before if _may_hold(sentence, name, post)]
    return []


def _in_post(sentence: Sentence, name: str, post: Post) -> Person:
    person = sentence.context.person(name)
    person.posts.append(post)
    return person


def _may_hold(sentence: Sentence, name: str, post: Post) -> bool:
    """ "The Tesla chief" is whoever was named before, unless the article says where else they work."""
    known = [p.org for p in sentence.context.posts(name) if p.org is not None and p.standing is not Standing.WAS]
    once = post.standing is Standing.WAS
    return post.org is None or once or not known or any(org.id == post.org.id for org in known)


def _bare(sentence: Sentence, node: Node) -> bool:
    """ "The researcher", "the executive": no more than that."""
    return node.last - node.first == 2 and sentence.items[node.first].low == "the"
