"""A page in every kind of bytes that it may come in."""

from __future__ import annotations

from collections.abc import Callable

import opencc

TRADITIONAL = opencc.OpenCC("s2t")
_TAIWAN = opencc.OpenCC("s2tw")


def as_numbers(page: str) -> bytes:
    """Every letter of the text as a number, the mark-up as it is."""
    shown, inside = [], False
    for char in page:
        inside = char == "<" or (inside and char != ">")
        shown.append(char if inside or char in "<>&;" else f"&#{ord(char)};")
    return "".join(shown).encode()


ENCODED: dict[str, Callable[[str], bytes]] = {
    "utf-8": lambda page: page.encode(),
    "utf-16": lambda page: page.encode("utf-16"),
    "gb18030": lambda page: page.encode("gb18030"),
    "big5": lambda page: page.encode("big5", "xmlcharrefreplace"),
    "traditional big5": lambda page: _TAIWAN.convert(page).encode("big5", "xmlcharrefreplace"),
    "traditional utf-8": lambda page: TRADITIONAL.convert(page).encode(),
    "numbers": as_numbers,
    "entities": lambda page: page.encode("ascii", "xmlcharrefreplace"),
}
