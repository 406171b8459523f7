"""The pages in docs/ say what the program says, and lead nowhere that is not there."""

from __future__ import annotations

import re
import runpy
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from shared import ROOT

from crawler.cli.main import COMMANDS
from crawler.sources.load import load_catalog

PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
_LINK = re.compile(r"\[[^\]\n]*\]\(([^)\s]+)\)")
_PATH = re.compile(r"`((?:crawler|spiders|storage|tests|benchmarks|docs)/[^`*<>\s]*)`")


@pytest.fixture(scope="module")
def generator() -> dict[str, Any]:
    return runpy.run_path(str(ROOT / "docs" / "generate.py"))


def links(page: Path) -> Iterator[Path]:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if "://" not in target and not target.startswith("#"):
            yield page.parent / target.split("#")[0]


@pytest.mark.parametrize("name", ["cli.md", "configuration.md", "sources.md", "quality.md", "../README.md"])
def test_a_generated_page_is_up_to_date(generator: dict[str, Any], name: str) -> None:
    """What `make docs` would write is what is there."""
    assert (ROOT / "docs" / name).read_text(encoding="utf-8") == generator["page"](name), "run `make docs`"


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    """Every relative link, and every file that a page names, exists."""
    named = [ROOT / path for path in _PATH.findall(page.read_text(encoding="utf-8"))]
    assert [str(p) for p in (*links(page), *named) if not p.exists()] == []


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_is_named(command: str) -> None:
    """A command of `labmoves --help` has its help in docs/cli.md and is named in the README."""
    assert f"\n## labmoves {command}\n" in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert f"labmoves {command}" in readme or f"make {command}" in readme


@pytest.mark.parametrize("language", ["english", "chinese"])
def test_every_module_of_a_reader_is_named(language: str) -> None:
    """Whoever mends the matcher finds each module in the tables of docs/matching.md."""
    page = (ROOT / "docs" / "matching.md").read_text(encoding="utf-8")
    names = {path.stem for path in (ROOT / "crawler" / "match" / language).glob("*.py")} - {"__init__"}
    assert sorted(name for name in names if f"`{name}`" not in page) == []


def test_every_source_is_named() -> None:
    """Each built-in source stands in docs/sources.md."""
    page = (ROOT / "docs" / "sources.md").read_text(encoding="utf-8")
    assert [source for source in load_catalog() if f"| `{source}` |" not in page] == []


def test_the_changelog_knows_this_version() -> None:
    """The version of pyproject.toml has its entry."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert f"\n## [{version}] - " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_each_decision_has_a_number_of_its_own() -> None:
    """In its file's name and in its headline."""
    found = sorted((ROOT / "docs" / "decisions").glob("*.md"))
    heads = [int(re.match(r"# (\d+)\. ", page.read_text(encoding="utf-8"))[1]) for page in found]  # type: ignore[index]
    assert [int(page.name[:4]) for page in found] == heads == list(range(1, len(found) + 1))
