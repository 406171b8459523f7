"""The one URL gate: what a page, feed, sitemap, redirect or robots.txt may lead us to.

Two checks, because one is not enough. `check_url` looks at the address as written, before every request, redirects
included. `GuardedResolver` looks at the addresses a name stands for at the moment of connecting, so a name that
resolves to a private address, now or only the second time (DNS rebinding), is refused there: Twisted connects to what
this resolver hands over and to nothing else. `GuardedHandler` ties both to Scrapy and refuses to start without them.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import nullcontext
from typing import Any
from urllib.parse import urlsplit

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Request, Response
from twisted.internet.address import IPv4Address, IPv6Address
from twisted.internet.interfaces import IHostnameResolver, IHostResolution
from zope.interface import implementer

from crawler.errors import ForbiddenUrlError
from crawler.gate import Address, check_url, forbidden_address, shown
from spiders.politeness import Traffic

Lookup = Callable[[str], Awaitable[Sequence[str]]]
ALLOW_SETTING = "LABMOVES_ALLOW_HOSTS"


async def _system_lookup(name: str) -> Sequence[str]:
    found = await asyncio.get_running_loop().getaddrinfo(name, None, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@implementer(IHostResolution)
class _Resolution:
    def __init__(self, name: str) -> None:
        self.name = name
        self.task: asyncio.Task[None] | None = None

    def cancel(self) -> None:
        if self.task:
            self.task.cancel()


@implementer(IHostnameResolver)
class GuardedResolver:
    """Twisted's resolver for this process: looks a name up, and hands over only its public addresses.

    `refused` remembers why a name gave none, for the message. Literal addresses come this way too.
    """

    def __init__(self, lookup: Lookup = _system_lookup) -> None:
        self.lookup = lookup
        self.allow: set[str] = set()
        self.refused: dict[str, str] = {}

    def resolveHostName(
        self,
        resolutionReceiver: Any,
        hostName: str,
        portNumber: int = 0,
        addressTypes: Any = None,
        transportSemantics: str = "TCP",
    ) -> Any:
        """Look up and sift; the receiver is told each address that may be connected to, then that it is complete."""
        resolution = _Resolution(hostName)
        resolutionReceiver.resolutionBegan(resolution)
        resolution.task = asyncio.ensure_future(self._resolve(resolutionReceiver, hostName, portNumber))
        return resolution

    async def _resolve(self, receiver: Any, name: str, port: int) -> None:
        try:
            for address in await self._public(name, port):
                shape = IPv4Address if address.version == 4 else IPv6Address
                receiver.addressResolved(shape("TCP", str(address), port))
        except (OSError, UnicodeError):
            pass  # the receiver hears of no address, which Twisted reports as a failed look-up
        finally:
            receiver.resolutionComplete()

    async def _public(self, name: str, port: int) -> list[Address]:
        found = [ipaddress.ip_address(text.partition("%")[0]) for text in await self.lookup(name)]
        if f"{name}:{port}" in self.allow:
            return found
        reasons = [(address, forbidden_address(address)) for address in found]
        self.refused.pop(name, None)
        if refused := [reason for _, reason in reasons if reason]:
            self.refused[name] = refused[0]
        return [address for address, reason in reasons if reason is None]


def install_guard(reactor: Any, allow_hosts: Collection[str] = ()) -> GuardedResolver:
    """Put the guarded resolver into the reactor, once; later calls add to the hosts that may be private."""
    resolver = reactor.nameResolver
    if not isinstance(resolver, GuardedResolver):
        resolver = GuardedResolver()
        reactor.installNameResolver(resolver)
    resolver.allow.update(allow_hosts)
    return resolver


class ScrapyResolver:
    """The same gate where Scrapy's own command starts the reactor (setting TWISTED_DNS_RESOLVER)."""

    def __init__(self, reactor: Any, allow_hosts: Collection[str]) -> None:
        self._reactor, self._allow_hosts = reactor, allow_hosts

    @classmethod
    def from_crawler(cls, crawler: Any, reactor: Any) -> ScrapyResolver:
        return cls(reactor, crawler.settings.getlist(ALLOW_SETTING))

    def install_on_reactor(self) -> None:
        install_guard(self._reactor, self._allow_hosts)


class GuardedHandler(HTTP11DownloadHandler):
    """Scrapy's HTTP handler behind the gate; raises ForbiddenUrlError instead of sending such a request."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install the wrong one

        self._crawler = crawler
        self._allow_hosts = frozenset(crawler.settings.getlist(ALLOW_SETTING))
        resolver = reactor.nameResolver
        if not isinstance(resolver, GuardedResolver):
            raise RuntimeError("the reactor has no guarded resolver: call install_guard before the crawl")
        self._resolver = resolver

    async def download_request(self, request: Request) -> Response:
        """Check the address, then fetch; a name without a single public address is told apart from an unknown one."""
        check_url(request.url, self._allow_hosts)
        traffic: Traffic | None = getattr(self._crawler.spider, "traffic", None)
        try:
            async with traffic.slots if traffic else nullcontext():
                return await super().download_request(request)
        except CannotResolveHostError as error:
            host = urlsplit(request.url).hostname or ""
            if reason := self._resolver.refused.get(host):
                raise ForbiddenUrlError(f"{host} stands for {reason}", where=shown(request.url)) from error
            raise
