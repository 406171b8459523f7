"""One real run of `labmoves demo`, shared by every test that looks at what it said and left behind."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

_PORT = re.compile(r"127\.0\.0\.1:\d+")


@dataclass(frozen=True)
class Demo:
    """Where it ran, what it printed, and how long it took in seconds."""

    place: Path
    said: str
    seconds: float

    @property
    def folder(self) -> Path:
        return self.place / "labmoves-demo"


def labmoves(*arguments: str, place: Path) -> subprocess.CompletedProcess[str]:
    """The installed command, run in `place` with nothing of the caller's own configuration."""
    environment = {"HOME": str(place), "PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "COLUMNS": "120"}
    command = [str(Path(sys.executable).with_name("labmoves")), *arguments]
    return subprocess.run(
        command, cwd=place, env=environment, capture_output=True, encoding="utf-8", timeout=180, check=False
    )


def without_port(text: str) -> str:
    """The newsroom's port, different in every run, as PORT."""
    return _PORT.sub("127.0.0.1:PORT", text)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo after its run."""
    place = tmp_path_factory.mktemp("demo")
    start = time.monotonic()
    done = labmoves("demo", place=place)
    assert done.returncode == 0, done.stderr
    return Demo(place=place, said=done.stdout, seconds=time.monotonic() - start)
