"""Letters, decisions and a real mail server on loopback for the alert tests."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, Session

from crawler.alerts import compose as composing
from crawler.config.schema import MailSettings, Security, Settings
from crawler.config.subscribers import Subscriber
from crawler.letter import Letter, News
from crawler.model import Article, Decision, Kind, Mention, Move, Outcome, Status, Verdict, Visit
from storage.store import Store

Serve = Callable[..., Controller]
NOW = datetime(2024, 12, 20, 9, 0, tzinfo=UTC)
MOVE = Move(
    key="m1-0123456789abcdef0123",
    person="Alec Radford",
    spellings=("亚历克·拉德福德",),
    lab="OpenAI",
    lab_id="openai",
    kind=Kind.DEPARTURE,
    status=Status.REPORTED,
    role="researcher",
    first_reported_at=datetime(2024, 12, 20, 3, 10, tzinfo=UTC),
    first_reported_by="huxiu",
    first_url="https://news.example/1",
    sentence="OpenAI研究员Alec Radford计划离职，从事独立研究。",
    attributed_to="The Information",
)


READER = Subscriber(name="recipients")


def news(move: Move = MOVE, **changes: Any) -> News:
    """What a letter tells of `move`."""
    return replace(News(move=move, verdict=Verdict.NEW, article_url=move.first_url), **changes)


def letter(move: Move = MOVE, message_id: str = "", **changes: Any) -> Letter:
    """A letter that waits, about `move`."""
    return Letter(
        id=1,
        subscriber=READER.name,
        news=(news(move, **changes),),
        message_id=message_id or f"<{move.key}.new.1@labmoves.invalid>",
        created_at=NOW,
    )


def composed(one: Letter, mail: MailSettings | None = None, reader: Subscriber = READER) -> EmailMessage:
    """The message of a letter to whom the settings name."""
    mail = mail or MailSettings()
    envelope = composing.Envelope(sender=mail.sender, recipients=mail.recipients)
    return composing.compose(one, reader, envelope, composing.Background())


def fill_outbox(
    store: Store, count: int = 1, tell: Sequence[str] = (READER.name,), moves: Sequence[Move] = ()
) -> list[Move]:
    """Put letters on `count` different moves into the outbox, the way a crawl does."""
    run = store.start_run("test", ["huxiu"], NOW)
    moves = list(moves) or [
        replace(MOVE, key=f"m1-{n:020d}", person=f"Person Number{n}", spellings=()) for n in range(count)
    ]
    for move in moves:
        url = f"https://news.example/{move.key}"
        mention = Mention(
            person=move.person,
            lab=move.lab,
            lab_id=move.lab_id,
            kind=move.kind,
            sentence=move.sentence,
            start=0,
            end=10,
            score=0.9,
            announced=date(2024, 12, 19),
        )
        article = Article(
            url=url, source="huxiu", title="A title", text=move.sentence, language="zh", text_hash=f"h-{move.key}"
        )
        decision = Decision(
            verdict=Verdict.NEW,
            move=move,
            mention=mention,
            article_url=url,
            source="huxiu",
            at=NOW,
            tell=frozenset(tell),
        )
        visit = Visit(url=url, source="huxiu", fetched_at=NOW, outcome=Outcome.MATCHED, status=200)
        store.apply(article, [mention], [decision], visit, run, NOW)
    store.finish_run(run, "finished", [], NOW)
    return moves


class Postbox:
    """An SMTP handler that keeps what it is given; a hook may answer in its place, or break the line."""

    def __init__(self) -> None:
        self.envelopes: list[Envelope] = []
        self.sessions: list[Session] = []
        self.logins: list[tuple[bytes, bytes]] = []
        self.refuse_recipient: dict[str, str] = {}
        self.refuse_sender: str | None = None
        self.before_recipient: Callable[[SMTP], Any] | None = None
        self.before_answer: Callable[[SMTP], Any] | None = None

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.refuse_sender:
            return self.refuse_sender
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.before_recipient is not None:
            await self.before_recipient(server)
        if address in self.refuse_recipient:
            return self.refuse_recipient[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.envelopes.append(envelope)
        if session not in self.sessions:
            self.sessions.append(session)
        if self.before_answer is not None:
            answer = await self.before_answer(server)
            if answer is not None:
                return str(answer)
        return "250 taken"

    def authenticate(self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
        """Takes any name whose password is 密码 or right."""
        self.logins.append((data.login, data.password))
        good = data.password in ("密码".encode(), b"right")
        return AuthResult(success=good, handled=good)

    def messages(self) -> list[EmailMessage]:
        parsed = (
            email.message_from_bytes(bytes(e.content or b""), policy=email.policy.default) for e in self.envelopes
        )
        return [m for m in parsed if isinstance(m, EmailMessage)]


def mail_to(server: Controller, **changes: Any) -> MailSettings:
    """Settings for the server on loopback."""
    base = MailSettings(
        host="127.0.0.1",
        port=server.port,
        security=Security.NONE,
        sender="Desk <desk@example.org>",
        recipients=("one@example.org", "新闻 <two@example.org>"),
        timeout=5,
    )
    return replace(base, **changes)


def settings_in(folder: Path, mail: MailSettings | None = None) -> Settings:
    """Settings whose database and letters lie in `folder`."""
    return Settings(database=folder / "labmoves.db", letters_folder=folder / "letters", mail=mail or MailSettings())
