"""A letter of the outbox → the message that is sent: subject, plain text and HTML, safe for any title from the web."""

from __future__ import annotations

import re
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP, strict
from email.utils import format_datetime
from functools import cache
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from crawler.config.schema import MailSettings, mailbox
from crawler.model import Kind, Letter, Move, Status, Verdict
from crawler.text.plain import plain_line

# Headers folded at 78 characters (some servers refuse longer lines), bodies in 7 bits (no server needs 8BITMIME).
POLICY = SMTP + strict.clone(max_line_length=78, cte_type="7bit")
_NOBODY = "labmoves@localhost"  # the From of a letter that becomes a file and has no sender configured
_LONGEST_SUBJECT = 180
_LONGEST_SENTENCE = 800

# kind → what it may be, is, has been, and the word before the other organisation
_SAID: dict[Kind, tuple[str, str, str, str]] = {
    Kind.DEPARTURE: ("may be leaving", "is leaving", "has left", "for"),
    Kind.HIRE: ("may be joining", "is joining", "has joined", "from"),
    Kind.RETURN: ("may be returning to", "is returning to", "has returned to", "from"),
    Kind.ROLE_CHANGE: ("may be changing posts at", "is changing posts at", "has changed posts at", "from"),
    Kind.FOUNDING: ("may be starting", "is starting", "has started", "after"),
}


def headline(move: Move, verdict: Verdict) -> str:
    """The news on one line: `Alec Radford is leaving OpenAI (reported by The Information)`."""
    maybe, soon, done, link = _SAID[move.kind]
    gone = move.status is Status.EFFECTIVE
    verb = maybe if move.status is Status.RUMORED else done if gone else soon
    other = f" {link} {move.other_org}" if move.other_org else ""
    news = plain_line(f"{move.person} {verb} {move.lab or 'a company'}{other}", longest=_LONGEST_SUBJECT - 60)
    opening, said = _opening(move, verdict), _said_by(move)
    standing = "" if opening.lower().startswith(said) else f" ({said})"
    return plain_line(f"{opening}{news}{standing}", longest=_LONGEST_SUBJECT)


def _opening(move: Move, verdict: Verdict) -> str:
    if move.status is Status.DENIED:
        return "Denied: "
    if move.status is Status.REVERSED:
        return "Called off: "
    return {Verdict.CONFIRMED: "Confirmed: ", Verdict.CHANGED: "Update: "}.get(verdict, "")


def _said_by(move: Move) -> str:
    rumour = move.status is Status.RUMORED
    word = "rumour" if rumour else "in effect" if move.status is Status.EFFECTIVE else move.status.value
    if not move.attributed_to:
        return word
    return f"{word}{',' if rumour else ''} by {plain_line(move.attributed_to, longest=50)}"


def compose(letter: Letter, mail: MailSettings) -> EmailMessage:
    """The message for one letter; the same letter always gives the same Message-ID and Date."""
    news = headline(letter.move, letter.verdict)
    return _message(
        subject=news,
        message_id=letter.message_id,
        written_at=letter.created_at,
        mail=mail,
        values={"news": news, "rows": _rows(letter), "sentence": _sentence(letter.move), **_link(letter)},
        about=letter.move.key,
    )


def compose_test(mail: MailSettings, now: datetime) -> EmailMessage:
    """A letter that says only that letters arrive, in both scripts, so that a wrong charset shows."""
    news = "labmoves: a test letter (测试信)"
    sentence = "If you can read this and 林俊旸 is three characters, letters will reach you."
    stamp = now.strftime("%Y%m%dT%H%M%S%f")
    return _message(
        subject=news,
        message_id=f"test-{stamp}@labmoves.local",
        written_at=now,
        mail=mail,
        values={"news": news, "rows": [], "sentence": [(sentence, False)], "link": "", "url": ""},
        about="test",
    )


def _message(
    *, subject: str, message_id: str, written_at: datetime, mail: MailSettings, values: dict[str, object], about: str
) -> EmailMessage:
    message = EmailMessage(policy=POLICY)
    message["Subject"] = _no_code(subject)
    message["From"] = mailbox(mail.sender or _NOBODY)
    message["To"] = [mailbox(r) for r in mail.recipients] or [mailbox(_NOBODY)]
    message["Date"] = format_datetime(written_at)
    message["Message-ID"] = f"<{message_id.strip('<>')}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notice answers it
    message["X-Labmoves-Move"] = _no_code(plain_line(about))
    templates = _templates()
    message.set_content(templates.get_template("letter.txt").render(values))
    message.add_alternative(templates.get_template("letter.html").render(values), subtype="html")
    return message


def _no_code(text: str) -> str:
    """The text without the start of an encoded word: the email package would decode it, line ends and all."""
    return text.replace("=?", "= ?")


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("crawler.alerts"),
        autoescape=select_autoescape(["html"]),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _rows(letter: Letter) -> list[tuple[str, str]]:
    """Who, from where, to where, since when, who says so; rows without a value are left out."""
    move = letter.move
    leaves = move.kind is Kind.DEPARTURE
    also = f" (also {', '.join(move.spellings[:4])})" if move.spellings else ""
    rows = (
        ("Who", f"{move.person}{also}"),
        ("Post", move.role),
        ("From", move.lab if leaves else move.other_org),
        ("To", move.other_org if leaves else move.lab),
        ("Announced", move.announced and move.announced.isoformat()),
        ("Effective", move.effective and move.effective.isoformat()),
        ("Status", move.status.value),
        ("Changed", "" if letter.verdict is Verdict.NEW else "; ".join(letter.because)),
        ("Said by", move.attributed_to),
        ("First told", f"{move.first_reported_at:%Y-%m-%d %H:%M} UTC, from {move.first_reported_by}"),
        ("More", f"labmoves move {move.key}"),
    )
    return [(label, plain_line(value, longest=200)) for label, value in rows if value]


def _sentence(move: Move) -> list[tuple[str, bool]]:
    """The sentence in pieces, each with whether it is to be marked: who moves, and where from or to."""
    names = {plain_line(name) for name in (move.person, *move.spellings, move.lab, move.other_org or "")} - {""}
    parts = re.split(f"({'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})", _shown(move))
    return [(part, part in names) for part in parts if part]


def _shown(move: Move) -> str:
    return plain_line(move.sentence, longest=_LONGEST_SENTENCE)


def _link(letter: Letter) -> dict[str, object]:
    """`url` is shown; `link` may be followed, so it is empty for any scheme but http and https."""
    url = plain_line(letter.article_url or letter.move.first_url).replace(" ", "%20")
    return {"url": url, "link": url if urlsplit(url).scheme in {"http", "https"} else ""}
