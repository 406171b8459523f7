"""Subscribers in the configuration: what each mistake is answered with, and when their letters may come."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.audience import AlertPolicy
from crawler.config.load import load_settings
from crawler.config.password import channel_of
from crawler.config.schema import Settings
from crawler.config.subscribers import Delivery, Hours, Language, Subscriber, Weekday
from crawler.errors import ConfigError
from crawler.model import Certainty, Kind

MAIL = '[mail]\nhost = "smtp.example.org"\nsender = "desk@example.org"\n'
ANN = '[[subscriber]]\nname = "ann"\naddress = "ann@example.org"\n'


def loaded(folder: Path, text: str) -> Settings:
    path = folder / "labmoves.toml"
    path.write_text(text, encoding="utf-8")
    return load_settings(path, {"HOME": str(folder)})


def test_a_subscriber_has_every_rule_of_the_file(tmp_path: Path) -> None:
    """Who, what, how sure, in which language, when, and in whose time."""
    settings = loaded(
        tmp_path,
        f'{MAIL}{ANN}labs = ["openai"]\nkinds = ["hire"]\npeople = ["Lin Junyang"]\ncertainty = "confirmed"\n'
        'language = "zh"\ndelivery = "weekly"\nhour = "07:30"\nweekday = "friday"\nquiet = "22:00-07:00"\n'
        'zone = "Asia/Shanghai"\n[[subscriber]]\nname = "王芳"\naddress = "王芳 <w@example.org>"\n',
    )
    ann, wang = settings.subscribers
    assert (ann.delivery, ann.weekday, ann.language) == (Delivery.WEEKLY, Weekday.FRIDAY, Language.CHINESE)
    assert (f"{ann.hour:%H:%M}", str(ann.quiet), ann.zone.key) == ("07:30", "22:00-07:00", "Asia/Shanghai")
    assert settings.policies["ann"] == AlertPolicy(
        kinds=frozenset({Kind.HIRE}),
        labs=frozenset({"openai"}),
        people=("Lin Junyang",),
        least_certainty=Certainty.CONFIRMED,
    )
    assert settings.policies["王芳"] == settings.alerts
    assert [settings.addresses(reader) for reader in settings.readers] == [(ann.address,), (wang.address,)]


def test_what_is_left_out_is_the_rule_of_alerts(tmp_path: Path) -> None:
    """[alerts] holds for everybody who says nothing else."""
    alerts = '[alerts]\nkinds = ["return"]\nlabs = ["xai"]\nleast_certainty = "reported"\nleast_score = 0.8\n'
    settings = loaded(tmp_path, f'{alerts}{ANN}kinds = ["hire"]\n')
    assert settings.policies["ann"].kinds == {Kind.HIRE}
    assert (settings.policies["ann"].labs, settings.policies["ann"].least_score) == ({"xai"}, 0.8)


def test_recipients_are_one_subscriber_beside_the_others(tmp_path: Path) -> None:
    """The simple case stays: they have their letters together."""
    settings = loaded(tmp_path, f'{MAIL}recipients = ["a@example.org", "b@example.org"]\n{ANN}')
    assert [reader.name for reader in settings.readers] == ["recipients", "ann"]
    assert settings.addresses(settings.readers[0]) == ("a@example.org", "b@example.org")
    assert [reader.name for reader in Settings(database=tmp_path, letters_folder=tmp_path).readers] == ["recipients"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[subscriber]\nname = 'a'", "write [[subscriber]] over each"),
        ("subscriber = 3", "write [[subscriber]] over each"),
        ("[[subscribers]]\nname = 'a'", "unknown key 'subscribers'. Did you mean subscriber?"),
        ("[[subscriber]]\naddress = 'a@b.c'", "subscriber 1] it has no name"),
        (f"{ANN}adress = 'x'", "subscriber ann] unknown key 'adress'. Did you mean address?"),
        (f"{ANN}{ANN}", "subscriber ann] the name 'ann' is that of another subscriber"),
        (ANN.replace("ann", "recipients", 1), "is that of mail.recipients"),
        (ANN.replace('"ann"', '"a\\nb"', 1), "name] must be one line of text"),
        (ANN.replace('"ann"', '"a\\u202eb"', 1), "name] must be one line of text"),
        (ANN.replace("ann@example.org", "ann"), "subscriber ann, address] must be an address"),
        (f"{ANN}labs = 'openai'", "subscriber ann, labs] must be a valid array"),
        (f"{ANN}kinds = ['left']", "subscriber ann, kinds] must be 'departure', 'hire'"),
        (f"{ANN}certainty = 'sure'", "subscriber ann, certainty] must be 'rumored'"),
        (f"{ANN}language = 'fr'", "subscriber ann, language] must be 'en' or 'zh'"),
        (f"{ANN}delivery = 'hourly'", "subscriber ann, delivery] must be 'immediate', 'daily' or 'weekly'"),
        (f"{ANN}hour = 8", "subscriber ann, hour] must be a time of the day, such as 08:00"),
        (f"{ANN}hour = '25:00'", "subscriber ann, hour] must be a time of the day, such as 08:00"),
        (f"{ANN}hour = '08:00+01:00'", "without a zone"),
        (f"{ANN}weekday = 'mon'", "subscriber ann, weekday] must be 'monday'"),
        (f"{ANN}quiet = '22:00'", "subscriber ann, quiet] must be two times of the day"),
        (f"{ANN}quiet = '07:00-07:00'", "two different times of the day"),
        (f"{ANN}zone = 'Beijing'", "subscriber ann, zone] must be a time zone such as Asia/Shanghai"),
        (f"{ANN}zone = '../etc/passwd'", "must be a time zone"),
        (f"{ANN}zone = 'Asia'", "must be a time zone"),
        (f"{ANN}url = 'ntfy://ntfy.sh/x'", "subscriber ann] address and url are two ways to them"),
        (ANN.replace("operators", "x").replace('"ann"', '"operators"', 1), "is that of watch.operators"),
        (f"{MAIL}[[subscriber]]\nname = 'ann'", "subscriber ann] it has no address"),
    ],
)
def test_a_mistake_is_named_with_file_subscriber_and_key(tmp_path: Path, text: str, said: str) -> None:
    """One sentence that says where it is and what is right; the start stops with exit code 2."""
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, text)
    assert said in str(caught.value)
    assert "labmoves.toml" in str(caught.value)


def test_the_address_of_a_chat_is_a_secret(tmp_path: Path) -> None:
    """Neither a mistake in it nor the settings' printed form shows it; its file is read when it is needed."""
    chat = '[[subscriber]]\nname = "chat"\n'
    assert "geheim" not in repr(loaded(tmp_path, f'{chat}url = "slack://geheim/token"'))
    with pytest.raises(ConfigError) as caught:
        loaded(tmp_path, f'{chat}url = "geheim token"')
    assert "must be an address as Apprise has them" in str(caught.value)
    assert "geheim" not in str(caught.value)
    (reader,) = loaded(tmp_path, f'{MAIL}{chat}url_file = "secret"').subscribers
    with pytest.raises(ConfigError, match=r"subscriber chat, url_file\] no address could be had: No such file"):
        channel_of(reader)
    (tmp_path / "secret").write_text("geheim\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="must be an address as Apprise has them"):
        channel_of(reader)
    (tmp_path / "secret").write_text("ntfy://ntfy.sh/topic\n", encoding="utf-8")
    assert channel_of(reader) == "ntfy://ntfy.sh/topic"


# --- when


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def reader(**rules: object) -> Subscriber:
    return Subscriber(name="ann", **rules)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("now", "last"),
    [
        ("2026-11-27T07:59", "2026-11-26T08:00"),
        ("2026-11-27T08:00", "2026-11-27T08:00"),
        ("2026-11-27T23:59", "2026-11-27T08:00"),
    ],
)
def test_a_daily_digest_is_due_at_its_hour_in_their_zone(now: str, last: str) -> None:
    """Eight in Shanghai is midnight in London."""
    zone = "Asia/Shanghai"
    ann = reader(delivery=Delivery.DAILY, zone=ZoneInfo(zone))
    assert ann.last_digest(at(now, zone).astimezone(UTC)) == at(last, zone)


def test_a_weekly_digest_is_due_on_its_day() -> None:
    """On Monday before the hour the last one is a week old."""
    ann = reader(delivery=Delivery.WEEKLY)
    assert ann.last_digest(at("2026-11-30T07:59")) == at("2026-11-23T08:00")
    assert ann.last_digest(at("2026-11-30T08:00")) == at("2026-11-30T08:00")
    assert reader().last_digest(at("2026-11-30T08:00")) is None


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"])
def test_each_day_of_a_year_has_one_digest_whatever_the_clocks_do(zone: str) -> None:
    """Also at an hour that one day does not have, and another has twice."""
    for hour in ("02:30", "01:45"):
        ann = reader(delivery=Delivery.DAILY, zone=ZoneInfo(zone), hour=datetime.strptime(hour, "%H:%M").time())  # noqa: DTZ007 - a time of the day
        start = datetime(2026, 1, 1, 12, tzinfo=UTC)
        moments = [ann.last_digest(start + timedelta(minutes=15 * step)) for step in range(365 * 96)]
        distinct = list(dict.fromkeys(moment.timestamp() for moment in moments if moment))
        assert len(distinct) in (365, 366)
        assert distinct == sorted(distinct), "the last digest never goes back"


def test_an_hour_that_does_not_exist_comes_as_much_later() -> None:
    """Berlin has no 02:30 on 29 March 2026: the digest of that day is due at 03:30."""
    berlin = ZoneInfo("Europe/Berlin")
    ann = reader(delivery=Delivery.DAILY, zone=berlin, hour=at("2026-01-01T02:30").time())
    before, after = datetime(2026, 3, 29, 1, 29, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert [moment and moment.day for moment in map(ann.last_digest, (before, after))] == [28, 29]


def test_quiet_hours_are_those_of_their_wall_clock() -> None:
    """Over midnight, with the first minute in and the last one out."""
    ann = reader(quiet=Hours(at("2026-01-01T22:00").time(), at("2026-01-01T07:00").time()), zone=ZoneInfo("Asia/Tokyo"))
    said = {hour: ann.is_quiet(at(f"2026-11-27T{hour}", "Asia/Tokyo").astimezone(UTC)) for hour in _HOURS}
    assert said == {"21:59": False, "22:00": True, "03:00": True, "06:59": True, "07:00": False, "12:00": False}
    assert not reader().is_quiet(at("2026-11-27T03:00"))


_HOURS = ("21:59", "22:00", "03:00", "06:59", "07:00", "12:00")


@given(st.times(), st.times(), st.times())
def test_hours_and_the_rest_of_the_day_are_the_whole_day(start: object, end: object, moment: object) -> None:
    """Each moment lies in the hours or in those from their end to their start, never in both."""
    hours, rest = Hours(start, end), Hours(end, start)  # type: ignore[arg-type]
    if start != end:
        assert (moment in hours) != (moment in rest)


def test_every_key_has_a_description() -> None:
    """`config init` and the docs are written from these."""
    from typing import get_type_hints

    hints = get_type_hints(Subscriber, include_extras=True)
    for field in fields(Subscriber):
        assert any(getattr(note, "description", None) for note in hints[field.name].__metadata__), field.name
