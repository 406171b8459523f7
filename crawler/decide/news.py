"""Who is told: is this fresh, asked for and strong enough, and does it take the reader further than the last letter?"""

from __future__ import annotations

from datetime import datetime, timedelta

from crawler.audience import AlertPolicy, Audience
from crawler.decide.status import RANK
from crawler.decide.timing import is_recap, told_at
from crawler.model import Article, Decision, Mention, Move, Status, Verdict
from crawler.text.people import same_people

FIRST_CRAWL_NEWS = timedelta(hours=24)  # what a first crawl still takes for news; the rest is backlog


def who_is_told(
    mention: Mention,
    article: Article,
    audience: Audience,
    now: datetime,
    *,
    verdict: Verdict,
    known: Move | None,
    after: Move,
    first_crawl: bool,
) -> frozenset[str]:
    """The names of those who asked for such news, and whom this takes further than what they have heard.

    Nobody is told of a move that a person dismissed.
    """
    if not after.stands:
        return frozenset()
    heard = audience.heard.get(known.key, frozenset()) if known else frozenset()
    return frozenset(
        name
        for name, policy in audience.policies.items()
        if asked_for(mention, article, now, policy, first_crawl)
        and is_new_to_reader(
            verdict, known, after, mention.negated, heard=name in heard, young=_young(known, article, now, policy)
        )
    )


def who_heard(
    decision: Decision, article: Article, audience: Audience, now: datetime, *, first_crawl: bool
) -> frozenset[str]:
    """The names of those who heard of the decision's move and asked for such news: whom a correction is owed."""
    return frozenset(
        name
        for name in audience.heard.get(decision.move.key, frozenset())
        if (policy := audience.policies.get(name)) and asked_for(decision.mention, article, now, policy, first_crawl)
    )


def _young(known: Move | None, article: Article, now: datetime, policy: AlertPolicy) -> bool:
    return known is None or told_at(article, now) - known.first_reported_at <= policy.longest_age


def asked_for(mention: Mention, article: Article, now: datetime, policy: AlertPolicy, first_crawl: bool) -> bool:
    """Fresh, about what the policy asks for, strong enough, and from an article that is still news."""
    if mention.kind not in policy.kinds or mention.score < policy.least_score:
        return False
    if policy.labs and mention.lab_id not in policy.labs:
        return False
    if policy.people and not any(same_people([name], (mention.person, *mention.spellings)) for name in policy.people):
        return False
    if mention.certainty.rank < policy.least_certainty.rank or is_recap(mention, article):
        return False
    if article.published is None or article.published - now > timedelta(days=1):
        return not first_crawl
    return now - article.published <= (min(policy.longest_age, FIRST_CRAWL_NEWS) if first_crawl else policy.longest_age)


def is_new_to_reader(
    verdict: Verdict, known: Move | None, after: Move, denial: bool, *, heard: bool, young: bool
) -> bool:
    """True where this takes a reader further who has `heard` of the move, or has not."""
    if known is None:
        return not denial and after.status not in (Status.REVERSED, Status.DENIED)
    if denial:
        return verdict is Verdict.DENIED and heard
    if verdict is Verdict.CONFIRMED and (not heard or known.status in (Status.RUMORED, Status.DENIED)):
        return True
    # Only a recap, a weak sentence or a first crawl's backlog spoke of it, and no letter did: still news while young.
    return not heard and young and known.status in RANK
