"""Which addresses may be asked at all: http and https, and nothing that is private, however it is written."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import urlsplit

from crawler.errors import ForbiddenUrlError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_PORTS = {"http": 80, "https": 443}
_WEB_PORTS = frozenset({None, 80, 443, 8080, 8443})  # an address must not make us speak to mail servers and databases
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029]")
# Every part a decimal, octal or hexadecimal number: some form of IPv4 address that libraries read differently.
_NUMERIC_HOST = re.compile(r"(?:0x[0-9a-f]*|[0-9]+)(?:\.(?:0x[0-9a-f]*|[0-9]+))*\.?", re.IGNORECASE)
# IPv6 forms that carry an IPv4 address: NAT64, and the deprecated IPv4-compatible form.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_COMPATIBLE = ipaddress.ip_network("::/96")
# Not for the open net, though Python 3.11 counts them as global: protocol assignments (a cloud's metadata service is at
# 192.0.0.192), the former 6to4 relays, local NAT64, the former site-local addresses.
_ALSO_PRIVATE = tuple(map(ipaddress.ip_network, ("192.0.0.0/24", "192.88.99.0/24", "64:ff9b:1::/48", "fec0::/10")))


def check_url(url: str, allow_hosts: Collection[str] = ()) -> None:
    """Raise ForbiddenUrlError unless `url` is http or https, without credentials, at one of the web's ports, and not
    plainly a private address.

    `allow_hosts` holds exact `host:port` pairs that may be private or at any port: the demo's and the tests' own site.
    """
    if _UNSAFE.search(url):
        raise ForbiddenUrlError("it holds a blank, a control character or a backslash", where=shown(url))
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise ForbiddenUrlError(f"it is no address: {error}", where=shown(url)) from error
    if parts.scheme not in _PORTS:
        raise ForbiddenUrlError(f"only http and https are fetched, not {parts.scheme or 'this'}", where=shown(url))
    if "@" in parts.netloc:
        raise ForbiddenUrlError("it carries credentials", where=shown(f"{parts.scheme}://{host}"))
    if not host or port == 0:
        raise ForbiddenUrlError("it names no host", where=shown(url))
    place = f"{host}:{port or _PORTS[parts.scheme]}"
    if place in allow_hosts:
        return
    odd = None if port in _WEB_PORTS else f"port {port} is none of the web's"
    if reason := _forbidden_host(host) or odd:
        raise ForbiddenUrlError(reason, where=shown(url), remedy=_if_it_is_yours(place))


def _if_it_is_yours(place: str) -> str:
    return f"If it is your own server, add {place!r} to crawl.allow_hosts"


def _forbidden_host(host: str) -> str | None:
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith((".localhost", ".local", ".internal", ".home.arpa")):
        return f"{name} is a name inside this machine or network"
    try:
        return forbidden_address(ipaddress.ip_address(name))
    except ValueError:
        pass
    if _NUMERIC_HOST.fullmatch(name):
        return f"{name} is an obscured IP address"
    return None


def forbidden_address(address: Address) -> str | None:
    """Why an IP address must not be connected to, or None where it is an ordinary public one."""
    for inner in _embedded(address):
        if not inner.is_global or inner.is_multicast or any(inner in network for network in _ALSO_PRIVATE):
            shown = f"{address}" if inner == address else f"{address} ({inner})"
            return f"{shown} is not a public address"
    return None


def is_public(address: str) -> bool:
    """True for what a look-up gave where it is an ordinary public address; a scope behind a % counts for nothing."""
    return forbidden_address(ipaddress.ip_address(address.partition("%")[0])) is None


def _embedded(address: Address) -> list[Address]:
    """The address itself, and every IPv4 address that it carries inside."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    inner: list[Address | None] = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64 or address in _COMPATIBLE:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    carried = [found for found in inner if found is not None]
    return carried if address.ipv4_mapped or address in _NAT64 else [address, *carried]


def shown(url: str) -> str:
    """An address fit for a message: one line, no control characters, not endless."""
    return _UNSAFE.sub("?", url)[:200]
