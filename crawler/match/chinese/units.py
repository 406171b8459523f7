"""A document's Chinese lines as plain running text: markup out, wrapped lines joined, every offset still known."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.match.document import Document, Line
from crawler.text.emphasis import EMPHASIS

# Image and link targets, tags, signs of emphasis. All runs are bounded, so a lone bracket costs no rescans.
_MARKUP = re.compile(
    r"!\[[^\[\]\n]{0,200}\]\([^()\n]{0,500}\)|\]\([^()\s]{0,500}\)|</?[A-Za-z][^<>\n]{0,200}>|\]\[\d{0,3}\]|"
    r"\([a-zü]{0,3}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-zü]{0,3}\)|"  # how a damaged page has a character sound: 負(fù)責(zé)人
    r"(?<=[\u3400-\u9fff])\[\d{1,3}\]|[\[\]](?!\()|#(?=[^\s#]{1,40}#)|(?<=[^\s#])#|\x01|" + EMPHASIS
)
_SLASH = re.compile(r"(?<!<)/(?!>)")  # not that of a closing tag
_SPACES = re.compile(r"\s+")
_HAN_OR_MARK = re.compile(r"[\u3400-\u9fff。，、：；？！（）《》“”()\[\],:;?!\"'·|/]")
_BAR = str.maketrans({"丨": "|", "｜": "|", "︱": "|", "┃": "|", "嘅": "的", "佢": "他", "喺": "在", "咗": "了"})
_ROW = re.compile(r"\s*\|[^\n]*\|[^\n]*\|")
_BULLET = re.compile(r"\s*(?:[-*+#>•·▪◆●]|\d{1,2}[.、)])")
_LIST_MARK = re.compile(r"[\s*+#>•·▪◆●-]*")
_NUMBER = re.compile(r"(?:^|\n)\s*\d{1,2}[.)]\s*$")  # the full stop made a sentence of it
_NUMBER_REACH = 8
_NAME_GOES_ON = re.compile(r"[A-Za-z\u3400-\u9fff]\n[A-Z]")
_WIDE = 56  # columns; a line this wide that stops without a stop was wrapped, not ended
_RAGGED = 12  # columns by which a wrapped line may be the shorter one
_LONGEST = 2000
_FEWEST_HEADLINES, _SHORTEST_HEADLINE = 3, 5  # parts that slashes make of a line, and characters of each


@dataclass(frozen=True, slots=True)
class Unit:
    """Running text of one sentence; `offsets[i]` is where its i-th character stands in `Document.text`."""

    text: str
    offsets: array[int]
    line: int
    title: bool
    bullet: bool
    new: bool = True  # it begins a paragraph
    heads: bool = False  # a headline, or the one line that stands for it

    @property
    def opens(self) -> int:
        """Where the words begin, after the mark of a list item."""
        mark = _LIST_MARK.match(self.text)
        return mark.end() if mark else 0

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The document's offsets of [start, end) of this text."""
        if not self.offsets:
            return (0, 0)
        last = len(self.offsets) - 1
        return self.offsets[min(start, last)], self.offsets[min(max(end - 1, start), last)] + 1


def units(document: Document) -> Iterator[Unit]:
    """Every Chinese sentence in order; hard-wrapped and bracket-broken lines joined to the one they continue."""
    waiting: list[Line] = []
    for line in document.lines:
        if waiting and not _continues(document, waiting, line):
            yield from _unit(document, waiting)
            waiting = []
        waiting.append(line)
    if waiting:
        yield from _unit(document, waiting)


def _continues(document: Document, before: list[Line], line: Line) -> bool:
    last = before[-1]
    plain = document.plain
    if last.title != line.title or plain[last.end : line.start] != "\n" or line.end - before[0].start > _LONGEST:
        return False
    text = plain[last.start : last.end]
    if text == document.title or _ROW.match(text) or _ROW.match(plain, line.start):
        return False  # a headline that the text begins with again; the rows of a table
    if text[-1] in "。！？!?;；…" or _BULLET.match(plain, line.start, line.start + 6):
        return False
    if text.rfind("(") > text.rfind(")"):
        return True
    wrapped = len(before) > 1 or "。" in plain[plain.rfind("\n", 0, last.start) + 1 : last.start]
    if wrapped and _NAME_GOES_ON.match(plain, last.end - 1):
        return True  # Martin / Schmid, in a paragraph
    here, there = _columns(text), _columns(plain[line.start : line.end])
    return (here >= _WIDE and there <= here + _RAGGED) or (text[-1] in ",、，" and len(text) > 8)


def _columns(text: str) -> int:
    return sum(2 if "\u3400" <= c <= "\u9fff" or c in "，。、：；（）" else 1 for c in text[:200])


def _unit(document: Document, lines: list[Line]) -> Iterator[Unit]:
    if not any(line.chinese for line in lines):
        return
    start, end = lines[0].start, lines[-1].end
    raw = _parted(document.plain[start:end].translate(_BAR))
    bullet = bool(_BULLET.match(raw) or _NUMBER.search(document.plain[max(0, start - _NUMBER_REACH) : start]))
    text, offsets = _clean(raw, start)
    if text:
        title = lines[0].title
        heads = title or (not document.body and not lines[0].index and text[-1] not in "。;；")
        new = document.plain[start - 1 : start] in ("", "\n")
        yield Unit(text, offsets, lines[0].index, title, bullet, new, heads)


def _parted(raw: str) -> str:
    """小米发布新车/李想回应离职潮/OpenAI首席人事官离职: slashes between whole headlines part them as bars do."""
    parts = _SLASH.split(raw)
    if len(parts) < _FEWEST_HEADLINES or any(len(part) < _SHORTEST_HEADLINE for part in parts) or "://" in raw:
        return raw
    return "|".join(parts)


def _clean(raw: str, start: int) -> tuple[str, array[int]]:
    """Markup and the spaces between Chinese and Latin dropped; one space where others stand."""
    kept: list[str] = []
    offsets = array("q")
    at = 0
    for mark in _MARKUP.finditer(raw):
        kept.append(raw[at : mark.start()])
        offsets.extend(range(start + at, start + mark.start()))
        at = mark.end()
    kept.append(raw[at:])
    offsets.extend(range(start + at, start + len(raw)))
    joined = "".join(kept)
    out: list[str] = []
    places = array("q")
    at = 0
    for gap in _SPACES.finditer(joined):
        out.append(joined[at : gap.start()])
        places.extend(offsets[at : gap.start()])
        at = gap.end()
        before = joined[gap.start() - 1] if gap.start() else ""
        after = joined[gap.end()] if gap.end() < len(joined) else ""
        if before and after and _keeps_space(before, after, gap.group()):
            out.append(" ")
            places.append(offsets[gap.start()])
    out.append(joined[at:])
    places.extend(offsets[at:])
    return "".join(out), places


def _keeps_space(before: str, after: str, gap: str) -> bool:
    """Between two Latin words, and between two Chinese ones on a line (a headline's pause); not at a wrapped line."""
    han = (bool(_HAN_OR_MARK.match(before)), bool(_HAN_OR_MARK.match(after)))
    if han == (True, True):
        return "\n" not in gap and "·" not in (before, after)
    return han == (False, False)
