"""What changed between two texts, word by word: Latin words and numbers whole, Chinese by the character."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from crawler.text.plain import plain_line
from crawler.text.sentences import sentences

_WORD = re.compile(r"[^\W\u2e80-\u9fff\uf900-\ufaff]+|\s+|.", re.DOTALL)
# Comparing takes up to the product of both lengths; what is larger is shown as replaced, whatever a stranger wrote.
_MOST_SENTENCES, _MOST_WORDS = 1_000_000, 400_000
_FIRST_WORD, _LAST_WORD = re.compile(r"\A[A-Za-z0-9]+"), re.compile(r"[A-Za-z0-9]+\Z")  # perhaps cut in two
_AROUND = 60  # characters of unchanged text on either side of a change
_STOPS = "。！？.!?"
_ISLAND = 2  # characters; a single 的 that stayed between two changes makes them no easier to read


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that both versions have, or only the earlier (gone) or the later one (new)."""

    kind: Literal["same", "gone", "new"]
    text: str


def compare(before: str, after: str) -> list[Piece]:
    """Both texts as one sequence: same and gone pieces make up `before`, same and new ones `after`, to the letter."""
    pieces: list[Piece] = []
    for one, other in _changes(_cut(before), _cut(after), _MOST_SENTENCES):
        if one == other:
            pieces.append(Piece("same", "".join(one)))
        else:
            pieces += _words("".join(one), "".join(other))
    return _after_stops(_joined(pieces))


def around(text: str, *, first: bool, last: bool) -> str:
    """The beginning and the end of an unchanged stretch, by whole words, where a change stands before and after it."""
    if len(text) <= 2 * _AROUND:
        return text
    start = "" if first else _LAST_WORD.sub("", text[:_AROUND])
    end = "" if last else _FIRST_WORD.sub("", text[-_AROUND:])
    return f"{start}…\n…{end}" if start and end else f"{start}…{end}"


def in_words(pieces: Sequence[Piece], *, most: int = 3, longest: int = 80) -> str:
    """The first `most` changes on one line, each side cut at `longest` characters: `“left” → “stayed”; added “She …”`.

    Empty where nothing changed but white space.
    """
    told = [line for line in map(_told, *_sides(pieces, longest)) if line]
    rest = len(told) - most
    return "; ".join([*told[:most], *([f"{rest} more {'changes' if rest > 1 else 'change'}"] if rest > 0 else [])])


def _sides(pieces: Sequence[Piece], longest: int) -> tuple[list[str], list[str]]:
    """What went and what came instead, change by change."""
    gone: list[str] = []
    new: list[str] = []
    for number, piece in enumerate(pieces):
        replaces = piece.kind == "new" and number > 0 and pieces[number - 1].kind == "gone"
        if replaces:
            new[-1] = plain_line(piece.text, longest=longest)
        elif piece.kind != "same":
            both = plain_line(piece.text, longest=longest), ""
            gone.append(both[piece.kind == "new"])
            new.append(both[piece.kind == "gone"])
    return gone, new


def _told(gone: str, new: str) -> str:
    if gone and new:
        return f"“{gone}” → “{new}”"
    return f"added “{new}”" if new else f"removed “{gone}”" if gone else ""


def _words(before: str, after: str) -> list[Piece]:
    changes = [both for both in _changes(_WORD.findall(before), _WORD.findall(after), _MOST_WORDS) if any(both)]
    found: list[Piece] = []
    for number, (one, other) in enumerate(changes):
        gone, new = "".join(one), "".join(other)
        inside = 0 < number < len(changes) - 1
        if one == other and not (inside and len(gone.strip()) < _ISLAND):
            found.append(Piece("same", gone))
        else:
            found += [Piece("gone", gone), Piece("new", new)]
    return found


def _changes(before: Sequence[str], after: Sequence[str], most: int) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Both sequences in step: stretches that are equal, and others that are not."""
    start = _alike(before, after)
    end = _alike(before[start:][::-1], after[start:][::-1])
    first, second = before[start : len(before) - end], after[start : len(after) - end]
    yield before[:start], after[:start]
    if len(first) * len(second) > most:
        yield first, second
    else:
        for _, i, j, k, m in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
            yield first[i:j], second[k:m]
    yield before[len(before) - end :], after[len(after) - end :]


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """How many at the beginning are equal."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _cut(text: str) -> list[str]:
    """The text in sentences, each with the white space before it."""
    ends = [sentence.end for sentence in sentences(text)]
    stops = [*ends[:-1], len(text)] if ends else [len(text)] if text else []
    return [text[start:end] for start, end in zip([0, *stops], stops, strict=False)]


def _joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece; within a change what is gone stands before what is new."""
    found: list[Piece] = []
    gone = new = ""
    for piece in [*(p for p in pieces if p.text), Piece("same", "")]:
        if piece.kind == "gone":
            gone += piece.text
        elif piece.kind == "new":
            new += piece.text
        else:
            found += [each for each in (Piece("gone", gone), Piece("new", new)) if each.text]
            gone = new = ""
            if found and found[-1].kind == "same":
                found[-1] = Piece("same", found[-1].text + piece.text)
            elif piece.text:
                found.append(piece)
    return found


def _after_stops(pieces: list[Piece]) -> list[Piece]:
    """A sentence added or dropped begins after a stop: `left.[+ She said so.+]`, not `left[+. She said so+].`"""
    for number in range(1, len(pieces) - 1):
        before, change, after = pieces[number - 1 : number + 2]
        stop, last = change.text[0], number + 2 == len(pieces)
        slides = before.kind == after.kind == "same" and stop in _STOPS and after.text[0] == stop
        if slides and (last or len(after.text) > 1):
            pieces[number - 1 : number + 2] = [
                Piece("same", before.text + stop),
                Piece(change.kind, change.text[1:] + stop),
                Piece("same", after.text[1:]),
            ]
    return [piece for piece in pieces if piece.text]
