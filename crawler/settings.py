"""Scrapy's settings, each with its reason. The constants are the base; `scrapy_settings` lays a run's own over them.

Scrapy's `scrapy` command reads this module as it is (scrapy.cfg), so spiders run by hand are as polite and as safe.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

BOT_NAME = "labmoves"
SPIDER_MODULES = ["spiders.feed", "spiders.sitemap", "spiders.listing", "spiders.team"]
LABMOVES_CATALOG = "crawler.sources.load.load_catalog"  # how a spider run by hand finds its source
LABMOVES_ALLOW_HOSTS: list[str] = []  # exact host:port that may be private; only the demo and the tests set it

# --- Who we are and what we send
USER_AGENT = "labmoves/0.1 (news monitor)"
COOKIES_ENABLED = False  # we have no session with anyone, and sites count readers by cookie
REFERER_ENABLED = False  # no address we come from is anyone's business, and a site cannot set the policy by header
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "zh-CN,zh;q=0.8,en;q=0.7",
}

# --- Where we may go
# One gate for pages, redirects, feeds and robots.txt; the schemes that could read this machine's files are off.
DOWNLOAD_HANDLERS: dict[str, str | None] = {
    "http": "spiders.guard.GuardedHandler",
    "https": "spiders.guard.GuardedHandler",
    "file": None,
    "ftp": None,
    "data": None,
    "s3": None,
}
TWISTED_DNS_RESOLVER = "spiders.guard.ScrapyResolver"  # used by the `scrapy` command; crawl.py installs its own
DOWNLOAD_VERIFY_CERTIFICATES = True  # Scrapy's default trusts every certificate
HTTPPROXY_ENABLED = False  # a proxy would look names up for us, behind the gate's back
METAREFRESH_ENABLED = False  # news pages that refresh themselves lead to the same page or to an advertisement
REDIRECT_MAX_TIMES = 5  # http → https → www → language is four

# --- How much we take
DOWNLOAD_MAXSIZE = 8 * 2**20  # counted after decompression too; the largest of 2,373 real article pages has 5 MB
DOWNLOAD_WARNSIZE = 0  # the limit itself is reported, per page
DOWNLOAD_TIMEOUT = 30  # for the whole answer, so a server that drips bytes is cut off as well
DOWNLOAD_FAIL_ON_DATALOSS = True  # half an article would look like an edit

# --- How politely
ROBOTSTXT_OBEY = True
DOWNLOAD_DELAY = 1.0  # seconds between two requests to one host
DOWNLOAD_DELAY_JITTER = 0.5  # ± half, so that sources on one host do not march in step
CONCURRENT_REQUESTS_PER_DOMAIN = 2
CONCURRENT_REQUESTS = 8
CONCURRENT_ITEMS = 1  # Scrapy makes this many tasks for what each answer brings: 100 cost half the speed
SCRAPER_SLOT_MAX_ACTIVE_SIZE = 1_000_000  # bytes of pages that one source may have waiting to be read; 5 MB by default
RETRY_TIMES = 2  # what still fails is due again in an hour
RETRY_HTTP_CODES = [429, 500, 502, 503, 504, 522, 524]
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"  # the source's report says it in words
DOWNLOADER_MIDDLEWARES = {
    "spiders.politeness.HostPause": 560,  # nearer the wire than RetryMiddleware (550)
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,
    "spiders.robots.StrictRobots": 100,  # in its place
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # what is a source's own, `choose` says
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware": None,  # we have no password for anyone
}
HTTPERROR_ALLOW_ALL = True  # the spiders turn every status into a sentence themselves

# --- What would be asked of every page for nothing: a fifth of the time of a page that is not read
SPIDER_MIDDLEWARES: dict[str, int | None] = {
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": None,
    "scrapy.spidermiddlewares.urllength.UrlLengthMiddleware": None,  # spiders/announced.py has a limit
    "scrapy.spidermiddlewares.depth.DepthMiddleware": None,  # a source is two requests deep
}
EXTENSIONS: dict[str, int | None] = {
    "scrapy.extensions.corestats.CoreStats": None,
    "scrapy.extensions.logcount.LogCount": None,
    "scrapy.extensions.memusage.MemoryUsage": None,
}
STATS_CLASS = "scrapy.statscollectors.DummyStatsCollector"  # our own report replaces it
DOWNLOADER_STATS = False

# --- What must not run in a daemon
TELNETCONSOLE_ENABLED = False  # both listen on a port and run what they are sent
REMOTE_CONTROL_ENABLED = False
LOGSTATS_INTERVAL = 0.0
LOG_FORMATTER = "spiders.logs.ShortLines"  # never a page's bytes in a log line
LOG_LEVEL = "WARNING"  # by hand, the export is the result

TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
FEED_EXPORT_ENCODING = "utf-8"


def scrapy_settings(
    *,
    user_agent: str,
    delay: float,
    concurrency: int,
    timeout: float,
    max_bytes: int,
    obey_robots: bool,
    allow_hosts: Collection[str] = (),
) -> dict[str, Any]:
    """The settings of one crawl run: the constants above, and the user's own from the `[crawl]` table.

    The delay itself is kept by `Traffic`, for all spiders together; without one (one's own site) all requests may go to
    one host at once.
    """
    base = {name: value for name, value in globals().items() if name.isupper()}
    return base | {
        "USER_AGENT": user_agent,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": concurrency,
        "CONCURRENT_REQUESTS_PER_DOMAIN": min(concurrency, CONCURRENT_REQUESTS_PER_DOMAIN) if delay else concurrency,
        "DOWNLOAD_TIMEOUT": timeout,
        "DOWNLOAD_MAXSIZE": max_bytes,
        "ROBOTSTXT_OBEY": obey_robots,
        "LABMOVES_ALLOW_HOSTS": sorted(allow_hosts),
        "LOG_ENABLED": False,  # no handler of Scrapy's own; what is worth saying goes through logging
    }
