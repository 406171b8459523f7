"""Killed with SIGKILL anywhere between decision and mark: no letter is lost, and none comes twice without need."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import smtplib
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from letters import MOVE, NOW, Postbox, Serve, fill_outbox, mail_to, settings_in

from crawler.alerts.deliver import deliver
from crawler.config.schema import MailSettings
from crawler.model import Move
from storage.store import Store

KILLS = int(os.environ.get("LABMOVES_KILLS", "12"))


def crawl_and_send(folder: Path, mail: MailSettings, moves: list[Move], die_at: int, after_taken: bool = False) -> None:
    """Decide on the moves and send what waits; end as a power cut would at the `die_at`-th call of any function.

    The calls are counted from the start, or from where the server has taken the first letter. Come to its end it leaves
    in `calls` at which call it had decided, and how many there were.
    """
    with Store.open(folder / "labmoves.db") as store:
        seen, counted = 0, 0

        def look(frame: FrameType, event: str, argument: Any) -> None:
            nonlocal seen, counted
            if event in ("call", "c_call"):
                seen += 1
                counted += counted > 0 or not after_taken
                if counted == die_at:
                    os.kill(os.getpid(), signal.SIGKILL)
            elif event == "return" and frame.f_code is smtplib.SMTP.data.__code__:
                counted = counted or 1

        sys.setprofile(look)
        fill_outbox(store, moves=moves)
        decided = seen
        deliver(store, settings_in(folder, mail), NOW)
        sys.setprofile(None)
    (folder / "calls").write_text(f"{decided} {seen}", encoding="utf-8")


def run(*arguments: Any) -> int | None:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["letters", "crawler.alerts.deliver", "storage.store"])
    child = context.Process(target=crawl_and_send, args=arguments)
    child.start()
    child.join()
    return child.exitcode


def test_killed_anywhere_each_letter_arrives_and_twice_only_where_nobody_could_know(
    serve: Serve, postbox: Postbox, tmp_path: Path
) -> None:
    """A second copy comes only where the kill fell between the server's taking it and the mark."""
    mail = mail_to(serve(), recipients=("one@example.org",))
    for number in (1, 2):  # the second one finds a database, as all others do
        assert run(tmp_path, mail, moves_of(number), 0) == 0
    decided, calls = map(int, (tmp_path / "calls").read_text(encoding="utf-8").split())
    dice, deaths, rounds = random.Random(7), 0, 2
    when_marked: dict[str, int] = {}  # a letter's Message-ID → how often it had arrived when it was seen marked
    while deaths < KILLS:
        rounds += 1
        # Anywhere; while letters are sent; where nobody could know: taken by the server and not marked yet.
        where = ((dice.randint(1, calls),), (dice.randint(decided, calls),), (dice.randint(2, 10), True))[rounds % 3]
        exitcode = run(tmp_path, mail, moves_of(rounds), *where)
        assert exitcode in (0, -signal.SIGKILL)
        deaths += exitcode != 0
        for message_id in marked(tmp_path):
            when_marked.setdefault(message_id, arrived(postbox)[message_id])
    everything = [move for number in range(1, rounds + 1) for move in moves_of(number)]
    assert run(tmp_path, mail, everything, 0) == 0

    copies, sent = arrived(postbox), marked(tmp_path)
    assert len(sent) == len(everything)
    assert copies.keys() == sent
    assert {each: copies[each] for each in when_marked} == when_marked, "what was marked is never sent again"
    second = sum(copies.values()) - len(sent)
    assert 0 < second <= deaths, "the test sees second copies where there are some"
    print(f"{deaths} kills, {len(sent)} letters, {second} second copies")  # noqa: T201 - shown with -s, and on failure


def moves_of(number: int) -> list[Move]:
    """The moves that round `number` decides on."""
    english = replace(MOVE, spellings=(), sentence="They left.")  # Chinese would load a dictionary in each child
    return [replace(english, key=f"m1-{number:010d}{n:010d}", person=f"Person Number{n}") for n in range(2)]


def arrived(postbox: Postbox) -> Counter[str]:
    """How often the server took each letter, by its Message-ID."""
    return Counter(str(message["Message-ID"]) for message in postbox.messages())


def marked(folder: Path) -> set[str]:
    """The letters that the outbox knows to be sent."""
    if not (folder / "labmoves.db").exists():
        return set()
    with Store.open(folder / "labmoves.db") as store:
        return {posting.letter.message_id for posting in store.letters.postings("sent")}
