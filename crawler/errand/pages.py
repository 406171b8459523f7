"""What a page that was read means: decided against what is known, and stored."""

from __future__ import annotations

from crawler.audience import Audience
from crawler.decide.article import decide_article
from crawler.errand.run import RunContext
from crawler.errand.tally import Tally
from crawler.errand.visits import Visits
from crawler.model import Article, Decision, Keep, Outcome, Page, Rejected, Verdict
from crawler.reading import Reading
from crawler.text.fingerprint import fingerprint
from crawler.text.urls import canonical_url


class Pages:
    """The pages of one source in one run; `first` is its first crawl, whose backlog is no news."""

    def __init__(self, context: RunContext, visits: Visits, tally: Tally, *, first: bool) -> None:
        self._context, self._visits, self._tally, self._first = context, visits, tally, first

    def keeps(self, page: Page) -> Keep:
        """Of an article that is stored, the next text is too, also where it tells of no move any more."""
        keep, text_hash = self._context.keep, self._context.store.text_hash
        return Keep.SCREENED if keep is Keep.FLAGGED and text_hash(canonical_url(page.asked_url)) else keep

    def keep(self, page: Page, reading: Reading) -> tuple[Decision, ...]:
        """Decide what a page means, and store it; of the page itself its body is not needed. Gives what is news."""
        article, passed = reading.article, reading.screening.passed
        if not passed:
            self._tally.sizes.append(reading.size)
        if article is None or (isinstance(article, Rejected) and not passed):
            self._visits.nothing(page, Outcome.SCREENED_OUT, mark=reading.mark)
        elif isinstance(article, Rejected):
            self._tally.refused[article.reason] += 1
            self._visits.nothing(
                page, Outcome.REJECTED, detail=": ".join(filter(None, (article.reason, article.detail)))
            )
        elif self._context.store.is_known(article):
            self._visits.same_text(page)
        else:
            return self._keep_article(page, article, reading)
        return ()

    def _keep_article(self, page: Page, article: Article, reading: Reading) -> tuple[Decision, ...]:
        context, passed = self._context, reading.screening.passed
        outcome = Outcome.MATCHED if reading.mentions else Outcome.NO_MOVE if passed else Outcome.SCREENED_OUT
        if not reading.mentions and context.keep is Keep.FLAGGED and context.store.text_hash(article.url) is None:
            self._visits.nothing(page, outcome, mark=fingerprint(article.text_hash))
            return ()
        news = self._decided(page, article, reading, outcome)
        for decision in news:
            context.progress.decided(decision)
        self._visits.done(page.asked_url, outcome)
        return news

    def _decided(self, page: Page, article: Article, reading: Reading, outcome: Outcome) -> tuple[Decision, ...]:
        context, store, now = self._context, self._context.store, self._context.clock()
        visit = self._visits.visit(page.asked_url, outcome, link=page.announced, status=page.status)
        with store.together():  # a person may judge a move meanwhile
            mentions = reading.mentions
            known, spoken_of = store.known_moves(mentions), store.spoken_of(article.url)
            doubted = store.doubted(mentions, known)
            heard = store.letters.heard((*known, *(case.move for case in doubted)))
            audience = Audience(policies=context.policies, heard=heard)
            decisions = decide_article(article, mentions, known, now, audience, self._first, spoken_of, doubted)
            store.apply(
                article, mentions, decisions, visit, context.run, now, context.recheck, words=reading.words
            )  # fmt: skip
        return tuple(decision for decision in decisions if decision.verdict is not Verdict.SAME)
