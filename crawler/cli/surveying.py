"""How `labmoves sources test` and `add` reach the web; apart, so that listing never waits for Scrapy."""

from __future__ import annotations

from crawler.cli.session import Session
from crawler.crawl import fetch_one, run_in_reactor
from crawler.model import Page, Source
from crawler.survey import Fetch, SourceSurvey, propose, survey
from spiders.politeness import Traffic


def survey_source(session: Session, source: Source) -> SourceSurvey:
    """`survey` over the real web; blocks."""
    return run_in_reactor(lambda: survey(source, _fetching(session, source.render), session.settings.layouts_folder))


def propose_source(session: Session, url: str, source_id: str | None) -> SourceSurvey:
    """`propose` over the real web; blocks. Raises as it does."""
    return run_in_reactor(
        lambda: propose(url, _fetching(session), session.settings.layouts_folder, source_id=source_id)
    )


def _fetching(session: Session, render: bool = False) -> Fetch:
    """A survey asks one host for its places, robots.txt and an article: at the pace of a crawl."""
    traffic = Traffic(session.settings.crawl.delay, session.settings.crawl.concurrency)

    async def fetch(url: str) -> Page:
        return await fetch_one(url, session.settings, clock=session.now, traffic=traffic, render=render)

    return fetch
