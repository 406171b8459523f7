"""Text from the web that could act on a terminal, a mail or a table is made harmless."""

from __future__ import annotations

import json
import time
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from crawler.text.plain import escaped, plain_line, plain_text


def test_escapes_go_whole_and_text_stays() -> None:
    """Colours, titles and cursor moves leave nothing behind; Chinese, accents and emoji are kept."""
    evil = "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x1b(B 林俊旸 é 🙂"
    assert plain_line(evil) == "red 2J (B 林俊旸 é 🙂"


def test_line_ends_and_tabs_are_kept_in_text_and_spaces_in_a_line() -> None:
    """`plain_text` keeps the layout; `plain_line` is always one line."""
    assert plain_text("a\r\nb\tc") == "a\nb\tc"
    assert plain_line("a\r\nb\tc\u2028d\x0be") == "a b c de"


def test_a_line_is_cut_at_its_length() -> None:
    """The ellipsis counts."""
    assert plain_line("abcdef", longest=4) == "abc…"
    assert plain_line("abcd", longest=4) == "abcd"


@given(st.text())
def test_nothing_unsafe_is_left(text: str) -> None:
    """No control, no direction mark, no surrogate, whatever came in; and a second pass changes nothing."""
    line = plain_line(text)
    assert not [c for c in line if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"} or "\u202a" <= c <= "\u202e"]
    assert plain_line(line) == line


def test_a_million_escapes_take_linear_time() -> None:
    """A hostile title cannot hold up a crawl."""
    started = time.process_time()
    plain_line("\x1b[" * 500_000 + "\x1b]" * 500_000)
    assert time.process_time() - started < 5


@given(st.text(st.characters()))
def test_escaped_json_means_the_same_and_acts_on_nothing(text: str) -> None:
    """A program reads what was written; a terminal is told nothing."""
    shown = escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(shown) == text
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Zl", "Zp"} or "\u202a" <= c <= "\u202e"]
