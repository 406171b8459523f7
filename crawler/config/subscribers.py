"""One `[[subscriber]]` of labmoves.toml: who reads the letters, what they want to hear of, and when."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from crawler.audience import AlertPolicy
from crawler.config.addresses import Address
from crawler.model import Certainty, Kind
from crawler.text.plain import plain_line


class Language(StrEnum):
    """The language of a letter's subject and labels; the sentence stays in its own."""

    ENGLISH = "en"
    CHINESE = "zh"


class Delivery(StrEnum):
    """When news becomes a letter."""

    IMMEDIATE = "immediate"
    DAILY = "daily"
    WEEKLY = "weekly"


class Weekday(StrEnum):
    """Monday first, as `date.weekday` counts."""

    MONDAY = "monday"
    TUESDAY = "tuesday"
    WEDNESDAY = "wednesday"
    THURSDAY = "thursday"
    FRIDAY = "friday"
    SATURDAY = "saturday"
    SUNDAY = "sunday"


@dataclass(frozen=True, slots=True)
class Hours:
    """From one time of the day to before another, over midnight where the second is the earlier one."""

    start: time
    end: time

    def __contains__(self, moment: time) -> bool:
        if self.start < self.end:
            return self.start <= moment < self.end
        return moment >= self.start or moment < self.end

    def __str__(self) -> str:
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def _hours(value: object) -> Hours:
    try:
        start, end = (time.fromisoformat(part.strip()) for part in str(value).split("-"))
    except ValueError as error:
        raise ValueError("must be two times of the day, such as 22:00-07:00") from error
    if start == end or start.tzinfo or end.tzinfo:
        raise ValueError("must be two different times of the day, such as 22:00-07:00")
    return Hours(start, end)


def _hour(value: object) -> time:
    try:
        found = time.fromisoformat(str(value))
    except ValueError as error:
        raise ValueError("must be a time of the day, such as 08:00") from error
    if found.tzinfo:
        raise ValueError("must be a time of the day without a zone, such as 08:00; the zone has a key of its own")
    return found


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (ValueError, KeyError, OSError) as error:  # an unsafe name, one that is not there, and that of a folder
        raise ValueError("must be a time zone such as Asia/Shanghai") from error


def _name(value: str) -> str:
    if not value.strip() or value != plain_line(value):
        raise ValueError("must be one line of text")
    return value


def check_channel(value: str) -> str:
    """The value, where it looks like an address of Apprise's. Raises ValueError, which does not repeat it."""
    if not _CHANNEL.fullmatch(value):
        raise ValueError("must be an address as Apprise has them, such as ntfy://ntfy.sh/topic")
    return value


TimeOfDay = Annotated[time, BeforeValidator(_hour)]
Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
UTC_ZONE = ZoneInfo("UTC")
_CHANNEL = re.compile(r"[a-z][a-z0-9+.-]*://[^\s\x00-\x1f\x7f]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """Somebody who has letters of their own; a rule that is left out is that of [alerts]."""

    name: Annotated[
        str,
        Field(max_length=60),
        AfterValidator(_name),
        Field(description="What they are called here; what waits and what was sent is kept under it", examples=["ann"]),
    ]
    address: Annotated[Address | None, Field(description="Where the letters go", examples=["ann@example.org"])] = None
    url: Annotated[
        Annotated[str, AfterValidator(check_channel)] | None,
        Field(
            description="Instead: a chat or webhook as Apprise has it; it is never shown", examples=["ntfy://ntfy.sh/x"]
        ),
    ] = field(default=None, repr=False)
    url_file: Annotated[
        Path | None, Field(description="Instead: a file that holds such an address", examples=["~/.labmoves-chat"])
    ] = None
    kinds: Annotated[tuple[Kind, ...], Field(description=f"{', '.join(Kind)}; none: those of [alerts]")] = ()
    labs: Annotated[
        tuple[str, ...], Field(description="Lab ids from the lexicon; none: those of [alerts]", examples=[["openai"]])
    ] = ()
    people: Annotated[
        tuple[Annotated[str, AfterValidator(_name)], ...],
        Field(description="Only these people, in any spelling; none: everybody", examples=[["Lin Junyang"]]),
    ] = ()
    certainty: Annotated[
        Certainty | None,
        Field(description=f"At least {', '.join(Certainty)}; none: that of [alerts]", examples=["reported"]),
    ] = None
    language: Annotated[Language, Field(description="Of subject and labels: en or zh")] = Language.ENGLISH
    delivery: Annotated[Delivery, Field(description="immediate, or one letter with all news: daily, weekly")] = (
        Delivery.IMMEDIATE
    )
    hour: Annotated[TimeOfDay, Field(description="When a daily or weekly letter is made, in their zone")] = time(8)
    weekday: Annotated[Weekday, Field(description="The day of a weekly letter")] = Weekday.MONDAY
    quiet: Annotated[
        Annotated[Hours, BeforeValidator(_hours)] | None,
        Field(description="Hours in which no immediate letter comes; it comes after them", examples=["22:00-07:00"]),
    ] = None
    zone: Annotated[Zone, Field(description="Their time zone", examples=["Asia/Shanghai"])] = UTC_ZONE

    @property
    def is_chat(self) -> bool:
        """True where the letters go to a chat or webhook, and not by mail."""
        return bool(self.url or self.url_file)

    def policy(self, base: AlertPolicy) -> AlertPolicy:
        """Which decisions become letters to them, with the rules of [alerts] where they have none."""
        return replace(
            base,
            kinds=frozenset(self.kinds) or base.kinds,
            labs=frozenset(self.labs) or base.labs,
            people=self.people or base.people,
            least_certainty=self.certainty or base.least_certainty,
        )

    def is_quiet(self, now: datetime) -> bool:
        """True where no immediate letter is to come now."""
        return self.quiet is not None and now.astimezone(self.zone).time() in self.quiet

    def last_digest(self, now: datetime) -> datetime | None:
        """The newest moment, up to now, at which a digest was due; None where they have their news at once."""
        if self.delivery is Delivery.IMMEDIATE:
            return None
        return last_daily(self.hour, self.zone, now, weekday=self._weekday)

    @property
    def _weekday(self) -> int | None:
        return list(Weekday).index(self.weekday) if self.delivery is Delivery.WEEKLY else None


def last_daily(hour: time, zone: ZoneInfo, now: datetime, *, weekday: int | None = None) -> datetime:
    """The newest moment, up to now, at which a clock in the zone showed this hour, on this day of the week if on one.

    On a day on which the hour does not exist it comes as much later as the clock was put forward, and where it comes
    twice the first time counts.
    """
    today = now.astimezone(zone).date()
    days = (today - timedelta(days=ago) for ago in range(9))
    moments = (datetime.combine(day, hour, zone) for day in days if weekday in (None, day.weekday()))
    return next(moment for moment in moments if moment.timestamp() <= now.timestamp())
