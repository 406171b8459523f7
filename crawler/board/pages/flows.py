"""Who feeds whom: how many people went from which organisation to which."""

from __future__ import annotations

from crawler.board.calls import Call, Desk, Page
from crawler.board.charts import flow
from crawler.board.filters import span
from crawler.board.shown import End, end
from crawler.board.wording import Words
from crawler.memory.flow import Organisation, Stream, streams
from crawler.whom import families
from storage.choosing import Choice

_SPANS = ("30d", "90d", "365d", "all")
USUAL = "365d"
_MOST_ROWS = 100


def flows(call: Call, desk: Desk) -> Page:
    """The streams of moves told within a span of time: drawn, and as a table with the people."""
    within = call.query.get("within", USUAL)
    found = flows_within(call, desk, within)
    words = desk.words(call.language)
    return Page(
        template="flows.html",
        values={
            "within": within,
            "spans": _SPANS,
            "flow": flow(found, lambda each: _end(each, words), words("flows.others")),
            "streams": [(_end(s.origin, words), _end(s.destination, words), s.people) for s in found[:_MOST_ROWS]],
            "people": sum(len(s.people) for s in found),
            "ways": len(found),
        },
    )


def flows_within(call: Call, desk: Desk, within: str) -> list[Stream]:
    """The streams, the largest first, of moves told since so long ago, or of all."""
    since = None if within == "all" else span("within", within, call.now)
    return streams(desk.record.choose(Choice(since=since, both_ends=True)), families(desk.lexicon))


def _end(organisation: Organisation, words: Words) -> End:
    return end(organisation.id, organisation.name, words)
