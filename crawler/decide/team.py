"""Two looks at a lab's page of people: who appeared, who vanished, and whether the second look can be believed."""

from __future__ import annotations

from datetime import datetime

from crawler.errors import InputError
from crawler.model import Discovery, Member, TeamChange
from crawler.text.fold import fold_case

_MOST_VANISHED = 0.5  # of the people; a page that loses more was redesigned, or came half


def compare_teams(
    before: tuple[Member, ...], now: tuple[Member, ...], *, place: Discovery, source: str, at: datetime, since: datetime
) -> TeamChange | None:
    """What changed between two looks; None where the same people are on the page, whatever their posts.

    Raises InputError where more than half of the people are gone: that is the page's fault, and no thirty departures.
    """
    old, new = ({fold_case(member.name): member for member in members} for members in (before, now))
    vanished = tuple(member for key, member in old.items() if key not in new)
    if len(vanished) > _MOST_VANISHED * len(before):
        raise InputError(
            f"{len(vanished)} of the {len(before)} people on it are gone, which is not believed; if it is so, "
            f"`labmoves teams --forget {place.url}` begins anew",
            where=place.url,
        )
    appeared = tuple(member for key, member in new.items() if key not in old)
    if not appeared and not vanished:
        return None
    return TeamChange(
        url=place.url,
        source=source,
        lab=place.lab or "",
        at=at,
        since=since,
        appeared=appeared,
        vanished=vanished,
    )
