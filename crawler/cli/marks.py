"""A sentence with the words that matter marked: in colour on a terminal, in brackets where there is no colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from rich.console import Console
from rich.text import Text

from crawler.model import Mention
from crawler.text.fold import fold_case
from crawler.text.plain import plain_line

WHO, WHERE, WHAT = "bold green", "bold cyan", "bold yellow"
_LEAST = 2  # a single Latin letter would light up everywhere


def mark(console: Console, sentence: str, styles: Mapping[str, str]) -> Text:
    """The sentence on one safe line, with every occurrence of the given phrases marked, the longest first."""
    line = plain_line(sentence)
    spans = sorted(_spans(fold_case(line), styles))
    if console.color_system is not None and not console.no_color:
        text = Text(line)
        for start, end, style in spans:
            text.stylize(style, start, end)
        return text
    parts, at = [], 0
    for start, end, _ in spans:
        parts += [line[at:start], "[", line[start:end], "]"]
        at = end
    return Text("".join([*parts, line[at:]]))


def mention_styles(mention: Mention, triggers: Iterable[str] = ()) -> dict[str, str]:
    """What to mark for one mention: the person in every form, the lab and the other organisation, the trigger words."""
    names = (mention.person, *mention.spellings, *mention.person.split()[-1:])
    places = (mention.lab, mention.other_org or "")
    return dict.fromkeys(triggers, WHAT) | dict.fromkeys(places, WHERE) | dict.fromkeys(names, WHO)


def _spans(plain: str, styles: Mapping[str, str]) -> Iterator[tuple[int, int, str]]:
    """Where the phrases stand as whole words, never two at one place."""
    taken = bytearray(len(plain))
    phrases = {fold_case(plain_line(phrase)): style for phrase, style in styles.items()}
    for phrase in sorted(phrases, key=len, reverse=True):
        if len(phrase) < _LEAST:
            continue
        start = plain.find(phrase)
        while start >= 0:
            end = start + len(phrase)
            if not any(taken[start:end]) and _whole(plain, start, end):
                taken[start:end] = b"\1" * (end - start)
                yield start, end, phrases[phrase]
            start = plain.find(phrase, end)


def _whole(plain: str, start: int, end: int) -> bool:
    before, after = plain[start - 1 : start], plain[end : end + 1]
    left = not (plain[start].isascii() and plain[start].isalnum() and before.isascii() and before.isalnum())
    return left and not (plain[end - 1].isascii() and plain[end - 1].isalnum() and after.isascii() and after.isalnum())
