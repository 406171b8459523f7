"""Scoring by hand-made labels and predictions, and against the reference program where the shared data is there."""

from __future__ import annotations

import dataclasses
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest
from shared import SHARED, needs_shared

from crawler.errors import InputError
from crawler.match.lexicons import Lexicon, load
from crawler.match.scoring import (
    Labelled,
    LabelledArticle,
    Table,
    Tally,
    as_json,
    evaluate,
    read_labelled,
    render,
    render_slips,
    same_post,
    score,
)
from crawler.model import Certainty, Kind, Mention


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def said(person: str, lab: str, kind: str = "departure", **more: object) -> Mention:
    plain = Mention(person=person, lab=lab, lab_id=lab.lower(), kind=Kind(kind), sentence="", start=0, end=0, score=1.0)
    return dataclasses.replace(plain, **more)  # type: ignore[arg-type]


def labelled(*moves: dict[str, object], id: str = "a", part: str = "open") -> LabelledArticle:
    values = {"id": id, "lang": "en", "text": "…", "part": part, "moves": [{"org": None, **m} for m in moves]}
    return LabelledArticle.model_validate(values)


def scored(lexicon: Lexicon, gold: LabelledArticle, *mentions: Mention) -> Table:
    return score([gold], {gold.id: mentions}, lexicon)


RADFORD = {"person": "Alec Radford", "org": "OpenAI", "kind": "departure"}


@pytest.mark.parametrize(
    ("gold", "mention", "agree"),
    [
        (RADFORD, said("Alec Radford", "OpenAI"), True),
        (RADFORD, said("Radford", "Open AI"), True),
        (RADFORD, said("Alec Radford", "OpenAI", "hire"), False),
        (RADFORD, said("Alec Radford", "Anthropic"), False),
        (RADFORD, said("Alec Guinness", "OpenAI"), False),
        ({**RADFORD, "org": None}, said("Alec Radford", "Anything"), True),
        ({**RADFORD, "org": "谷歌大脑"}, said("Alec Radford", "Google DeepMind"), True),
        ({**RADFORD, "org": "Halden Labs"}, said("Alec Radford", "halden labs"), True),
        ({**RADFORD, "person": "Lilian Weng|翁荔"}, said("翁荔", "OpenAI"), True),
        ({**RADFORD, "person": "姚顺宇"}, said("姚顺雨", "OpenAI"), False),
    ],
)
def test_a_move_is_found_when_person_family_and_kind_agree(
    lexicon: Lexicon, gold: dict[str, object], mention: Mention, agree: bool
) -> None:
    """Spellings, surnames and names of one family agree; another kind, lab or person does not."""
    row = scored(lexicon, labelled(gold), mention).row("en", "move")
    assert row == (Tally(found=1) if agree else Tally(missed=1, false=1))


def test_a_denied_move_reported_as_denied_counts_for_nothing(lexicon: Lexicon) -> None:
    """Negated moves are left out on both sides, and the article counts as one without moves."""
    table = scored(lexicon, labelled({**RADFORD, "negated": True}), said("Alec Radford", "OpenAI", negated=True))
    assert table.row("en", "move") == Tally()
    assert table.attributes["en", "denied kept out"] == (1, 1)


def test_a_denied_move_reported_as_a_move_is_false(lexicon: Lexicon) -> None:
    """Missing a denial costs a false move and a false article."""
    table = scored(lexicon, labelled({**RADFORD, "negated": True}), said("Alec Radford", "OpenAI"))
    assert table.row("en", "move") == Tally(false=1)
    assert table.row("en", "article") == Tally(false=1)
    assert table.attributes["en", "denied kept out"] == (0, 1)


def test_an_optional_move_counts_neither_way(lexicon: Lexicon) -> None:
    """Where readers differ, reporting and not reporting it are both right, for the article too."""
    gold = labelled({**RADFORD, "optional": True})
    for mentions in ((), (said("Alec Radford", "OpenAI"),)):
        table = scored(lexicon, gold, *mentions)
        assert table.row("en", "move") == table.row("en", "article") == Tally()


def test_a_repeat_of_what_was_found_is_no_false_move(lexicon: Lexicon) -> None:
    """The same move said twice is one found move; a second person is a false one."""
    twice = (said("Alec Radford", "OpenAI"), said("Radford", "OpenAI"), said("Ann Other", "OpenAI"))
    assert scored(lexicon, labelled(RADFORD), *twice).row("en", "kind departure") == Tally(found=1, false=1)


def test_articles_without_predictions_are_missed(lexicon: Lexicon) -> None:
    """An article that the predictions leave out is one in which nothing was found."""
    table = score([labelled(RADFORD)], {}, lexicon)
    assert table.row("en", "article") == Tally(missed=1)


def test_attributes_are_compared_on_found_moves_only(lexicon: Lexicon) -> None:
    """Certainty, freshness, the other organisation and the role are counted where they were labelled."""
    move = {
        **RADFORD, "certainty": "reported", "other_org": "谷歌", "role": "lead researcher", "fresh": False,
    }  # fmt: skip
    mention = said(
        "Alec Radford", "OpenAI", certainty=Certainty.REPORTED, other_org="Google", role="researcher", fresh=True
    )
    attributes = scored(lexicon, labelled(move), mention).attributes
    assert attributes == {
        ("en", "certainty agrees"): (1, 1),
        ("en", "fresh agrees"): (0, 1),
        ("en", "other_org agrees"): (1, 1),
        ("en", "role agrees"): (1, 1),
    }
    assert scored(lexicon, labelled(move)).attributes == {}


def test_chinese_posts_agree_with_their_short_forms(lexicon: Lexicon) -> None:
    """联合创始人兼CEO is a 首席执行官, in whatever script the letters stand."""
    mention = said("Alec Radford", "OpenAI", role="联合创始人兼CEO")
    for role in ("首席执行官", "联创"):
        attributes = scored(lexicon, labelled({**RADFORD, "role": role}), mention).attributes
        assert attributes["en", "role agrees"] == (1, 1)


def test_closed_slips_are_not_shown_unless_asked(lexicon: Lexicon) -> None:
    """The closed part is counted like the open one, and its lines stay unseen."""
    table = score([labelled(RADFORD, id="seen"), labelled(RADFORD, id="unseen", part="closed")], {}, lexicon)
    assert table.row("en", "move").missed == 2
    assert "unseen" not in render_slips(table)
    assert "unseen" in render_slips(table, closed=True)


def test_the_table_reads_as_rows(lexicon: Lexicon) -> None:
    """One row of figures for each language and kind."""
    shown = render(scored(lexicon, labelled(RADFORD), said("Alec Radford", "OpenAI")))
    assert "en kind departure          1.000   1.000  1.000      1       0      0" in shown


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "a"', "no JSON object"),
        ('{"id": "a", "lang": "en", "text": ""}', "moves"),
        ("[]", "line 2"),
        (
            '{"id": 1, "lang": "fr", "text": "", "moves": []}',
            "lang: must be en or zh, the languages that are read, not 'fr'",
        ),
        ('{"id": 1, "relevant": false, "moves": []}', "it is what `labmoves match` prints: it holds no text"),
        (
            '{"id": 1, "lang": "en", "text": "", "moves": [{"person": "Ada Moor", "lab": "OpenAI", "kind": "hire"}]}',
            "a move needs person, org (may be null) and kind",
        ),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, line: str, told: str) -> None:
    """What is not a labelled line stops the reading, with file, line and key."""
    path = tmp_path / "gold.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2") as caught:
        list(read_labelled(path))
    assert told in str(caught.value)


def test_two_lines_of_one_id_are_refused(tmp_path: Path) -> None:
    """Else the second one's moves would be held against the first one's labels; a number is an id too."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"id": 7, "lang": "en", "text": "", "moves": []}\n' * 2, encoding="utf-8")
    with pytest.raises(InputError, match=r"line 2.*'7' is that of line 1"):
        list(read_labelled(path))


def test_a_file_without_lines_is_no_score(lexicon: Lexicon, tmp_path: Path) -> None:
    """An empty table would look like a result."""
    path = tmp_path / "gold.jsonl"
    path.write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="no labelled article"):
        evaluate(path, lexicon)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """No traceback for a wrong path."""
    with pytest.raises(InputError, match=r"nowhere\.jsonl"):
        list(read_labelled(tmp_path / "nowhere.jsonl"))


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    """As Windows editors write it."""
    path = tmp_path / "labelled.jsonl"
    path.write_text('{"id": 1, "lang": "en", "text": "", "moves": []}', encoding="utf-8-sig")
    assert [row.id for row in read_labelled(path)] == ["1"]


def test_what_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    """In words, not in those of the decoder."""
    path = tmp_path / "labelled.jsonl"
    path.write_bytes(b"\n\xe9")
    with pytest.raises(InputError, match=r"line 2\] not UTF-8"):
        list(read_labelled(path))


@pytest.mark.parametrize(
    ("published", "hour"), [("2024-05-15", 12), ("2024-05-15T03:00:00+00:00", 3), ("2024-05-15T03:00:00", 3)]
)
def test_a_publication_day_becomes_an_aware_time(published: str, hour: int) -> None:
    """A bare day is its noon, a time without zone is taken as UTC."""
    row = labelled().model_copy(update={"published": published})
    moment = row.article().published
    assert moment is not None
    assert moment.tzinfo is not None
    assert (moment.day, moment.hour) == (15, hour)


@pytest.mark.parametrize("published", ["last week", "2026-13-45", "20 March"])
def test_a_publication_day_that_is_none_is_told_with_its_line(tmp_path: Path, published: str) -> None:
    """Read as undated, its moves would be scored by other dates than the labels mean."""
    line = {"id": "a", "lang": "en", "text": "x", "moves": [], "published": published}
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(line) + "\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"gold\.jsonl, line 1\] published: must be a day") as caught:
        list(read_labelled(path))
    assert f"not {published!r}" in str(caught.value)


@pytest.mark.parametrize("published", [None, ""])
def test_an_article_may_have_no_publication_day(published: str | None) -> None:
    """It is matched without one."""
    assert labelled().model_copy(update={"published": published}).article().published is None


@needs_shared
@pytest.mark.parametrize("language", ["en", "zh"])
def test_our_figures_equal_the_reference(language: str, lexicon: Lexicon, tmp_path: Path) -> None:
    """On made-up predictions over the real labels, each count equals that of the reference program."""
    assert SHARED is not None
    gold_path = SHARED / "eval" / f"{language}_dev.jsonl"
    gold = list(read_labelled(gold_path))
    predicted = {row.id: list(_made_up(row, random.Random(row.id))) for row in gold}
    path = tmp_path / "predicted.jsonl"
    path.write_text("".join(_as_line(id, mentions) for id, mentions in predicted.items()), encoding="utf-8")
    program = [sys.executable, str(SHARED / "eval" / "score.py"), str(gold_path), str(path), "--json"]
    reference = json.loads(subprocess.run(program, capture_output=True, check=True).stdout)
    assert as_json(score(gold, predicted, lexicon)) == reference


def _made_up(row: LabelledArticle, chance: random.Random) -> list[Mention]:
    """Labels kept, dropped, given twice, or bent in person, lab, kind or denial; and a few from nowhere."""
    made = [m for move in row.moves if chance.random() < 0.8 for m in _bent(move, chance)]
    return made + [said("Nobody Inparticular", "OpenAI")] * (chance.random() < 0.2)


def _bent(move: Labelled, chance: random.Random) -> list[Mention]:
    names = [n.strip() for n in move.person.split("|")]
    true = said(chance.choice(names), move.org or "OpenAI", move.kind, negated=move.negated)
    bent = (
        true,
        dataclasses.replace(true, person="Someone Else"),
        dataclasses.replace(true, lab="Mistral AI"),
        dataclasses.replace(true, kind=Kind.RETURN),
        dataclasses.replace(true, negated=not true.negated),
    )
    return [true] * chance.choice((1, 1, 1, 2)) if chance.random() < 0.6 else [chance.choice(bent)]


def _as_line(id: str, mentions: list[Mention]) -> str:
    moves = [{"person": m.person, "lab": m.lab, "kind": m.kind, "negated": m.negated} for m in mentions]
    return json.dumps({"id": id, "moves": moves}, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CEO", "chief executive officer"),
        ("cofounder", "co-founder and president"),
        ("CEO", "联合创始人兼CEO"),
        ("首席执行官", "CEO"),
        ("联创", "联合创始人"),
        ("技術長", "CTO"),
    ],
)
def test_a_post_in_short_agrees_with_the_same_in_full(one: str, other: str) -> None:
    """Beside Chinese characters too: CEO is in 联合创始人兼CEO, and a CEO is a 首席执行官."""
    assert same_post(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CEO", "head of research"),
        ("CEO", "CTO"),
        ("chief operating officer", "chief executive officer"),
        ("首席执行官", "首席科学家"),
    ],
)
def test_two_posts_of_one_rank_are_two(one: str, other: str) -> None:
    """That both are chiefs says nothing."""
    assert not same_post(one, other)
