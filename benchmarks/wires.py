"""The feeds of the benchmarks' site as sources."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.model import Discovery, DiscoveryKind, Source


def wires(feeds: Sequence[str]) -> list[Source]:
    """A source for each feed."""
    return [
        Source(
            id=f"wire_{number}",
            name="Wire",
            home=feed,
            language="en",
            discovery=(Discovery(kind=DiscoveryKind.FEED, url=feed),),
        )
        for number, feed in enumerate(feeds)
    ]
