"""When each host may be asked again, for all workers together."""

from __future__ import annotations

from asyncio import sleep

from crawler.frontier.frontier import Frontier
from spiders.politeness import LONGEST_CRAWL_DELAY, LONGEST_WAIT, LeftAloneError, Traffic


class SharedTraffic(Traffic):
    """The traffic of a run whose workers share a queue: pace and pauses are kept there, for whichever of them asks.

    What robots.txt allows each worker reads for itself. Each call may raise QueueError.
    """

    def __init__(self, frontier: Frontier, delay: float, at_once: int) -> None:
        super().__init__(delay, at_once)
        self._frontier = frontier

    async def turn(self, host: str) -> None:
        """As `Traffic` has it."""
        while True:
            rest, paused = self._frontier.turn(host.lower(), self._gap(host))
            if paused > LONGEST_WAIT:
                raise LeftAloneError(f"{host} asked to be left alone for {paused:.0f} s")
            if not (wait := max(rest, paused)):
                return
            await sleep(wait)

    def slow_down(self, host: str, delay: float) -> None:
        """As `Traffic` has it."""
        self._frontier.slow_down(host.lower(), min(delay, LONGEST_CRAWL_DELAY))

    def pause(self, host: str, seconds: float) -> None:
        """As `Traffic` has it."""
        self._frontier.pause(host.lower(), seconds)

    def paused(self, host: str) -> float:
        """As `Traffic` has it."""
        return self._frontier.paused(host.lower())
