"""The values that flow through labmoves, one type per hand-over; all frozen, none knows how it is stored or shown.

    Source ─▶ Link ─▶ Page ─▶ Article | Rejected ─▶ Mention ─▶ Decision ─▶ Move, and letters (letter.py)

Times are aware and UTC; days (when a move was announced or takes effect) are plain dates.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """What a move is, seen from the lab it names."""

    DEPARTURE = "departure"  # left, was fired, stepped down for good, is on the way out
    HIRE = "hire"  # joined from outside
    RETURN = "return"  # rejoined, or came back from leave
    ROLE_CHANGE = "role_change"  # another post in the same lab
    FOUNDING = "founding"  # started a company


ARRIVALS = frozenset({Kind.HIRE, Kind.RETURN})


class Certainty(StrEnum):
    """How sure the article is, weakest first."""

    RUMORED = "rumored"
    REPORTED = "reported"
    CONFIRMED = "confirmed"

    @property
    def rank(self) -> int:
        return list(Certainty).index(self)


class Status(StrEnum):
    """Where a move stands in the world, over all that was said of it."""

    RUMORED = "rumored"
    REPORTED = "reported"
    CONFIRMED = "confirmed"
    EFFECTIVE = "effective"
    DENIED = "denied"
    REVERSED = "reversed"


BELIEVED = frozenset({Status.REPORTED, Status.CONFIRMED, Status.EFFECTIVE})  # more than a rumour, and not taken back


class Judged(StrEnum):
    """What a person ruled of a move; no article changes it back."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"  # it is none: kept with all that tells of it, and in no list


class Verdict(StrEnum):
    """What one mention does to what is known."""

    NEW = "new"
    CONFIRMED = "confirmed"
    CHANGED = "changed"
    SAME = "same"
    DENIED = "denied"


class DiscoveryKind(StrEnum):
    FEED = "feed"
    SITEMAP = "sitemap"
    LISTING = "listing"
    TEAM = "team"  # announces no article: a lab's page of people, watched for who appears and who vanishes


@dataclass(frozen=True, slots=True, kw_only=True)
class Discovery:
    """One place where a source announces its articles."""

    kind: DiscoveryKind
    url: str
    articles: str | None = None  # regular expression an article's URL must match; None takes all of the hosts'
    css: str | None = None  # of a listing: where its links to articles stand, as CSS or XPath
    hosts: tuple[str, ...] = ()  # beside the source's own host and those below it; "*" stands for all
    fallback: bool = False  # read only in a run in which the places before it announced too little
    lab: str | None = None  # of a team page: the lexicon id of the lab whose people it shows


@dataclass(frozen=True, slots=True, kw_only=True)
class Floors:
    """Below these a run of a source is a fault, not a quiet day."""

    links_per_run: int = 1
    reject_share: float = 0.8
    longest_silence: timedelta = timedelta(days=30)  # since the newest article that any place dates


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One publisher, as its file in the catalog declares it."""

    id: str
    name: str
    home: str
    language: str
    discovery: tuple[Discovery, ...]
    every: timedelta = timedelta(hours=1)
    cron: str | None = None  # a crontab line, in the place of `every`
    timezone: str | None = None  # by whose clock `cron` goes; None: the configuration's
    floors: Floors = field(default_factory=Floors)
    enabled: bool = True
    render: bool = False  # its pages are filled by scripts, and so are drawn by a browser first


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """An article's address as a feed, sitemap or listing announced it."""

    source: str
    url: str
    title: str | None = None
    published: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A fetched document, bytes as they came (decompressed, size-capped)."""

    source: str
    asked_url: str
    final_url: str
    fetched_at: datetime
    body: bytes
    status: int = 200
    content_type: str | None = None  # the header's value, with its charset when it names one
    announced: Link | None = None  # what the feed said of it; a fallback for title and date


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One person on a lab's page of people."""

    name: str
    post: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamChange:
    """Who appeared on a lab's page of people, and who vanished, since it was last read; evidence, and no move."""

    url: str
    source: str
    lab: str
    at: datetime
    since: datetime  # when it was read before
    appeared: tuple[Member, ...] = ()
    vanished: tuple[Member, ...] = ()


class Reason(StrEnum):
    """Why a page is no article for us."""

    NOT_HTML = "not_html"
    EMPTY = "empty"
    UNDECODABLE = "undecodable"
    NO_TEXT = "no_text"
    TOO_SHORT = "too_short"
    INDEX_PAGE = "index_page"
    PAYWALL = "paywall"  # nothing but the offer to subscribe; a teaser that says something is an article
    TOO_LARGE = "too_large"
    GARBLED = "garbled"  # decoded wrongly somewhere on its way, beyond what can be repaired


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A page that is no article, and why; an expected outcome, so a value and not an error."""

    url: str
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page's text without its boilerplate, repaired, in the publisher's own script."""

    url: str  # canonical
    source: str
    title: str | None
    text: str
    language: str  # "zh", "en" or another ISO 639-1 code
    published: datetime | None = None
    authors: tuple[str, ...] = ()
    text_hash: str = ""  # versioned hash of title and text: two equal hashes mean nothing was edited
    repaired: bool = False  # True where damage was undone (see crawler/text/repair.py)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One article's claim of one move (an event mention): its arguments, how sure, and the sentence that says it."""

    person: str  # the fullest form the article gives
    spellings: tuple[str, ...] = ()  # every other form in the article, and the usual name of a listed person
    lab: str  # display name
    lab_id: str  # lexicon id of the lab's family, or a folded form of an unknown lab's name
    kind: Kind
    role: str | None = None
    other_org: str | None = None  # where from (hire, return, founding) or where to (departure)
    certainty: Certainty = Certainty.CONFIRMED
    negated: bool = False  # denied, refused or called off
    fresh: bool = True  # False for a recap: stored, never alerted
    announced: date | None = None
    effective: date | None = None
    attributed_to: str | None = None  # who is cited: an outlet, a person, a memo
    sentence: str
    start: int  # offsets of the sentence in Article.text; -1 where it is the title
    end: int
    score: float  # 0 to 1
    reasons: tuple[str, ...] = ()  # in words, for `labmoves check`


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFiles:
    """The folders of a user's own files that reading takes into account; None where there is none."""

    lexicon: Path | None = None  # labs and people
    layouts: Path | None = None  # how hosts lay their articles out


NO_OWN_FILES = OwnFiles()


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """The event in the world that many mentions speak of."""

    key: str
    person: str
    spellings: tuple[str, ...] = ()
    lab: str
    lab_id: str
    kind: Kind
    status: Status
    role: str | None = None
    other_org: str | None = None
    announced: date | None = None
    effective: date | None = None
    first_reported_at: datetime  # the first article's publication, or when we read it
    first_reported_by: str  # source id
    first_url: str
    sentence: str
    attributed_to: str | None = None
    status_since: datetime | None = None  # publication of the article that set the status; older news never undoes it
    recap: bool = False  # known from recaps only: it happened some time before first_reported_at
    alerted: bool = False  # a letter has told somebody of it
    unreversed: Status | None = None  # what another move took away, and may give back: a return, or a denied other half
    judged: Judged | None = None
    merged_into: str | None = None  # key of the move that a person said it is the same as

    @property
    def stands(self) -> bool:
        """False for what a person dismissed, or found to be another move told again."""
        return self.judged is not Judged.DISMISSED and self.merged_into is None

    @property
    def day(self) -> date:
        """The day on which it takes effect, else was announced, else was first told of."""
        return self.effective or self.announced or self.first_reported_at.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What one mention means for what is known, and because of which fields; changes nothing by itself."""

    verdict: Verdict
    move: Move
    mention: Mention
    article_url: str
    source: str
    at: datetime
    because: tuple[str, ...] = ()
    tell: frozenset[str] = frozenset()  # the names of the subscribers who must be told; only ever of fresh news

    @property
    def alert(self) -> bool:
        """True where anybody must be told."""
        return bool(self.tell)


class Keep(StrEnum):
    """Which texts are stored; of the others a fingerprint is."""

    FLAGGED = "flagged"  # those that tell of a move
    SCREENED = "screened"  # also those that passed the screen: search finds them, and rematch reads them again
    ALL = "all"  # also those that the screen dropped


class Outcome(StrEnum):
    """What became of one address."""

    DISCOVERY = "discovery"  # a feed, sitemap or listing, read for its links
    UNCHANGED = "unchanged"  # 304, or the text hash of the last time
    SCREENED_OUT = "screened_out"
    REJECTED = "rejected"
    NO_MOVE = "no_move"  # an article that speaks of no move
    MATCHED = "matched"
    FAILED = "failed"
    GONE = "gone"  # an article with a move that its publisher took away
    PASSED_OVER = "passed_over"  # announced on a first crawl beyond what one run takes; old, and never fetched


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """The last time an address was fetched, and what the next conditional request must say."""

    url: str
    source: str
    fetched_at: datetime
    outcome: Outcome
    status: int | None = None  # HTTP status; None where no answer came
    detail: str = ""  # the reason, for rejected and failed
    etag: str | None = None
    last_modified: str | None = None
    announced_title: str | None = None  # of an article with a move, which is read again without being announced
    title_mark: bytes | None = None  # fingerprint of what was announced: under another title it is read again
    failures: int = 0  # in a row
    fingerprint: bytes | None = None  # of a text that is not stored


SILENT = "silent: "  # how the issue begins that tells of a source without new articles
NO_SUCH_HOST = "no such host, or the name server is out of reach"  # how a trouble of that kind is told


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """One source's part of one run, counted; `issues` says in words what fell below its floors."""

    source: str
    links: int = 0
    pages: int = 0
    unchanged: int = 0
    screened_out: int = 0
    rejected: int = 0
    matched: int = 0
    newest: datetime | None = None  # article that was announced with a date
    errors: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()

    @property
    def health(self) -> str:
        if is_failing(erred=bool(self.errors), answers=self.pages + self.unchanged):
            return "failing"
        return "warning" if self.errors or self.issues else "ok"


def is_failing(*, erred: bool, answers: int) -> bool:
    """True for a source that had errors in a run and not one page that could be read."""
    return erred and not answers


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One line of a diff: what a run made of a move, and the move as it stood after it."""

    run: int
    at: datetime
    verdict: Verdict
    because: tuple[str, ...]
    move: Move
    article_url: str
    source: str
    before: Move | None = None  # as it stood before the span of the diff; None where it was not known yet
    undone: bool = False  # it changed within the span, and changed back
