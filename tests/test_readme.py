"""What the README shows is what happens: its commands run, its output is real, its files are accepted."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from demo_run import Demo, demo, shell, without_port
from shared import ROOT

from crawler.config.load import load_settings
from crawler.match.lexicons import load
from crawler.sources.load import load_catalog

__all__ = ["demo"]

README = (ROOT / "README.md").read_text(encoding="utf-8")
ELIDED = "…"


def blocks(language: str) -> Iterator[str]:
    yield from re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def calls() -> list[tuple[str, str]]:
    """Each `$ command` of the console blocks with the output that follows it."""
    found: list[tuple[str, str]] = []
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def first_untrue(shown: str, real: str) -> str | None:
    """The first line shown that is not there, but for the width of columns; a line of … stands for any lines."""
    lines = iter(_narrow(real))
    skipping = False
    for wanted in _narrow(shown):
        if wanted == ELIDED:
            skipping = True
        elif skipping and wanted in lines:  # has taken the lines up to it
            skipping = False
        elif skipping or next(lines, None) != wanted:
            return wanted
    return None if skipping else next(lines, None)


def _narrow(text: str) -> list[str]:
    return [re.sub(r" {2,}", "  ", line).strip() for line in text.rstrip("\n").splitlines()]


@pytest.mark.parametrize(("command", "shown"), calls(), ids=[c for c, _ in calls()])
def test_output_is_real(command: str, shown: str, demo: Demo) -> None:
    """A command of the README, run where the demo ran, prints what the README shows."""
    done = None if command == "make demo" else shell(command, demo.place)
    assert done is None or done.returncode == 0, done.stderr
    real = done.stdout if done else demo.said
    real = real.replace(str(demo.place), "")
    assert first_untrue(without_port(shown), without_port(real)) is None, real


def test_every_make_target_exists() -> None:
    """`make x` in the README is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", README))
    assert named
    assert named <= targets


def test_the_toml_is_accepted(tmp_path: Path) -> None:
    """Configuration, lexicon and source file of the README are read without a complaint, as written."""
    config, lab, source = blocks("toml")
    (tmp_path / "labmoves.toml").write_text(config, encoding="utf-8")
    settings = load_settings(tmp_path / "labmoves.toml", {"HOME": str(tmp_path)})
    assert settings.mail.recipients == tuple(tomllib.loads(config)["mail"]["recipients"])
    (tmp_path / "lexicon").mkdir()
    (tmp_path / "lexicon" / "labs.toml").write_text(lab, encoding="utf-8")
    named = tomllib.loads(lab)["lab"][0]
    found = load(tmp_path / "lexicon").lab(named["aliases"][0])
    assert found is not None
    assert found.lab.id == named["id"]
    (tmp_path / "sources").mkdir()
    (tmp_path / "sources" / "example_news.toml").write_text(source, encoding="utf-8")
    assert load_catalog(tmp_path / "sources")["example_news"].name == tomllib.loads(source)["name"]
