"""robots.txt as RFC 9309 has it: where a server cannot say what it allows, nothing is fetched from it."""

from __future__ import annotations

from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from spiders.answers import in_words


class StrictRobots(RobotsTxtMiddleware):
    """Scrapy's own, but for answers that are no rules: it would read an error page as rules.

    After 4xx all may be fetched (section 2.3.1.3); after 5xx, or with no answer, nothing (2.3.1.4).
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._failing: dict[str, str] = {}

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if response.status >= 500:
            self._failing[netloc] = f"the server answered {response.status} for its robots.txt"
        if response.status >= 400:
            response = response.replace(body=b"")
        await super()._parse_robots(response, netloc, request)

    def process_request_2(self, rp: RobotParser | None, request: Request) -> None:
        """Let the request pass, or IgnoreRequest with the reason."""
        if why := self._failing.get(urlparse_cached(request).netloc):
            raise IgnoreRequest(f"{why}, so nothing else is asked of it")
        super().process_request_2(rp, request)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        if not isinstance(exc, IgnoreRequest):
            self._failing[netloc] = f"{in_words(exc)}, asked for its robots.txt"
        super()._robots_error(exc, netloc)
