"""Text from the web made safe to show: no control characters, no terminal escapes, no direction tricks."""

from __future__ import annotations

import re

# Whole escape sequences first (ESC [ … letter, and ESC ] … BEL), so that no "[31m" stays behind as litter. What may
# stand between is bounded: hostile text must not make this slow.
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]{0,32}[ -/]{0,4}[@-~]|\][^\x07\x1b]{0,256}(?:\x07|\x1b\\)?|[@-Z\\^_])")
# C0, DEL and C1 controls; marks that turn the direction of text or hide in it; lone surrogates, which no file can hold.
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff"
_UNSAFE = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff]")
_SPACE = re.compile(r"\s+")


def escaped(json: str) -> str:
    """A JSON document in which whatever could act on a terminal stands as its escape; it means the same."""
    return _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", json)


def plain_text(text: str) -> str:
    """The text with its line ends and tabs, and without anything that could act on a terminal, mail or page."""
    return _UNSAFE.sub("", _ESCAPES.sub("", text.replace("\r\n", "\n")))


def plain_line(text: str, *, longest: int | None = None) -> str:
    """`plain_text` on one line, runs of white space made one space, cut with an ellipsis at `longest` characters."""
    broken = text.replace("\u2028", " ").replace("\u2029", " ").replace("\r", " ")
    line = _SPACE.sub(" ", plain_text(broken)).strip()
    return line if longest is None or len(line) <= longest else line[: longest - 1].rstrip() + "…"
