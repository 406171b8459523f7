"""The quality gate of benchmarks/quality.py, on the own labels always and on the dev set where it is there."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from shared import needs_shared

from benchmarks import quality
from crawler.match.lexicons import load
from crawler.match.scoring import LabelledArticle


@pytest.fixture(scope="module")
def sets() -> dict[str, quality.LabelledSet]:
    return {labelled.name: labelled for labelled in quality.labelled_sets()}


@pytest.mark.parametrize("name", ["own-open", "own-closed", pytest.param("dev", marks=needs_shared)])
def test_no_figure_is_under_its_floor(sets: dict[str, quality.LabelledSet], name: str) -> None:
    """Article, move and departure F1 of each language hold what was once reached."""
    now = quality.figures(quality.measure(sets[name], load()))
    assert quality.under_floor(name, now, quality.read_floors()[name]["floors"]) == []


@pytest.mark.parametrize("name", ["own-open", "own-closed", pytest.param("dev", marks=needs_shared)])
def test_floors_belong_to_these_labels(sets: dict[str, quality.LabelledSet], name: str) -> None:
    """Whoever changes the labels measures again, and the new fingerprint is kept with the floors."""
    assert quality.read_floors()[name]["corpus"] == sets[name].corpus


@pytest.mark.parametrize("name", ["own-open", "own-closed", pytest.param("dev", marks=needs_shared)])
def test_the_published_figures_are_todays(sets: dict[str, quality.LabelledSet], name: str) -> None:
    """README and docs/quality.md print what was measured last: within a hundredth of what is measured now."""
    now = quality.measured(quality.measure(sets[name], load()))
    for language, figures in quality.read_floors()[name]["measured"].items():
        assert figures == pytest.approx(now[language], abs=0.015)


def test_the_own_labels_keep_their_shape(sets: dict[str, quality.LabelledSet]) -> None:
    """At least 150 articles a language, a third closed, two fifths without a move, each name found in its text."""
    articles = [*sets["own-open"].articles, *sets["own-closed"].articles]
    assert len({a.id for a in articles}) == len(articles)
    for language in quality.LANGUAGES:
        mine = [a for a in articles if a.lang == language]
        assert len(mine) >= 150
        assert 0.3 < sum(a.part == "closed" for a in mine) / len(mine) < 0.36
        assert 0.35 < sum(not _moves(a) for a in mine) / len(mine) < 0.45
    assert [(a.id, m.person) for a in articles for m in a.moves if not _named(a, m.person)] == []


def _moves(article: LabelledArticle) -> bool:
    return any(not m.negated and not m.optional for m in article.moves)


def _named(article: LabelledArticle, person: str) -> bool:
    text = f"{article.title}\n{article.text}".replace("\n", "").replace("&nbsp;", " ").casefold()
    return any(name.casefold() in text or name.split()[-1].casefold() in text for name in person.split("|"))


def test_a_figure_under_its_floor_is_named() -> None:
    """The sentence says set, language, figure and both values; a language without figures counts as zero."""
    now = {"en": {"move_f1": 0.7, "article_f1": 0.9}}
    floors = {"en": {"move_f1": 0.71, "article_f1": 0.9}, "zh": {"move_f1": 0.5}}
    assert quality.under_floor("own-open", now, floors) == [
        "own-open, en: move_f1 is 0.700, under its floor of 0.710",
        "own-open, zh: move_f1 is 0.000, under its floor of 0.500",
    ]


def test_raising_never_lowers() -> None:
    """Each figure becomes the higher of floor and value; new languages are taken up."""
    now = {"en": {"move_f1": 0.7, "article_f1": 0.9}, "zh": {"move_f1": 0.4}}
    assert quality.raised(now, {"en": {"move_f1": 0.8, "article_f1": 0.8}}) == {
        "en": {"move_f1": 0.8, "article_f1": 0.9},
        "zh": {"move_f1": 0.4},
    }


@pytest.fixture
def small_gate(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A gate over one article that holds no move but is labelled with one, so each figure is 0."""
    move = {"person": "Ann Other", "org": "OpenAI", "kind": "departure"}
    values = {"id": "a", "lang": "en", "text": "Rain is expected.", "moves": [move]}
    one = quality.LabelledSet("own-open", (LabelledArticle.model_validate(values),))
    monkeypatch.setattr(quality, "labelled_sets", lambda: iter([one]))
    monkeypatch.setattr(quality, "FLOORS", tmp_path / "floors.json")
    return tmp_path / "floors.json"


def test_the_gate_fails_and_leaves_the_floors(small_gate: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Under a floor the exit code is 1 and the changed labels are told; --raise does not lower."""
    floors = {"own-open": {"floors": {"en": {"move_f1": 0.5}}, "corpus": "before"}}
    small_gate.write_text(json.dumps(floors), encoding="utf-8")
    assert quality.main(["--raise"]) == 1
    told = capsys.readouterr()
    assert "own-open, en: move_f1 is 0.000, under its floor of 0.500" in told.err
    assert "floors were set on corpus before" in told.out
    assert quality.read_floors()["own-open"]["floors"]["en"]["move_f1"] == 0.5


def test_a_floor_goes_down_only_with_a_reason(small_gate: Path) -> None:
    """--accept-lower takes today's figures and keeps why and when, beside each time before."""
    before = {"on": "2026-01-02", "why": "a first set"}
    held = {"own-open": {"floors": {"en": {"move_f1": 0.5}}, "lowered": [before]}}
    small_gate.write_text(json.dumps(held), encoding="utf-8")
    assert quality.main(["--accept-lower", "labels were wrong"]) == 0
    kept = quality.read_floors()["own-open"]
    assert kept["floors"]["en"]["move_f1"] == 0.0
    assert kept["lowered"] == [before, {"on": f"{datetime.now(UTC):%Y-%m-%d}", "why": "labels were wrong"}]


def test_without_floors_the_gate_passes(small_gate: Path) -> None:
    """A first run has nothing to fall below and writes nothing."""
    assert quality.main([]) == 0
    assert not small_gate.exists()
