"""A real Redis, and crawls whose workers are real processes, for the tests beside this file."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

pytest.importorskip("scrapy_redis", reason="the extra [cluster] is not installed")
if shutil.which("redis-server") is None:
    pytest.skip("no redis-server: apt install redis-server", allow_module_level=True)

from spiders_site import Site

from crawler.model import Source
from crawler.sources.write import source_toml

LABMOVES = str(Path(sys.executable).with_name("labmoves"))


class Redis:
    """A server of its own, at a free port of this machine, that keeps nothing."""

    def __init__(self, folder: Path, *options: str, tls: bool = False) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.place = f"127.0.0.1:{self.port}"
        self.url = f"redis://{self.place}/0"
        port = ["--port", "0", "--tls-port"] if tls else ["--port"]
        command = ["redis-server", *port, str(self.port), "--bind", "127.0.0.1", "--dir", str(folder)]
        self._command = [*command, "--save", "", "--loglevel", "warning", *options]
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL)
        for _ in range(200):
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1):
                return
            time.sleep(0.05)
        pytest.fail("redis-server did not start")

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    """One for all tests of a module."""
    redis = Redis(tmp_path_factory.mktemp("redis"))
    yield redis
    redis.stop()


@contextmanager
def processes() -> Iterator[list[subprocess.Popen[str]]]:
    """Whatever is put into the list has ended afterwards."""
    started: list[subprocess.Popen[str]] = []
    try:
        yield started
    finally:
        for process in started:
            with suppress(ProcessLookupError):
                process.kill()
            process.communicate()


def configured(folder: Path, site: Site, url: str, sources: Sequence[Source], **crawl: object) -> Path:
    """A configuration file for crawls of a site by these sources: no delay, and a database in the folder."""
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    for source in sources:
        (folder / "sources" / f"{source.id}.toml").write_text(source_toml(source, "of a test"), encoding="utf-8")
    own = {"delay": 0, "workers": 1, "concurrency": 4, "allow_hosts": f'["{site.host}"]', "queue": f'"{url}"'} | crawl
    keys = "\n".join(f"{key} = {value}" for key, value in own.items())
    file = folder / "labmoves.toml"
    file.write_text(f'database = "labmoves.db"\nsources_folder = "sources"\n[crawl]\n{keys}\n', encoding="utf-8")
    return file


def called(file: Path, *arguments: str) -> subprocess.Popen[str]:
    """The installed command, under way."""
    home = {"HOME": str(file.parent), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "LABMOVES_CONFIG": str(file)}
    return subprocess.Popen(
        [LABMOVES, *arguments], env=home, cwd=file.parent, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def ended(process: subprocess.Popen[str], within: float = 180.0) -> tuple[int, str, str]:
    """Exit code, standard output, standard error."""
    out, err = process.communicate(timeout=within)
    return process.returncode, out, err
