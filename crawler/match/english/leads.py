"""Whether an English sentence may tell of a move by a word of moving in it, asked of bytes."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from crawler.match.english.people import blocked
from crawler.match.english.words import Form, common, frames, given_name, term
from crawler.match.lexicons import Lexicon
from crawler.match.marks import Labs, within
from crawler.match.moving import LEAST_LINE, NEAR, Lead, Trigger, line_around

_IN_CLAUSE = 100  # the same where the word alone says little, so that its own clause has to name the lab
# What is given so is told only in a clause that names the lab.
_OF_THE_LAB = frozenset("founding follow replacement".split())
_SOMEBODY, _SUBJECT, _BEHIND = 90, 60, 30  # bytes to a name or a post; to a pronoun before the verb, and behind it
# What says plainly that somebody leaves; other words need the lab in their own sentence.
_PLAIN_ACTS = frozenset("leave resign departure dismissal lastday".split())
_BEHIND_VERB = 150  # bytes from a verb to what its frame asks for behind it
_POST_BEFORE = frozenset("givepost newpost".split())  # others are taken up or given behind the verb
_UNSAID = frozenset("now new".split())  # tell of a move only with a post: "A's new head of research is X"
_ENDS = re.compile(  # curly quotes in UTF-8, and the line end that JSON writes as two signs; no initial, no title
    rb"(?<!\b[A-Z])(?<!\b[DM]r)(?<!\bM[rs]s)[.!?](?:[\"')]|\xe2\x80[\x99\x9d])*+(?: ++|\\n)"
    rb"(?=[A-Z\"'(\\]|\xe2\x80[\x98\x9c])"
)
_PRONOUN = re.compile(
    rb"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]er|[Hh]im|[Tt]hey|[Tt]heir|[Tt]hem|I|[Mm]y|[Ww]e|[Bb]oth|[Tt]wo|[Tt]hree|[Ff]our"
    rb"|[Tt]hose (?:who|to)|[Ff]irst to|[Ll]atest to|duo|trio|quartet|pair)\b"
)
_WORD = rb"[A-Z\xc3-\xc5][\w'\x80-\xff-]*"
_PARTICLES = (
    rb"(?:[A-Z]\.? |(?:de|da|del|van|von|der|den|bin|al|la|le|di|dos|el|ter|du|'t) |[\"'(][\w' ]{2,20}[\"')] )*+"
    rb"(?:al-|el-|d'|l')?"
)
_NAMES = re.compile(rb"(?<![\w'])(%b)\.? %b(%b|[a-z]{2,3}[A-Z][a-z]+)" % (_WORD, _PARTICLES, _WORD))
_CAPITALISED = re.compile(rb"(?<![\w'])%b" % _WORD)
_TITLED = re.compile(rb"(?<!\w)(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Lord)\.? [A-Z]")
_IS = re.compile(
    rb"(?i)\b(?:is|are|was|were|be|been|being|has|have|had|way|also|too|both)\b|['\x99](?:s|re|ve)\b|[A-Z]\S* $"
)
_LIES_AHEAD = re.compile(rb"(?i)\b(?:will|to|going|now|is|are|set|would|next|who)\b|['\x99]ll\b")
_COMPANY = re.compile(
    rb"(?i)\b(?:company|companies|start-?ups?|firms?|labs?|ventures?|non-?profit|funds?|outfit|studio|consultancy"
    rb"|business|rival|own|it)\b"
)
_NAMED_BEHIND = re.compile(rb"(?:%b)|[\w,] [A-Z0-9]" % _COMPANY.pattern.replace(rb"(?i)", b""))
# Where who moves stands behind the word that says so: "founded last year by X", "have left: X and Y".
_BEHIND_IT = re.compile(rb"[^.\n]{0,60}(?: by |:)|found (?:an?|its|their|the) ")
_HEADING = 60  # bytes of the line above or below, which may name somebody
_LONE = re.compile(rb"(?:^|[\s(])(@\w+|[A-Z][\w\x80-\xff-]{3,}),? (?:(?:who|has|had|is|was|publicly|also) )*$")
_OPENS = 12  # bytes before the word in a sentence that it opens
_COMES = re.compile(rb"(?i)new (?:at|to|with) |now (?:at|with|includes|counts) ")  # "X is now at A", "new at A is X"
_SEAT = re.compile(rb"\b(?:board|council|committee)\b")
_BEFORE = 60  # bytes in which the helping verb stands, or the company that somebody started


class _Place(NamedTuple):
    """What stands around a word of moving in its sentence, which is text[start:end]."""

    text: bytes
    at: int
    start: int
    end: int
    lab: bool  # one is named in its clause

    @property
    def first(self) -> bool:
        """Whether its sentence begins with it."""
        return self.at - self.start < 2

    @property
    def opens(self) -> bool:
        """Whether who moves may be named by the line above, or behind it: "after leaving A, X"."""
        return self.at - self.start <= _OPENS

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


def english_lead(
    text: bytes, at: int, trigger: Trigger, labs: Labs, lexicon: Lexicon, *, beyond: int = 0
) -> Lead | None:
    """One where somebody stands beside the word, in a sentence with a lab or with a word that says plainly what it is
    about, and with what one of its frames asks for.

    In an article, of which only headings are as short as a menu's entries, a lab may be named `beyond` bytes away and
    whoever moves on either side.
    """
    place = _place(text, at, trigger, labs, beyond)
    if place is None or not _means_moving(trigger, place):
        return None
    follows = beyond or _may_follow(trigger) or place.opens or _BEHIND_IT.match(text, at)
    behind = place.end if follows else at
    if beyond and place.opens and place.end - place.start < _HEADING:
        behind += _HEADING  # "Moves", and below it who does
    start = max(place.start - _HEADING, 0) if place.opens else place.start
    beside = text[max(start, at - _SOMEBODY) : min(behind, at + _SOMEBODY)]
    named = _names_somebody(beside, lexicon) or _TITLED.search(beside) is not None
    somebody = (
        named
        or _PRONOUN.search(text, max(place.start, at - _SUBJECT), min(behind, at + _BEHIND))
        or _names_post(beside)
        or _is_lone_name(place.before, lexicon)
        or text.startswith(b":", place.end - 1)  # it opens a list
        or (beyond and _may_name_somebody(beside, lexicon))
    )
    return Lead(at, named, place.start, place.end) if somebody else None


def _place(text: bytes, at: int, trigger: Trigger, labs: Labs, beyond: int) -> _Place | None:
    """The word's place, if a lab is near enough: in its sentence, where the word does not say plainly what is meant."""
    anyhow = _counts_anyhow(trigger)
    if not (anyhow or labs.near_ai(at)):
        return None
    places = labs.named if anyhow else labs.counting
    plain = any(form.act in _PLAIN_ACTS for form in trigger.forms)
    reach = NEAR if plain else beyond
    near = within(places, at - reach, at + reach)
    start, end = line_around(text, at)
    if (end - start < LEAST_LINE and not beyond) or not (near or within(places, start, end)):
        return None
    start, end = _sentence(text, at, start, end)
    if not (near or within(places, start, end)):
        return None
    return _Place(text, at, start, end, lab=within(places, at - _IN_CLAUSE, at + _IN_CLAUSE))


def _means_moving(trigger: Trigger, place: _Place) -> bool:
    """Whether the sentence has what one of the word's frames asks for."""
    if trigger.forms:
        return any(_fits(form, place) for form in trigger.forms) and not (place.first and _is_imperative(trigger))
    return trigger.word not in _UNSAID or place.tells_post or _COMES.match(place.behind) is not None


def _is_lone_name(before: bytes, lexicon: Lexicon) -> bool:
    """ "*Ostrovar*, who left A", "*@ostrovar* left A"."""
    found = _LONE.search(before)
    if found is None:
        return False
    low = _low(found[1])
    return low.startswith("@") or _is_unknown(low, lexicon)


def _fits(form: Form, place: _Place) -> bool:
    """Whether the sentence has what the frame of this form cannot do without."""
    frame = frames().get(form.act)
    if frame is None:
        return False
    if frame.needs == "post":
        seat = frame.act == "appoint" and _SEAT.search(place.behind) is not None
        return seat or ((frame.act in _POST_BEFORE or _names_post(place.behind)) and place.tells_post)
    if frame.needs == "future":
        return _LIES_AHEAD.search(place.before) is not None
    if frame.act == "out":
        return place.lab and (place.opens or _IS.search(place.before) is not None)
    starts = frame.act != "found" or place.lab or _COMPANY.search(place.before) or _NAMED_BEHIND.search(place.behind)
    hands = frame.needs not in ("it", "reins") or _handed(frame.needs).search(place.text, place.start, place.end)
    if not (starts and hands):
        return False
    return place.lab or not (frame.needs in ("goal", "source", "lab", "proof") or frame.gives in _OF_THE_LAB)


@cache
def _handed(needs: str) -> re.Pattern[bytes]:
    """What "call it A" and "the job goes to X" cannot do without."""
    words = ("it", "company", "startup") if needs == "it" else sorted(term("organisation", "reins"))
    return re.compile(rb"(?i)\b(?:%b)\b" % "|".join(words).encode())


def _counts_anyhow(trigger: Trigger) -> bool:
    """At a large firm only AI posts count; but whatever its people found counts, and so does who follows them."""
    found = [frames().get(form.act) for form in trigger.forms]
    return not found or any(frame is not None and frame.gives in ("founding", "follow") for frame in found)


def _is_imperative(trigger: Trigger) -> bool:
    """ "Join us", "Follow A on Facebook", by the base form: nobody moves who is not named before such a verb."""
    return bool(trigger.forms) and all(
        form.forms == (0,) and form.act != "out" and _moves_itself(form) for form in trigger.forms
    )


def _may_follow(trigger: Trigger) -> bool:
    """Whether who moves may stand behind the word: an object, or a subject in turned order ("also gone is X")."""
    turned = trigger.word.endswith(("ing", "ne", "out", "off"))
    return turned or not trigger.forms or not all(_moves_itself(form) for form in trigger.forms)


def _moves_itself(form: Form) -> bool:
    frame = frames().get(form.act)
    return frame is None or frame.mover == ("subject",)


def _names_somebody(around: bytes, lexicon: Lexicon) -> bool:
    """Two capitalised words, neither of them of a kind that names nobody, the first no ordinary one.

    Of a lab's words ("Meta Platforms") neither may be one; but with a given name one may, for there is an Ada Health
    and a Harvey AI.
    """
    at, of_labs = 0, _of_labs(lexicon)
    while (pair := _NAMES.search(around, at)) is not None:
        at = pair.start(2)
        first, last = (_low(word) for word in pair.groups())
        given = given_name(first) or len(first) == 1  # an initial
        of_a_lab = first in of_labs and (not given or last in of_labs)
        if not (of_a_lab or blocked(last)) and (given or not (blocked(first) or common(first))):
            return True
    return False


def _is_unknown(low: str, lexicon: Lexicon) -> bool:
    return not (low in _of_labs(lexicon) or blocked(low) or common(low))


def _may_name_somebody(around: bytes, lexicon: Lexicon) -> bool:
    """One capitalised word that is a given name, or no other word that is known."""
    words = {_low(word) for word in _CAPITALISED.findall(around)}
    return any(given_name(low) or _is_unknown(low, lexicon) for low in words)


def _names_post(around: bytes, start: int = 0) -> bool:
    return _posts().search(around.lower(), start) is not None


def _low(word: bytes) -> str:
    return word.decode("utf-8", "replace").lower().removesuffix("'s").removesuffix("’s")


def _sentence(text: bytes, at: int, start: int, end: int) -> tuple[int, int]:
    """The sentence around `at` in a line."""
    for stop in _ENDS.finditer(text, start, at + 1):
        start = stop.end()
    behind = _ENDS.search(text, at, end)
    return start, behind.start() if behind else end


@cache
def _of_labs(lexicon: Lexicon) -> frozenset[str]:
    return frozenset(word.lower() for name in lexicon.lab_names for word in name.split())


@cache
def _posts() -> re.Pattern[bytes]:
    """Each alternative begins with a letter, so that `re` passes over places where no post begins."""
    heads = [re.escape(word).encode() for word in sorted(term("role", "heads"), key=lambda word: (-len(word), word))]
    alone = [rb"%b(?<![\w-]%b)%b" % (head[:1], head[:1], head[1:]) for head in heads]
    joined = [rb"e(?<![\w-]e)x-", rb"c(?<![\w-]c)o-"]
    return re.compile(
        rb"(?:%b)s?\b" % b"|".join([*alone, *(rb"%b(?:ex-|co-)*+(?:%b)" % (lead, b"|".join(heads)) for lead in joined)])
    )
