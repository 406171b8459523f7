"""From words to items: what each stretch of a sentence is, before anybody asks who did what."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from crawler.match.english.items import Item, Org, Sort
from crawler.match.english.lone_names import name_lone_movers
from crawler.match.english.longer_names import longer_name
from crawler.match.english.neighbours import low_at, neighbour
from crawler.match.english.newlabs import NewLab
from crawler.match.english.organisations import find_organisations, unknown
from crawler.match.english.particles import complete, tail_at
from crawler.match.english.people import find_names
from crawler.match.english.posts import find_posts, is_head
from crawler.match.english.settling import reconsider, settle_employer, settle_owner, settle_phrase
from crawler.match.english.tokens import Token
from crawler.match.english.words import common, term, triggers
from crawler.match.labs import LabSpan
from crawler.match.lexicons import LabName, Lexicon

_MARKS = {
    ",": Sort.COMMA, "-": Sort.DASH, "—": Sort.DASH, "·": Sort.DASH, "(": Sort.OPEN, ")": Sort.CLOSE, ":": Sort.COLON,
    ";": Sort.STOP, ".": Sort.STOP, "!": Sort.STOP, "?": Sort.STOP, "…": Sort.STOP, "|": Sort.STOP, "•": Sort.STOP,
    '"': Sort.QUOTE, "/": Sort.AND, "+": Sort.AND, "→": Sort.NOMINAL, ">": Sort.STOP,
}  # fmt: skip
_CLASSES = (
    (Sort.NOT, "negations"), (Sort.AUX, "auxiliaries"), (Sort.HIS, "possessive_pronouns"),
    (Sort.PRONOUN, "pronouns"), (Sort.REL, "relatives"), (Sort.SUB, "subordinators"), (Sort.PREP, "prepositions"),
    (Sort.AND, "conjunctions"), (Sort.ARTICLE, "articles"), (Sort.ADVERB, "adverbs"), (Sort.VERB, "verbs"),
)  # fmt: skip
_OF_TRADE = frozenset("secret secrets war wars group body deal show union publication".split())  # no verb before these
_WRITTEN = frozenset("post posts page message messages livestream group".split())
_CORPORATE = frozenset("inc corp ltd llc plc platforms holdings".split())
_MAKERS = frozenset("-maker -owner -parent -developer -creator".split())
_NO_ADVERBS = frozenset("family early daily weekly supply monthly only assembly ally reply rally apply july".split())
_BEFORE_MONTH = frozenset("in since by of until last early late on following next mid-".split())
_OFF = frozenset("out off go aside back the redundant".split())
_ABOUT = frozenset("about around roughly approximately".split())
_AT_LEAST = frozenset((("at", "least"), ("at", "most"), ("more", "than"), ("fewer", "than"), ("less", "than")))
_COUNTS = frozenset("two three four five six seven eight nine ten twelve twenty dozen dozens couple handful half "
                    "hundred hundreds score scores several few".split())  # fmt: skip
_VERSION = re.compile(r"-[a-z]?\d[\w.-]*")
_DATE = re.compile(r"(?:\d{4}-)?\d{1,2}-\d{1,2}")  # 09-08, 2026-09-08


def items_of(words: list[Token], labs: Sequence[LabSpan], new_labs: Sequence[NewLab], lexicon: Lexicon) -> list[Item]:
    """The items of one sentence, in order; every word is in exactly one."""
    headline = is_headline(words)
    spans = _Spans(words, headline)
    spans.place_labs(labs, lexicon)
    spans.place_new_labs(new_labs, lexicon)
    spans.place_longer_names()
    for span in find_organisations(words, spans.taken, headline):
        spans.put(span.first, span.last, Sort.ORG, org=_listed_as(span.org, lexicon))
    for name in find_names(words, spans.taken, headline):
        item = spans.put(name.first, name.last, Sort.PERSON)
        item.person, item.strength = name.text, name.strength
    for first, last in find_posts(words, spans.taken):
        spans.put(first, last, Sort.POST)
    return spans.in_order()


def is_headline(words: Sequence[Token]) -> bool:
    """True where most words are capitalised, ordinary ones too."""
    small = _small_words()
    long = [w for w in words if len(w.text) > 3 and w.kind == "word" and w.low not in small]
    return len(long) > 2 and sum([not w.text[0].isupper() for w in long]) <= 0.1 * len(long)


@cache
def _small_words() -> frozenset[str]:
    return term("word", "prepositions") | term("word", "subordinators") | term("word", "auxiliaries") | {"that", "than"}


class _Spans:
    """The items found so far, by first token; every other word becomes an item of its own."""

    def __init__(self, words: list[Token], headline: bool) -> None:
        self.words = words
        self.headline = headline
        self.longer: list[range] = []  # names of other firms that a lab's name is a part of
        self.taken = [False] * len(words)
        self.items: dict[int, Item] = {}

    def put(self, first: int, last: int, sort: Sort, org: Org | None = None) -> Item:
        words = self.words[first:last]
        text = " ".join(w.text for w in words)
        item = Item(sort, first, last, text, text.lower(), words[0].start, words[-1].end, org=org)
        self.items[first] = item
        self.taken[first:last] = [True] * (last - first)
        return item

    def place_labs(self, labs: Sequence[LabSpan], lexicon: Lexicon) -> None:
        starts = [w.start for w in self.words]
        for lab in labs:
            self._place_lab(lab, starts)
        for i, word in enumerate(self.words):
            if self.taken[i]:
                continue
            if i and self.words[i - 1].text == "—":
                self._place_behind_dash(i, lexicon)
            elif word.low.startswith("ex-") and len(word.low) > 4 and not is_head(word.low):
                known = lexicon.lab(word.text[3:])
                self.put(i, i + 1, Sort.FORMER, org_of(known) if known else unknown(word.text[3:], lab=False))

    def place_new_labs(self, labs: Sequence[NewLab], lexicon: Lexicon) -> None:
        starts = [w.start for w in self.words]
        for lab in labs:
            first = bisect_left(starts, lab.start)
            last = bisect_left(starts, lab.end)
            if first < last and not any(self.taken[first:last]):
                self.put(first, last, Sort.ORG, _listed_as(unknown(lab.name, lab=True), lexicon))

    def place_longer_names(self) -> None:
        for name in self.longer:
            if not any(self.taken[name.start : name.stop]):
                last = self._corporate_end(name.stop)
                shown = " ".join(word.text for word in self.words[name.start : name.stop])
                self.put(name.start, last, Sort.ORG, org=unknown(shown, lab=False))

    def _place_lab(self, lab: LabSpan, starts: Sequence[int]) -> None:
        first = bisect_left(starts, lab.start)
        if first < len(self.words) and self.words[first].start > lab.start:
            first -= 1  # an @handle's sign
        last = first
        while last < len(self.words) and self.words[last].start < lab.end:
            last += 1
        if first < 0 or first >= last or any(self.taken[first:last]) or lab.name.how == "weak":
            return
        if last - first == 1 and (longer := longer_name(self.words, self.taken, first, lab.name, self.headline)):
            self.longer.append(longer)
            return
        if self.words[last - 1].low == "facebook" and last < len(self.words) and self.words[last].low in _WRITTEN:
            return  # "in a Facebook post"
        end = self.words[last - 1]
        tail = end.low[lab.end - end.start :] if end.start < lab.end < end.end else ""
        if tail in _MAKERS:  # ChatGPT-maker
            name = lab.name.lab
            self.put(first, last, Sort.ORG, Org(name.name, name.id, True, name.pure, "name", name.by_post))
        elif lab.name.how in ("name", "product") and _VERSION.fullmatch(tail):  # DeepSeek-V3
            self.put(first, last, Sort.ORG, replace(org_of(lab.name), how="product"))
        elif not tail or end.text[: lab.end - end.start].endswith("'"):  # not OpenAI-backed, Google-owned
            self.put(first, self._corporate_end(last), Sort.ORG, org_of(lab.name))

    def _corporate_end(self, i: int) -> int:
        """Past "Platforms Inc." behind a firm's name; a full stop that ends the sentence is left."""
        last = i
        while last < len(self.words) and last - i < 2 and self.words[last].low in _CORPORATE:
            last += 1
        corporate = self.words[last - 1].low in _CORPORATE
        stop = corporate and last + 1 < len(self.words) and self.words[last].text == "."
        return last + 1 if stop else last

    def _place_behind_dash(self, i: int, lexicon: Lexicon) -> None:
        """A lab right behind a long dash, which folding made a hyphen that hides it."""
        for last in range(min(i + 3, len(self.words)), i, -1):
            name = lexicon.lab(" ".join(w.text for w in self.words[i:last]))
            if name and name.how != "weak" and not any(self.taken[i:last]):
                self.put(i, last, Sort.ORG, org_of(name))
                return

    def _ahead(self, i: int) -> tuple[Item, ...]:
        """The next name, post or organisation that only words part from `i`, and the one right behind it."""
        for k in range(i, min(i + 3, len(self.words))):
            if k in self.items or self.words[k].kind != "word" or self.words[k].low in term("word", "prepositions"):
                found = self.items.get(k)
                beyond = self.items.get(found.last) if found is not None else None
                return tuple(item for item in (found, beyond) if item is not None)
        return ()

    def in_order(self) -> list[Item]:
        row: list[Item] = []
        i = 0
        while i < len(self.words):
            item = self.items.get(i) or _small(self.words, i)
            if row:
                if item.sort is Sort.VERB and row[-1].low == "→" and row[-2:-1] and row[-2].sort is Sort.PERSON:
                    row.pop()  # "X → departed A"
                if item.sort is Sort.VERB or item.sort is Sort.WORD:
                    told = item.sort is Sort.VERB or row[-1].sort is Sort.TO
                    reconsider(item, row, self._ahead(item.last) if told else ())
                settle_phrase(item, row)
                if item.sort is Sort.CLOSE and _says_again(row):
                    del row[-2:]
                    i = item.last
                    continue
                if item.sort is Sort.PERSON:
                    settle_owner(item, row)
                    settle_employer(item, row, self._ahead(item.last))
            row.append(item)
            i = item.last
        name_lone_movers(row)
        return row


def _says_again(row: Sequence[Item]) -> bool:
    """ "The Allen Institute for AI *(AI2)*": the same lab by its short name."""
    if len(row) < 3 or row[-2].sort is not Sort.OPEN:
        return False
    long, short = row[-3].org, row[-1].org
    return long is not None and short is not None and long.id == short.id


def _listed_as(org: Org, lexicon: Lexicon) -> Org:
    """ "The AI company Stability", "its rival Pika": a listed lab by a word of its name that alone says nothing."""
    if " " in org.name or org.how not in ("form", "other"):
        return org
    weak = lexicon.lab(org.name) if org.how == "form" else None  # "the self-driving company Cruise"
    known = weak or lexicon.lab(f"{org.name} AI") or (lexicon.lab(f"{org.name} Labs") if org.how == "other" else None)
    return org_of(known) if known is not None else org


def org_of(name: LabName) -> Org:
    """A lab of the lexicon as an organisation."""
    shown = name.shown if name.how in ("name", "unit") else name.lab.name
    return Org(shown, name.lab.id, True, name.lab.pure, name.how, name.lab.by_post)


def _small(words: list[Token], i: int) -> Item:
    word = words[i]
    item = Item(Sort.WORD, i, i + 1, word.text, word.low, word.start, word.end)
    if word.kind == "mark":
        glued = word.text == "+" and i > 0 and words[i - 1].end == word.start  # "15+ years"
        part = glued or (i > 0 and _numbers(words, i - 1))
        item.sort = Sort.WORD if part else _MARKS.get(word.text, Sort.WORD)
        if word.text == "'":
            before = neighbour(words, i - 1)
            item.sort = Sort.CLITIC if before and before.end == word.start and before.low.endswith("s") else Sort.QUOTE
    elif word.kind == "break":
        item.sort = Sort.STOP
    elif word.kind == "handle":
        item.sort = Sort.NAME
    else:
        item.sort = _class(word, words, i)
    forms = triggers().get(word.low)
    if forms is not None and not (word.low == "trade" and low_at(words, i + 1) in _OF_TRADE):
        item.forms = tuple(form for form in forms if complete(words, i, form))
    if item.forms and item.sort not in (Sort.AUX, Sort.PREP):
        item.sort = Sort.VERB
    return item


def _class(word: Token, words: list[Token], i: int) -> Sort:
    """The class of a word by itself and its neighbours; the closed classes first."""
    if word.low in _by_place() or word.text == "US":
        by_place = _class_by_place(word, words, i)
        if by_place is not None:
            return by_place
    return _alone(word.text, word.low)


@cache
def _by_place() -> frozenset[str]:
    """The words whose class their neighbours tell."""
    return (
        term("role", "former")
        | _ABOUT
        | {"'s", "not", "may", "to", "her", "at", "least", "most", "more", "fewer", "less", "than", "next", "no"}
    )


@lru_cache(maxsize=65536)
def _alone(text: str, low: str) -> Sort:
    """The class of a word by itself."""
    return _closed_classes().get(low) or _open_class(text, low)


@cache
def _closed_classes() -> dict[str, Sort]:
    """Word → its class; of several, the first in `_CLASSES`."""
    return {word: sort for sort, key in reversed(_CLASSES) for word in term("word", key)}


def _class_by_place(word: Token, words: list[Token], i: int) -> Sort | None:
    low = word.low
    if low == "'s":
        return Sort.AUX if _is_spoken(words, i) else Sort.CLITIC
    if low in term("role", "former"):
        return Sort.ADVERB if _tells_when(words, i) else Sort.FORMER
    if low == "may" and word.capital and _is_month(words, i):
        return Sort.TIME
    if low == "to" or (low == "her" and _is_sent_off(words, i)):
        return Sort.TO if low == "to" else Sort.PRONOUN
    if _approximates(words, i) or _begins_pair(words, i) or (low == "next" and _is_ahead(words, i)):
        return Sort.ADVERB
    return Sort.WORD if low == "no" and _numbers(words, i) else Sort.NAME if word.text == "US" else None


def _numbers(words: list[Token], i: int) -> bool:
    """ "Its *No.* 2 executive"."""
    behind = [word.text for word in words[i + 1 : i + 3]]
    return words[i].low == "no" and len(behind) == 2 and behind[0] == "." and behind[1][0].isdigit()


def _is_sent_off(words: list[Token], i: int) -> bool:
    """ "Forced *her* out", "let *her* go": not "gave her notice"."""
    forms = triggers().get(low_at(words, i - 1), ())
    return any(form.gap and form.tail[0] in _OFF and tail_at(words, i + 1, form) for form in forms if form.tail)


def _approximates(words: list[Token], i: int) -> bool:
    """ "*About* two dozen people", "*at least* 14 engineers", "*more than* a dozen"."""
    low, follows = words[i].low, low_at(words, i + 1)
    if low in _ABOUT or (low in ("least", "most", "than") and low_at(words, i - 1) in ("at", "more", "fewer", "less")):
        return _counts(words, i + 1)
    return (low, follows) in _AT_LEAST and _counts(words, i + 2)


def _begins_pair(words: list[Token], i: int) -> bool:
    """ "Hired *not only* X but also Y"."""
    return words[i].low == "not" and low_at(words, i + 1) == "only"


def _counts(words: list[Token], i: int) -> bool:
    low = words[i].low if i < len(words) else ""
    follows = low_at(words, i + 1)
    return low[:1].isdigit() or low in _COUNTS or (low in ("a", "an") and follows in _COUNTS)


def _is_ahead(words: list[Token], i: int) -> bool:
    """ "He'll *next* be at A"."""
    before = low_at(words, i - 1)
    return before in ("will", "'ll") and low_at(words, i + 1) in ("be", "join", "lead", "run", "head")


def _open_class(text: str, low: str) -> Sort:
    if low.endswith("ly") and len(low) > 5 and text == low and low not in _NO_ADVERBS:
        return Sort.ADVERB
    if low in term("organisation", "nouns"):
        return Sort.FIRM
    if low in term("time", "words") or (low.startswith("mid-") and _is_year(low[4:])):
        return Sort.TIME
    if text[0].isdigit():
        return Sort.TIME if _is_year(low) or _DATE.fullmatch(low) else Sort.NUMBER
    return Sort.NAME if text[0].isupper() and not common(low) else Sort.WORD


def _is_year(low: str) -> bool:
    return len(low) == 4 and low[:2] in ("19", "20") and low.isdigit()


def _is_month(words: list[Token], i: int) -> bool:
    """ "In May", "May 30"."""
    before = low_at(words, i - 1)
    after = words[i + 1].text if i + 1 < len(words) else ""
    return before in _BEFORE_MONTH or after[:1].isdigit()


def _tells_when(words: list[Token], i: int) -> bool:
    """ "Previously served": the word tells when, not of what somebody once was."""
    if words[i].low not in ("late", "sometime", "previously", "formerly"):
        return False
    follows = low_at(words, i + 1)
    verb = follows in term("word", "verbs") or follows in term("word", "serving")
    return verb or follows in triggers() or follows.endswith("ed")


def _is_spoken(words: list[Token], i: int) -> bool:
    """ "He's", "X's leaving": the clitic is "is" or "has"."""
    before = low_at(words, i - 1)
    follows = low_at(words, i + 1)
    spoken = before in term("word", "pronouns") or before in ("that", "there", "here")
    behind = low_at(words, i + 2)
    back = follows == "back" and behind in ("at", "in", "with")  # "X's back at A"
    return spoken or back or follows in ("leaving", "joining", "not", "been", "also")
