"""A sentence with the words that matter marked: in colour on a terminal, in brackets where there is no colour."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.text import Text

from crawler.model import Mention
from crawler.text.marking import spans_of
from crawler.text.plain import plain_line

WHO, WHERE, WHAT = "bold green", "bold cyan", "bold yellow"


def mark(console: Console, sentence: str, styles: Mapping[str, str]) -> Text:
    """The sentence on one safe line, with every occurrence of the given phrases marked, the longest first."""
    line = plain_line(sentence)
    spans = spans_of(line, styles)
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
