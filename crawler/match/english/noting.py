"""What a sentence leaves in its document's context: who is named where and how, who tells, which lab it is about."""

from __future__ import annotations

from dataclasses import replace

from crawler.match.english.clauses import Clause
from crawler.match.english.context import Named
from crawler.match.english.entries import is_entry
from crawler.match.english.founders import founders_told
from crawler.match.english.items import Post, Sort
from crawler.match.english.nodes import Node
from crawler.match.english.passing import labs_in_passing
from crawler.match.english.sentence import Sentence
from crawler.match.english.told_posts import keep_told_posts
from crawler.match.english.words import frames, term

_REACTING = frozenset(
    "thank thanks thanked praise praises praised congratulate congratulates congratulated wish wishes wished defend "
    "defends defended offers offered".split()
)


def note(sentence: Sentence) -> None:
    """Note who is named where, and the posts told of them."""
    context = sentence.context
    _place_announced(sentence)
    _place_gone(sentence)
    _note_people(sentence)
    if is_entry(sentence):
        context.entries.add(sentence.start)
    topic = sentence.clauses[0].subject if sentence.clauses else None
    if topic is not None and topic.sort is Sort.ORG and topic.org is not None and topic.org.lab:
        context.orgs.add_topic(sentence.start, sentence.end, topic.org)
    for clause in sentence.clauses:
        told = [n for n in (clause.subject, clause.object) if n is not None and n.sort is Sort.PERSON]
        if told and clause.verb.low in term("word", "writing"):
            context.tellers.append((clause.verb.start, told[0].people[0].name))
    context.orgs.pass_over(labs_in_passing(sentence))
    keep_told_posts(sentence)
    for person, org in founders_told(sentence):
        context.founded.setdefault(context.full(person.name), []).append(org)


def _note_people(sentence: Sentence) -> None:
    """The posts of everybody who is named, and how each name stands, subjects last."""
    context, clauses = sentence.context, sentence.clauses
    named = [node for node in sentence.nodes if node.sort is Sort.PERSON]
    for node in (*named, *(node for node in sentence.nodes if node.sort is Sort.FIRM)):  # "A's former CTO X's startup"
        for person in node.people:
            context.note(person.name, person.posts)
    subjects = {id(clause.subject) for clause in clauses}
    reacting = {id(c.subject) for c in clauses if c.verb.low in _REACTING or _moves_others(c)}
    asides = {id(node) for clause in clauses if not _hands_over(clause) for _, node in clause.obliques}
    for node in sorted(named, key=lambda n: (id(n) in subjects, -n.start)):
        introduced = node is sentence.nodes[0] and len(node.people) == 1 and _is_introduced(sentence)
        context.add_place(
            Named(
                sentence.start,
                sentence.end,
                tuple(person.name for person in node.people),
                leads=id(node) in subjects,
                aside=id(node) in asides,
                introduced=introduced,
                reacts=id(node) in reacting or _writes_post(sentence, node),
                taken_up=introduced and sentence.items[0].low == "the",
            )
        )


def _writes_post(sentence: Sentence, node: Node) -> bool:
    """ "*Ann Lee @annlee* wow": whoever writes the post, not whom it is about."""
    behind = sentence.items[node.last : node.last + 1]
    return not sentence.title and bool(behind) and behind[0].text.startswith("@")


def _place_announced(sentence: Sentence) -> None:
    """ "A said that *CEO X* has left": its own, as no other firm is told."""
    for clause in sentence.clauses:
        teller = clause.subject if clause.verb.low in term("word", "telling") else None
        if teller is None or teller.sort is not Sort.ORG or teller.org is None or not teller.org.lab:
            continue
        behind = (node for node in sentence.nodes[clause.index + 1 : clause.index + 3] if node.is_noun)
        named = next(behind, None)
        for person in named.people if named is not None and named.sort is Sort.PERSON else ():
            person.posts = [replace(p, org=teller.org) if p.role and not (p.org or p.firm) else p for p in person.posts]


def _place_gone(sentence: Sentence) -> None:
    """ "*With X gone* to B, *A has* no head of safety": X was A's."""
    if not sentence.nodes or sentence.nodes[0].low != "with" or len(sentence.nodes) < 3:
        return
    gone, verb = sentence.nodes[1:3]
    behind = (c.subject for c in sentence.clauses if c.subject is not None and c.subject.start > verb.end)
    main = next(behind, None)
    leaves = gone.sort is Sort.PERSON and verb.low in ("gone", "off", "out", "leaving", "departing")
    if leaves and main is not None and main.sort is Sort.ORG and main.org is not None and main.org.lab:
        for person in gone.people:
            if person.employer() is None:
                person.posts.append(Post(None, main.org))


def _moves_others(clause: Clause) -> bool:
    """ "X *has hired* aggressively": whoever hires or dismisses is not who moves."""
    active = not clause.passive and not clause.nominal and (clause.object is not None or bool(clause.verb.helpers))
    acts = [form.act for form in clause.verb.forms if form.act != "introduce"]
    return active and any(frames()[act].mover[:1] == ("either",) for act in acts)


def _hands_over(clause: Clause) -> bool:
    """ "The reins pass to *X*": whom the text then goes on about."""
    thing = clause.subject is not None and clause.subject.sort is Sort.WORD
    return thing and "handover" in clause.verb.acts


def _is_introduced(sentence: Sentence) -> bool:
    """ "X, who ...", "X, 44, ...", "X, its head of research, ...", but not "another researcher, X,"."""
    first = sentence.nodes[0]
    behind = [node.sort for node in sentence.nodes[1:3]]
    another = sentence.items[first.first].low == "another"
    aged = sentence.items[first.last - 1].low.isdigit()
    return not another and (bool(first.people[0].posts) or aged or behind == [Sort.COMMA, Sort.REL])
