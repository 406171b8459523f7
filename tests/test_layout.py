"""House rules that a machine can check: who may import whom, where each library lives, how long a module may be."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from shared import ROOT

PACKAGES = ("crawler", "spiders", "storage")
PAGE = ROOT / "docs" / "architecture.md"
ROW = re.compile(r"^\| (`[^|]*) \| ([^|]*) \|$", re.MULTILINE)


def arrows() -> dict[str, set[str]]:
    """Unit → the units it may import, as docs/architecture.md has it; a row may only name units of the rows above it.

    A unit is a module or folder directly in crawler/, or the packages spiders and storage.
    """
    table = PAGE.read_text(encoding="utf-8").partition("## Who may import whom")[2].partition("\n## ")[0]
    found: dict[str, set[str]] = {}
    for left, right in ROW.findall(table):
        uses = set(found) if right == "all above" else set(re.findall(r"`(\w+)`", right))
        assert uses <= found.keys(), f"{left} names a unit that has no row above it"
        found |= {name: uses for name in re.findall(r"`(\w+)`", left)}
    return found


MAY_USE = arrows()

FENCES: dict[str, set[str]] = {
    "scrapy": {"spiders", "fetching"},
    "twisted": {"spiders", "fetching"},
    "scrapy_redis": {"spiders.queued", "frontier.frontier"},
    "redis": {"frontier.frontier"},
    "pebble": {"pipeline"},
    "trafilatura": {"extract"},
    "sqlite_utils": {"storage"},
    "apscheduler": {"daemon", "schedule"},
    "psutil": {"daemon"},
    "smtplib": {"alerts.mail"},
    "apprise": {"alerts.channel_child"},
    "jieba": set(),
    "pypinyin": {"text.pinyin"},
    "feedparser": {"spiders"},
    "fastwarc": {"archive.records"},
    "fsspec": {"archive.remote"},
    "hyperscan": {"text.finding"},
    "distributed": {"archive.cluster"},
    "scrapy_playwright": {"spiders"},
    "playwright": {"spiders"},
    "pyarrow": {"export.parquet"},
    "click": {"cli"},
    "datasette": {"board"},
    "uvicorn": {"board"},
}


@cache
def modules() -> tuple[Path, ...]:
    return tuple(sorted(p for package in PACKAGES for p in (ROOT / package).rglob("*.py")))


def dotted(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def unit(module: str) -> str:
    parts = module.split(".")
    return parts[1] if parts[0] == "crawler" and len(parts) > 1 else parts[0]


@cache
def imports(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            found.append(node.module or "")
    return found


def ours(name: str) -> bool:
    return name.partition(".")[0] in PACKAGES


def test_each_unit_imports_only_what_its_row_allows() -> None:
    """The arrows of the design hold for every module, also for imports made inside functions."""
    wrong = [
        f"{dotted(path)} -> {name}"
        for path in modules()
        for name in imports(path)
        if ours(name)
        and unit(name) != unit(dotted(path))
        and unit(name) not in MAY_USE.get(unit(dotted(path)), set())
        and dotted(path) not in PACKAGES
    ]
    assert wrong == []


def test_every_unit_has_a_row() -> None:
    """A new folder or module in crawler/ says whom it may use, and one that is gone leaves no row."""
    assert {unit(dotted(path)) for path in modules()} - {"crawler"} == MAY_USE.keys()


@pytest.mark.parametrize("library", sorted(FENCES))
def test_a_library_stays_behind_its_fence(library: str) -> None:
    """Only the named units import the library, so replacing it touches one place."""
    allowed = FENCES[library]
    wrong = [
        dotted(path)
        for path in modules()
        if any(name.split(".")[0] == library for name in imports(path))
        and unit(dotted(path)) not in allowed
        and dotted(path).removeprefix("crawler.") not in allowed
    ]
    assert wrong == []


def test_no_module_is_longer_than_400_lines() -> None:
    """What does not fit on a few screens is split by stage."""
    long = [dotted(path) for path in modules() if path.read_text(encoding="utf-8").count("\n") > 400]
    assert long == []


def test_inner_packages_import_nothing() -> None:
    """Importing a package never runs its modules: `__init__.py` files are empty."""
    full = [str(p.relative_to(ROOT)) for p in modules() if p.name == "__init__.py" and p.read_text().strip()]
    assert full == []


def test_every_public_thing_has_a_docstring() -> None:
    """Modules, and public functions and classes at their top level, say what they promise."""
    silent = []
    for path in modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        if path.name != "__init__.py" and not ast.get_docstring(tree):
            silent.append(dotted(path))
        for node in tree.body:
            public = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
            if public and not ast.get_docstring(node):
                silent.append(f"{dotted(path)}.{node.name}")
    assert silent == []


def test_no_text_file_names_a_machine_or_a_registry() -> None:
    """What is in the project works on any machine."""
    words = ("/" + "work/", "/" + "farm/", "pypi" + ".org", "pythonhosted" + ".org", "index" + "-url")
    kinds = {".py", ".md", ".toml", ".txt", ".cfg", ".sh"}
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split(
        "\n"
    )
    tracked = [ROOT / name for name in listed if name] or list(ROOT.rglob("*"))
    tracked = [path for path in tracked if path.is_file() and path.suffix in kinds]
    wrong = [
        str(p.relative_to(ROOT))
        for p in tracked
        if not any(part.startswith(".") for part in p.relative_to(ROOT).parts)
        and any(word in p.read_text(encoding="utf-8") for word in words)
    ]
    assert wrong == []


def test_no_two_test_files_share_a_name() -> None:
    """Pytest takes the second of two for the first."""
    names = [path.name for path in (ROOT / "tests").rglob("test_*.py")]
    assert sorted(names) == sorted(set(names))
