"""What keeps us welcome: asking only for what is due, only if changed, and waiting when told to.

The time between two requests to one host is the user's setting or what its robots.txt asks for; Retry-After and the
answers 429 and 503 stop that host for as long as it asks, up to `LONGEST_WAIT`, and for the rest of the run beyond it.
"""

from __future__ import annotations

import random
from asyncio import Lock, Semaphore, sleep
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from time import monotonic
from typing import Protocol

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached
from twisted.internet.defer import Deferred

from crawler.model import Link, Outcome, Visit
from crawler.text.fingerprint import fingerprint

LONGEST_WAIT = 30.0  # seconds we wait inside a run; a host that asks for more is left alone until the next run
LONGEST_CRAWL_DELAY = 30.0  # seconds between requests; 86400, as some sites write, would mean never
PART_OF_PAGE = "labmoves_part_of_page"  # in a request's meta: a page that is drawn asks for it, see spiders/render.py
FIRST_PAUSE = 2.0  # seconds after a 429 or 503 without Retry-After, doubled with every further one
SHORTEST_BACKOFF, LONGEST_BACKOFF = timedelta(hours=1), timedelta(days=2)
ASKS_TO_WAIT = frozenset({429, 503})


def due(link: Link, visit: Visit | None, now: datetime) -> bool:
    """True where an announced article should be fetched in this run.

    A new address is; so is one whose announced headline changed. A failed one is again after an hour, doubled with each
    failure in a row up to two days. All else was read once; what matched is looked at again by a schedule of its own.
    """
    if visit is None:
        return True
    if visit.outcome is Outcome.FAILED:
        wait: timedelta = SHORTEST_BACKOFF * 2 ** min(max(visit.failures - 1, 0), 6)
        return now >= visit.fetched_at + min(wait, LONGEST_BACKOFF)
    return bool(link.title and visit.title_mark and fingerprint(link.title) != visit.title_mark)


class Validators(Protocol):
    """What a server said of the version that it sent: a visit has it, and a task of a worker."""

    @property
    def etag(self) -> str | None: ...

    @property
    def last_modified(self) -> str | None: ...


def conditional_headers(known: Validators | None) -> dict[str, str]:
    """What makes the server answer 304 where nothing changed since what is `known`."""
    headers = {}
    if known is not None and known.etag:
        headers["If-None-Match"] = known.etag
    if known is not None and known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def retry_after(value: str, now: datetime) -> float | None:
    """Seconds that a Retry-After header asks for (a number or an HTTP date); None where it cannot be read."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return None
    return max(0.0, (moment - now).total_seconds())


class LeftAloneError(IgnoreRequest):
    """A host wants no request for longer than this run would wait."""


class Traffic:
    """When each host may be asked again, what it allows, and how much may be under way: one for all spiders of a run.

    Sources share hosts (an aggregator leads to everybody), and each spider has a downloader of its own, which knows
    nothing of the others'.
    """

    def __init__(self, delay: float = 0.0, at_once: int = 8) -> None:
        self._delay = delay
        self._asked_for: dict[str, float] = {}  # seconds between two requests, by robots.txt
        self._next: dict[str, float] = {}
        self._paused: dict[str, float] = {}
        self.robots: dict[str, RobotParser | Deferred[RobotParser | None] | None] = {}  # by host, as Scrapy keeps them
        self.robots_failing: dict[str, str] = {}  # host → why it could not say what it allows
        self.robots_asking: defaultdict[str, Lock] = defaultdict(Lock)
        self.slots = Semaphore(at_once)

    async def turn(self, host: str) -> None:
        """Wait until the host may be asked; LeftAloneError where it wants to be left alone for longer than we wait."""
        while (wait := max(self._next.get(host, 0.0), self._paused.get(host, 0.0)) - monotonic()) > 0:
            if (paused := self._paused.get(host, 0.0) - monotonic()) > LONGEST_WAIT:
                raise LeftAloneError(f"{host} asked to be left alone for {paused:.0f} s")
            await sleep(wait)  # then look again: another may have taken the turn, or the host may want a pause
        self._next[host] = monotonic() + self._gap(host)

    def slow_down(self, host: str, delay: float) -> None:
        """Leave at least so many seconds between two requests to the host, up to `LONGEST_CRAWL_DELAY`."""
        self._asked_for[host] = min(delay, LONGEST_CRAWL_DELAY)

    def pause(self, host: str, seconds: float) -> None:
        """Leave the host alone for so long, also for those that wait for their turn."""
        self._paused[host] = max(self._paused.get(host, 0.0), monotonic() + seconds)

    def paused(self, host: str) -> float:
        """For how many seconds from now the host wants to be left alone; at most a little below 0 where it does not."""
        return self._paused.get(host, 0.0) - monotonic()

    def _gap(self, host: str) -> float:
        """Seconds to the next request: ours, give or take half, and never less than robots.txt asks for."""
        return max(self._delay * random.uniform(0.5, 1.5), self._asked_for.get(host, 0.0))  # noqa: S311 - no secret


class HostPause:
    """Downloader middleware: each request waits for its host's turn; what answers and robots.txt ask for is kept."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._alone = Traffic()
        crawler.signals.connect(self._slow_down, signal=signals.robots_parsed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> HostPause:
        return cls(crawler)

    @property
    def _traffic(self) -> Traffic:
        """That of the run; a spider run by hand has the roads to itself."""
        return getattr(self._crawler.spider, "traffic", None) or self._alone

    async def process_request(self, request: Request) -> None:
        """Wait until the host is free; LeftAloneError where that is too long for this run.

        What a page's scripts ask for belongs to the page, for which its host was asked already.
        """
        if request.meta.get(PART_OF_PAGE):
            return
        await self._traffic.turn(urlparse_cached(request).netloc)

    def process_response(self, request: Request, response: Response) -> Response:
        """Note how long the host wants to be left alone."""
        if response.status in ASKS_TO_WAIT:
            header = (response.headers.get("Retry-After") or b"").decode("latin-1")
            asked = retry_after(header, self._now(response)) if header else None
            wait = FIRST_PAUSE * 2 ** request.meta.get("retry_times", 0) if asked is None else asked
            self._traffic.pause(urlparse_cached(request).netloc, wait)
            if wait > LONGEST_WAIT:
                request.meta["dont_retry"] = True
        return response

    @staticmethod
    def _now(response: Response) -> datetime:
        """The server's own time, against which its Retry-After date is meant; else the epoch, which asks for much."""
        try:
            said = parsedate_to_datetime((response.headers.get("Date") or b"").decode("latin-1"))
        except ValueError:
            return datetime.fromtimestamp(0, UTC)
        return said if said.tzinfo else said.replace(tzinfo=UTC)

    def _slow_down(self, robotparser: RobotParser, request: Request) -> None:
        delay = robotparser.crawl_delay(self._crawler.settings["USER_AGENT"])
        if delay:
            self._traffic.slow_down(urlparse_cached(request).netloc, delay)
