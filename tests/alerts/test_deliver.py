"""The outbox: nothing is lost, nothing is sent twice without need, and the report says what happened."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP
from letters import NOW, READER, Postbox, Serve, composed, fill_outbox, letter, mail_to, settings_in

from crawler.alerts.deliver import deliver, send_test, write_letter
from crawler.config.schema import MailSettings
from crawler.errors import ConfigError, DeliveryError
from storage.lock import WriterLock
from storage.store import Store

LATER = NOW + timedelta(days=1)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


def test_every_waiting_letter_is_sent_once(serve: Serve, postbox: Postbox, store: Store, tmp_path: Path) -> None:
    """A second delivery finds nothing to do."""
    fill_outbox(store, 3)
    settings = settings_in(tmp_path, mail_to(serve()))
    report = deliver(store, settings, NOW)
    assert (report.sent, report.failed, report.troubles, report.folder) == (3, 0, (), None)
    assert deliver(store, settings, LATER).sent == 0
    assert len(postbox.envelopes) == 3


def test_a_dead_server_costs_no_letter(serve: Serve, postbox: Postbox, store: Store, tmp_path: Path) -> None:
    """All letters wait together, one trouble is told, and they go when the server is back."""
    fill_outbox(store, 3)
    server = serve()
    mail = mail_to(server)
    server.stop()
    report = deliver(store, settings_in(tmp_path, mail), NOW)
    assert (report.sent, report.failed, len(report.troubles)) == (0, 3, 1)
    assert "no connection" in report.troubles[0]
    assert deliver(store, settings_in(tmp_path, mail), NOW).failed == 0, "a letter that failed just now waits"
    assert store.counts().letters_unsent == 3
    assert deliver(store, settings_in(tmp_path, mail_to(serve())), LATER).sent == 3
    assert len(postbox.envelopes) == 3


def test_one_refused_letter_does_not_hold_up_the_others(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """The refused one is given up; the others are sent over the same connection."""
    fill_outbox(store, 3)

    async def refuse_second(server: SMTP) -> str | None:
        return "554 no" if len(postbox.envelopes) == 2 else None

    postbox.before_answer = refuse_second
    report = deliver(store, settings_in(tmp_path, mail_to(serve())), NOW)
    assert (report.sent, report.dead) == (2, 1)
    assert store.counts().letters_unsent == 0


def test_an_unclear_end_sends_again_with_the_same_message_id(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """At least once, on purpose: a server that took the first one can drop the second by its Message-ID."""
    fill_outbox(store)
    settings = settings_in(tmp_path, mail_to(serve()))

    async def vanish(server: SMTP) -> None:
        assert server.transport is not None
        server.transport.abort()

    postbox.before_answer = vanish
    assert deliver(store, settings, NOW).failed == 1
    postbox.before_answer = None
    assert deliver(store, settings, LATER).sent == 1
    first, second = postbox.messages()
    assert first["Message-ID"] == second["Message-ID"]


def test_a_refused_recipient_finds_the_letter_as_a_file(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """The others have it, so it is not sent again; the report names the recipient, the answer and the file's folder."""
    fill_outbox(store)
    postbox.refuse_recipient = {"one@example.org": "550 gone"}
    report = deliver(store, settings_in(tmp_path, mail_to(serve())), NOW)
    assert (report.sent, report.failed) == (1, 0)
    assert "refuses one@example.org: 550 gone" in report.troubles[0]
    assert len(list((tmp_path / "letters").glob("*.eml"))) == 1


def test_who_is_put_off_gets_the_letter_later_and_the_others_only_once(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """A greylisting server takes one recipient now and the other on the second try (RFC 5321: 4xx)."""
    fill_outbox(store)
    settings = settings_in(tmp_path, mail_to(serve()))
    postbox.refuse_recipient = {"one@example.org": "450 come back later"}
    report = deliver(store, settings, NOW)
    assert (report.sent, report.failed) == (0, 1)
    assert report.troubles == ("the server puts off one@example.org: 450 come back later; it is tried again",)
    (waits,) = store.letters.postings("waiting")
    assert waits.letter.recipients == ("one@example.org",)
    postbox.refuse_recipient = {}
    assert deliver(store, settings, LATER).sent == 1
    assert [e.rcpt_tos for e in postbox.envelopes] == [["two@example.org"], ["one@example.org"]]
    assert store.counts().letters_unsent == 0
    assert not (tmp_path / "letters").exists()


def test_who_is_refused_for_good_is_told_by_the_list(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """The letter is sent, and says for ever whom it did not reach."""
    fill_outbox(store)
    postbox.refuse_recipient = {"one@example.org": "550 gone"}
    deliver(store, settings_in(tmp_path, mail_to(serve())), NOW)
    (sent,) = store.letters.postings()
    assert sent.sent_at == NOW
    assert sent.last_error == "the server refuses one@example.org: 550 gone"


def test_without_a_server_letters_become_files(store: Store, tmp_path: Path) -> None:
    """One whole .eml file for each letter, and none twice."""
    moves = fill_outbox(store, 2)
    settings = settings_in(tmp_path)
    report = deliver(store, settings, NOW)
    assert (report.sent, report.folder) == (2, tmp_path / "letters")
    files = sorted((tmp_path / "letters").iterdir())
    assert [f.suffix for f in files] == [".eml", ".eml"]
    message = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
    assert moves[0].person in message["Subject"]
    assert deliver(store, settings, LATER).sent == 0


def test_a_repeated_file_overwrites_itself(tmp_path: Path) -> None:
    """A crash between writing and marking leaves one file, not two; its name holds no path of its own."""
    evil = letter(message_id="<../../etc/x y@labmoves.invalid>")
    paths = {write_letter(tmp_path / "letters", composed(evil, MailSettings())) for _ in range(2)}
    assert len(paths) == 1
    assert [p.parent for p in (tmp_path / "letters").iterdir()] == [tmp_path / "letters"]


def test_a_folder_that_cannot_be_written_keeps_the_letters(store: Store, tmp_path: Path) -> None:
    """The letters stay in the outbox and the report says what to set."""
    fill_outbox(store, 2)
    (tmp_path / "letters").write_text("a file where the folder should be", encoding="utf-8")
    report = deliver(store, settings_in(tmp_path), NOW)
    assert (report.sent, report.failed) == (0, 2)
    assert "Set letters_folder" in report.troubles[0]
    assert store.counts().letters_unsent == 2


def test_two_processes_do_not_send_the_same_letters(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """While another one sends, this one leaves the letters to it."""
    fill_outbox(store)
    settings = settings_in(tmp_path, mail_to(serve()))
    other = WriterLock(settings.database.with_name(settings.database.name + ".letters"))
    other.take("sending letters")
    report = deliver(store, settings, NOW)
    assert report.sent == 0
    assert "another process" in report.troubles[0]
    other.give_back()
    assert deliver(store, settings, NOW).sent == 1
    assert len(postbox.envelopes) == 1


def test_a_password_that_cannot_be_had_leaves_the_letters(serve: Serve, store: Store, tmp_path: Path) -> None:
    """A wrong configuration is told as such, and no letter is counted as failed."""
    fill_outbox(store)
    mail = mail_to(serve(), user="desk", password_file=tmp_path / "gone")
    with pytest.raises(ConfigError, match=r"mail\.password_file"):
        deliver(store, settings_in(tmp_path, mail), NOW)
    assert len(store.letters.waiting(NOW)) == 1


def test_a_test_letter_arrives(serve: Serve, postbox: Postbox, tmp_path: Path) -> None:
    """It goes the way of real letters and says where it went."""
    said = send_test(settings_in(tmp_path, mail_to(serve())), READER, NOW)
    assert "took the letter for one@example.org" in said
    assert "test letter" in postbox.messages()[0]["Subject"]
    assert ".eml" in send_test(settings_in(tmp_path), READER, NOW)


def test_a_test_letter_that_one_recipient_cannot_get_is_an_error(
    serve: Serve, postbox: Postbox, tmp_path: Path
) -> None:
    """Who tests wants to know."""
    postbox.refuse_recipient = {"two@example.org": "550 gone"}
    with pytest.raises(DeliveryError, match="two@example"):
        send_test(settings_in(tmp_path, mail_to(serve())), READER, NOW)
