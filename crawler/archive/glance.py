"""A second look at a page of an archive: would the matcher find anything in its running text?

The screen knows the bytes of the whole page, and in most news pages some menu or teaser names a lab. Taking the article
out of a page costs as much as reading a hundred. So in an archive, where one page in a thousand matters, each sentence
with a word of moving that has a lab near it and somebody beside it (match/leads.py) is asked first whether it can tell
of a move. The lines around those that can are matched as if they were the article, and only a page in which that finds
a move is extracted.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate
from pathlib import Path

from crawler.errors import InputError
from crawler.match.chinese import prospects as chinese
from crawler.match.english import prospects as english
from crawler.match.leads import around, leads, named_by
from crawler.match.lexicons import Lexicon, load
from crawler.match.marks import Labs, marks
from crawler.match.mentions import match
from crawler.match.moving import LEAST_LINE, Lead
from crawler.model import Article, Page
from crawler.screen import readings
from crawler.text.decode import decode

_LINES_BEFORE, _LIST = 2, 14  # lines that go with a lead: before one that names nobody, of a list that a colon opens
_BEFORE, _BEHIND, _BESIDE = 300, 450, 250  # bytes of a lead's own line around it; of a line that goes with it
_MOST = 12  # leads of one page; an article that tells of a move has told it by then
_SAME = 30  # bytes on either side of two leads that make them one
_HEAD = 2048  # bytes in which a page says what encoding it is in
_COLONS = (b":", "：".encode(), "：".encode("gb18030"), "：".encode("big5"))
_MARK, _HERE = b"\n\n", "\x01"
_SIGNED = "\n- Jordan Parkes"  # stands for whoever signs or wrote what is said in the first person
_HAN = re.compile(r"[\u3400-\u9fff]")
_STOP = re.compile(r"[。！？!?](?![”’\"])")
_IN_FIRST_PERSON = re.compile(r"\b(?:I|I['’](?:m|ve|ll|d)|[Mm]y)\b")
# Who speaks so is known by a byline or a signature, which only the extraction tells from a menu's entries.
_I_GO = re.compile(
    r"我[^。\n]{0,40}?(?:离开|离职|辞|告别|再见|加入|入职|报到|创业|最后一"
    r"|離開|離職|辭|告別|再見|報到|創業|最後一|last day)"
)


def glance(page: Page, lexicon_folder: Path | None = None) -> bool:
    """False where neither title nor running text tells of a move. Raises ConfigError where a lexicon file is wrong."""
    lexicon = load(lexicon_folder)
    for text in readings(page.body):
        found = _said_once(text, leads(text, _labs(text, lexicon), lexicon))
        telling = _that_may_tell(page, text, found, lexicon) if found else ()
        if telling and _tells(page, text, telling, lexicon):
            return True
    return False


def _labs(text: bytes, lexicon: Lexicon) -> Labs:
    titles = text.find(b"\n", text.find(b"\n") + 1)  # the title, and before it the one for those who link to the page
    return named_by(text, list(marks(text, lexicon)), about=titles)


def _said_once(text: bytes, found: Iterable[Lead]) -> list[Lead]:
    """The first leads, each once: a page's JSON-LD says the article again."""
    kept: dict[bytes, Lead] = {}
    for lead in found:
        kept.setdefault(text[max(lead.at - _SAME, 0) : lead.at + _SAME], lead)
        if len(kept) == _MOST:
            break
    return list(kept.values())


def _that_may_tell(page: Page, text: bytes, found: Sequence[Lead], lexicon: Lexicon) -> Sequence[Lead]:
    """The leads that may tell of a move by their own sentence."""
    try:
        lines = _decoded(page, [_marked_line(text, lead.at) for lead in found])
    except InputError:
        return found  # let the extraction say what is wrong with it
    said = [_sentence(lead, *line.partition(_HERE)[::2]) for lead, line in zip(found, lines, strict=False)]
    telling = {sentence for sentence in dict.fromkeys(said) if _may_tell(sentence, lexicon)}
    return [lead for lead, sentence in zip(found, said, strict=False) if sentence in telling]


def _sentence(lead: Lead, before: str, behind: str) -> str:
    """The sentence of a lead, out of its line."""
    begun, ends = before[max(len(before) - (lead.at - lead.start), 0) :], behind[: lead.end - lead.at]
    if _HAN.search(begun) or _HAN.search(ends):  # in bytes nobody knows where a Chinese one begins
        begun, ends = _STOP.split(begun)[-1], _STOP.split(ends)[0]
    return html.unescape(begun + ends)


def _marked_line(text: bytes, at: int) -> bytes:
    """The line around `at`, marked there: between its ends nobody knows where characters begin."""
    end = text.find(b"\n", at)
    return b"%b%b%b" % (text[text.rfind(b"\n", 0, at) + 1 : at], _HERE.encode(), text[at : end if end >= 0 else None])


def _may_tell(sentence: str, lexicon: Lexicon) -> bool:
    read = chinese.may_tell if _HAN.search(sentence) else english.may_tell
    return _I_GO.search(sentence) is not None or read(sentence, lexicon)


def _tells(page: Page, text: bytes, found: Sequence[Lead], lexicon: Lexicon) -> bool:
    lines = text.split(b"\n")
    taken = _taken(lines, found)
    try:
        title, *decoded = _decoded(page, [lines[0], *(lines[at] for at in sorted(taken))])
    except InputError:
        return True  # let the extraction say what is wrong with it
    told = "\n".join(_cut(line, lines[at], taken[at]) for at, line in zip(sorted(taken), decoded, strict=False))
    if _I_GO.search(told):
        return True
    rough = Article(
        url=page.final_url,
        source=page.source,
        title=html.unescape(title),
        text=told + (_SIGNED if _IN_FIRST_PERSON.search(told) else ""),
        language="",
    )
    return bool(match(rough, lexicon))


def _decoded(page: Page, lines: Sequence[bytes]) -> list[str]:
    """The lines as text. Raises InputError where no encoding makes text of them."""
    held = b"\n".join(lines)
    try:
        return held.decode().split("\n")
    except UnicodeDecodeError:  # the page's head may say what they are in
        text = decode(page.body[:_HEAD] + _MARK + held, page.content_type)
        return text.rpartition(_MARK.decode())[2].split("\n")


def _taken(lines: Sequence[bytes], found: Sequence[Lead]) -> dict[int, list[int]]:
    """Which lines to read: those with a lead, by where in them it stands, and those that it leans on."""
    ends = list(accumulate(len(line) + 1 for line in lines))
    taken: dict[int, list[int]] = {}
    for lead in found:
        at = bisect_right(ends, lead.at)
        taken.setdefault(at, []).append(lead.at - ends[at] + len(lines[at]) + 1)
        opens_list = any(line.rstrip().endswith(_COLONS) for line in lines[at : at + 2])
        beside = [*range(at + 1, min(at + 1 + (_LIST if opens_list else 1), len(lines)))]
        long = [n for n in range(max(0, at - 4 * _LINES_BEFORE), at) if len(lines[n]) >= LEAST_LINE]
        beside += long[-1:] if lead.named else long[-_LINES_BEFORE:]
        for n in beside:
            taken.setdefault(n, [])
    return taken


def _cut(line: str, as_bytes: bytes, places: Sequence[int]) -> str:
    """A line without what stands far from its leads: a page's JSON-LD holds the whole article in one."""
    share = len(line) / max(len(as_bytes), 1)
    kept = ((int(start * share), int(end * share)) for start, end in _stretches(places))
    return html.unescape("\n".join(line[_word_start(line, start) : end] for start, end in kept))


def _stretches(places: Sequence[int]) -> Iterable[tuple[int, int]]:
    return around(places, _BEFORE, _BEHIND) if places else [(0, _BESIDE)]


def _word_start(line: str, at: int) -> int:
    return line.find(" ", at) + 1 if at > 0 else 0
