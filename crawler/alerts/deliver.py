"""The outbox emptied: each waiting letter sent, or written to a file, and marked only after that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from crawler.alerts.compose import compose, compose_test
from crawler.alerts.mail import Post, Refusal, ServerError
from crawler.config.schema import Settings
from crawler.errors import BusyStoreError, DeliveryError
from crawler.files import replace_whole
from crawler.model import Letter
from storage.lock import WriterLock
from storage.store import Store

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9@._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryReport:
    """What became of the letters that were due."""

    sent: int = 0
    failed: int = 0  # they wait in the outbox, each time longer
    troubles: tuple[str, ...] = ()  # one sentence each: why letters failed, and which recipients were refused
    folder: Path | None = None  # where the letters lie, when no mail server is configured


def deliver(store: Store, settings: Settings, now: datetime) -> DeliveryReport:
    """Send every letter that is due, over one connection; never raises DeliveryError, the report says what failed.

    A letter is marked sent after the server took it, so a crash in between sends it again, with the same Message-ID,
    and never loses it. One process at a time sends: another one leaves the letters to it. Raises StoreError where the
    database cannot be written, before any letter is sent.
    """
    turn = WriterLock(settings.database.with_name(settings.database.name + ".letters"))
    try:
        turn.take("sending letters")
    except BusyStoreError:
        return DeliveryReport(troubles=("another process is sending the letters",))
    try:
        letters = store.letters.waiting(now)
        if settings.mail.host is None:
            return _to_files(store, letters, settings, now)
        return _to_server(store, letters, settings, now)
    finally:
        turn.give_back()


def send_test(settings: Settings, now: datetime) -> str:
    """Send one test letter and say where it went. Raises DeliveryError with the cause, ConfigError for a password."""
    message = compose_test(settings.mail, now)
    if settings.mail.host is None:
        return f"No mail server is configured; the letter lies in {write_letter(settings.letters_folder, message)}"
    with Post(settings.mail) as post:
        refused = post.send(message)
    took = ", ".join(each for each in settings.mail.recipients if each not in refused)
    if refused:
        raise DeliveryError(f"{took} should have it; {'; '.join(_refusals(refused))}", where=settings.mail.host)
    return f"{settings.mail.host} took the letter for {took}"


def _to_server(store: Store, letters: list[Letter], settings: Settings, now: datetime) -> DeliveryReport:
    sent, troubles, failed = 0, [], 0
    with Post(settings.mail) as post:
        for at, letter in enumerate(letters):
            try:
                refused = post.send(message := compose(letter, settings.mail), _still_to_serve(letter, settings))
            except ServerError as error:  # no other letter would fare better now
                for waiting in letters[at:]:
                    store.letters.mark_failed(waiting.id, str(error), now)
                troubles.append(str(error))
                failed += len(letters) - at
                break
            except DeliveryError as error:
                store.letters.mark_failed(letter.id, str(error), now)
                troubles.append(str(error))
                failed += 1
                continue
            troubles += _kept(message, refused, settings)
            later = [recipient for recipient, refusal in refused.items() if refusal.later]
            if later:
                store.letters.mark_failed(letter.id, "; ".join(_refusals(refused)), now, later)
            else:
                store.letters.mark_sent(letter.id, now, "; ".join(_refusals(refused)) or None)
            failed, sent = failed + bool(later), sent + (not later)
    return DeliveryReport(sent=sent, failed=failed, troubles=tuple(dict.fromkeys(troubles)))


def _still_to_serve(letter: Letter, settings: Settings) -> tuple[str, ...]:
    """Those of the letter's own recipients that the configuration still names; all where it has none of its own."""
    return tuple(each for each in letter.recipients if each in settings.mail.recipients)


def _kept(message: EmailMessage, refused: dict[str, Refusal], settings: Settings) -> list[str]:
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


def _refusals(refused: dict[str, Refusal]) -> list[str]:
    return [
        f"the server {'puts off' if refusal.later else 'refuses'} {recipient}: {refusal.answer}"
        for recipient, refusal in refused.items()
    ]


def _to_files(store: Store, letters: list[Letter], settings: Settings, now: datetime) -> DeliveryReport:
    folder, mail = settings.letters_folder, settings.mail
    for at, letter in enumerate(letters):
        try:
            write_letter(folder, compose(letter, mail))
        except DeliveryError as error:
            for waiting in letters[at:]:
                store.letters.mark_failed(waiting.id, str(error), now)
            return DeliveryReport(sent=at, failed=len(letters) - at, troubles=(str(error),), folder=folder)
        store.letters.mark_sent(letter.id, now)
    return DeliveryReport(sent=len(letters), folder=folder)


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
