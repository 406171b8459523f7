"""Bytes to text: what a page says of its own encoding is believed only as far as the text bears it out.

Order: byte order mark, then well-formed UTF-8 (text of another encoding is never that by chance, beyond a few
characters), then what the header and the page declare, then whichever encoding gives the most plausible characters.
"""

from __future__ import annotations

import re

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

from crawler.errors import InputError
from crawler.text.frequency import is_usual

_SAMPLE = 20_000  # characters beyond ASCII that are judged; enough for any share to be steady
_BELIEVED = 0.75  # share of usual characters; right readings of the test pages lie above 0.9, wrong ones below 0.6
_BY_EVIDENCE = ("gb18030", "big5hkscs", "cp950", "cp932", "euc_jp", "cp949", "cp1252")
_ONE_BYTE = frozenset({"cp1252", "ascii", "iso8859_1", "iso8859_15", "iso8859_2", "cp1250", "iso8859-15", "iso8859-2"})
_CHINESE = frozenset({"gb18030", "big5hkscs", "cp950"})
_KANA = re.compile(r"[\u3041-\u30fa]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
# 0x80 to 0x9F but the tab-like ones: no text has them, binary files and wrong readings do.
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffd]")


def decode(body: bytes, content_type: str | None) -> str:
    """The text of `body`; `content_type` is the header's value. Damaged spots become U+FFFD.

    Raises InputError where no encoding gives text: the bytes are a picture or an archive, not a page.
    """
    marked, mark = read_bom(body)
    text: str | None = None
    if marked:
        text = body[len(mark or b"") :].decode(marked, "replace")
    else:
        unmarked = _wide(body)
        declared = [c for c in (http_content_type_encoding(content_type), html_body_declared_encoding(body)) if c]
        text = body.decode(unmarked, "replace") if unmarked else _utf_8(body, declared) or _judged(body, declared)
    if _CONTROLS.search(text) and len(_CONTROLS.findall(text)) * 10 > len(text):
        raise InputError("no encoding makes text of it", remedy="Give a text or HTML file")
    return text


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of its mark-up is zero."""
    head = body[:64]
    if head.count(0) * 3 < len(head) or len(head) < 4:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"


def _utf_8(body: bytes, declared: list[str]) -> str | None:
    """The text as UTF-8 where that is beyond doubt; a byte in a hundred may be wrong (pages are cut and pasted)."""
    try:
        text, wrong = body.decode("utf-8"), 0  # a U+FFFD that the page holds is no mistake in its encoding
    except UnicodeDecodeError:
        text = body.decode("utf-8", "replace")
        wrong = _beyond_ascii(text).count("\ufffd")
    beyond = _beyond_ascii(text)
    if wrong * 50 > len(beyond):
        return None
    if not beyond:
        seven_bit = next((c for c in declared if c.startswith(("iso2022", "hz"))), None)
        return body.decode(seven_bit, "replace") if seven_bit else text
    if declared and "utf-8" not in declared and len(beyond) < 4 and not any("\u2000" <= c < "\ufffd" for c in beyond):
        return None
    return text


def _judged(body: bytes, declared: list[str]) -> str:
    """The first declared reading that is plausible, else the most plausible of all; a declared one wins a near tie."""
    tried: dict[str, str] = {}
    for encoding in dict.fromkeys((*declared, *_BY_EVIDENCE)):
        try:
            tried[encoding] = body.decode(encoding, "replace")
        except LookupError:
            continue
        if encoding in declared and encoding not in _ONE_BYTE and _usual_share(tried[encoding]) >= _BELIEVED:
            return _better_big5(body, encoding) or tried[encoding]
    best = max(tried, key=lambda each: _plausible(each, tried[each]) + (0.1 if each in declared else 0))
    return tried[best]


def _better_big5(body: bytes, encoding: str) -> str | None:
    """Hong Kong's and Microsoft's additions to Big5 exclude each other: the one that leaves fewer holes."""
    if encoding not in {"big5hkscs", "cp950"}:
        return None
    return min((body.decode(each, "replace") for each in ("big5hkscs", "cp950")), key=lambda text: text.count("\ufffd"))


def _plausible(encoding: str, text: str) -> float:
    """From 0 to 1: the share of usual characters among those beyond ASCII, less what speaks against the encoding.

    In one-byte encodings every byte is a letter, so there only those in short runs count: "é" in "café", not "ÀÏÊ¦".
    The kana of EUC-JP are at the same bytes in GB 18030, so kana in a Chinese encoding that nobody declared count not.
    """
    beyond = _beyond_ascii(text)
    if not beyond:
        return 1.0
    misfits = 0
    if encoding in _ONE_BYTE:
        misfits = sum(len(run) for run in _BEYOND_ASCII.findall(text[: 50 * _SAMPLE]) if len(run) > 2)
    elif encoding in _CHINESE:
        misfits = len(_KANA.findall(beyond))
    return _usual_share(text) - misfits / len(beyond)


def _usual_share(text: str) -> float:
    beyond = _beyond_ascii(text)
    return sum(map(is_usual, beyond)) / len(beyond) if beyond else 1.0


def _beyond_ascii(text: str) -> str:
    return "".join(_BEYOND_ASCII.findall(text[: 50 * _SAMPLE]))[:_SAMPLE]
