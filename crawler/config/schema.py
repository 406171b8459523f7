"""The shape of labmoves.toml: every table and key with its default, its bounds, and the words that describe it.

The commented file of `labmoves config init`, docs/configuration.md and the checks of load.py are all made from these.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from crawler.audience import AlertPolicy
from crawler.config.addresses import Address
from crawler.config.subscribers import UTC_ZONE, Language, Subscriber, TimeOfDay, Zone, last_daily
from crawler.log import LogForm
from crawler.model import Certainty, Keep, Kind, OwnFiles
from crawler.schedule.cron import check_cron, check_zone
from crawler.text.durations import parse_duration


class Security(StrEnum):
    """How the connection to the mail server is protected."""

    TLS = "tls"  # from the first byte, port 465
    STARTTLS = "starttls"  # asked for after connecting, port 587; refused when the server does not offer it
    NONE = "none"  # for a server on this machine


def _duration(value: object) -> timedelta:
    return parse_duration(value if isinstance(value, str) else "")


def _header_word(value: str) -> str:
    if not value.isprintable() or not value.isascii():
        raise ValueError("must be one line of plain ASCII")
    return value


def _queue_address(value: str) -> str:
    if not value.startswith(("redis://", "rediss://", "unix://")):
        raise ValueError("must begin with redis://, rediss:// (TLS) or unix://")
    return value


Duration = Annotated[timedelta, BeforeValidator(_duration)]
_LISTENING_PLACE = re.compile(r"(?:([^\s/:@\[\]]+|\[[0-9a-fA-F:]+\]):)?([0-9]{1,5})", re.ASCII)
_POLICY = AlertPolicy()  # its defaults are those of [alerts]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The keys at the top of the file."""

    database: Annotated[Path, Field(description="The record of everything found; SQLite")] = Path()
    letters_folder: Annotated[Path, Field(description="Letters as .eml files, where no mail server is set")] = Path()
    sources_folder: Annotated[
        Path | None, Field(description="Your own source files, added to the built-in catalog", examples=["sources"])
    ] = None
    lexicon_folder: Annotated[
        Path | None,
        Field(description="Your own labs.toml and people.toml, added to the built-in ones", examples=["lexicon"]),
    ] = None
    layouts_folder: Annotated[
        Path | None,
        Field(description="Your own files on how a host lays its articles out, see layouts.md", examples=["layouts"]),
    ] = None
    keep: Annotated[
        Keep,
        Field(
            description="Texts that are stored: flagged, those that tell of a move; screened, also those that passed "
            "the screen, for search and rematch; all, also those that it dropped. Mind each publisher's terms"
        ),
    ] = Keep.FLAGGED
    recheck_days: Annotated[
        int,
        Field(
            ge=0,
            le=365,
            description="How long an article with a move is looked at again for silent edits and deletion: "
            "after 1 h, 6 h, 1 d, 2 d, 4 d, 7 d, 14 d and 30 d, as far as this reaches",
        ),
    ] = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlSettings:
    """How pages are fetched and read."""

    user_agent: Annotated[
        str, Field(min_length=1), AfterValidator(_header_word), Field(description="Add how a publisher can reach you")
    ] = "labmoves/0.1 (news monitor)"
    delay: Annotated[float, Field(ge=0, le=3600, description="Seconds between two requests to one host")] = 1.0
    concurrency: Annotated[int, Field(ge=1, le=256, description="Requests under way at once, over all hosts")] = 8
    workers: Annotated[int, Field(ge=1, le=256, description="Processes that read pages")] = field(
        default_factory=lambda: min(os.cpu_count() or 1, 4)
    )
    timeout: Annotated[float, Field(gt=0, le=600, description="Seconds for one answer")] = 30.0
    max_bytes: Annotated[int, Field(ge=10_000, le=10**9, description="The largest page, after decompression")] = (
        8 * 2**20
    )
    allow_hosts: Annotated[
        tuple[Annotated[str, Field(pattern=r"^[^\s/:@]+:\d{1,5}$|^\[[0-9a-fA-F:]+\]:\d{1,5}$")], ...],
        Field(description="Your own servers, as host:port, that may have private addresses"),
    ] = ()
    obey_robots: Annotated[bool, Field(description="Keep to each site's robots.txt")] = True
    queue: Annotated[
        Annotated[str, AfterValidator(_queue_address)] | None,
        Field(
            description="The Redis that collect, worker and the daemon's crawls share, see scale.md; none: one machine",
            examples=["redis://10.0.0.5:6379/0"],
        ),
    ] = field(default=None, repr=False)  # it may hold a password


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRules:
    """Which news becomes a letter, as the file says it; `policy` is what the rest of labmoves uses."""

    kinds: Annotated[tuple[Kind, ...], Field(description=", ".join(Kind))] = tuple(_POLICY.kinds)
    labs: Annotated[tuple[str, ...], Field(description="Lab ids from the lexicon, such as openai; none: all")] = ()
    longest_age: Annotated[Duration, Field(description="An article older than this raises no alert")] = (
        _POLICY.longest_age
    )
    least_certainty: Annotated[Certainty, Field(description=", ".join(Certainty))] = _POLICY.least_certainty
    least_score: Annotated[float, Field(ge=0, le=1, description="0 to 1; higher: fewer and surer letters")] = (
        _POLICY.least_score
    )

    @property
    def policy(self) -> AlertPolicy:
        return AlertPolicy(
            kinds=frozenset(self.kinds),
            labs=frozenset(self.labs),
            longest_age=self.longest_age,
            least_certainty=self.least_certainty,
            least_score=self.least_score,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MailSettings:
    """Where letters go; with no `host` they become files in `Settings.letters_folder`."""

    host: Annotated[
        str | None,
        Field(min_length=1),
        Field(description="The mail server; none: .eml files", examples=["smtp.example.org"]),
    ] = None
    port: Annotated[int, Field(ge=1, le=65535, description="465 for tls, 587 for starttls")] = 587
    security: Annotated[Security, Field(description="tls, starttls, or none for a server on this machine")] = (
        Security.STARTTLS
    )
    user: Annotated[
        str | None, Field(description="The name to log in with; none: no login", examples=["desk@example.org"])
    ] = None
    password: str | None = field(default=None, repr=False)  # from $LABMOVES_MAIL_PASSWORD only
    password_file: Annotated[
        Path | None, Field(description="A file that holds the password", examples=["~/.labmoves-password"])
    ] = None
    password_command: Annotated[
        str | None, Field(description="A command that prints the password", examples=["pass show mail/labmoves"])
    ] = None
    sender: Annotated[Address | None, Field(description="The From address", examples=["desk@example.org"])] = None
    recipients: Annotated[
        tuple[Address, ...], Field(description="Who gets the letters", examples=[["News desk <desk@example.org>"]])
    ] = ()
    timeout: Annotated[float, Field(gt=0, le=600, description="Seconds for one answer of the server")] = 30.0


def host_and_port(place: str) -> tuple[str, int]:
    """What `9469` (for this machine alone), `0.0.0.0:9469` or `[::1]:9469` means; ValueError for anything else."""
    found = _LISTENING_PLACE.fullmatch(place)
    if found is None or not 0 < int(found[2]) < 65536:
        raise ValueError("must be a port such as '9469', or host:port")
    return (found[1] or "127.0.0.1").strip("[]"), int(found[2])


def _listening_place(value: str) -> str:
    host_and_port(value)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class DaemonSettings:
    """When sources are crawled, and what one crawl may take."""

    cron: Annotated[
        Annotated[str, AfterValidator(check_cron)] | None,
        Field(
            description="The only times at which sources without their own cron are crawled; every is kept too",
            examples=["*/30 8-22 * * mon-fri"],
        ),
    ] = None
    timezone: Annotated[
        str, AfterValidator(check_zone), Field(description="By whose clock cron goes, such as Asia/Shanghai")
    ] = "UTC"
    deadline: Annotated[
        Duration,
        Field(ge=timedelta(seconds=1), description="How long one crawl may take; what was read by then is kept"),
    ] = timedelta(hours=1)
    memory: Annotated[
        int, Field(ge=100, description="MB that one crawl may take with its workers; beyond it is killed")
    ] = 2000
    log: Annotated[LogForm, Field(description=", ".join(LogForm))] = LogForm.CONSOLE
    http: Annotated[
        Annotated[str, AfterValidator(_listening_place)] | None,
        Field(
            description="Where /healthz, /readyz and /metrics are answered: a port of this machine, or host:port",
            examples=["9469"],
        ),
    ] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings:
    """Letters about the watch itself."""

    operators: Annotated[
        tuple[Address, ...],
        Field(description="Who is told how the watch does; none: mail.recipients", examples=[["ops@example.org"]]),
    ] = ()
    heartbeat: Annotated[
        TimeOfDay | None,
        Field(description="Daily at this hour a letter says that silence means no news", examples=["08:00"]),
    ] = None
    sources: Annotated[bool, Field(description="Tell once that a source fails or is silent, once that it is back")] = (
        True
    )
    patience: Annotated[Duration, Field(description="How long a source fails before that is told")] = timedelta(days=1)
    language: Annotated[Language, Field(description="Of these letters: en or zh")] = Language.ENGLISH
    zone: Annotated[Zone, Field(description="By whose clock the heartbeat comes")] = UTC_ZONE

    def last_heartbeat(self, now: datetime) -> datetime | None:
        """The newest moment, up to now, at which a heartbeat was due; None where none is asked for."""
        return None if self.heartbeat is None else last_daily(self.heartbeat, self.zone, now)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that can be set, checked; paths are absolute."""

    database: Path
    letters_folder: Path
    sources_folder: Path | None = None
    lexicon_folder: Path | None = None
    layouts_folder: Path | None = None
    keep: Keep = Keep.FLAGGED
    recheck_days: int = 30
    crawl: CrawlSettings = field(default_factory=CrawlSettings)
    alerts: AlertPolicy = field(default_factory=AlertPolicy)
    mail: MailSettings = field(default_factory=MailSettings)
    daemon: DaemonSettings = field(default_factory=DaemonSettings)
    watch: WatchSettings = field(default_factory=WatchSettings)
    subscribers: tuple[Subscriber, ...] = ()  # those with rules of their own

    @property
    def own_files(self) -> OwnFiles:
        """The folders that reading a page takes into account."""
        return OwnFiles(lexicon=self.lexicon_folder, layouts=self.layouts_folder)

    @property
    def readers(self) -> tuple[Subscriber, ...]:
        """Everybody who has letters: mail.recipients together as one, unless there are only others."""
        together = (Subscriber(name=RECIPIENTS),) if self.mail.recipients or not self.subscribers else ()
        return (*together, *self.subscribers)

    @property
    def policies(self) -> dict[str, AlertPolicy]:
        """Which decisions become letters to whom, by the subscriber's name."""
        return {reader.name: reader.policy(self.alerts) for reader in self.readers}

    @property
    def operators(self) -> Subscriber:
        """Those who look after the watch: a reader who has no news; the first chat where nobody has an address."""
        told_by_mail = self.watch.operators or self._everybody
        chat = next((each for each in self.subscribers if each.is_chat and not told_by_mail), None)
        return Subscriber(
            name=OPERATORS,
            language=self.watch.language,
            zone=self.watch.zone,
            url=chat.url if chat else None,
            url_file=chat.url_file if chat else None,
        )

    def addresses(self, reader: Subscriber) -> tuple[str, ...]:
        """Where a reader's letters go; none where they become files."""
        together = {RECIPIENTS: self.mail.recipients, OPERATORS: self.watch.operators or self._everybody}
        return together.get(reader.name) or ((reader.address,) if reader.address else ())

    @property
    def _everybody(self) -> tuple[str, ...]:
        return self.mail.recipients or tuple(each.address for each in self.subscribers if each.address)


RECIPIENTS = "recipients"  # the name of mail.recipients among the subscribers
OPERATORS = "operators"
TABLES: dict[str, type] = {
    "": Places,
    "crawl": CrawlSettings,
    "alerts": AlertRules,
    "mail": MailSettings,
    "daemon": DaemonSettings,
    "watch": WatchSettings,
}
