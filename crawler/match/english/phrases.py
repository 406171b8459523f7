"""From words to items: what each stretch of a sentence is, before anybody asks who did what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from crawler.match.english.items import (
    ADV,
    ARTICLE,
    AUX,
    CLOSE,
    COLON,
    COMMA,
    COMPANY,
    CONJ,
    DASH,
    FORMER,
    HANDLE,
    LAB,
    NAME,
    NOT,
    NUMBER,
    OPEN,
    ORG,
    PER,
    POSSESSIVE,
    PREP,
    PRONOUN,
    QUOTE,
    REL,
    ROLE,
    STOP,
    SUB,
    TIME,
    TO,
    TRIGGER,
    VERB,
    WORD,
    Item,
    Org,
    S,
)  # fmt: skip
from crawler.match.english.organisations import find_organisations, unknown
from crawler.match.english.people import find_names
from crawler.match.english.tokens import Token
from crawler.match.english.words import Form, common, term, triggers
from crawler.match.labs import LabSpan
from crawler.match.lexicons import LabName, Lexicon

_FORMER = frozenset(
    "former ex formerly onetime one-time ex- erstwhile ousted departed departing previously fired then-".split()
)
_MARKS = {",": COMMA, "-": DASH, "—": DASH, "(": OPEN, ")": CLOSE, ":": COLON, ";": STOP, ".": STOP, "!": STOP, "?": STOP, '"': QUOTE, "…": STOP,
          "|": STOP, "•": STOP, "·": DASH, "/": CONJ}  # fmt: skip
_ROLE_OR_VERB = frozenset(
    "lead leads head heads chair hires hire partner fellow veteran mind figure member members".split()
)


def org_of(name: LabName) -> Org:
    """A lab of the lexicon as an organisation."""
    return Org(
        name.shown if name.how in ("name", "unit") else name.lab.name, name.lab.id, True, name.lab.pure, name.how
    )


_MAKERS = frozenset("-maker -owner -parent -developer -creator".split())


def plain_tail(word: Token, end: int) -> str:
    """What a word goes on with behind a lab's name: "ChatGPT-maker" → "-maker"."""
    return word.low[end - word.start :] if word.start < end < word.end else ""


def maker(name: LabName) -> Org:
    """The lab behind a product."""
    return Org(name.lab.name, name.lab.id, True, name.lab.pure, "name")


def is_headline(words: Sequence[Token]) -> bool:
    """True where most words are capitalised, ordinary ones too."""
    long = [w for w in words if w.kind == "word" and len(w.text) > 3]
    return len(long) > 2 and sum(w.capital for w in long) > 0.7 * len(long)


def items(words: list[Token], labs: Sequence[LabSpan], lexicon: Lexicon) -> list[Item]:
    """The items of one sentence, in order; every word is in exactly one."""
    taken = [False] * len(words)
    spans: dict[int, Item] = {}
    _place_labs(words, labs, lexicon, taken, spans)
    headline = is_headline(words)
    for span in find_organisations(words, taken, headline):
        kind = LAB if span.org.lab else ORG
        spans[span.first] = _item(words, span.first, span.last, kind, org=span.org)
        taken[span.first : span.last] = [True] * (span.last - span.first)
    for name in find_names(words, taken, headline):
        item = _item(words, name.first, name.last, PER)
        item.person, item.strength = name.text, name.strength
        spans[name.first] = item
        taken[name.first : name.last] = [True] * (name.last - name.first)
    _place_roles(words, taken, spans)
    return _in_order(words, spans)


def _item(words: Sequence[Token], first: int, last: int, kind: str, org: Org | None = None) -> Item:
    text = " ".join(w.text for w in words[first:last])
    return Item(kind, first, last, text, text.lower(), words[first].start, words[last - 1].end, org=org)


def _place_labs(
    words: list[Token], labs: Sequence[LabSpan], lexicon: Lexicon, taken: list[bool], spans: dict[int, Item]
) -> None:
    starts = [w.start for w in words]
    for lab in labs:
        first = bisect_left(starts, lab.start)
        if first < len(words) and words[first].start > lab.start:
            first -= 1  # an @handle's sign
        last = first
        while last < len(words) and words[last].start < lab.end:
            last += 1
        if first < 0 or first >= last or any(taken[first:last]):
            continue
        tail = plain_tail(words[last - 1], lab.end)
        if tail in _MAKERS:
            spans[first] = _item(words, first, last, LAB, org=maker(lab.name))
            taken[first:last] = [True] * (last - first)
            continue
        if words[last - 1].end > lab.end and not words[last - 1].text[: lab.end - words[last - 1].start].endswith("'"):
            continue  # OpenAI-backed, Google-owned
        if lab.name.how == "weak":
            continue
        spans[first] = _item(words, first, last, LAB, org=org_of(lab.name))
        taken[first:last] = [True] * (last - first)
    for i, word in enumerate(words):
        if i and words[i - 1].text == "—" and not taken[i]:
            _behind_dash(words, i, lexicon, taken, spans)
        if not taken[i] and word.low.startswith("ex-") and len(word.low) > 4:
            known = lexicon.lab(word.text[3:])
            spans[i] = _item(words, i, i + 1, FORMER, org=org_of(known) if known else unknown(word.text[3:], lab=False))
            taken[i] = True


def _behind_dash(words: list[Token], i: int, lexicon: Lexicon, taken: list[bool], spans: dict[int, Item]) -> None:
    """A lab right behind a long dash, which folding made a hyphen that hides it."""
    for last in range(min(i + 3, len(words)), i, -1):
        name = lexicon.lab(" ".join(w.text for w in words[i:last]))
        if name and name.how != "weak" and not any(taken[i:last]):
            spans[i] = _item(words, i, last, LAB, org=org_of(name))
            taken[i:last] = [True] * (last - i)
            return


def _place_roles(words: list[Token], taken: list[bool], spans: dict[int, Item]) -> None:
    heads, modifiers = term("role", "heads"), term("role", "modifiers")
    i = 0
    while i < len(words):
        if taken[i] or words[i].kind != "word" or words[i].low not in heads or _as_verb(words, taken, i):
            i += 1
            continue
        first = i
        while (
            first > 0
            and not taken[first - 1]
            and words[first - 1].low in modifiers
            and words[first - 1].low not in _FORMER
        ):
            first -= 1
        while first < i and (words[first].low in triggers() or words[first].low in ("and", "&")):
            first += 1
        last = _role_end(words, taken, i + 1)
        spans[first] = _item(words, first, last, ROLE)
        taken[first:last] = [True] * (last - first)
        i = last


def _as_verb(words: list[Token], taken: list[bool], i: int) -> bool:
    low = words[i].low
    if low not in _ROLE_OR_VERB:
        return False
    before = words[i - 1].low if i else ""
    after = words[i + 1].low if i + 1 < len(words) else ""
    if low in ("hire", "hires"):
        return True
    if low in ("heads", "head") and after in ("to", "for", "up", "off", "back", "over"):
        return True
    if before == "to" or (before in term("word", "auxiliaries") and before != "'s"):
        return True
    person = i > 0 and taken[i - 1]
    return low in ("leads", "heads") and (person or before in ("now", "currently", "who"))


def _role_end(words: list[Token], taken: list[bool], i: int) -> int:
    """Past "and co-founder", "of research and safety", "for its robotics unit"; never past a lab, a name or a verb."""
    heads, modifiers = term("role", "heads"), term("role", "modifiers")
    while i < len(words) and not taken[i]:
        low = words[i].low
        if low in heads and not _as_verb(words, taken, i):
            i += 1
            continue
        ahead = i
        while ahead < len(words) and ahead - i < 3 and not taken[ahead] and words[ahead].low in modifiers:
            ahead += 1
        if (
            i < ahead < len(words)
            and not taken[ahead]
            and words[ahead].low in heads
            and not _as_verb(words, taken, ahead)
        ):
            i = ahead + 1  # chief revenue officer
            continue
        if low in ("and", "&", "/", ",") and i + 1 < len(words) and not taken[i + 1]:
            k = i + 1
            while k < len(words) and not taken[k] and words[k].low in modifiers and low != ",":
                k += 1
            if (
                low != ","
                and k < len(words)
                and not taken[k]
                and words[k].low in heads
                and not _as_verb(words, taken, k)
            ):
                i = k + 1
                continue
            return i
        if low in ("of", "for", "on", "in"):
            end = _role_topic(words, taken, i + 1)
            if end == i + 1:
                return i
            i = end
            continue
        return i
    return i


def _role_topic(words: list[Token], taken: list[bool], i: int) -> int:
    modifiers = term("role", "modifiers")
    k = i
    while k < len(words) and k - i < 8 and not taken[k] and words[k].kind == "word":
        low = words[k].low
        if (
            low in modifiers
            or low in ("its", "the", "their", "a", "new")
            or (
                low in ("and", "&")
                and k > i
                and k + 1 < len(words)
                and not taken[k + 1]
                and words[k + 1].low in modifiers
            )
            or (k - i < 4 and words[k].low not in triggers() and not _closed(low) and (common(low) or words[k].capital))
        ):
            k += 1
        else:
            break
    while k > i and words[k - 1].low in ("its", "the", "their", "a", "and", "&"):
        k -= 1
    return k


def _closed(low: str) -> bool:
    return (
        any(
            low in term("word", key)
            for key in (
                "prepositions",
                "subordinators",
                "auxiliaries",
                "verbs",
                "adverbs",
                "pronouns",
                "negations",
                "conjunctions",
            )
        )
        or low in term("time", "words")
        or low in term("organisation", "nouns")
    )


def _in_order(words: list[Token], spans: dict[int, Item]) -> list[Item]:
    out: list[Item] = []
    i = 0
    while i < len(words):
        item = spans.get(i)
        if item is None:
            item = _small(words, i)
        if item.kind == WORD and out and _verb_by_form(item, out[-1]):
            item.kind = VERB
        out.append(item)
        i = item.last
    return out


def _verb_by_form(item: Item, before: Item) -> bool:
    """A past form right behind an auxiliary or a name is a verb, listed or not."""
    if not item.low.endswith("ed") or len(item.low) < 5 or item.text[0].isupper():
        return False
    return before.kind in (AUX, LAB, PER)


def _small(words: list[Token], i: int) -> Item:
    word = words[i]
    item = Item(WORD, i, i + 1, word.text, word.low, word.start, word.end)
    if word.kind == "mark":
        item.kind = _MARKS.get(word.text, WORD)
        if word.text == "→":
            item.kind, item.forms = TRIGGER, _forms(words, i)
        if word.text == "'":
            before = words[i - 1] if i else None
            item.kind = S if before and before.end == word.start and before.low.endswith("s") else QUOTE
    elif word.kind == "break":
        item.kind = STOP
    elif word.kind == "handle":
        item.kind = HANDLE
    else:
        item.kind = _class(word, words, i)
        item.forms = _forms(words, i)
        if item.forms and item.kind not in (AUX,):
            item.kind = TRIGGER
    return item


def _class(word: Token, words: list[Token], i: int) -> str:
    low = word.low
    if low == "'s":
        follows = words[i + 1].low if i + 1 < len(words) else ""
        before = words[i - 1].low if i else ""
        spoken = before in ("he", "she", "it", "who", "that", "there", "here") or follows in (
            "leaving",
            "joining",
            "not",
            "been",
            "also",
        )
        return AUX if spoken else S
    if low in _FORMER:
        return FORMER
    if low == "to":
        return TO
    if low in ("who", "whom", "that", "which"):
        return REL
    for kind, key in (
        (NOT, "negations"), (AUX, "auxiliaries"), (POSSESSIVE, "possessive_pronouns"), (PRONOUN, "pronouns"),
        (SUB, "subordinators"), (PREP, "prepositions"), (CONJ, "conjunctions"), (ARTICLE, "articles"), (ADV, "adverbs"), (VERB, "verbs"),
    ):  # fmt: skip
        if low in term("word", key):
            return kind
    if (
        low.endswith("ly")
        and len(low) > 5
        and word.text == low
        and low not in ("family", "early", "daily", "weekly", "supply", "monthly")
    ):
        return ADV
    if low in term("organisation", "nouns"):
        return COMPANY
    if low in term("time", "words"):
        return TIME
    if word.text[0].isdigit():
        return NUMBER
    if word.capital and not common(low):
        return NAME
    return WORD


def _forms(words: list[Token], i: int) -> tuple[Form, ...]:
    found: list[Form] = []
    for form in triggers().get(words[i].low, ()):
        if not form.tail or _tail_follows(words, i, form):
            found.append(form)
    return tuple(found)


def _tail_follows(words: list[Token], i: int, form: Form) -> bool:
    lows = [w.low for w in words[i + 1 : i + 1 + len(form.tail)]]
    if tuple(lows) == form.tail:
        return True
    if not form.gap:
        return False
    for k in range(i + 2, min(i + 9, len(words))):
        if words[k].low == form.tail[0]:
            return True
        if words[k].kind == "mark" and words[k].text not in "'.":
            return False
    return False
