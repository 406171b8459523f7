"""`labmoves daemon` as a process of its own, watching a site of the test."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from spiders_site import Site

LABMOVES = str(Path(sys.executable).with_name("labmoves"))
PATIENCE = 90.0  # seconds for anything; the machine may be busy with other things


def desk(folder: Path, site: Site, **daemon: object) -> Path:
    """A folder with a configuration and two sources on the site; gives the configuration's path."""
    (folder / "sources").mkdir()
    for name in ("daily", "weekly"):
        source(folder, name, f"{site.url}/{name}")
    return configure(folder, site, **daemon)


def source(folder: Path, name: str, feed: str) -> None:
    text = f'name = "{name}"\nhome = "{feed}"\nlanguage = "en"\n[[feed]]\nurl = "{feed}"\n'
    (folder / "sources" / f"{name}.toml").write_text(text, encoding="utf-8")


def configure(folder: Path, site: Site, **daemon: object) -> Path:
    config = folder / "labmoves.toml"
    crawl = f'[crawl]\ndelay = 0\nworkers = 1\ntimeout = 60\nallow_hosts = ["{site.host}"]\n'
    own = "".join(
        f"{key} = {value if isinstance(value, int) else f'{chr(34)}{value}{chr(34)}'}\n"
        for key, value in daemon.items()
    )
    config.write_text(f'database = "watch.db"\nletters_folder = "letters"\n{crawl}[daemon]\n{own}', encoding="utf-8")
    return config


def only(folder: Path) -> None:
    """Switch the built-in sources off: a test asks nobody else."""
    from crawler.sources.load import BUILT_IN

    for path in BUILT_IN.glob("*.toml"):
        text = path.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("enabled")]
        (folder / "sources" / path.name).write_text("\n".join(["enabled = false", *lines]), encoding="utf-8")


@contextmanager
def manager(folder: Path) -> Iterator[list[str]]:
    """A service manager that listens, and wants a word every four seconds; gives what it has heard."""
    heard: list[str] = []
    place = str(folder / "notify")
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as ear:
        ear.bind(place)

        def listen() -> None:
            while word := ear.recv(4096):
                heard.append(word.decode())

        thread = threading.Thread(target=listen, daemon=True)
        thread.start()
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("NOTIFY_SOCKET", place)
            patch.setenv("WATCHDOG_USEC", "4000000")
            yield heard
        ear.sendto(b"", place)
        thread.join(PATIENCE)


@contextmanager
def watching(config: Path, *arguments: str) -> Iterator[Watch]:
    """The daemon, ended with all below it at the end of the block."""
    log = config.with_name("log")
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LABMOVES_")}
    with log.open("a", encoding="utf-8") as lines:
        process = subprocess.Popen(
            [LABMOVES, "--config", str(config), "daemon", *arguments],
            stderr=lines, stdin=subprocess.DEVNULL, env=environment | {"HOME": str(config.parent)},
        )  # fmt: skip
    watch = Watch(process, log)
    try:
        yield watch
    finally:
        below = watch.below()
        process.kill()
        process.wait()
        for child in below:
            with_care(child.kill)


class Watch:
    """A running daemon and its log."""

    def __init__(self, process: subprocess.Popen[bytes], log: Path) -> None:
        self.process, self._log = process, log

    def said(self) -> str:
        return self._log.read_text(encoding="utf-8")

    def until(self, true: Callable[[], object]) -> None:
        """Wait until it is so; fails with the log where it never is."""
        end = time.monotonic() + PATIENCE
        while not true():
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.05)

    def says(self, words: str) -> None:
        self.until(lambda: words in self.said())

    def below(self) -> list[psutil.Process]:
        """The processes that it started, and theirs."""
        try:
            return psutil.Process(self.process.pid).children(recursive=True)
        except psutil.NoSuchProcess:
            return []

    def end(self, number: int) -> float:
        """Send a signal and wait for the end; gives the seconds that it took."""
        since = time.monotonic()
        self.process.send_signal(number)
        self.process.wait(PATIENCE)
        return time.monotonic() - since


def with_care(call: Callable[[], object]) -> None:
    try:
        call()
    except psutil.NoSuchProcess:
        return


def gone(processes: list[psutil.Process]) -> bool:
    """True where all of them end."""
    _, alive = psutil.wait_procs(processes, timeout=PATIENCE)
    return not alive
