"""Posts that a clause tells of: "X served as VP at A", "who ran safety at A", "before joining A, X worked at B"."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.match.english.clauses import Clause
from crawler.match.english.items import Org, Post, Sort, Standing, spelled
from crawler.match.english.nodes import Node
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.people_meant import people_meant
from crawler.match.english.sentence import Sentence
from crawler.match.english.verbs import is_be
from crawler.match.english.words import term

_NO_PART_OF_POST = (Sort.ARTICLE, Sort.HIS, Sort.ORG, Sort.CLITIC)


def keep_told_posts(sentence: Sentence) -> None:
    """ "X previously served as VP at OpenAI", "who was CTO of Stripe", "X is head of research at A"."""
    for clause in sentence.clauses:
        if clause.subject is None or clause.nominal:
            continue
        if (here := _come_to(sentence, clause)) is not None:
            for person in people_meant(sentence, clause.subject, clause):
                sentence.context.note(person.name, [Post(None, here)])
        if _stays_on(clause):
            people = people_meant(sentence, clause.subject, clause)
            sentence.context.staying.update(sentence.context.full(p.name) for p in people)
        if not _tells_post(clause.verb):
            continue
        places = [org_meant(sentence, node) for node in clause.oblique("at", "with") if node.sort is Sort.FIRM]
        led = clause.verb.low in term("word", "leading") and {"has", "have"} & set(clause.verb.helpers)
        if led and clause.object is not None and clause.object.owner == "its":  # "has run its sales since May"
            places.append(sentence.context.orgs.before(sentence.start))
        nodes = [clause.object, *clause.oblique("as", "at", "with", "for")]
        if clause.verb.low in ("worked", "works"):  # "who worked on Siri": at Apple
            nodes += [n for n in clause.oblique("on") if n.org is not None and n.org.how in ("product", "unit")]
        post = _told_post(clause.verb, nodes, _led(sentence, clause), places)
        taken_up = any(n is not None and n.new for n in (clause.subject, clause.object)) or _is_now(sentence, clause)
        if post is not None and not taken_up and clause.marker != "to" and "will" not in clause.verb.helpers:
            for person in people_meant(sentence, clause.subject, clause):
                sentence.context.note(person.name, [post])
                if (
                    post.standing is Standing.WAS
                    and post.org is not None
                    and not _came_before(sentence, clause, post.org)
                ):
                    sentence.context.served.setdefault(person.name, []).append(post.org)


def _came_before(sentence: Sentence, clause: Clause, org: Org) -> bool:
    """ "Joined A in 2016 and *served as its head*": that post is no reason to call the joining a return."""
    joins = (c for c in sentence.clauses if c.index < clause.index and "join" in c.verb.acts)
    return any(c.object is not None and c.object.org is not None and c.object.org.id == org.id for c in joins)


def _come_to(sentence: Sentence, clause: Clause) -> Org | None:
    """ "*Before joining A*, X worked at B", on no day: X is at A."""
    joins = clause.marker == "before" and "join" in clause.verb.acts
    org = clause.object.org if joins and clause.object is not None and clause.object.sort is Sort.ORG else None
    dated = any(node.sort is Sort.TIME for node in sentence.nodes[clause.index + 2 : clause.index + 4])
    return org if org is not None and org.lab and not dated else None


def _led(sentence: Sentence, clause: Clause) -> str | None:
    """ "Who ran the alignment group": head of it."""
    node = clause.object
    if node is None or node.sort in (Sort.PERSON, Sort.PRONOUN):
        return None
    led = spelled(i for i in sentence.items[node.first : node.last] if i.sort not in _NO_PART_OF_POST)
    return f"head of {led}" if led else None


def _stays_on(clause: Clause) -> bool:
    """ "Will stay on as an adviser", "remains with the company"."""
    negated = {"not", "n't", "never", "no"} & set(clause.verb.helpers)
    if clause.verb.low == "being" and clause.marker == "to" and clause.governor is not None:
        return clause.governor.verb.low.startswith(("go", "return"))  # "will go back to being general counsel"
    return clause.verb.low in term("word", "staying") and not negated and any(clause.oblique("as", "with", "at", "on"))


def _tells_post(verb: Node) -> bool:
    return is_be(verb) or verb.low in term("word", "serving")


def _told_post(verb: Node, nodes: Sequence[Node | None], led: str | None, places: Sequence[Org | None]) -> Post | None:
    role = next((n.post.role for n in nodes if n is not None and n.post is not None), None)
    org = next((o for n in nodes if n is not None and (o := n.org) is not None), next(iter(places), None))
    if role is None and org is None and not (led and verb.low in term("word", "leading")):
        return None
    if role is None and verb.low in term("word", "leading") and nodes[0] is not None:
        role = led
    past = verb.low in ("was", "were", "served", "worked", "spent") or {"had", "previously", "formerly", "once"} & set(
        verb.helpers
    )
    there = {"has", "already"} & set(verb.helpers)  # "had already been at B for months"
    return Post(role, org, Standing.WAS if past and not there else Standing.NOW)


def _is_now(sentence: Sentence, clause: Clause) -> bool:
    """ "Now X is its head of research": the post is the news."""
    return sentence.nodes[0].low == "now" and "become" in clause.verb.acts
