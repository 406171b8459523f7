"""`labmoves alerts`: the letters seen, sent at once, and sent again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from calls import NOW, Run

from storage.store import Store

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture
def dead_server(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = {"HOST": "127.0.0.1", "PORT": "1", "SENDER": "a@example.org", "RECIPIENTS": "b@example.org"}
    for name, value in settings.items():
        monkeypatch.setenv(f"LABMOVES_MAIL_{name}", value)


def listed(run: Run, *options: str) -> list[list[str]]:
    result = run("alerts", "list", *options)
    assert result.exit_code == 0, result.output
    return [line.split("\t") for line in result.stdout.splitlines()[1:]]


def test_the_letters_are_listed_with_what_became_of_them(run: Run) -> None:
    """The news in words, the newest first; those sent have their time."""
    assert [row[2] for row in listed(run)] == [
        "Confirmed: Junyang Lin is leaving Alibaba (confirmed by Junyang Lin)",
        "Junyang Lin may be leaving Alibaba (rumour)",
    ]
    run("alerts", "send")
    assert all(row[3].startswith("sent 20") for row in listed(run))
    assert listed(run, "--waiting") == []
    assert len(listed(run, "--limit", "1")) == 1
    assert len(json.loads(run("alerts", "list", "--json").stdout)) == 2


@pytest.mark.usefixtures("dead_server")
def test_letters_that_failed_say_so_and_can_be_hurried(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """`send` does not keep silent about letters that wait for their next try; `--all` sends them now."""
    assert run("alerts", "send").exit_code == 1
    assert all("no connection" in row[5] for row in listed(run, "--waiting"))
    monkeypatch.delenv("LABMOVES_MAIL_HOST")
    silent = run("alerts", "send")
    assert silent.stdout.startswith("0 letters")
    assert "2 letters wait for the next try" in silent.stderr
    hurried = run("alerts", "send", "--all")
    assert hurried.stdout.startswith("2 letters written")
    assert hurried.stderr == ""


def test_a_letter_can_be_sent_again(run: Run, tmp_path: Path) -> None:
    """Lost by a mail program, it is had again by its move's key."""
    run("alerts", "send")
    key = listed(run)[0][6]
    for letter in (tmp_path / "letters").iterdir():
        letter.unlink()
    result = run("alerts", "resend", key)
    assert result.exit_code == 0, result.output
    assert "2 letters written" in result.stdout
    assert len(list((tmp_path / "letters").iterdir())) == 2


def test_a_letter_of_somebody_who_left_the_list_is_not_said_to_be_tried_again(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It waits for a subscriber of that name; `resend` says so, and `send --all` would not help."""
    run("alerts", "send")
    key = listed(run)[0][6]
    Path("labmoves.toml").write_text('[[subscriber]]\nname = "ann"\naddress = "ann@example.org"\n', encoding="utf-8")
    result = run("alerts", "resend", key)
    assert result.stdout.startswith("0 letters")
    told = "2 letters wait for a subscriber who is not there; `labmoves alerts list --waiting` names them.\n"
    assert result.stderr == told
    assert {row[3] for row in listed(run, "--waiting")} == {"waits for a subscriber of this name"}


def test_a_move_without_a_letter_cannot_be_sent_again(run: Run) -> None:
    """A hire raises no letter by default; the answer says that there is none."""
    key = next(move["key"] for move in json.loads(run("moves", "--json").stdout) if move["kind"] == "hire")
    result = run("alerts", "resend", key)
    assert result.exit_code == 2
    assert "no letter was written of this move" in result.stderr


def test_a_folder_without_room_for_a_lock_is_no_other_process(run: Run, tmp_path: Path) -> None:
    """What keeps letters from being sent is told as it is, with exit code 1."""
    (tmp_path / "labmoves.db.letters.lock").mkdir()
    result = run("alerts", "send")
    assert result.exit_code == 1
    assert "no lock file can be made" in result.stderr


@pytest.mark.usefixtures("dead_server")
def test_retry_tries_at_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits for its next try, of all moves or of one; of nothing that was sent."""
    run("alerts", "send")
    key = listed(run)[0][6]
    monkeypatch.delenv("LABMOVES_MAIL_HOST")
    assert run("alerts", "retry", key).stdout.startswith("2 letters written")
    assert run("alerts", "retry").stdout.startswith("0 letters")


def test_dead_letters_are_listed_with_the_servers_answer(run: Run, tmp_path: Path) -> None:
    """Doctor and status fail for them, and retry revives them."""
    with Store.open(tmp_path / "labmoves.db") as store:
        store.letters.mark_dead(1, "the server refuses b@example.org: 550 gone", NOW)
    ((_, _, news, state, _, trouble, _),) = listed(run, "--dead")
    assert (news, state) == ("Junyang Lin may be leaving Alibaba (rumour)", f"dead since {NOW:%Y-%m-%d %H:%M}")
    assert trouble == "the server refuses b@example.org: 550 gone"
    for command in ("doctor", "status"):
        examined = run(command)
        assert examined.exit_code == 1
        assert "1 that no server takes" in examined.stdout
    assert run("alerts", "retry").stdout.startswith("2 letters written")
    assert listed(run, "--dead") == []


# --- a letter shown, and letters not wanted


def test_a_letter_is_shown_as_it_would_be_sent(run: Run, tmp_path: Path) -> None:
    """With its thread, in the subscriber's language; nothing is sent by it."""
    (tmp_path / "labmoves.toml").write_text(
        '[mail]\nrecipients = ["a@example.org"]\n'
        '[[subscriber]]\nname = "王"\naddress = "w@example.org"\nlanguage = "zh"\n',
        encoding="utf-8",
    )
    key = listed(run)[0][6]
    told = run("alerts", "preview", key).stdout
    assert told.startswith("Subject: Confirmed: Junyang Lin is leaving Alibaba (confirmed by Junyang Lin)\n")
    assert "In-Reply-To: <m1-" in told
    assert "\nChanged:     status: rumored → confirmed\n" in told
    chinese = run("alerts", "preview", key, "--for", "王").stdout
    assert "To: w@example.org\n" in chinese
    assert "Subject: 林俊旸离开 Alibaba（林俊旸证实）\n" in chinese
    assert run("alerts", "preview", key, "--html").stdout.startswith("<!doctype html>")
    assert all(row[3].startswith("waits") for row in listed(run))
    wrong = run("alerts", "preview", key, "--for", "nobody")
    assert wrong.exit_code == 2
    assert "there are recipients, 王" in wrong.stderr


def test_a_move_without_a_letter_is_shown_too(run: Run) -> None:
    """What a hire would look like, which the rules do not ask for."""
    key = next(move["key"] for move in json.loads(run("moves", "--json").stdout) if move["kind"] == "hire")
    assert "Eve Adams is joining OpenAI from Google" in run("alerts", "preview", key).stdout


@pytest.mark.parametrize("name", ["林俊旸", "Lin Junyang", "alibaba", "阿里巴巴", "m1-"])
def test_what_is_muted_sends_no_letter(run: Run, name: str) -> None:
    """A person in any spelling, a lab by any name, a move by its key; the list says why, and it can be undone."""
    what = listed(run)[0][6] if name == "m1-" else name
    muted = run("alerts", "mute", what, "--because", "too much of it", "--until", "30d")
    assert muted.exit_code == 0, muted.output
    assert "2 waiting letters are kept back" in muted.stdout
    assert [row[3] for row in listed(run)] == ["withheld: muted: too much of it"] * 2
    assert run("alerts", "send").stdout.startswith("0 letters")
    ((number, _, _, _, until, because),) = [line.split("\t") for line in run("alerts", "mute").stdout.splitlines()[1:]]
    assert (number, because) == ("1", "too much of it")
    assert until > f"{NOW:%Y-%m-%d}"
    previewed = run("alerts", "preview", listed(run)[0][6])
    assert "is muted (too much of it): no letter of it is sent." in previewed.stderr
    assert json.loads(run("alerts", "mute", "--json").stdout)[0]["because"] == "too much of it"
    assert run("alerts", "unmute", what).exit_code == 0
    assert run("alerts", "mute").stderr == "Nothing is muted.\n"
    assert run("alerts", "resend", listed(run)[0][6]).stdout.startswith("2 letters")


def test_what_is_muted_twice_is_so_until_both_are_lifted(run: Run) -> None:
    """One lifted by its number leaves the other, and that is said; the name lifts both."""
    run("alerts", "mute", "alibaba", "--because", "x", "--until", "30d")
    run("alerts", "mute", "alibaba", "--because", "y")
    assert next(iter(run("alerts", "mute").stdout.splitlines()[1:])).split("\t")[4] == "for good"
    assert run("alerts", "unmute", "1").stdout == "Lifted: the lab Alibaba, which number 2 still mutes.\n"
    run("alerts", "mute", "alibaba", "--because", "z")
    assert run("alerts", "unmute", "alibaba").stdout == "No longer muted: the lab Alibaba.\n"


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["mute", "林俊旸"], "say why"),
        (["mute", "nobody at all", "--because", "x"], "no move names such a person or lab"),
        (["mute", "林俊旸", "--because", "x", "--until", "2020-01-01"], "has passed"),
        (["mute", "林俊旸", "--because", "x", "--until", "soon"], "neither a length of time"),
        (["mute", "--because", "x"], "Name whom or what to mute"),
        (["unmute", "林俊旸"], "nothing muted is called so"),
        (["mute", "m1-0000", "--because", "x"], "no move has this key"),
    ],
)
def test_a_wrong_call_is_answered_in_a_sentence(run: Run, call: list[str], said: str) -> None:
    """Exit code 2, and what is missing."""
    result = run("alerts", *call)
    assert result.exit_code == 2
    assert said in result.stderr
