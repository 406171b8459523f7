"""Pages that only their scripts fill (`render = true` in a source), drawn by Chromium and handed on as HTML.

Chromium draws and fetches nothing: every name is unknown to it, and what a page asks for is fetched by this crawl, with
its gate, its manners and its limits, as the page itself was. A page may so ask for scripts and data, never lead
elsewhere. What was drawn when no more was asked for takes the place of the page's body; all else (unchanged, moved, not
there, no HTML) is as without a browser.

The one module that imports scrapy-playwright; it is loaded only for a source that needs it.
"""

from __future__ import annotations

import asyncio
import os
import re
from contextlib import suppress
from typing import Any

from playwright.async_api import BrowserContext, Page, Route
from playwright.async_api import Error as BrowserError
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import DownloadCancelledError
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler
from scrapy_playwright.page import PageMethod

from crawler.errors import FetchError
from spiders.guard import GuardedHandler
from spiders.politeness import PART_OF_PAGE

MOST_PARTS = 100  # scripts and data of one page
_LONGEST_REST = 10_000  # milliseconds until no more is asked for; then what is there is taken
_TAKEN = frozenset({"script", "xhr", "fetch"})  # pictures, fonts, frames and styles hold no article
_SENT = ("accept", "content-type", "origin")  # of the headers that Chromium would send
_HTML = re.compile(rb"<(?:!doctype html|html)\b", re.IGNORECASE)
# A page that leads elsewhere while it loads would never be at rest.
_STAY = """navigation.addEventListener("navigate", e => { if (!e.destination.sameDocument) e.preventDefault(); });
HTMLFormElement.prototype.submit = HTMLFormElement.prototype.requestSubmit = () => {};"""
_FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",  # no request leaves the browser, also none that we fail to see
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--js-flags=--max-old-space-size=256",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def rendering_settings(chromium: str, timeout: float) -> dict[str, Any]:
    """What a crawl of a rendered source lays over its settings."""
    sandbox = [] if os.geteuid() else ["--no-sandbox"]  # Chromium has none for root
    handler = f"{__name__}.RenderingHandler"
    return {
        "DOWNLOAD_HANDLERS": {"http": handler, "https": handler, "file": None, "ftp": None, "data": None, "s3": None},
        "PLAYWRIGHT_LAUNCH_OPTIONS": {"executable_path": chromium, "args": [*_FLAGS, *sandbox]},
        "PLAYWRIGHT_DEFAULT_NAVIGATION_TIMEOUT": timeout * 1000,
        "PLAYWRIGHT_ABORT_REQUEST": lambda _: True,  # of what `_Drawing` does not answer
    }


class RenderingHandler(ScrapyPlaywrightDownloadHandler):  # type: ignore[misc] # it ships no types
    """Scrapy's HTTP handler behind the gate, that draws each page it fetched."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._plain = GuardedHandler(crawler)
        self._unpack = HttpCompressionMiddleware.from_crawler(crawler)
        self._longest = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    async def close(self) -> None:
        await super().close()
        await self._plain.close()

    async def download_request(self, request: Request) -> Response:
        """Fetch, and draw what is a page. Raises FetchError where it cannot be drawn, or not in time."""
        response = self._unpack.process_response(request, await self._plain.download_request(request))
        assert isinstance(response, Response)
        if request.meta.get(PART_OF_PAGE) or not _is_page(response):
            return response
        drawing = _Drawing(response, self._crawler, self._most)
        try:
            async with asyncio.timeout(self._longest):
                drawn: Response = await super().download_request(drawing.request)
        except TimeoutError:
            raise FetchError("its scripts took longer than crawl.timeout", where=request.url) from None
        except BrowserError as error:
            said = f"Chromium could not draw it: {error.message.splitlines()[0]}"
            raise FetchError(said, where=request.url) from error
        finally:
            await drawing.close()
        if len(drawn.body) > self._most:
            raise DownloadCancelledError(f"{request.url} is larger than {self._most} bytes once drawn")
        return response.replace(body=drawn.body)


def _is_page(response: Response) -> bool:
    """True for HTML; a feed may come as text/html too."""
    return response.status == 200 and _HTML.search(response.body[:2000]) is not None


class _Drawing:
    """One page being drawn: answers what Chromium asks for, and nothing more than a page may take."""

    def __init__(self, response: Response, crawler: Crawler, most: int) -> None:
        self._response, self._crawler = response, crawler
        self._bytes, self._parts = most, MOST_PARTS
        self._context: BrowserContext | None = None
        self.request = Request(
            response.url,
            meta={
                "playwright": True,
                "playwright_context": f"drawing {id(self)}",  # of its own: pages share nothing
                "playwright_context_kwargs": {
                    "service_workers": "block",
                    "accept_downloads": False,
                    "user_agent": crawler.settings["USER_AGENT"],
                },
                "playwright_page_init_callback": self._begin,
                "playwright_page_methods": [PageMethod(_at_rest)],
            },
        )

    async def close(self) -> None:
        """End whatever the page still does."""
        if self._context:
            with suppress(BrowserError):
                await self._context.close()

    async def _begin(self, page: Page, _: Request) -> None:
        self._context = page.context
        await page.context.route("**", lambda route: route.abort())  # windows that it opens
        await page.route("**", self._answer)
        await page.add_init_script(_STAY)

    async def _answer(self, route: Route) -> None:
        asked = route.request
        with suppress(BrowserError):  # the page may be gone by now
            if asked.is_navigation_request() and asked.url == self._response.url and self._parts == MOST_PARTS:
                self._parts -= 1
                await route.fulfill(status=200, headers=_headers(self._response), body=self._response.body)
            elif (part := await self._fetched(route)) is None:
                await route.abort()
            else:
                await route.fulfill(status=part.status, headers=_headers(part), body=part.body)

    async def _fetched(self, route: Route) -> Response | None:
        """What a script or data request brings; None where it is refused or failed."""
        asked = route.request
        if asked.resource_type not in _TAKEN or self._parts <= 0 or self._bytes <= 0:
            return None
        self._parts -= 1
        headers = {name: value for name, value in asked.headers.items() if name in _SENT}
        try:
            part = Request(asked.url, method=asked.method, headers=headers, body=asked.post_data_buffer or b"")
            part.meta.update({PART_OF_PAGE: True, "dont_retry": True})
            # Not in the slot of the page, which is held until the page is drawn.
            part.meta["download_slot"] = f"parts of pages, {urlparse_cached(part).hostname}"
            response: Response = await self._crawler.engine.download_async(part)
        except Exception:  # whatever keeps it away, a page goes on without it
            return None
        self._bytes -= len(response.body)
        return response


async def _at_rest(page: Page) -> None:
    with suppress(BrowserError):
        await page.wait_for_load_state("networkidle", timeout=_LONGEST_REST)


def _headers(response: Response) -> dict[str, str]:
    """Those that make it what it is; its length and packing are no longer so."""
    kept = ("content-type", "access-control-allow-origin", "access-control-allow-credentials")
    found = {name: response.headers.get(name) for name in kept}
    return {name: value.decode("latin-1") for name, value in found.items() if value}
