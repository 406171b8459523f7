"""A second look at a page that passed the screen: would the matcher find anything in its running text?

The screen knows the bytes of the whole page, and in most news pages some menu or teaser names a lab. Taking the article
out of a page costs as much as reading a hundred. So in an archive, where one page in a thousand matters, the text of
all its longer blocks is read as if it were the article, and only a page in which that finds a move is extracted.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

from crawler.errors import InputError
from crawler.match.lexicons import load
from crawler.match.mentions import match
from crawler.model import Article, Page
from crawler.screen import names, without_scripts
from crawler.text.decode import decode

_TITLE = re.compile(r"<title\b[^<>]*>([^<]*)", re.IGNORECASE)
_META_TITLE = re.compile(r"<meta\b[^<>]{0,300}?og:title[^<>]{0,300}>", re.IGNORECASE)
_CONTENT = re.compile(r"""\bcontent\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|big|bdi|cite|code|del|em|font|i|ins|mark|q|s|small|span|strong|sub|sup|time|tt|u|wbr)\b[^<>]*>",
    re.IGNORECASE,
)
_TAG = re.compile(r"<[^<>]*>")
# Who speaks so is known by a byline or a signature, which only the extraction tells from a menu's entries.
_IN_FIRST_PERSON = re.compile(
    r"\b(?:I|I['’](?:m|ve|ll|d)|[Mm]y)\b[^.\n]{0,90}?\b"
    r"(?:leav|left|depart|resign|quit|last day|join|step|chapter|farewell|goodbye|found|start|retir)"
    r"|我[^。\n]{0,40}?(?:离开|离职|辞|告别|再见|加入|入职|报到|创业|最后|離開|離職|辭|告別|再見|報到|創業|last day)"
)
_LEAST = 16  # bytes of a line; most entries of a menu are shorter, no sentence that tells of a move is
_NEAR = 10  # lines: how far from the lab's name a sentence may stand that speaks of the company


def glance(page: Page, lexicon_folder: Path | None = None) -> bool:
    """False where neither title nor running text tells of a move. Raises ConfigError where a lexicon file is wrong."""
    try:
        wide = b"\0" in page.body[:64]  # UTF-16, which comes out of the screen as UTF-8
        source = decode(without_scripts(page.body), None if wide else page.content_type)
    except InputError:
        return True  # let the extraction say what is wrong with it
    title, lines = _titled(source), _lines(source)
    near = _near_names(title, lines, lexicon_folder)
    text = b"\n".join(near).decode()
    rough = Article(url=page.final_url, source=page.source, title=title, text=text, language="")
    return bool(near) and (_IN_FIRST_PERSON.search(text) is not None or bool(match(rough, load(lexicon_folder))))


def _lines(source: str) -> list[bytes]:
    """The text of all blocks, as UTF-8."""
    blocks = _TAG.sub("\n", _INLINE.sub("", source.replace("\n", " ").replace("\r", " "))).split("\n")
    return [b" ".join(html.unescape(block).encode("utf-8", "replace").split()) for block in blocks if block.strip()]


def _near_names(title: str, lines: list[bytes], lexicon_folder: Path | None) -> list[bytes]:
    """The lines with the name of a lab in them or near them; all where the title has one.

    Only lines that may hold a sentence count, each once; the short ones beside those that are taken go with them, for
    a letter is signed in a line of its own.
    """
    long = list({line: at for at, line in reversed(list(enumerate(lines))) if len(line) >= _LEAST}.values())[::-1]
    held = [b" %b " % line for line in (title.encode("utf-8", "replace"), *(lines[at] for at in long))]
    ends = list(accumulate(map(len, held)))
    named = sorted({bisect_right(ends, place) for place in names(b"".join(held), lexicon_folder)})
    if named and named[0] == 0:
        near = long
    else:
        wanted = {at for each in named for at in range(each - _NEAR, each + _NEAR + 1)}
        near = [at for number, at in enumerate(long, 1) if number in wanted]
    chosen = set(near)
    taken = {at for each in near for at in (each - 1, each, each + 1)}
    return [line for at, line in enumerate(lines) if at in taken and (at in chosen or len(line) < _LEAST)]


def _titled(source: str) -> str:
    """What the page calls itself in its head."""
    meta = _META_TITLE.search(source)
    content = _CONTENT.search(meta[0]) if meta else None
    named = next(filter(None, content.groups()), None) if content else None
    found = _TITLE.search(source)
    return html.unescape(named or (found[1].strip() if found else ""))
