"""Organisations that the lexicon does not know, found by their form: "X AI", "Y Labs", "AI startup Z"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from crawler.match.english.items import Org
from crawler.match.english.neighbours import low_at, neighbour
from crawler.match.english.tokens import Token
from crawler.match.english.words import common, given_name, term, triggers
from crawler.text.fold import fold_case

_LONGEST = 5
_OF_A_PLACE = frozenset("university college institute school université universidad universidade università".split())
_APPOSED = frozenset("company startup start-up firm lab venture".split())
_OF_A_FIRM = frozenset(
    "executive technology technical scientist science operating financial research product of".split()
)
_OF_FIRMS = frozenset("family board blog website staff".split())  # no field has one
_NOT_DEFINITE = frozenset("his her their a an new own".split())
_FOUND = frozenset("found co-found cofound founding co-founding cofounding".split())
_PARTS_OF_FIRM = frozenset("team teams group division unit department".split())  # behind no firm's own name
_UNIT_FIELDS = frozenset("research safety security policy product infrastructure systems".split())
_CORPORATE = frozenset("inc inc. corp corp. llc ltd ltd.".split())
_CLOSED = (
    "prepositions", "auxiliaries", "verbs", "adverbs", "conjunctions", "subordinators", "articles", "relatives",
    "negations", "pronouns", "possessive_pronouns",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class OrgSpan:
    """An organisation at tokens [first, last)."""

    first: int
    last: int
    org: Org


def find_organisations(words: list[Token], taken: list[bool], headline: bool) -> list[OrgSpan]:
    """Every organisation outside `taken`: those that their wording makes AI companies are labs, others are not."""
    found: list[OrgSpan] = []
    i = 0
    while i < len(words):
        if taken[i] or words[i].text == words[i].low:  # every name of a firm has a capital letter in it
            i += 1
            continue
        span = (
            _university(words, taken, i) or _suffixed(words, taken, i, headline) or _founded(words, taken, i, headline)
        )
        span = span or _introduced(words, taken, i, headline) or _listed(words, i)
        if span:
            found.append(span)
            i = span.last
        else:
            i += 1
    return found


def unknown(name: str, *, lab: bool) -> Org:
    """An organisation by the name that the text gives it."""
    return Org(name, fold_case(name).strip(), lab, lab, "form" if lab else "other")


def _proper(word: Token) -> bool:
    """A word with a capital letter in it that does not merely open a headline."""
    return word.kind == "word" and word.text != word.low and word.low not in term("word", "never_names")


def _suffixed(words: list[Token], taken: list[bool], i: int, headline: bool) -> OrgSpan | None:
    """Capitalised words that end in a company word: Essential AI, Periodic Labs, Founders Fund."""
    if not _may_open(words[i]) or (i == 0 and _is_participle(words[i].low)):
        return None
    last = _suffix_end(words, taken, i, headline)
    if not last or _is_no_firm(words, i, last, headline):
        return None
    lows = [word.low for word in words[i:last]]
    corporate = last - i > 2 and lows[-1] in _CORPORATE  # "Tamber Labs Inc" is Tamber Labs
    name = " ".join(word.text for word in words[i : last - corporate])
    stop = corporate and last + 1 < len(words) and words[last].text == "."
    field = headline and lows[-1] == "ai" and all(common(low) for low in lows[:-1])
    marked = bool(set(lows) & term("organisation", "ai_marks")) and not field
    return OrgSpan(i, last + stop, unknown(name, lab=marked and lows[-1] not in term("organisation", "institutions")))


def _university(words: list[Token], taken: list[bool], i: int) -> OrgSpan | None:
    """ "University of Toronto", "Massachusetts Institute of Technology": none of them a lab of ours."""
    if words[i].low not in _OF_A_PLACE or i + 2 >= len(words) or words[i + 1].low not in ("of", "de", "di"):
        return None
    last = i + 2
    while last < len(words) and last - i < _LONGEST and not taken[last] and _is_place_word(words[last]):
        last += 1
    if last == i + 2:
        return None
    return OrgSpan(i, last, unknown(" ".join(word.text for word in words[i:last]), lab=False))


def _is_place_word(word: Token) -> bool:
    return word.kind == "word" and word.capital and word.low not in term("role", "heads")


def _may_open(word: Token) -> bool:
    """A word that a firm's name may start with."""
    return _proper(word) and word.low not in _not_openers()


def _is_participle(low: str) -> bool:
    """ "*Joining* Acme AI last month": a word of moving that opens the sentence."""
    return low.endswith(("ing", "ed")) and low in triggers()


@cache
def _not_openers() -> frozenset[str]:
    classes = (("word", "articles"), ("word", "prepositions"), ("word", "verbs"), ("role", "heads"))
    return term("organisation", "not_openers").union(*(term(table, key) for table, key in classes))


def _suffix_end(words: list[Token], taken: list[bool], i: int, headline: bool) -> int:
    """Behind the last company word of the capitalised run that starts at `i`; 0 where it has none."""
    last, best = i + 1, 0
    while last < len(words) and last - i < _LONGEST and not taken[last]:
        word = words[last]
        if word.kind != "word" or not word.capital:
            break
        if word.low in term("organisation", "suffixes"):
            best = last + 1
        elif word.low in term("role", "heads") or (headline and common(word.low)):
            break
        last += 1
    return best


def _is_no_firm(words: list[Token], i: int, last: int, headline: bool) -> bool:
    """ "Ann Lee Labs" is a name and more, "Responsible AI Lead" a post, "Establishes AI Unit" a headline."""
    if given_name(words[i].low) and last - i > 2 and not common(words[i + 1].low):
        return True
    if last < len(words) and words[last].low in _PARTS_OF_FIRM and words[last - 1].low in _UNIT_FIELDS:
        return True  # "the Safeguards Research Team"
    before_post = last < len(words) and words[last].low in term("role", "heads")
    if before_post and last - i == 2 and common(words[i].low) and words[last - 1].low in term("organisation", "fields"):
        return True
    held = low_at(words, i - 1) in ("of", "for") and low_at(words, i - 2) in term("role", "heads")
    if held and last - i == 2 and common(words[i].low) and words[last - 1].low in term("organisation", "fields"):
        return True  # "head of Business AI"
    if words[last - 1].low in ("ai", "a.i", "intelligence") and _only_described(words, i, last, headline):
        return True
    return headline and last - i > 2 and common(words[i].low)


def _only_described(words: list[Token], first: int, last: int, headline: bool) -> bool:
    """True where AI is a field and no company: "White House AI adviser", "Chinese AI talent", "Utah AI data centre"."""
    before = [w.low for w in words[first : last - 1]]
    if not before or any(
        low in term("organisation", "not_companies") | term("place", "words") or low[0].isdigit() for low in before
    ):
        return True
    if any("-" in low for low in before) or before[-1] in term("word", "conjunctions"):
        return True
    follows = words[last] if last < len(words) else None
    if follows is None or follows.kind != "word" or follows.low.startswith("'"):
        return False
    if follows.low in term("role", "heads"):
        return (headline and common(before[-1])) or _heads_the_field(words, last)
    closed = follows.low in _OF_FIRMS or any(follows.low in term("word", key) for key in _CLOSED)
    told = follows.low.endswith("ed") and follows.text == follows.low and not common(before[-1])  # "Acme AI opened"
    return common(follows.low) and not closed and not told and follows.low not in triggers()


def _heads_the_field(words: list[Token], at: int) -> bool:
    """ "Dell AI *chief* quits" tells of Dell's chief of AI; "Acme AI *chief executive*" of a firm."""
    behind = low_at(words, at + 1)
    return words[at].low == "chief" and behind not in _OF_A_FIRM


def _introduced(words: list[Token], taken: list[bool], i: int, headline: bool) -> OrgSpan | None:
    """The name after "AI startup", "AI lab", "a startup called": an AI company where the words before say so."""
    if i == 0 or not _proper(words[i]):
        return None
    k = i - 1
    if words[k].text == "," and _is_apposed(words, i):
        k -= 1
    if words[k].low in ("called", "named", "dubbed") and k > 0:
        k -= 1 if words[k - 1].text != "," or k == 1 else 2  # "the startup, called X,"
    if words[k].low not in term("organisation", "nouns") or taken[k]:
        return None
    if given_name(words[i].low) or words[i].low in _not_introduced():
        return None
    last = i + 1
    while (
        last < len(words)
        and last - i < _LONGEST
        and not taken[last]
        and words[last].kind == "word"
        and _proper(words[last])
        and not (headline and common(words[last].low))
    ):
        last += 1
    before = {w.low for w in words[max(0, k - 5) : k]}
    ai = bool(before & {"ai", "a.i", "agi", "superintelligence", "chatbot", "llm"}) or any(
        "ai-" in w or "intelligence" in w for w in before
    )
    return OrgSpan(i, last, unknown(" ".join(w.text for w in words[i:last]), lab=ai))


@cache
def _not_introduced() -> frozenset[str]:
    return term("role", "heads") | term("word", "verbs") | term("word", "prepositions")


def _founded(words: list[Token], taken: list[bool], i: int, headline: bool) -> OrgSpan | None:
    """The two or three names behind "to found": "Orbital Mind" is neither a person nor a post."""
    before = low_at(words, i - 1) if i > 1 else ""
    starts = before in ("start", "launch") and low_at(words, i - 2) == "to" and not headline
    if not (starts or before in _FOUND):
        return None
    last = i
    while last < len(words) and not taken[last] and words[last].text.istitle() and words[last].text.isalpha():
        last += 1
    lows = [word.low for word in words[i:last]]
    if not 1 < len(lows) < 4 or given_name(lows[0]) or any(low in _not_founded() for low in lows):
        return None
    return OrgSpan(i, last, unknown(" ".join(word.text for word in words[i:last]), lab=False))


@cache
def _not_founded() -> frozenset[str]:
    classes = (("organisation", "nouns"), ("time", "words"), ("place", "words"), ("ai", "words"))
    closed = term("role", "heads") - term("role", "verbs_too")
    return closed.union(*(term(table, key) for table, key in classes), *(term("word", key) for key in _CLOSED))


def _is_apposed(words: list[Token], i: int) -> bool:
    """ "Their company, X, ...", "a startup, X.": a name between commas behind a firm that is not "the" one."""
    last = i + 1
    while last < len(words) and last - i < _LONGEST and words[last].kind == "word" and _proper(words[last]):
        last += 1
    before = [word.low for word in words[max(0, i - 6) : i - 1]]
    ends = last == len(words) or words[last].text in (",", ".", ";")
    return ends and i > 1 and before[-1] in _APPOSED and bool(_NOT_DEFINITE & set(before)) and "the" not in before[-3:]


def _is_surname(words: list[Token], i: int) -> bool:
    """ "Lex Ford": the firm's name behind a given one."""
    before = neighbour(words, i - 1)
    named = before is not None and before.kind == "word" and before.capital and not common(before.low)
    return named and words[i].low in term("person", "words_too")


def _is_post(words: list[Token], i: int) -> bool:
    """ "VP and *GM* of A's cloud": a firm's sign that stands where a post does."""
    joined = low_at(words, i - 1) in ("/", "and", "&")
    return words[i].low in term("role", "heads") and (joined or low_at(words, i + 1) == "of")


def _listed(words: list[Token], i: int) -> OrgSpan | None:
    word = words[i]
    both = f"{word.low}-{words[i + 1].low}" if i + 1 < len(words) else ""
    if both in term("organisation", "joined") and _proper(word) and _proper(words[i + 1]):
        return OrgSpan(i, i + 2, unknown(f"{word.text} {words[i + 1].text}", lab=False))  # Goldman Sachs
    site = "." in word.text[1:] and word.low.endswith((".ai", ".com", ".io"))
    listed = word.low in term("organisation", "others") or word.low in term("organisation", "publishers")
    if not (listed or site) or not _proper(word) or _is_surname(words, i) or _is_post(words, i):
        return None
    return OrgSpan(i, i + 1, unknown(word.text, lab=not listed and word.low.endswith(".ai")))
