"""Organisations that the lexicon does not know, found by their form: "X AI", "Y Labs", "AI startup Z", "a lab called W"."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.match.english.items import Org
from crawler.match.english.tokens import Token
from crawler.match.english.words import common, given_name, term, triggers
from crawler.text.fold import fold_case

_LONGEST = 5


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
        span = (
            None
            if taken[i]
            else _suffixed(words, taken, i, headline) or _introduced(words, taken, i, headline) or _listed(words, i)
        )
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
    if not _proper(words[i]) or words[i].low in term("word", "articles") | term("word", "prepositions") | term(
        "word", "verbs"
    ):
        return None
    if words[i].low in term("role", "heads") or (
        words[i].low in ("senior", "former", "chief", "responsible", "ethical", "top")
    ):
        return None
    last = i + 1
    best = 0
    while (
        last < len(words)
        and last - i < _LONGEST
        and not taken[last]
        and words[last].kind == "word"
        and words[last].capital
    ):
        if words[last].low in term("organisation", "suffixes"):
            best = last + 1
        elif words[last].low in term("role", "heads") or (headline and common(words[last].low)):
            break
        last += 1
    if not best or (given_name(words[i].low) and best - i > 2 and not common(words[i + 1].low)):
        return None
    if (
        best < len(words)
        and words[best].low in term("role", "heads")
        and words[best - 1].low in ("ai", "research", "intelligence", "security", "cloud", "network")
    ):
        if best - i == 2 and common(words[i].low):
            return None  # Responsible AI Lead, Applied Research Scientist
    if words[best - 1].low in ("ai", "a.i", "intelligence") and _only_described(words, i, best, headline):
        return None
    text = " ".join(w.text for w in words[i:best])
    if headline and best - i > 2 and common(words[i].low):
        return None  # Establishes AI Infra Department
    if words[best - 1].low in (
        "department",
        "institute",
        "university",
        "project",
        "council",
        "committee",
        "act",
        "summit",
        "conference",
        "fund",
        "alliance",
    ):
        return OrgSpan(i, best, unknown(" ".join(w.text for w in words[i:best]), lab=False))
    marks = {w.low for w in words[i:best]} & term("organisation", "ai_marks")
    ai = bool(marks) and not (
        headline and all(common(w.low) for w in words[i : best - 1]) and words[best - 1].low == "ai"
    )
    return OrgSpan(i, best, unknown(text, lab=ai))


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
        return headline and common(before[-1])
    closed = any(
        follows.low in term("word", key)
        for key in ("prepositions", "auxiliaries", "verbs", "adverbs", "conjunctions", "subordinators")
    )
    return common(follows.low) and not closed and follows.low not in triggers()


def _introduced(words: list[Token], taken: list[bool], i: int, headline: bool) -> OrgSpan | None:
    """The name after "AI startup", "AI lab", "a startup called": an AI company where the words before say so."""
    if words[i].kind != "word" or not _proper(words[i]) or i == 0:
        return None
    k = i - 1
    if words[k].low in ("called", "named", "dubbed") and k > 0:
        k -= 1
    if words[k].low not in term("organisation", "nouns"):
        return None
    if given_name(words[i].low) or words[i].low in term("role", "heads") | term("word", "verbs") | term(
        "word", "prepositions"
    ):
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


def _listed(words: list[Token], i: int) -> OrgSpan | None:
    word = words[i]
    if word.kind != "word" or not _proper(word):
        return None
    if word.low in term("organisation", "others") | term("organisation", "publishers"):
        return OrgSpan(i, i + 1, unknown(word.text, lab=False))
    if "." in word.text[1:] and word.low.endswith((".ai", ".com", ".io")):
        return OrgSpan(i, i + 1, unknown(word.text, lab=word.low.endswith(".ai")))
    return None
