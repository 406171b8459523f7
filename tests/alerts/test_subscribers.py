"""Many subscribers, one outbox: each has what they asked for, when they asked for it, once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from letters import NOW, Postbox, Serve, fill_outbox, mail_to, settings_in

from crawler.alerts.deliver import MOST_TRIES, deliver
from crawler.config.schema import MailSettings, Settings
from crawler.config.subscribers import Delivery, Hours, Language, Subscriber
from storage.store import Store

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ANN = Subscriber(name="ann", address="ann@example.org")
LI = Subscriber(name="李", address="li@example.org", language=Language.CHINESE, delivery=Delivery.DAILY)
QUIET = Hours(NOW.time(), (NOW + 8 * HOUR).time())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


def settings_for(folder: Path, mail: MailSettings, *subscribers: Subscriber) -> Settings:
    return replace(settings_in(folder, replace(mail, recipients=())), subscribers=subscribers)


def test_each_subscriber_has_a_letter_of_their_own(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """Nobody sees another's address; each is in their language, and each has a Message-ID of its own."""
    fill_outbox(store, tell=("ann", "李"))
    settings = settings_for(tmp_path, mail_to(serve()), ANN, replace(LI, delivery=Delivery.IMMEDIATE))
    assert deliver(store, settings, NOW).sent == 2
    one, other = postbox.messages()
    assert (one["To"], other["To"]) == ("ann@example.org", "li@example.org")
    assert one["Subject"].startswith("Person Number0 is leaving OpenAI")
    assert other["Subject"].startswith("Person Number0 离开 OpenAI")
    assert one["Message-ID"] != other["Message-ID"]


def test_a_digest_waits_for_its_hour_and_holds_all_news_once(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """Nothing before, one letter with three moves at eight, nothing the next day, which has no news."""
    fill_outbox(store, 3, tell=("李",))
    settings = settings_for(tmp_path, mail_to(serve()), LI)
    eight = (NOW + DAY).replace(hour=8)
    assert deliver(store, settings, eight - HOUR).sent == 0
    assert deliver(store, settings, eight).sent == 1
    assert deliver(store, settings, eight + DAY).sent == 0
    (message,) = postbox.messages()
    assert message["Subject"] == "3 条变动：OpenAI"
    text = str(message.get_body(("plain",)).get_content())  # type: ignore[union-attr]
    assert [text.count(f"Person Number{n} 离开 OpenAI") for n in range(3)] == [1, 1, 1]
    assert store.letters.unsent() == 0


def test_a_digest_that_failed_is_the_same_letter_when_it_is_tried_again(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """What came meanwhile does not slip into it: a server that took the first one can tell the second by its id."""
    fill_outbox(store, 2, tell=("李",))
    settings = settings_for(tmp_path, mail_to(serve()), LI)
    eight = (NOW + DAY).replace(hour=8)
    postbox.refuse_recipient = {"li@example.org": "451 later"}
    assert deliver(store, settings, eight).failed == 1
    waits = store.letters.postings("waiting")[0].letter
    fill_outbox(store, 4, tell=("李",))
    postbox.refuse_recipient = {}
    assert deliver(store, settings, eight + HOUR).sent == 1
    assert [m["Subject"] for m in postbox.messages()] == ["2 条变动：OpenAI"]
    assert postbox.messages()[0]["Message-ID"] == waits.message_id
    assert deliver(store, settings, eight + DAY).sent == 1
    assert postbox.messages()[1]["Subject"] == "2 条变动：OpenAI"


def test_quiet_hours_hold_a_letter_back_and_lose_none(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """It comes when they are over; a digest, which has an hour of its own, is not held back."""
    fill_outbox(store, tell=("ann", "李"))
    ann, li = replace(ANN, quiet=QUIET), replace(LI, quiet=QUIET, hour=(NOW + HOUR).time())
    settings = settings_for(tmp_path, mail_to(serve()), ann, li)
    assert deliver(store, settings, NOW).sent == 0
    assert deliver(store, settings, NOW + HOUR).sent == 1
    assert postbox.envelopes[0].rcpt_tos == ["li@example.org"]
    assert deliver(store, settings, NOW + 8 * HOUR).sent == 1
    assert postbox.envelopes[1].rcpt_tos == ["ann@example.org"]


def test_a_change_of_the_configuration_loses_and_repeats_nothing(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """A digest becomes immediate, an address changes, a subscriber goes and comes back, another is new."""
    fill_outbox(store, 2, tell=("ann", "李"))
    mail = mail_to(serve())
    assert deliver(store, settings_for(tmp_path, mail, LI), NOW).sent == 0, "ann is not there; 李 waits for eight"
    moved = replace(LI, delivery=Delivery.IMMEDIATE, address="new@example.org")
    new = Subscriber(name="new", address="late@example.org")
    assert deliver(store, settings_for(tmp_path, mail, moved, new), NOW).sent == 2
    assert {e.rcpt_tos[0] for e in postbox.envelopes} == {"new@example.org"}, "no old news for the new one"
    assert deliver(store, settings_for(tmp_path, mail, LI, ANN), NOW + DAY).sent == 2
    assert [e.rcpt_tos[0] for e in postbox.envelopes[2:]] == ["ann@example.org"] * 2
    assert deliver(store, settings_for(tmp_path, mail, LI, ANN, new), NOW + 9 * DAY).sent == 0


def test_a_recipient_who_left_is_not_waited_for(serve: Serve, postbox: Postbox, store: Store, tmp_path: Path) -> None:
    """Put off once and then taken out of the list: the others, who have the letter, do not get it again."""
    fill_outbox(store)
    mail = mail_to(serve())
    postbox.refuse_recipient = {"one@example.org": "450 later"}
    deliver(store, settings_in(tmp_path, mail), NOW)
    left = replace(mail, recipients=mail.recipients[1:])
    assert deliver(store, settings_in(tmp_path, left), NOW + HOUR).sent == 1
    assert [e.rcpt_tos for e in postbox.envelopes] == [["two@example.org"]]


def test_one_dead_address_costs_the_others_nothing(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """Refused for good: kept as dead with the server's answer, never tried again by itself, and then by hand."""
    fill_outbox(store, tell=("ann", "李"))
    settings = settings_for(tmp_path, mail_to(serve()), ANN, replace(LI, delivery=Delivery.IMMEDIATE))
    postbox.refuse_recipient = {"ann@example.org": "550 no such user"}
    report = deliver(store, settings, NOW)
    assert (report.sent, report.failed, report.dead) == (1, 0, 1)
    (dead,) = store.letters.postings("dead")
    assert (dead.state, dead.last_error) == ("dead", "the server refuses ann@example.org: 550 no such user")
    assert deliver(store, settings, NOW + 30 * DAY).sent == 0
    postbox.refuse_recipient = {}
    store.letters.hurry(NOW + 30 * DAY, dead=True)
    assert deliver(store, settings, NOW + 30 * DAY).sent == 1


def test_who_is_put_off_is_tried_for_days_and_then_given_up(
    serve: Serve, postbox: Postbox, store: Store, tmp_path: Path
) -> None:
    """As mail servers do: about five days, then the letter is dead and says why."""
    fill_outbox(store, tell=("ann",))
    settings = settings_for(tmp_path, mail_to(serve()), ANN)
    postbox.refuse_recipient = {"ann@example.org": "451 greylisted"}
    now, tries = NOW, 0
    while not store.letters.postings("dead"):
        report = deliver(store, settings, now)
        tries += report.failed + report.dead
        now += HOUR / 2
        assert now < NOW + 7 * DAY
    assert now > NOW + 4 * DAY
    assert tries <= MOST_TRIES
    assert store.letters.postings("dead")[0].last_error == "the server puts off ann@example.org: 451 greylisted"


def test_a_server_that_is_down_for_weeks_costs_no_letter(serve: Serve, store: Store, tmp_path: Path) -> None:
    """What is wrong with the server is no fault of a letter: it waits as long as it takes."""
    fill_outbox(store, tell=("ann",))
    server = serve()
    settings = settings_for(tmp_path, mail_to(server), ANN)
    server.stop()
    for hours in range(0, 24 * 21, 6):
        deliver(store, settings, NOW + hours * HOUR)
    assert [posting.state for posting in store.letters.postings()] == ["waiting"]


def test_a_digest_hour_is_that_of_their_zone(serve: Serve, store: Store, tmp_path: Path) -> None:
    """Eight in Shanghai is midnight in UTC."""
    fill_outbox(store, tell=("李",))
    settings = settings_for(tmp_path, mail_to(serve()), replace(LI, zone=ZoneInfo("Asia/Shanghai")))
    midnight = (NOW + DAY).replace(hour=0)
    assert deliver(store, settings, midnight - HOUR / 60).sent == 0
    assert deliver(store, settings, midnight).sent == 1


def test_a_letter_for_nobody_is_kept(serve: Serve, postbox: Postbox, store: Store, tmp_path: Path) -> None:
    """Where no address is left for a name the letter waits and says so; it is not taken for sent."""
    fill_outbox(store)
    report = deliver(store, settings_for(tmp_path, mail_to(serve())), NOW)
    assert (report.sent, report.failed, postbox.envelopes) == (0, 1, [])
    assert report.troubles == ("nobody is named who is to have the letters of 'recipients'",)
