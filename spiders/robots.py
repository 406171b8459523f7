"""robots.txt as RFC 9309 has it: where a server cannot say what it allows, nothing is fetched from it."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from spiders.answers import in_words
from spiders.politeness import ASKS_TO_WAIT, LeftAloneError, Traffic

MOST_BYTES = 500 * 1024  # section 2.5; of 8 MB the rules would hold the event loop for seconds, and again for each page


def whole_lines(body: bytes) -> bytes:
    """A robots.txt up to `MOST_BYTES`, less a last line that would be cut off: half a path closes too much."""
    if len(body) <= MOST_BYTES:
        return body
    head = body[:MOST_BYTES]
    return head[: max(head.rfind(b"\n"), head.rfind(b"\r")) + 1]


class StrictRobots(RobotsTxtMiddleware):
    """Scrapy's own, but asked once for each host and run, and not taking an error page for rules.

    After 4xx all may be fetched (section 2.3.1.3); after 429, 5xx, or with no answer, nothing (2.3.1.4).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        traffic = getattr(crawler.spider, "traffic", None) or Traffic()
        self._parsers, self._failing, self._asking = traffic.robots, traffic.robots_failing, traffic.robots_asking

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The host's rules, None where it has none.

        One after the other: of several that wait for one answer Scrapy gives it to the first, and the others None.
        """
        async with self._asking[urlparse_cached(request).netloc]:
            return await super().robot_parser(request)

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500 or response.status in ASKS_TO_WAIT:
            self._failing[netloc] = f"the server answered {response.status} for its robots.txt"
        body = b"" if response.status >= 400 else whole_lines(response.body)
        await super()._parse_robots(response.replace(body=body), netloc, request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Let the request pass, or IgnoreRequest with the reason."""
        if why := self._failing.get(urlparse_cached(request).netloc):
            raise IgnoreRequest(f"{why}, so nothing else is asked of it")
        super().process_request_2(rp, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if isinstance(exc, LeftAloneError) or not isinstance(exc, IgnoreRequest):
            self._failing[netloc] = f"{in_words(exc)}, asked for its robots.txt"
        super()._robots_error(exc, netloc)
