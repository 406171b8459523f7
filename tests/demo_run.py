"""One real run of `labmoves demo`, shared by every test that looks at what it said and left behind."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

_PORT = re.compile(r"127\.0\.0\.1:\d+")


@dataclass(frozen=True)
class Demo:
    """Where it ran, and what it printed."""

    place: Path
    said: str

    @property
    def folder(self) -> Path:
        return self.place / "labmoves-demo"


def shell(command: str, place: Path) -> subprocess.CompletedProcess[str]:
    """A command line run in `place`, with the installed `labmoves` and nothing of the caller's own configuration."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    environment = {"HOME": str(place), "PATH": path, "PYTHONUTF8": "1"}
    return subprocess.run(
        command, shell=True, cwd=place, env=environment, capture_output=True, encoding="utf-8", timeout=180, check=False
    )


def without_port(text: str) -> str:
    """The newsroom's port, different in every run, as PORT."""
    return _PORT.sub("127.0.0.1:PORT", text)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo after its run; one run in each process of the tests, whichever modules ask."""
    return _ran(tmp_path_factory.getbasetemp() / "demo")


@cache
def _ran(place: Path) -> Demo:
    place.mkdir()
    done = shell("labmoves demo", place)
    assert done.returncode == 0, done.stderr
    return Demo(place=place, said=done.stdout)
