"""The JSON API and its description."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

import pytest
from desk import Ask


def got(ask: Ask, path: str) -> dict[str, object]:
    answer = ask(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    return dict(json.loads(answer.text))


def test_moves_are_those_of_the_board(ask: Ask) -> None:
    """The same filters, as values; the next page by its address."""
    whole = got(ask, "/moves")
    assert (whole["total"], whole["next"]) == (6, None)
    first = got(ask, "/moves?limit=4&kind=hire,departure,return,founding,role_change")
    assert [m["person"] for m in first["moves"]] == [m["person"] for m in whole["moves"]][:4]  # type: ignore[attr-defined]
    rest = got(ask, str(first["next"]).removeprefix("/api/v1"))
    assert (len(rest["moves"]), rest["next"]) == (2, None)  # type: ignore[arg-type]
    assert [m["key"] for m in got(ask, f"/moves?q={quote('林俊旸')}")["moves"]] == [  # type: ignore[attr-defined]
        m["key"]
        for m in whole["moves"]  # type: ignore[attr-defined]
        if m["person"] == "林俊旸"
    ]


def test_a_move_in_full(ask: Ask) -> None:
    """States, tellings with seconds behind, evidence and history."""
    key = got(ask, "/moves?q=Radford")["moves"][0]["key"]  # type: ignore[index]
    full = got(ask, f"/moves/{key}")
    assert [state["status"] for state in full["states"]] == ["rumored", "confirmed"]  # type: ignore[attr-defined]
    assert [t["behind"] for t in full["tellings"]] == [0.0, 172800.0]  # type: ignore[attr-defined]
    assert {e["source"] for e in full["evidence"]} == {"techcrunch", "huxiu"}  # type: ignore[attr-defined]
    assert next(c["verdict"] for c in full["history"]) == "new"  # type: ignore[attr-defined]


def test_the_rest_answers_too(ask: Ask) -> None:
    """People, labs, flows, changes, sources, articles, search."""
    assert got(ask, "/people/junyang%20lin")["person"] == "林俊旸"
    assert got(ask, "/labs")["labs"][0]["id"] == "openai"  # type: ignore[index]
    lab = got(ask, "/labs/openai?at=2026-11-27")
    assert {m["person"]: m["standing"] for m in lab["roster"]}["Alec Radford"] == "left"  # type: ignore[attr-defined]
    assert got(ask, "/flows?within=all")["streams"][0]["people"] == ["Alec Radford"]  # type: ignore[index]
    changed = got(ask, "/changes?since=2026-11-25")
    assert sorted(c["group"] for c in changed["moves"]) == ["confirmed", "denied", "new", "new", "new"]  # type: ignore[attr-defined]
    assert {s["source"]: s["condition"] for s in got(ask, "/sources")["sources"]}["wired"] == "failing"  # type: ignore[attr-defined]
    assert len(got(ask, "/articles?url=https://techcrunch.example/1")["versions"]) == 2  # type: ignore[arg-type]
    assert len(got(ask, f"/search?q={quote('离职')}")["hits"]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "status"),
    [("/moves?limit=0", 400), ("/moves?limit=201", 400), ("/moves?kind=x", 400), ("/moves/m1-none", 404),
     ("/people/Nobody", 404), ("/labs/nothing", 404), ("/articles", 404), ("/nothing", 404)],
)  # fmt: skip
def test_what_cannot_be_answered_is_told_in_json(ask: Ask, path: str, status: int) -> None:
    """With the status and a sentence."""
    answer = ask(f"/api/v1{path}")
    assert answer.status_code == status
    problem = json.loads(answer.text)
    assert problem["status"] == status
    assert problem["detail"]


def test_the_page_about_it_names_every_address(ask: Ask) -> None:
    """As the description does."""
    described = got(ask, "/openapi.json")
    page = ask("/api").text
    assert described["paths"]
    assert all(path in page for path in described["paths"])  # type: ignore[attr-defined]
    assert ask("/api", accept_language="zh").status_code == 200


def test_it_keeps_what_its_description_promises(site: str, tmp_path: Path) -> None:
    """Asked by schemathesis for whatever the description allows, and for what it does not."""
    pytest.importorskip("schemathesis", reason="schemathesis is not installed: pip install '.[test]'")
    command = [
        str(Path(sys.executable).with_name("schemathesis")), "run", f"{site}/api/v1/openapi.json",
        "--max-examples", "15", "--seed", "1", "--no-color", "--generation-deterministic",
    ]  # fmt: skip
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
