"""What is muted: whom and what it covers, what becomes of letters, and when it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from letters import MOVE, NOW, fill_outbox, settings_in

from crawler.alerts.deliver import deliver
from crawler.alerts.muting import mute_of
from crawler.letter import Mute, MuteKind
from storage.store import Store

DAY = timedelta(days=1)
PERSON = Mute(kind=MuteKind.PERSON, subject="Radford", names=("亚历克·拉德福德",), because="known", at=NOW)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "labmoves.db") as opened:
        yield opened


@pytest.mark.parametrize(
    ("mute", "covered"),
    [
        (PERSON, True),
        (replace(PERSON, names=("Alec Radford",)), True),
        (replace(PERSON, names=("Alexandra Radford",)), False),
        (replace(PERSON, kind=MuteKind.LAB, names=("OpenAI",)), True),
        (replace(PERSON, kind=MuteKind.LAB, names=("openai", "Sora")), False),
        (replace(PERSON, kind=MuteKind.LAB, names=("openai", "openai")), True),
        (replace(PERSON, kind=MuteKind.MOVE, names=(MOVE.key,)), True),
        (replace(PERSON, kind=MuteKind.MOVE, names=("m1-other",)), False),
    ],
)
def test_what_a_mute_covers(mute: Mute, covered: bool) -> None:
    """A person in any spelling and nobody of a similar name; a lab, or one unit of it; one move."""
    assert (mute_of(MOVE, [replace(PERSON, names=("Somebody Else",)), mute]) is mute) is covered


def test_what_waits_is_kept_back_and_told_so(store: Store, tmp_path: Path) -> None:
    """The others go; the one muted is neither sent nor counted as waiting, and its reason stays."""
    first, _ = fill_outbox(store, 2)
    store.letters.mute(replace(PERSON, names=(first.person,)))
    assert deliver(store, settings_in(tmp_path), NOW).sent == 1
    (kept,) = store.letters.postings("withheld")
    assert (kept.letter.news[0].move.key, kept.withheld) == (first.key, "muted: known")
    assert store.letters.unsent() == 0
    assert store.letters.heard([first])[first.key] == frozenset(), "nobody heard of it"


def test_a_mute_ends_by_itself_or_is_lifted(store: Store, tmp_path: Path) -> None:
    """What was kept back meanwhile stays so; what comes later goes."""
    moves = fill_outbox(store, 3)
    brief = store.letters.mute(replace(PERSON, names=(moves[0].person,), until=NOW + DAY))
    long = store.letters.mute(replace(PERSON, names=(moves[1].person,)))
    assert store.letters.mutes(NOW) == [long, brief]
    assert deliver(store, settings_in(tmp_path), NOW).sent == 1
    store.letters.lift(long.id, NOW + DAY)
    assert store.letters.mutes(NOW + DAY) == []
    assert deliver(store, settings_in(tmp_path), NOW + DAY).sent == 0
    assert store.letters.again(moves[0].key, NOW + DAY) == 1
    assert deliver(store, settings_in(tmp_path), NOW + DAY).sent == 1
