"""Who is told: is this fresh, asked for and strong enough, and does it take the reader further than the last letter?"""

from __future__ import annotations

from datetime import datetime, timedelta

from crawler.decide.status import RANK
from crawler.decide.timing import is_recap
from crawler.model import AlertPolicy, Article, Mention, Move, Status, Verdict

FIRST_CRAWL_NEWS = timedelta(hours=24)  # what a first crawl still takes for news; the rest is backlog


def asked_for(mention: Mention, article: Article, now: datetime, policy: AlertPolicy, first_crawl: bool) -> bool:
    """Fresh, about what the policy asks for, strong enough, and from an article that is still news."""
    if mention.kind not in policy.kinds or mention.score < policy.least_score:
        return False
    if policy.labs and mention.lab_id not in policy.labs:
        return False
    if mention.certainty.rank < policy.least_certainty.rank or is_recap(mention, article):
        return False
    if article.published is None or article.published - now > timedelta(days=1):
        return not first_crawl
    return now - article.published <= (min(policy.longest_age, FIRST_CRAWL_NEWS) if first_crawl else policy.longest_age)


def is_new_to_reader(verdict: Verdict, known: Move | None, after: Move, denial: bool, young: bool) -> bool:
    """True where this takes the reader further than the letters before it."""
    if known is None:
        return not denial and after.status is not Status.REVERSED
    if denial:
        return verdict is Verdict.DENIED and known.alerted
    if verdict is Verdict.CONFIRMED and (not known.alerted or known.status in (Status.RUMORED, Status.DENIED)):
        return True
    # Only a recap, a weak sentence or a first crawl's backlog spoke of it, and no letter did: still news while young.
    return not known.alerted and young and known.status in RANK
