"""The outbox emptied: each waiting letter sent, or written to a file, and marked only after that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from crawler.alerts.background import background, publishers
from crawler.alerts.channels import send_to_channel
from crawler.alerts.compose import Background, Envelope, compose, compose_message, compose_test, test_words
from crawler.alerts.mail import Post, Refusal, RefusedError, ServerError
from crawler.alerts.muting import keep_back_muted
from crawler.config.password import channel_of
from crawler.config.schema import OPERATORS, RECIPIENTS, Settings
from crawler.config.subscribers import Delivery, Subscriber
from crawler.errors import BusyStoreError, ConfigError, DeliveryError
from crawler.files import replace_whole
from crawler.letter import Letter, LetterKind, News
from crawler.model import Move, Verdict
from storage.lock import WriterLock
from storage.store import Store

MOST_TRIES = 28  # with the outbox's waits about five days, after which a mail server gives up too (RFC 5321, 4.5.4.1)
_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9@._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What became of the letters that were due."""

    sent: int = 0
    failed: int = 0  # they wait in the outbox, each time longer
    dead: int = 0  # no server will take them; they are kept
    troubles: tuple[str, ...] = ()  # one sentence each: why letters failed, and which recipients were refused
    folder: Path | None = None  # where the letters lie, when no mail server is configured


def deliver(store: Store, settings: Settings, now: datetime) -> DeliveryReport:
    """Send every letter that is due, over one connection; never raises DeliveryError, the report says what failed.

    A letter is marked sent after the server took it, so a crash in between sends it again, with the same Message-ID,
    and never loses it. One process at a time sends: another one leaves the letters to it. Raises StoreError where the
    database cannot be written, before any letter is sent.
    """
    turn = WriterLock(settings.database, "letters")
    try:
        turn.take("sending letters")
    except BusyStoreError:
        return DeliveryReport(troubles=("another process is sending the letters",))
    try:
        return _Round(store, settings, now).run()
    finally:
        turn.give_back()


def send_test(settings: Settings, reader: Subscriber, now: datetime) -> str:
    """Send one test letter to a subscriber, and say where it went.

    Raises DeliveryError with the cause, ConfigError where the password or the address of a chat is not to be had.
    """
    if reader.is_chat:
        (why,) = send_to_channel(channel_of(reader), [test_words()], settings.crawl.allow_hosts, reader.name)
        if why:
            raise DeliveryError(why)
        return f"{reader.name}: the service took the message"
    to = settings.addresses(reader)
    message = compose_test(Envelope(sender=settings.mail.sender, recipients=to), now)
    if settings.mail.host is None:
        return f"No mail server is configured; the letter lies in {write_letter(settings.letters_folder, message)}"
    with Post(settings.mail) as post:
        refused = post.send(message, to)
    took = ", ".join(each for each in to if each not in refused)
    if refused:
        told = f"{took} should have it; " if took else ""
        raise DeliveryError(f"{told}{'; '.join(_refusals(refused))}", where=settings.mail.host)
    return f"{settings.mail.host} took the letter for {took}"


def preview_letter(store: Store, settings: Settings, move: Move, reader: Subscriber, now: datetime) -> EmailMessage:
    """The letter about a move as the subscriber has it, or would: the last one written, else one of what is known."""
    written = (
        posting.letter
        for posting in store.letters.postings(move=move.key)
        if posting.letter.subscriber == reader.name and posting.letter.kind is LetterKind.NEWS
    )
    last = store.history(move.key)[-1]  # its article has the move's sentence
    unwritten = Letter(
        id=0,
        subscriber=reader.name,
        news=(News(move=move, verdict=Verdict.NEW, article_url=last.article_url),),
        message_id=f"<{move.key}.preview@labmoves.invalid>",
        created_at=now,
    )
    letter = next(written, unwritten)
    envelope = Envelope(sender=settings.mail.sender, recipients=settings.addresses(reader))
    return compose(letter, reader, envelope, background(store, letter, publishers(settings)))


class _Round:
    """One round of the postman: which letters may go now, each composed, handed over, and marked."""

    def __init__(self, store: Store, settings: Settings, now: datetime) -> None:
        self._store, self._settings, self._now = store, settings, now
        self._readers = {reader.name: reader for reader in (*settings.readers, settings.operators)}
        self._publishers: Mapping[str, str] | None = None
        self._report = DeliveryReport(folder=None if settings.mail.host else settings.letters_folder)

    def run(self) -> DeliveryReport:
        """Hand over what is due: to chats first, which take a moment, then to the mail server, or to files."""
        mails: list[Letter] = []
        chats: dict[str, list[Letter]] = {}
        for letter in self._due():
            home = chats.setdefault(letter.subscriber, []) if self._readers[letter.subscriber].is_chat else mails
            home.append(letter)
        for name, letters in chats.items():
            self._to_channel(self._readers[name], letters)
        if self._settings.mail.host is not None:
            self._to_server(mails)
        else:
            self._to_files(mails)
        return self._report

    def _to_channel(self, reader: Subscriber, letters: Sequence[Letter]) -> None:
        texts = [compose_message(letter, reader, self._background(letter)) for letter in letters]
        try:
            answers = send_to_channel(channel_of(reader), texts, self._settings.crawl.allow_hosts, reader.name)
            for letter, why in zip(letters, answers, strict=True):
                if why:
                    self._put_off(letter, why)
                else:
                    self._sent(letter)
        except (DeliveryError, ConfigError) as error:  # before any was given
            self._failed(letters, str(error))

    def _to_server(self, letters: Sequence[Letter]) -> None:
        with Post(self._settings.mail) as post:
            for at, letter in enumerate(letters):
                recipients = self._recipients(letter)
                if not (recipients or letter.recipients):
                    self._failed([letter], f"nobody is named who is to have the letters of {letter.subscriber!r}")
                    continue
                message = self._message(letter)
                try:
                    refused = post.send(message, recipients) if recipients else {}
                except ServerError as error:  # no other letter would fare better now
                    self._failed(letters[at:], str(error))
                    break
                except RefusedError as error:
                    self._dead(letter, str(error))
                except DeliveryError as error:
                    self._put_off(letter, str(error))
                else:
                    self._settle(letter, message, recipients, refused)

    def _to_files(self, letters: Sequence[Letter]) -> None:
        for at, letter in enumerate(letters):
            try:
                write_letter(self._settings.letters_folder, self._message(letter))
            except DeliveryError as error:
                self._failed(letters[at:], str(error))
                break
            self._sent(letter)

    def _due(self) -> list[Letter]:
        """The letters to hand over now, oldest first; what is muted is kept back, and digests are made, before that."""
        keep_back_muted(self._store, self._now)
        for reader in self._readers.values():
            if (moment := reader.last_digest(self._now)) is not None:
                self._store.letters.bind_digest(reader.name, moment, self._now)
        return [letter for letter in self._store.letters.waiting(self._now) if self._may_go(letter)]

    def _may_go(self, letter: Letter) -> bool:
        reader = self._readers.get(letter.subscriber)
        if reader is None:
            return False  # no subscriber of this name any more; the letter waits for one
        if letter.kind is not LetterKind.NEWS:
            return True
        gathered = reader.delivery is not Delivery.IMMEDIATE and letter.attempts == 0
        return not gathered and not reader.is_quiet(self._now)

    def _recipients(self, letter: Letter) -> tuple[str, ...]:
        """Who is to have the letter now; of those together in mail.recipients, whoever has it already is left out."""
        everybody = self._settings.addresses(self._readers[letter.subscriber])
        if letter.subscriber not in (RECIPIENTS, OPERATORS) or not letter.recipients:
            return everybody
        return tuple(each for each in everybody if each in letter.recipients)

    def _message(self, letter: Letter) -> EmailMessage:
        reader = self._readers[letter.subscriber]
        envelope = Envelope(sender=self._settings.mail.sender, recipients=self._settings.addresses(reader))
        return compose(letter, reader, envelope, self._background(letter))

    def _background(self, letter: Letter) -> Background:
        if self._publishers is None:
            self._publishers = publishers(self._settings)
        return background(self._store, letter, self._publishers)

    def _settle(
        self, letter: Letter, message: EmailMessage, recipients: tuple[str, ...], refused: Mapping[str, Refusal]
    ) -> None:
        """Mark a letter that the server took for some at least, or refused for all."""
        answers = "; ".join(_refusals(refused))
        later = [recipient for recipient, refusal in refused.items() if refusal.later]
        some_have_it = len(refused) < len(recipients) or bool(letter.recipients)
        if later and not some_have_it and len(later) == len(refused):
            self._put_off(letter, answers)
        elif later and letter.attempts + 1 < MOST_TRIES:
            self._store.letters.mark_failed(letter.id, answers, self._now, later)
            self._report = replace(self._report, failed=self._report.failed + 1)
            self._note(_kept(message, refused, self._settings))
        elif refused and not some_have_it:
            self._dead(letter, answers)
        else:
            self._sent(letter, answers or None)
            self._note(_kept(message, refused, self._settings))

    def _sent(self, letter: Letter, trouble: str | None = None) -> None:
        self._store.letters.mark_sent(letter.id, self._now, trouble)
        self._report = replace(self._report, sent=self._report.sent + 1)

    def _failed(self, letters: Sequence[Letter], why: str) -> None:
        for letter in letters:
            self._store.letters.mark_failed(letter.id, why, self._now)
        self._report = replace(self._report, failed=self._report.failed + len(letters))
        self._note((why,))

    def _put_off(self, letter: Letter, why: str) -> None:
        if letter.attempts + 1 < MOST_TRIES:
            self._failed([letter], why)
        else:
            self._dead(letter, why)

    def _dead(self, letter: Letter, why: str) -> None:
        self._store.letters.mark_dead(letter.id, why, self._now)
        self._report = replace(self._report, dead=self._report.dead + 1)
        self._note((f"{why}; given up",))

    def _note(self, troubles: Iterable[str]) -> None:
        self._report = replace(self._report, troubles=tuple(dict.fromkeys((*self._report.troubles, *troubles))))


def _kept(message: EmailMessage, refused: Mapping[str, Refusal], settings: Settings) -> list[str]:
    """Others have the letter. Who was refused for good finds it as a file, who was put off gets it later."""
    place = ""
    if any(not refusal.later for refusal in refused.values()):
        try:
            place = f"; the letter lies in {write_letter(settings.letters_folder, message)}"
        except DeliveryError as error:
            place = f"; {error}"
    return [
        line + ("; it is tried again" if refused[recipient].later else place)
        for recipient, line in zip(refused, _refusals(refused), strict=True)
    ]


def _refusals(refused: Mapping[str, Refusal]) -> list[str]:
    return [
        f"the server {'puts off' if refusal.later else 'refuses'} {recipient}: {refusal.answer}"
        for recipient, refusal in refused.items()
    ]


def body_of(message: EmailMessage, kind: str) -> str:
    """The text of a letter, `plain` or `html`, with the line ends of this machine."""
    part = message.get_body((kind,))
    return "" if part is None else str(part.get_content()).replace("\r\n", "\n")


def write_letter(folder: Path, message: EmailMessage) -> Path:
    """The message as an .eml file named after its Message-ID, whole or not at all; a repeat overwrites it.

    Raises DeliveryError where the folder cannot be written.
    """
    name = _NOT_IN_A_NAME.sub("_", str(message["Message-ID"]).strip("<>")).lstrip(".")[:120]
    target = folder / f"{name}.eml"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        replace_whole(target, message.as_bytes())
    except OSError as error:
        raise DeliveryError(
            f"cannot be written: {error.strerror}", where=str(folder), remedy="Set letters_folder to one that can"
        ) from error
    return target
