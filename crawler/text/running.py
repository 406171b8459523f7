"""The running text of a page, still as bytes: what a reader sees, without deciding what encoding it is in.

In every encoding of the web in which a page names a lab (UTF-8, GB 18030, Big5, those of one byte) `<` and `>` are no
part of another character, so mark-up can be taken off before anybody decodes. That costs a tenth of parsing, and most
pages of an archive need no more than this.
"""

from __future__ import annotations

import html
import re

from crawler.errors import InputError
from crawler.text.decode import decode

# Every repetition is possessive: nothing is read twice, whatever the page holds.
_SCRIPT = re.compile(
    rb"<(script|style)\b(?![^<>]{0,300}ld\+json)[^<]*+(?:<(?!/\1)[^<]*+)*+(</\1)?",
    re.IGNORECASE,
)
_INLINE = (
    rb"(?:[abiqsu]|abbr|big|bdi|cite|code|del|em|font|ins|mark|small|span|strong|su[bp]|time|tt|wbr"
    rb"|[ABIQSU]|EM|FONT|SPAN|STRONG)(?![\w-])"
)
# [^<>] and [^<>\s] as stretches: of three or more `re` makes a table, which it asks twice as fast.
_TEXT, _INK = rb"[\x00-;=?-\xff]", rb"[\x00-\x08\x0e-\x1f!-;=?-\xff]"
# From behind a tag to the next one that parts blocks; what stands between those that part nothing.
_RUN = re.compile(rb">\s*+(%b%b*+(?:</?+%b%b*+>%b*+)*+)" % (_INK, _TEXT, _INLINE, _TEXT, _TEXT))
# In a run every < opens a tag. One between two letters stands inside a word, two side by side part words: <b>O</b>pen,
# <a>One</a><a>Two</a>.
_PARTS_WORDS = re.compile(rb"<(?<=[A-Za-z0-9]<)[^>]*+>(?:\s*+<[^>]*+>)++(?=[A-Za-z0-9])")
_TAG = re.compile(rb"<[^>]*+>")
_TITLE_TAG = re.compile(rb"<meta\b([^<>]{0,300}?title[^<>]*+)>", re.IGNORECASE)
_CONTENT = re.compile(rb"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_BODY = b"<body"


def blocks(body: bytes) -> bytes:
    """The text of every block of a page, one a line; the titles that stand in its <meta> tags come first.

    Character references stay as they are. UTF-16 comes out as UTF-8, everything else in its own encoding. Scripts and
    styles are left out, but for JSON-LD and for one that is never closed.
    """
    page = _SCRIPT.sub(_unless_open, narrow(body))
    titles = (value for meta in _TITLE_TAG.findall(page[: page.find(_BODY) + 1 or None]) for value in _contents(meta))
    runs = _RUN.findall(b">" + page) if b"<" in page else page.splitlines()
    text = b"\0".join((*titles, *runs))
    # A name is looked for as it is written on one line: one space for whatever blanks there are.
    parted = b" ".join(_TAG.sub(b"", _PARTS_WORDS.sub(b" ", text)).replace(b"&nbsp;", b" ").split())
    return b"\n".join(map(bytes.strip, parted.split(b"\0")))


def narrow(body: bytes) -> bytes:
    """UTF-16 as UTF-8; everything else as it is."""
    head = body[:64]
    return unescaped(body) if body.startswith((b"\xff\xfe", b"\xfe\xff")) or head.count(0) * 3 > len(head) else body


def unescaped(body: bytes) -> bytes:
    """The bytes as UTF-8 with their character references resolved; as they are where no encoding makes text of them."""
    try:
        return html.unescape(decode(body, None)).encode("utf-8", "replace")
    except InputError:
        return body


def _unless_open(script: re.Match[bytes]) -> bytes:
    return b" " if script[2] else script[0]


def _contents(meta: bytes) -> list[bytes]:
    return [double or single for double, single in _CONTENT.findall(meta)]
