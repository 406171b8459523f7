"""Scrapy's log lines, kept short and on one line: scraped titles and bytes never reach a log as they came."""

from __future__ import annotations

import logging
from typing import Any

from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure

# What these say of an unreachable robots.txt or an oversized page is said in words by the source's report.
_REPORTED_ELSEWHERE = (
    "scrapy.downloadermiddlewares.robotstxt",
    "scrapy.downloadermiddlewares.redirect",
    "scrapy.downloadermiddlewares.httpcompression",
    "scrapy.core.downloader.handlers.http11",
    "scrapy.core.scraper",
)


class ShortLines(LogFormatter):
    """Scrapy's own wording, with the item left out."""

    def scraped(self, item: Any, response: Response | Failure | None, spider: Any) -> LogFormatterResult:
        return {
            "level": logging.DEBUG,
            "msg": "Scraped from %(src)s",
            "args": {"src": f"{response!r}"[:300]},
        }


def quieten() -> None:
    """Silence what the report repeats, unless someone set these loggers' level."""
    for name in _REPORTED_ELSEWHERE:
        logger = logging.getLogger(name)
        if logger.level == logging.NOTSET:
            logger.setLevel(logging.CRITICAL)
