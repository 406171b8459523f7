"""Whom a sentence is about, for the 他 and 她 of the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from crawler.match.chinese.parties import Mark, is_related, parties
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene


def goes_on(one: Scene, topic: Person | None) -> bool:
    """True where a sentence speaks on of `topic` as 他: a name after the pronoun is another's."""
    if topic is None:
        return False
    until = next((p.start for p in _plain(one)), len(one.text))  # after a name, 他 mostly means its bearer
    he = phrase("third_person").search(one.text, 0, until) or phrase("to_him").search(one.text)
    return he is not None


def topic_after(
    one: Scene,
    movers: Sequence[Person],
    known: Person | None,
    topic: Person | None,
    full_name: Callable[[str], str],
    *,
    speaks_on: bool,
) -> Person | None:
    """Who moved, else whom the sentence is about (`known` moved earlier), but nobody only named beside 他.

    It is nobody where the sentence only says whose brother someone is: 他是X的哥哥.
    """
    if not one.people and not movers:
        return topic
    plain = _plain(one)
    if movers and plain and phrase("post_of_theirs").match(one.text, plain[0].end):
        return plain[0]  # X的工作交由Y负责: 他 will mean X
    if movers:
        return movers[-1]
    relatives = {full_name(p.name) for p in one.people if is_related(one, p)}
    only_relatives = bool(relatives) and all(full_name(p.name) in relatives for p in one.people)
    if only_relatives and (not speaks_on or (topic and full_name(topic.name) in relatives)):
        return None
    return topic if speaks_on else known or next(iter(plain), topic)


def _plain(one: Scene) -> list[Person]:
    return [party.people[0] for party in parties(one) if party.mark is Mark.PLAIN]
