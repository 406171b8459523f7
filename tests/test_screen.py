"""The screen may never cost recall: whatever the matcher could find a move in must pass, in every encoding."""

from __future__ import annotations

import html
import json
import tomllib
from pathlib import Path

import pytest
from encoded import ENCODED, TRADITIONAL
from growth import takes_in_line
from hypothesis import given
from hypothesis import strategies as st
from shared import ROOT, SHARED, needs_shared

from crawler.demo.damage import damaged
from crawler.match.english.words import term
from crawler.match.lexicons import load
from crawler.match.marks import marks
from crawler.screen import screen

LEXICON = ROOT / "crawler" / "match" / "lexicon"
UNRELATED = (
    "The county council voted to widen the road by the river after a long debate about trees. Residents of the street "
    "hope that the works end before the winter market opens its gates.",
    "县里的果园今年大丰收,农民把梨树下的杂草锄得干干净净,水渠也修好了。",
)


def _page(title: str | None, text: str) -> str:
    return f"<html><head><title>{html.escape(title or '')}</title></head><body><p>{html.escape(text)}</p></body></html>"


def _labelled() -> list[tuple[str, str | None, str]]:
    files = [ROOT / "benchmarks" / "labelled" / f"{language}.jsonl" for language in ("en", "zh")]
    files += [SHARED / "eval" / f"{language}_dev.jsonl" for language in ("en", "zh")] if SHARED else []
    rows = [json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [(row["id"], row["title"], row["text"]) for row in rows if row["relevant"]]


@pytest.mark.parametrize("encoding", ENCODED)
def test_no_labelled_item_is_dropped(encoding: str) -> None:
    """Every labelled item that speaks of a move passes, however its page is encoded."""
    items = _labelled()
    dropped = [name for name, title, text in items if not screen(ENCODED[encoding](_page(title, text))).passed]
    assert len(items) > 100
    assert dropped == []


@pytest.mark.parametrize(
    "page",
    [
        "<p><a>Deep</a>Mind loses its chief scientist</p>",
        "<p><b>O</b>penAI's research chief is <i>lea</i>ving</p>",
        "<p>Thinking\n   Machines Lab hires two</p>",
        "<p>Thinking&nbsp;Machines Lab hires two</p>",
        "<p>ＯｐｅｎＡＩ首席科学家离职</p>",
        "<p>時OpenAI首席科學家離職</p>",
        "<p>官OpenAI首席科學家離(lí)職(zhí)</p>",
        "<p>An AI startup has hired a researcher.</p>",
        "<p>the co-founder of acme.ai resigned</p>",
        "<p>某某智能的联合创始人离职</p>",
        "<p>ANTHROPIC HIRES RESEARCH CHIEF</p>",
        '<head><meta property="og:title" content="OpenAI research chief leaves"></head><p>Subscribers only.</p>',
        '<script type="application/ld+json">{"headline": "OpenAI research chief leaves"}</script>',
        "<p>Jeff Dean leaving Google</p>",
        "<p>Dina Farrow, OpenAI -&gt; Anthropic</p>",
        "<p>Dina Farrow, OpenAI ➜ Anthropic</p>",
        "<p>Dina Farrow, OpenAI &rarr; Anthropic</p>",
        "<script>var a = 1;<p>OpenAI research chief leaves</p>",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_however_it_is_written(page: str, encoding: str) -> None:
    """Tags, blanks, widths, readings and unknown names do not hide what a reader sees."""
    assert screen(page.encode(encoding, "xmlcharrefreplace")).passed


def test_what_was_found_is_named() -> None:
    """The lab's name comes as the lexicon spells it, the word of moving as a stem."""
    found = screen("<p>OpenAI研究员离职</p>".encode("gb18030"))
    assert (found.lab, found.trigger) == ("OpenAI", "离")


@pytest.mark.parametrize("text", UNRELATED)
def test_an_unrelated_page_is_dropped(text: str) -> None:
    """A page that names no lab is not worth reading."""
    assert screen(_page("", text).encode()).lab is None


@pytest.mark.parametrize(
    "page",
    [
        "<script>window.OpenAI = 'leave'</script><p>Nothing of the kind.</p>",
        "<style>.OpenAI { left: 0 }</style><p>Nothing of the kind.</p>",
        "<p>Metadata and metamorphosis left us with OpenAIR.</p>",
        '<a href="https://openai.example/leave">here</a>',
        "<p>Follow us on Facebook</p>",
    ],
)
def test_what_no_reader_sees_does_not_count(page: str) -> None:
    """Scripts, styles, addresses, parts of longer words and share buttons name no lab."""
    assert not screen(page.encode()).passed


def test_the_repaired_and_the_damaged_page_both_pass() -> None:
    """Readings inside words do not hide the words."""
    text = "据报道,OpenAI首席技术官Mira已经离职,研究团队的数据中心负责人也离开了公司"
    assert screen(_page("", damaged(text)).encode("gb18030")).passed


@needs_shared
def test_the_seed_passes() -> None:
    """The real damaged article is read, in every encoding."""
    assert SHARED is not None
    text = (SHARED / "seed" / "huxiu-alec-radford.txt").read_text(encoding="utf-8")
    for encoded in ENCODED.values():
        assert screen(encoded(text)).passed


def test_a_users_own_lab_counts(tmp_path: Path) -> None:
    """A lab of the user's lexicon is looked for too."""
    page = b"<p>The founder of Quillfeather resigned.</p>"
    (tmp_path / "labs.toml").write_text(
        '[[lab]]\nid = "quill"\nname = "Quillfeather"\nfocus = "pure"\n', encoding="utf-8"
    )
    assert screen(page).lab is None
    assert screen(page, tmp_path).lab == "Quillfeather"


def test_every_name_of_the_lexicon_is_found() -> None:
    """Each spelling of each lab passes in each encoding, beside a plain word of moving."""
    for name in load().lab_names:
        for encoding in ("utf-8", "gb18030", "big5hkscs"):
            page = f"<p>She left {name} 已经宣布离职</p>".encode(encoding, "xmlcharrefreplace")
            assert screen(page).passed, (name, encoding)


def _words_of(value: object) -> set[str]:
    if isinstance(value, str):
        return set(value.split())
    if isinstance(value, dict):
        return set().union(*(_words_of(v) for key, v in value.items() if key not in {"act", "tail"}))
    return set().union(*map(_words_of, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("file", ["english_triggers.toml", "chinese_triggers.toml"])
def test_every_word_of_moving_is_a_trigger(file: str) -> None:
    """Whatever word the matcher starts from, the screen knows it in every form."""
    words = _words_of(tomllib.loads((LEXICON / file).read_text(encoding="utf-8")))
    missed = [
        word
        for word in sorted(words)
        for page in (word, word.upper(), word.capitalize(), TRADITIONAL.convert(word))
        if screen(f"<p>OpenAI {page} </p>".encode()).trigger is None
    ]
    assert len(words) > 100
    assert missed == []


def test_every_word_that_makes_a_post_an_ai_post_is_a_hint() -> None:
    """At a large firm the matcher asks for one of these; the screen must not ask for more."""
    missed = [
        word
        for word in sorted(term("ai", "words"))
        if not screen(f"<p>Apple {word.replace('_', ' ')} news today</p>".encode()).lab
    ]
    assert missed == []


def test_a_hint_is_vague_where_the_matcher_finds_it_at_firms_of_any_trade() -> None:
    """There it is not asked for, so the leads of an archive need not look at it."""
    words = term("ai", "words")
    vague = {word for word in words if [mark.means for mark in marks(word.encode(), load())] == ["vague"]}
    assert vague == term("ai", "of_any_trade")


@given(st.binary(max_size=500))
def test_any_bytes_are_screened(body: bytes) -> None:
    """No bytes break it, and what passes names both finds."""
    found = screen(body)
    assert found.passed == bool(found.lab and found.trigger)


@pytest.mark.parametrize("piece", [b"<", b"<meta ", b"<script>", b"<style", b"&#79;", b"Google ", b"\xff\xfe", b"("])
def test_hostile_repetition_is_linear(piece: bytes) -> None:
    """Twice as much of anything takes twice as long."""
    assert takes_in_line(screen, piece, 400_000)
