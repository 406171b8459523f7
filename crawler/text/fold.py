"""One character in, one character out: the form that matching compares, with every offset kept.

Full width becomes half width, traditional script simplified, curly quotes straight, case folded where asked. Because
the length never changes, a span found in the folded text is the same span of the text as published.
"""

from __future__ import annotations

import unicodedata
from functools import cache

import opencc

_CJK = (range(0x4E00, 0xA000), range(0x3400, 0x4DC0), range(0xF900, 0xFB00))
# One sign for what writers use interchangeably. The dots are those seen inside transliterated names (山姆·奥特曼).
_PUNCTUATION = str.maketrans(
    {
        "‘": "'", "’": "'", "‛": "'", "´": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "「": '"', "」": '"', "『": '"', "』": '"', "–": "-", "—": "-", "―": "-", "‑": "-", "‐": "-", "−": "-",
        "・": "·", "•": "·", "‧": "·", "∙": "·", "⋅": "·", "･": "·",
        "➜": "→", "➔": "→", "➝": "→", "➞": "→", "➡": "→", "⇒": "→", "⟶": "→", "⟹": "→", "⇨": "→",
        "\u00a0": " ", "\u3000": " ", "\u2009": " ", "\u202f": " ",
        "\u200b": " ", "\ufeff": " ", "\u200e": " ", "\u200f": " ", "\u2060": " ", "\u00ad": " ", "\t": " ", "\r": " ",
    }
)  # fmt: skip


@cache
def _table() -> dict[int, int | str]:
    """Full width → half width and traditional → simplified, one character each; built once, in about 60 ms."""
    table: dict[int, int | str] = {0xFF01 + i: 0x21 + i for i in range(0x5E)}
    convert = opencc.OpenCC("t2s").convert
    for block in _CJK:
        for code in block:
            simple = convert(chr(code))
            if len(simple) == 1 and ord(simple) != code:
                table[code] = simple
    table.update(_PUNCTUATION)
    table.update(dict.fromkeys(range(0xD800, 0xE000), "\ufffd"))  # a lone surrogate cannot be encoded, so not searched
    return table


def fold(text: str) -> str:
    """Width, script and punctuation folded away, case kept; `len(fold(t)) == len(t)` always."""
    return text.translate(_table())


def fold_case(text: str) -> str:
    """`fold`, and lower case."""
    return lower(fold(text))


def lower(text: str) -> str:
    """Lower case where that keeps the length (ß, İ and a few more stay as they are)."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def unaccented(text: str) -> str:
    """Accents and marks dropped: for comparing names, not for offsets (the length may change)."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
