"""The URL gate: what an address, and what a name at connect time, may stand for."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import socket
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import ForbiddenUrlError
from crawler.gate import check_url, forbidden_address
from spiders.guard import GuardedResolver


@pytest.mark.parametrize(
    "url",
    [
        "https://paper.example/a?b=1#c",
        "http://paper.example:8080/",
        "https://paper.example:8443/",
        "https://paper.example:443/",
        "https://虎嗅.example/文",
        "http://8.8.8.8/",
        "https://[2606:4700::1111]/",
    ],
)
def test_ordinary_addresses_pass(url: str) -> None:
    """http and https on public hosts, at the ports of the web."""
    check_url(url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://paper.example/",
        "data:text/html,x",
        "gopher://paper.example/",
        "javascript:alert(1)",
        "//paper.example/",
        "",
        "http://",
        "http://user:secret@paper.example/",
        "http://paper.example@127.0.0.1/",
        "http://paper.example\\@127.0.0.1/",
        "http://paper.example/\r\nHost: x",
        "http://paper.example:0/",
        "http://paper.example:99999/",
        "http://paper.example:22/",
        "http://paper.example:25/",
        "https://paper.example:6379/",
        "http://8.8.8.8:53/",
        "http://[::1",
    ],
)
def test_other_schemes_credentials_and_trickery_are_refused(url: str) -> None:
    """Nothing that two parsers could read differently gets through."""
    with pytest.raises(ForbiddenUrlError):
        check_url(url)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "0x7f.1", "0", "0.0.0.0", "10.0.0.1",
        "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "192.0.0.192", "198.18.0.1", "224.0.0.1",
        "255.255.255.255", "[::1]", "[::]", "[fe80::1]", "[fd00:ec2::254]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
        "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[ff02::1]", "localhost", "LOCALHOST.",
        "x.localhost", "printer.local", "metadata.google.internal", "127.0.0.1.",
    ],
)  # fmt: skip
def test_private_hosts_are_refused_however_they_are_written(host: str) -> None:
    """Loopback, link-local, private, shared, metadata; dotted, short, decimal, octal, hexadecimal, embedded."""
    with pytest.raises(ForbiddenUrlError):
        check_url(f"http://{host}/")


def test_a_refusal_names_the_address_without_its_credentials_or_line_ends() -> None:
    """The message can go into a log as it is."""
    with pytest.raises(ForbiddenUrlError) as caught:
        check_url("http://user:secret@paper.example/")
    assert "secret" not in str(caught.value)
    with pytest.raises(ForbiddenUrlError) as caught:
        check_url("http://paper.example/\r\nX: y")
    assert "\n" not in str(caught.value)


def test_an_allowed_host_is_allowed_with_its_port_only() -> None:
    """The demo's own server, not the one beside it."""
    allowed = frozenset({"127.0.0.1:8001"})
    check_url("http://127.0.0.1:8001/", allowed)
    for url in ("http://127.0.0.1:8002/", "http://127.0.0.1/", "http://localhost:8001/", "http://a@127.0.0.1:8001/"):
        with pytest.raises(ForbiddenUrlError):
            check_url(url, allowed)


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_is_judged_alike_in_every_embedding(address: ipaddress.IPv4Address) -> None:
    """Mapping an address into IPv6 or NAT64 never makes it more public."""
    plain = forbidden_address(address) is None
    number = int(address)
    mapped = ipaddress.IPv6Address(0xFFFF << 32 | number)
    nat64 = ipaddress.IPv6Address(int(ipaddress.IPv6Address("64:ff9b::")) | number)
    assert (forbidden_address(mapped) is None) == plain
    assert (forbidden_address(nat64) is None) == plain
    if not plain:
        assert forbidden_address(ipaddress.IPv6Address(0x2002 << 112 | number << 80))


@given(st.text(max_size=60))
def test_any_text_is_passed_or_refused(text: str) -> None:
    """No input raises anything but ForbiddenUrlError."""
    for url in (text, f"http://{text}/", f"http://paper.example/{text}"):
        with contextlib.suppress(ForbiddenUrlError):
            check_url(url)


class Receiver:
    """What Twisted's endpoint is to a resolver."""

    def __init__(self) -> None:
        self.addresses: list[tuple[str, int]] = []
        self.done = asyncio.Event()

    def resolutionBegan(self, resolution: object) -> None:
        self.resolution = resolution

    def addressResolved(self, address: object) -> None:
        self.addresses.append((address.host, address.port))  # type: ignore[attr-defined]

    def resolutionComplete(self) -> None:
        self.done.set()


def resolved(resolver: GuardedResolver, name: str, port: int = 443) -> list[tuple[str, int]]:
    async def run() -> list[tuple[str, int]]:
        receiver = Receiver()
        resolver.resolveHostName(receiver, name, port)
        await receiver.done.wait()
        return receiver.addresses

    return asyncio.run(run())


def names(*answers: Sequence[str]) -> GuardedResolver:
    """A resolver whose name server gives these answers, one after the other, the last one for ever."""
    left = list(answers)

    async def lookup(name: str) -> Sequence[str]:
        return left.pop(0) if len(left) > 1 else left[0]

    return GuardedResolver(lookup)


def test_only_public_addresses_of_a_name_are_handed_over() -> None:
    """A name with a public and a private address is connected to by the public one."""
    resolver = names(["10.0.0.1", "93.184.215.14", "fe80::1%eth0", "2606:4700::1111"])
    assert resolved(resolver, "paper.example") == [("93.184.215.14", 443), ("2606:4700::1111", 443)]


def test_a_name_for_a_private_address_gives_nothing_and_the_reason_is_kept() -> None:
    """The message can say what the name stood for."""
    resolver = names(["127.0.0.1"])
    assert resolved(resolver, "innocent.example") == []
    assert "127.0.0.1" in resolver.refused["innocent.example"]


def test_a_name_that_changes_its_mind_is_checked_each_time() -> None:
    """DNS rebinding: public when first asked, private when asked again."""
    resolver = names(["93.184.215.14"], ["169.254.169.254"])
    assert resolved(resolver, "rebind.example") == [("93.184.215.14", 443)]
    assert resolved(resolver, "rebind.example") == []


def test_a_literal_private_address_gives_nothing() -> None:
    """The system's own look-up answers literals, in every form it understands; none is handed over."""
    for literal in ("127.0.0.1", "2130706433", "0x7f.1", "::1", "127.1"):
        assert resolved(GuardedResolver(), literal) == []


def test_an_allowed_host_and_port_is_handed_over() -> None:
    """The demo's own server is reached; its neighbour is not."""
    resolver = names(["127.0.0.1"])
    resolver.allow.add("127.0.0.1:8001")
    assert resolved(resolver, "127.0.0.1", 8001) == [("127.0.0.1", 8001)]
    assert resolved(resolver, "127.0.0.1", 8002) == []


def test_a_failed_look_up_gives_nothing() -> None:
    """An unknown name ends the resolution like any other."""

    async def lookup(name: str) -> Sequence[str]:
        raise socket.gaierror(-2, "Name or service not known")

    assert resolved(GuardedResolver(lookup), "nowhere.example") == []
