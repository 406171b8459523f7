"""Where the running text of a page may tell of a move: a word of moving, a lab near it and somebody beside it.

All in bytes, and each question cheaper than the next stage by an order: a page in which nothing leads on is done with.
Each question is wider than the matcher's own; tests/archive/test_glance.py holds them to that.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick

from crawler.match.chinese.terms import terms
from crawler.match.english.people import blocked
from crawler.match.english.words import Form, common, frames, given_name, term, triggers
from crawler.match.lexicons import load
from crawler.screen import Mark, forms_of
from crawler.text.finding import Finder, finder

_NEAR_LAB = 300  # bytes between a word of moving and the name of a lab
_IN_CLAUSE = 100  # the same where the word alone says little, so that its own clause has to name the lab
_OF_AI = 600  # and between it and something that says that the text is about AI
_OF_THE_LAB = frozenset("founding follow replacement".split())
_NEAR_CHINESE = 150  # the same in Chinese, where a sentence is shorter
_PARTED, _MOST_PARTED = re.compile(rb"[\x80-\xff] (?=[\x80-\xff])"), 6  # Chinese words in a row: tags, not a sentence
_PROSE = 60  # bytes; a Chinese line that speaks of a lab in the line before is no menu's
_LEAST = 16  # bytes of a line; most entries of a menu are shorter, no sentence that tells of a move is
_SENTENCE = 400  # bytes on either side in which an English sentence begins and ends
_SOMEBODY, _SUBJECT, _BEHIND = 90, 60, 30  # bytes to a name or a post; to a pronoun before the verb, and behind it
# What says plainly that somebody leaves; other words need the lab, in Chinese the person, in their own sentence.
_PLAIN_ACTS = frozenset("leave resign departure dismissal lastday".split())
_PLAIN_SENSES = frozenset("leave switch fire appoint take".split())
_MOST_TRIED = 5000  # words of moving; no page has so many near labs
_TAIL = 100  # bytes from a verb to its particle
_BEHIND_VERB = 150  # bytes from a verb to what its frame asks for behind it
_POST_BEFORE = frozenset("givepost newpost".split())  # others are taken up or given behind the verb
_UNSAID = frozenset("now new".split())  # tell of a move only with a post: "A's new head of research is X"

_ENDS = re.compile(  # curly quotes in UTF-8, and the line end that JSON writes as two signs
    rb"[.!?](?:[\"')]|\xe2\x80[\x99\x9d])*+(?: ++|\\n)(?=[A-Z\"'(\\]|\xe2\x80[\x98\x9c])"
)
_PRONOUN = re.compile(
    rb"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|[Tt]hey|[Tt]heir|[Tt]hem|I|[Mm]y|[Ww]e|[Bb]oth|[Tt]wo|[Tt]hree|[Ff]our"
    rb"|duo|trio|quartet|pair)\b"
)
_WORD = rb"[A-Z\xc3-\xc5][\w'\x80-\xff-]*"
_PARTICLES = rb"(?:[A-Z]\.? |(?:de|da|del|van|von|der|den|bin|al|la|le|di|dos|el|ter|du) )*"
_NAMES = re.compile(rb"(?<![\w'])(%b)\.? %b(%b|[a-z]{2,3}[A-Z][a-z]+)" % (_WORD, _PARTICLES, _WORD))
_LATIN_NAME = re.compile(rb"[A-Z][a-z]{2,} ?[A-Z][a-z]+")
_IS = re.compile(
    rb"(?i)\b(?:is|are|was|were|be|been|being|has|have|had|way|also|too|both)\b|['\x99](?:s|re|ve)\b|[A-Z]\S* $"
)
_LIES_AHEAD = re.compile(rb"(?i)\b(?:will|to|going|now|is|are|set|would|next|who)\b|['\x99]ll\b")
_COMPANY = re.compile(
    rb"(?i)\b(?:company|companies|start-?ups?|firms?|labs?|ventures?|non-?profit|funds?|outfit|studio|consultancy"
    rb"|business|rival|own|it)\b"
)
_NAMED_BEHIND = re.compile(rb"(?:%b)|[\w,] [A-Z0-9]" % _COMPANY.pattern.replace(rb"(?i)", b""))
_KEY = re.compile(rb'" ?:')  # ends the key of a page's JSON-LD
_BEFORE = 60  # bytes in which the helping verb stands, or the company that somebody started


class Lead(NamedTuple):
    """A word of moving at a place of the text, and whether somebody is named beside it, not only referred to.

    Its sentence is text[start:end]; in Chinese, where bytes show no full stop, as much of its line as one may take.
    """

    at: int
    named: bool
    start: int
    end: int


class Labs(NamedTuple):
    """Where the text names labs and firms, those of them that count, and what says that it is about AI, in order."""

    named: Sequence[int]
    counting: Sequence[int]
    of_ai: Sequence[int]


class _Place(NamedTuple):
    """What stands around a word of moving in its sentence, which is text[start:end]."""

    text: bytes
    at: int
    start: int
    end: int
    lab: bool  # one is named in its clause

    @property
    def before(self) -> bytes:
        return self.text[max(self.start, self.at - _BEFORE) : self.at]

    @property
    def behind(self) -> bytes:
        """From the word on."""
        return self.text[self.at : min(self.end, self.at + _BEHIND_VERB)]

    @property
    def tells_post(self) -> bool:
        first = max(self.start - 1, 0)  # what stands before it tells whether a word begins there
        return _names_post(self.text[first : self.end], self.start - first)


class _Trigger(NamedTuple):
    word: str
    forms: tuple[Form, ...]
    tails: tuple[bytes, ...] = ()  # the particle that each form asks for; none where no form asks for any


def labs_of(marks: Sequence[Mark]) -> Labs:
    """What the marks of a text say: a firm of another trade counts only near what calls a post there one of AI."""
    named = [mark for mark in marks if mark.means in ("lab", "firm", "other")]
    calling = [mark.at for mark in marks if mark.means in ("lab", "hint")]
    return Labs(
        named=[mark.at for mark in named],
        counting=[mark.at for mark in named if mark.means != "other" or _near_ai(calling, mark.at)],
        of_ai=[mark.at for mark in marks if mark.means in ("lab", "hint", "vague")],
    )


def leads(text: bytes, labs: Labs, lexicon_folder: Path | None = None) -> Iterator[Lead]:
    """The words of moving that are worth the matcher's time, in order."""
    stretches = around(labs.named, _NEAR_LAB, _NEAR_LAB)
    near = (found for start, end in stretches for found in _moving(text, max(start, 0), end))
    for trigger, at in islice(near, _MOST_TRIED):
        latin = text[at] < 0x80
        lead = _lead(text, at, trigger, labs, lexicon_folder) if latin else _chinese_lead(text, at, trigger, labs)
        if lead is not None:
            yield lead


def firms(text: bytes) -> list[int]:
    """Where the text speaks of "the company" and the like."""
    return [at for _, at, end in _firms()(text) if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum())]


def around(places: Sequence[int], before: int, behind: int) -> Iterator[tuple[int, int]]:
    """The stretches around the places, not overlapping; the first may begin below 0."""
    if not places:
        return
    start, end = places[0] - before, places[0] + behind
    for place in places:
        if place - before > end:
            yield start, end
            start = place - before
        end = place + behind
    yield start, end


def _moving(text: bytes, start: int, end: int) -> Iterator[tuple[_Trigger, int]]:
    """Every word of moving in text[start:end] that stands alone, and where; those that want a particle only with it."""
    automaton, words = _automaton()
    stretch = text[start : end + _TAIL]
    for index, first, last in automaton.find_matches_as_indexes(stretch, overlapping=True):
        if first >= end - start:
            break
        trigger = words[index]
        if stretch[first] >= 0x80:
            yield trigger, start + first
        elif not (
            stretch[first - 1 : first].isalnum() or stretch[last : last + 1].isalnum() or _KEY.match(stretch, last)
        ):
            whole = _complete(trigger, stretch[last : last + _TAIL].lower()) if trigger.tails else trigger
            if whole is not None:
                yield whole, start + first


def _complete(trigger: _Trigger, behind: bytes) -> _Trigger | None:
    """The word with those of its forms whose particle follows; None where it has none."""
    asked = zip(trigger.forms, trigger.tails, strict=True)
    forms = tuple(form for form, tail in asked if not tail or _follows(tail, behind, gap=form.gap))
    return _Trigger(trigger.word, forms) if forms else None


def _follows(tail: bytes, behind: bytes, *, gap: bool) -> bool:
    """Whether a particle stands right behind the verb or, where it may, behind the object."""
    at = behind.find(tail)
    return at >= 0 and (gap or at == 0) and not behind[at + len(tail) : at + len(tail) + 1].isalpha()


def _chinese_lead(text: bytes, at: int, trigger: _Trigger, labs: Labs) -> Lead | None:
    """One in a sentence, not in a menu; where its word says little, only with a post or a Latin name near."""
    start, end = _line(text, at)
    sense = terms().senses.get(trigger.word)
    places = labs.named if sense == "found" else labs.counting
    near = _within(places, at - _NEAR_CHINESE, at + _NEAR_CHINESE)
    leads_on = near and end - start >= _LEAST and (end - start >= _PROSE or _within(places, start, end))
    if not leads_on or len(_PARTED.findall(text, at - _NEAR_CHINESE, at + _NEAR_CHINESE)) > _MOST_PARTED:
        return None
    beside = text[max(start, at - _SOMEBODY) : min(end, at + _SOMEBODY)]
    somebody = sense in _PLAIN_SENSES or _LATIN_NAME.search(beside) or _chinese_posts().find_matches_as_indexes(beside)
    return Lead(at, False, start, end) if somebody else None


def _lead(text: bytes, at: int, trigger: _Trigger, labs: Labs, lexicon_folder: Path | None) -> Lead | None:
    """One where somebody stands beside the word, in a sentence with a lab or with a word that says plainly what it is
    about, and with what one of its frames asks for.
    """
    anyhow = _counts_anyhow(trigger)
    if not (anyhow or _near_ai(labs.of_ai, at)):
        return None
    places = labs.named if anyhow else labs.counting
    plain = any(form.act in _PLAIN_ACTS for form in trigger.forms)
    near = plain and _within(places, at - _NEAR_LAB, at + _NEAR_LAB)
    start, end = _line(text, at)
    if end - start < _LEAST or not (near or _within(places, start, end)):
        return None
    start, end = _sentence(text, at, start, end)
    if not (near or _within(places, start, end)) or (at - start < 2 and _is_imperative(trigger)):
        return None
    place = _Place(text, at, start, end, lab=_within(places, at - _IN_CLAUSE, at + _IN_CLAUSE))
    fits = any(_fits(form, place) for form in trigger.forms)
    if not (fits or (not trigger.forms and (trigger.word not in _UNSAID or place.tells_post))):
        return None
    behind = end if _may_follow(trigger) else at
    beside = text[max(start, at - _SOMEBODY) : min(behind, at + _SOMEBODY)]
    named = _names_somebody(beside, lexicon_folder)
    pronoun = _PRONOUN.search(text, max(start, at - _SUBJECT), min(behind, at + _BEHIND))
    return Lead(at, named, start, end) if named or pronoun or _names_post(beside) else None


def _fits(form: Form, place: _Place) -> bool:
    """Whether the sentence has what the frame of this form cannot do without."""
    frame = frames().get(form.act)
    if frame is None:
        return False
    if frame.needs == "post":
        return (frame.act in _POST_BEFORE or _names_post(place.behind)) and place.tells_post
    if frame.needs == "future":
        return _LIES_AHEAD.search(place.before) is not None
    if frame.act == "out":
        return place.lab and _IS.search(place.before) is not None
    starts = frame.act != "found" or _COMPANY.search(place.before) or _NAMED_BEHIND.search(place.behind)
    hands = frame.needs not in ("it", "reins") or _handed(frame.needs).search(place.text, place.start, place.end)
    if not (starts and hands):
        return False
    return place.lab or not (frame.needs in ("goal", "source", "lab", "proof") or frame.gives in _OF_THE_LAB)


@cache
def _handed(needs: str) -> re.Pattern[bytes]:
    """What "call it A" and "the job goes to X" cannot do without."""
    words = ("it", "company", "startup") if needs == "it" else sorted(term("organisation", "reins"))
    return re.compile(rb"(?i)\b(?:%b)\b" % "|".join(words).encode())


def _counts_anyhow(trigger: _Trigger) -> bool:
    """At a large firm only AI posts count; but whatever its people found counts, and so does who follows them."""
    found = [frames().get(form.act) for form in trigger.forms]
    return not found or any(frame is not None and frame.gives in ("founding", "follow") for frame in found)


def _is_imperative(trigger: _Trigger) -> bool:
    """ "Join us", "Follow A on Facebook": nobody moves who is not named before such a verb."""
    return bool(trigger.forms) and all(form.forms == (0,) and _moves_itself(form) for form in trigger.forms)


def _may_follow(trigger: _Trigger) -> bool:
    """Whether who moves may stand behind the word: an object, or a subject in turned order ("also gone is X")."""
    turned = trigger.word.endswith(("ing", "ne", "out", "off"))
    return turned or not trigger.forms or not all(_moves_itself(form) for form in trigger.forms)


def _moves_itself(form: Form) -> bool:
    frame = frames().get(form.act)
    return frame is None or frame.mover == ("subject",)


def _names_somebody(around: bytes, lexicon_folder: Path | None) -> bool:
    """Two capitalised words, neither of them of a kind that names nobody, the first no ordinary one.

    Of a lab's words ("Meta Platforms") neither may be one; but with a given name one may, for there is an Ada Health
    and a Harvey AI.
    """
    at, of_labs = 0, _of_labs(lexicon_folder)
    while (pair := _NAMES.search(around, at)) is not None:
        at = pair.start(2)
        first, last = (_low(word) for word in pair.groups())
        given = given_name(first)
        of_a_lab = (all if given else any)(word in of_labs for word in (first, last))
        if not (of_a_lab or blocked(first) or blocked(last)) and (given or not common(first)):
            return True
    return False


def _names_post(around: bytes, start: int = 0) -> bool:
    return _posts().search(around.lower(), start) is not None


def _low(word: bytes) -> str:
    return word.decode("utf-8", "replace").lower().removesuffix("'s").removesuffix("’s")


def _line(text: bytes, at: int) -> tuple[int, int]:
    """The line around `at`, as far as a sentence may reach."""
    first, last = max(at - _SENTENCE, 0), at + _SENTENCE
    end = text.find(b"\n", at, last)
    return max(text.rfind(b"\n", first, at) + 1, first), end if end >= 0 else min(last, len(text))


def _sentence(text: bytes, at: int, start: int, end: int) -> tuple[int, int]:
    """The sentence around `at` in a line."""
    for stop in _ENDS.finditer(text, start, at + 1):
        start = stop.end()
    behind = _ENDS.search(text, at, end)
    return start, behind.start() if behind else end


def _near_ai(of_ai: Sequence[int], at: int) -> bool:
    return _within(of_ai, at - _OF_AI, at + _OF_AI)


def _within(places: Sequence[int], start: int, end: int) -> bool:
    index = bisect_left(places, start)
    return index < len(places) and places[index] < end


@cache
def _of_labs(lexicon_folder: Path | None) -> frozenset[str]:
    return frozenset(word.lower() for name in load(lexicon_folder).lab_names for word in name.split())


@cache
def _posts() -> re.Pattern[bytes]:
    """Each alternative begins with a letter, so that `re` passes over places where no post begins."""
    heads = [re.escape(word).encode() for word in sorted(term("role", "heads"), key=lambda word: (-len(word), word))]
    alone = [rb"%b(?<![\w-]%b)%b" % (head[:1], head[:1], head[1:]) for head in heads]
    joined = [rb"e(?<![\w-]e)x-", rb"c(?<![\w-]c)o-"]
    return re.compile(
        rb"(?:%b)s?\b" % b"|".join([*alone, *(rb"%b(?:ex-|co-)*+(?:%b)" % (lead, b"|".join(heads)) for lead in joined)])
    )


@cache
def _firms() -> Finder:
    words = term("organisation", "nouns")
    return finder(sorted(word.encode() for each in words for word in (each, each.capitalize())))


@cache
def _chinese_posts() -> BytesAhoCorasick:
    return BytesAhoCorasick(sorted({form for word in terms().post_words for form in forms_of(word)}))


@cache
def _automaton() -> tuple[BytesAhoCorasick, list[_Trigger]]:
    english = {word: tuple(form for form in found) for word, found in triggers().items()}
    english |= {word: () for word in term("word", "also_moving") if word not in english}
    held: dict[bytes, _Trigger] = {}
    for word, found in english.items():
        tails = tuple(" ".join(("", *form.tail)).encode() if form.tail else b"" for form in found)
        for spelled in (word, word.capitalize(), word.upper()):
            held |= dict.fromkeys(forms_of(spelled), _Trigger(word, found, tails if any(tails) else ()))
    for word in terms().triggers:
        for form in forms_of(word):
            held.setdefault(form, _Trigger(word, ()))
    return BytesAhoCorasick(list(held)), list(held.values())
