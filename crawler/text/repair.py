"""Undo the damage of re-publishers that put readings into traditional Chinese: 技術(shù)官M(fèi)ira → 技術官Mira.

Such a site replaces the *bytes* of listed characters in GBK text by "character(reading)" without regard to where a
character starts. So a reading stands after the listed character, after a Latin letter (its byte is the second half of
one), or inside a character that was cut in two; from there the text is shifted by one byte up to the next ASCII letter.
The same fate meets ！ (A3 A1) inside 。” and inside a character that ends in byte A3 and stands before ”.

Going back is one pass over the bytes: drop the brackets, put each lost byte back, decode. A character of which a byte
is lost for good becomes U+FFFD, one for each.
"""

from __future__ import annotations

import re
from functools import cache

from crawler.text.fold import fold
from crawler.text.frequency import is_usual
from crawler.text.pinyin import readings

LOST = "\ufffd"

_TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹ"
_READING = rf"[a-zɡɑü]{{0,4}}[{_TONED}][a-zɡɑü]{{0,4}}"
_HAN = r"\u3400-\u9fff\uf900-\ufaff"
_BRACKET = re.compile(rf"\(({_READING})\)")
_AFTER_HAN = re.compile(rf"(?<=([{_HAN}]))\(({_READING})\)(?=(.?))")
# A reading whose opening bracket was swallowed with half a character before it, as decoders show that half.
_CUT = re.compile(rf"[?{LOST}]\(?({_READING})\)")
_MARK = re.compile(rf"([?{LOST}]?)!")
_QUOTE_LOST = re.compile(rf"[?{LOST}]!\??(?:/[a-z]\w{{0,9}}>)?$", re.MULTILINE)

# The seed has one bracket for 28 characters; a text that explains a reading now and then has far fewer.
_SPARSEST = 150
# Shifted text runs on to the next ASCII letter; longer than this nobody writes without one or a comma.
_LOOK_AHEAD = 60

_FULL_STOP, _ROW_OF_MARKS = "。".encode("gbk"), 0xA1


def is_damaged(text: str) -> bool:
    """True where readings are strewn into running traditional text, as the damage does and a language lesson does not.

    A lesson explains few characters, or simplified ones, or one character's several readings, or at a comma or stop.
    """
    found = list(_AFTER_HAN.finditer(text)) if "(" in text else []
    readings: dict[str, set[str]] = {}
    for bracket in found:
        readings.setdefault(bracket[1], set()).add(bracket[2])
    if len(readings) < 2 or len(found) * _SPARSEST < len(text):
        return False
    running = sum(1 for bracket in found if bracket[3].isalnum())
    traditional = sum(1 for char in readings if fold(char) != char)
    one_reading = sum(1 for said in readings.values() if len(said) == 1)
    return 2 * running >= len(found) and 10 * min(traditional, one_reading) >= 8 * len(readings)


def repair(text: str) -> str:
    """The text as it was before the damage; the very same object where it is not damaged. Takes linear time.

    Real brackets stay: 阿里(Alibaba), 林俊旸(Junyang Lin), (1). U+FFFD stands for a character that cannot be known.
    """
    if not is_damaged(text):
        return text
    listed = frozenset(b[1] for b in _AFTER_HAN.finditer(text) if b[2] in readings(b[1]))
    return "\n".join(_Line(line, listed).repaired() for line in text.split("\n"))


class _Line:
    """One damaged line on its way back to bytes. `odd` says that the last byte is the first half of a character."""

    def __init__(self, line: str, listed: frozenset[str]) -> None:
        self.line = _closing_quote(line)
        self.listed = listed
        self.done: list[str] = []
        self.bytes = bytearray()
        self.odd = False

    def repaired(self) -> str:
        at = 0
        while at < len(self.line):
            at = self._reading(at) or self._cut(at) or self._mark(at) or self._character(at)
        self._flush()
        return "".join(self.done)

    def _reading(self, at: int) -> int:
        """A whole bracket after a character or after what may be the second half of one: left out."""
        bracket = _BRACKET.match(self.line, at) if self.line[at] == "(" else None
        if not bracket or not (self.odd or (self.bytes and self.bytes[-1] >= 0x40)):
            return 0
        return bracket.end()

    def _cut(self, at: int) -> int:
        """A bracket inside a character: the reading and the byte before it tell which byte is lost."""
        cut = _CUT.match(self.line, at) if self.line[at] in "?" + LOST else None
        if not cut:
            return 0
        lost = self._lost_byte(cut[1], cut.end())
        if lost is None:
            self._flush(lost=True)
        else:
            self.bytes.append(lost)
            self.odd = not self.odd
        return cut.end()

    def _lost_byte(self, reading: str, after: int) -> int | None:
        if not self.bytes:
            return None
        known = _by_reading().get((reading, self.bytes[-1]), ())
        ahead = _bytes_ahead(self.line, after)

        def doubt(char: str) -> tuple[bool, int, bool]:
            last = char.encode("gbk")[1:]
            return (char not in self.listed, _oddness(last + ahead, starts_cut=self.odd), fold(char) == char)

        best = min(known, key=doubt, default=None)
        return best.encode("gbk")[1] if best else None

    def _mark(self, at: int) -> int:
        """A "!" that was cut out of 。” or of a character before ”, where the text after it reads better so."""
        mark = _MARK.match(self.line, at) if self.line[at] in "?!" + LOST else None
        if not mark or self.odd:
            return 0
        ahead = _bytes_ahead(self.line, mark.end())
        if not ahead or not _mark_follows(ahead) or _oddness(bytes([_ROW_OF_MARKS]) + ahead) >= _oddness(ahead):
            return 0
        if mark[1]:
            self.bytes += _FULL_STOP
        else:
            self._flush(lost=True)
        self.bytes.append(_ROW_OF_MARKS)
        self.odd = True
        return mark.end()

    def _character(self, at: int) -> int:
        char = self.line[at]
        code = _gbk(char)
        if self.odd and len(code) < 2 and not (code and code[0] >= 0x40):
            # The half before it had no partner that could be shown: "?" is what a decoder made of it.
            self._flush(lost=True)
            return at + 1 if char in "?" + LOST else at
        if not code:
            self._flush()
            self.done.append(char)
        else:
            self.bytes += code
            self.odd ^= len(code) == 1 and self.odd
        return at + 1

    def _flush(self, *, lost: bool = False) -> None:
        whole = bytes(self.bytes[:-1] if self.odd else self.bytes)
        self.done.append(whole.decode("gbk", "replace"))
        if lost or self.odd:
            self.done.append(LOST)
        self.bytes.clear()
        self.odd = False


def _closing_quote(line: str) -> str:
    """?! at the end of a line (or before a swallowed tag) is 。” where a quotation is still open."""
    if line.count("“") <= line.count("”"):
        return line
    return _QUOTE_LOST.sub("。”", line)


def _gbk(char: str) -> bytes:
    try:
        return char.encode("gbk")
    except UnicodeEncodeError:
        return b""


def _bytes_ahead(line: str, at: int) -> bytes:
    """The bytes from `at` to where shifted text can end: through the next ASCII letter, to a cut, or the look-ahead."""
    found = bytearray()
    end = min(len(line), at + _LOOK_AHEAD)
    while at < end:
        if bracket := _BRACKET.match(line, at):
            at = bracket.end()
            continue
        code = _gbk(line[at])
        found += code if len(code) == 2 or (code and code[0] >= 0x40) else b""
        if len(code) < 2:
            break
        at += 1
    return bytes(found)


def _mark_follows(ahead: bytes) -> bool:
    """True where A1 and the next byte make a closing quote or another mark that follows a character."""
    return bytes([_ROW_OF_MARKS, ahead[0]]).decode("gbk", "replace") in "、。—…’”〕》」』】"


def _oddness(code: bytes, *, starts_cut: bool = False) -> int:
    """How many characters nobody writes the bytes decode to."""
    return sum(1 for char in code[starts_cut:].decode("gbk", "replace") if not is_usual(char))


@cache
def _by_reading() -> dict[tuple[str, int], tuple[str, ...]]:
    """(reading, first byte in GBK) → the characters that have both."""
    found: dict[tuple[str, int], list[str]] = {}
    for code in range(0x4E00, 0x9FA6):
        encoded = _gbk(chr(code))
        for reading in readings(chr(code)) if encoded else ():
            found.setdefault((reading, encoded[0]), []).append(chr(code))
    return {key: tuple(chars) for key, chars in found.items()}
