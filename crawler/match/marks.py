"""Where a text, still as bytes, names a lab or says that it is about AI.

Names are the lexicon's; what unknown AI companies are called by marks a lab as well. Each is known in every form that
bytes can give it, so nobody needs to know what encoding the text is in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from crawler.match.lexicons import LabName, Lexicon
from crawler.text.finding import Finder, automaton_finder, finder
from crawler.text.forms import forms_of

# What AI companies that no lexicon lists are known by: "Acme AI", "acme.ai", "an AI startup", 某某智能.
_LAB_MARKS = (
    "AI Ai ai A.I A.I. .ai .AI AGI LLM LLMs GenAI Lab Labs LABS Intelligence INTELLIGENCE Superintelligence "
    "superintelligence Neural neural Robotics robotics ROBOTICS chatbot Chatbot chatbots Chatbots lab labs "
    "laboratory 人工智能 人工智慧 大模型".split()
)
_LAB_ENDINGS = "智能 实验室 机器人".split()  # marks only after another Chinese character: 某某智能, not the menu's 智能
_LAB_PHRASES = (
    "artificial intelligence", "machine learning", "deep learning", "language model", "language models",
    "foundation model", "foundation models",
)  # fmt: skip
_AFTER_NO_FIRM = "手机 电视 终端 手表 硬件 家居 家电 音箱 化 体".split()  # 智能手机 is no firm
# At a firm that does more than AI only AI posts count. So in a page without Chinese its name needs one of these words
# anywhere, or a plain word of moving near it ("Jeff Dean leaving Google" is all that some headlines say).
_HINTS = (
    *("computer vision", "self driving", "self-driving"),
    *"ml gpt a.i a.i. artificial llm llms genai gemini llama agi deepmind qwen alignment interpretability "
    "reinforcement transformer autopilot multimodal superalignment alexa siri copilot machine-learning "
    "deep-learning learning pretraining pre-training post-training nlp pytorch tensorflow tpu "
    "keras driverless robotaxi robotaxis 算法 机器学习".split(),
)
_VAGUE = (  # what posts at firms of every trade are called by, too
    "research researcher researchers scientist scientists model models safety brain foundation frontier compute "
    "reasoning".split()
)

LONGEST = 200  # bytes; no pattern is longer
_OF_AI = 600  # between a word of moving or a firm of another trade and something that says that the text is about AI
_SHORT = 3  # letters; "ai" and "lab" stand in every third word, so they are looked for with what parts them from others
_PARTING = bytes(byte for byte in range(256) if not (bytes([byte]).isalnum() or byte in b"@#._/"))
_INSIDE = frozenset((b"@", b"#", b".", b"_", b"/"))
_GOES_ON = frozenset((b".", b"_", b"/"))

# A lab; a firm that does more than AI, and one of another trade, where only what is called an AI post counts; a hint at
# AI, and one that is none beside a firm of another trade.
Means = Literal["lab", "firm", "other", "hint", "vague"]


class Mark(NamedTuple):
    """Where a text names a lab or a firm, or hints that it speaks of AI."""

    at: int
    means: Means


class Labs(NamedTuple):
    """Where the text names labs and firms, those of them that count, and what says that it is about AI, in order."""

    named: Sequence[int]
    counting: Sequence[int]
    of_ai: Sequence[int]

    def near_ai(self, at: int) -> bool:
        """Whether something near says that the text is about AI."""
        return within(self.of_ai, at - _OF_AI, at + _OF_AI)


class MarkWord(NamedTuple):
    """A pattern's word, what finding it means, and how many bytes before it belong to the pattern."""

    text: str
    means: Means
    lead: int = 0


def marks(text: bytes, lexicon: Lexicon) -> Iterator[Mark]:
    """Every name of a lab or a firm, every mark of an AI company's and every hint, in order."""
    return _marked(text, *mark_words(lexicon))


def hints(text: bytes) -> Iterator[Mark]:
    """The same without the names of the lexicon, which find_labs has found where the text is no longer bytes alone."""
    return _marked(text, *_hint_words())


def meaning_of(name: LabName) -> Means:
    """What it says of a text that it names this lab."""
    if name.how != "weak" and (name.lab.pure or name.how in {"unit", "product", "handle"}):
        return "lab"
    return "other" if name.lab.by_post else "firm"


def labs_of(found: Sequence[Mark]) -> Labs:
    """What the marks of a text say: a firm of another trade counts only near what calls a post there one of AI."""
    named = [mark for mark in found if mark.means in ("lab", "firm", "other")]
    calling = [mark.at for mark in found if mark.means in ("lab", "hint")]
    return Labs(
        named=[mark.at for mark in named],
        counting=[m.at for m in named if m.means != "other" or within(calling, m.at - _OF_AI, m.at + _OF_AI)],
        of_ai=[mark.at for mark in found if mark.means in ("lab", "hint", "vague")],
    )


def within(places: Sequence[int], start: int, end: int) -> bool:
    """Whether one of the places, which are in order, lies in [start, end)."""
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end


def _marked(text: bytes, find: Finder, words: list[MarkWord]) -> Iterator[Mark]:
    parted = b"\n%b\n" % text
    for index, at, end in find(parted):
        word = words[index]
        if stands_alone(parted, at + word.lead, end):
            yield Mark(at + word.lead - 1, word.means)


def stands_alone(text: bytes, start: int, end: int) -> bool:
    """As `crawler.match.labs` asks it of text, and True wherever bytes leave it open."""
    if text[start] < 0x80 and text[end : end + 1].isalnum() and text[end - 1 : end].isalnum():
        return False  # "ai" of "air": most of what is found
    before, after = text[max(0, start - 2) : start], text[end : end + 2]
    # After a byte from 0x80 up, an ASCII byte may be the second half of a character.
    if text[start : start + 1].isalnum() and text[start] < 0x80 and not (len(before) == 2 and before[0] >= 0x80):
        last = before[-1:]
        if (last.isalnum() and not (last.islower() and text[start:end] == b"AI")) or last in _INSIDE:
            return False
    if text[start:end] in _endings():
        return max(before, default=0) >= 0x80 and not text.startswith(_after_no_firm(), end)
    if text[end - 1 : end].isalnum():
        return not (after[:1].isalnum() or (after[:1] in _GOES_ON and after[1:].isalnum()))
    return True


@cache
def _endings() -> frozenset[bytes]:
    return frozenset(form for word in _LAB_ENDINGS for form in forms_of(word))


@cache
def _after_no_firm() -> tuple[bytes, ...]:
    return tuple(form for word in _AFTER_NO_FIRM for form in forms_of(word))


@cache
def mark_words(lexicon: Lexicon) -> tuple[Finder, list[MarkWord]]:
    """The search for whatever marks a lab or hints at AI, and what each of its patterns means."""
    names = [MarkWord(spelled, meaning_of(name)) for spelled, name in lexicon.lab_names.items()]
    forms = _by_form([*_unlisted(), *names, *_hinting()])
    return finder(forms), list(forms.values())


@cache
def _hint_words() -> tuple[Finder, list[MarkWord]]:
    forms = _by_form([*_unlisted(), *_hinting()])
    return automaton_finder(list(forms)), list(forms.values())  # so few that it is ready at once


def _unlisted() -> list[MarkWord]:
    phrases = [cased for phrase in _LAB_PHRASES for cased in (phrase, phrase.capitalize(), phrase.title())]
    return [MarkWord(mark, "lab") for mark in (*_LAB_MARKS, *_LAB_ENDINGS, *phrases)]


def _hinting() -> Iterator[MarkWord]:
    said: list[tuple[str, Means]] = [*((hint, "hint") for hint in _HINTS), *((hint, "vague") for hint in _VAGUE)]
    for hint, means in said:
        for cased in sorted({hint, hint.capitalize(), hint.title(), hint.upper()}):
            yield MarkWord(cased, means)


def _by_form(words: Iterable[MarkWord]) -> dict[bytes, MarkWord]:
    """Every form of bytes that any of the words may have, with the word."""
    forms: dict[bytes, MarkWord] = {}
    for word in words:
        for form in forms_of(word.text):
            if form.isalpha() and form.isascii() and len(form) <= _SHORT and form != b"AI":
                led = word._replace(lead=1)
                forms |= {bytes([before]) + form: led for before in _PARTING}
            else:
                forms.setdefault(form, word)
    assert max(map(len, forms)) <= LONGEST
    return forms
