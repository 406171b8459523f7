"""The sources: how each does, since when, and what is wrong with it."""

from __future__ import annotations

from crawler.board.calls import Call, Desk, Page
from crawler.health import Condition, Health, health_now
from crawler.model import Source

_RUNS = 5  # that are looked through for sources that no catalog has


def sources(call: Call, desk: Desk) -> Page:
    """Those in trouble first; those that no run has asked yet apart."""
    found = sources_health(call, desk)
    order = list(Condition)
    asked = [each for each in found.sources if each.condition is not Condition.NEW]
    return Page(
        template="sources.html",
        values={
            "health": found,
            "asked": sorted(asked, key=lambda each: (order.index(each.condition), each.source)),
            "unasked": [each for each in found.sources if each.condition is Condition.NEW],
            "well": sum(each.healthy for each in asked),
        },
    )


def sources_health(call: Call, desk: Desk) -> Health:
    """The watch as `labmoves status` has it, with the sources of the last runs that no catalog has."""
    reported = {report.source for run in desk.record.runs(_RUNS) for report in run.reports}
    strange = [
        Source(id=source, name=source, home="", language="und", discovery=())
        for source in sorted(reported - desk.catalog.keys())
    ]
    watched = [source for source in desk.catalog.values() if source.enabled] + strange
    return health_now(desk.record, watched, desk.settings.daemon, call.now)
