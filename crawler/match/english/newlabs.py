"""AI companies that no lexicon lists, known by how the article describes them: "Lumenary, a chatbot startup"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crawler.match.document import MOST_READ, Document
from crawler.match.english.words import given_name, term
from crawler.match.lexicons import Lexicon

_NAME = r"(?:[A-Z]|\d+[A-Z])[\w-]{0,24}(?: (?:[A-Z][\w-]{1,24})){0,2}"
_AI = (
    r"(?i:AI|A\.I\.|artificial[- ]intelligence|machine[- ]learning|robotics|robots?|humanoid|chatbots?|language"
    r"|cod(?:e|ing)|speech|foundation|generative|frontier|LLMs?|models?|agents?|superintelligence|AGI"
    r"|inference|deep[- ]learning|self[- ]driving|driverless|robo-?taxis?|autonomous)"
)
_FIRM = r"(?:start-?up|lab|laboratory|company|firm|maker|developer|builder|unicorn|outfit|shop|venture|group|designer)"
_NO_MODIFIER = r"(?!(?:who|that|of|at|in|for|with|from|and|on|to|chief|head|former)(?![\w-]))"
_NO_POST = r"(?!'s| (?:chief|head|boss|founder|co-founder|executive|researcher|engineer|scientist|veteran|employee)\b)"
_BEHIND = re.compile(
    rf"\b({_NAME}) ?, "
    rf"(?:(?:an?|the|another) (?:{_NO_MODIFIER}[\w.$-]{{1,24}} ){{0,5}}{_FIRM}\b{_NO_POST}"
    r"|which (?:makes|builds|develops|sells|trains)\b"
    r"|(?:co-)?founded (?:in \d{4} )?by [^.;\n]{4,60} to (?:build|develop|make|let|help|train|automate)\b)"
)
_IS = re.compile(
    rf"\b({_NAME}) (?:is|was) (?:an?|the) (?:{_NO_MODIFIER}[\w.$-]{{1,24}} ){{0,6}}"
    rf"(?:start-?up|company|firm|unicorn|laboratory|lab(?=[.,;]| (?:in|based|that|which|founded|backed)\b))\b{_NO_POST}"
)
_OF_AI = re.compile(rf"[^.;\n]{{0,120}}\b{_AI}\b")
_BEFORE = re.compile(
    rf"\b{_AI}(?:[- ]\w+){{0,2}}[- ](?:start-?up|lab|company|firm|maker|unicorn|outfit|venture|subsidiary|developer),? "
    rf"(?:called |named |dubbed )?({_NAME})"
)
_RUNS = re.compile(r" (?:founded|co-founded|started|runs|ran|leads|led|built|left|joined|set|works|worked)\b")
_TITLE = re.compile(r"([A-Z][\w-]{2,24})(?:'s?)? [\w']+")
_SPOKEN_OF = re.compile(rf"\b(?:{_FIRM})\b[^.\n]{{0,80}}\b{_AI}\b|\b{_AI}\b[^.\n]{{0,60}}\b(?:{_FIRM})\b")
_OPENERS = frozenset("here there why what how when where who this that these those let it".split())
_LEAD = 600  # characters of the text that say what it is about
_MOST = 20  # of one document


@dataclass(frozen=True, slots=True)
class NewLab:
    """An unlisted lab named at [start, end) of the folded text."""

    start: int
    end: int
    name: str


def find_new_labs(document: Document, lexicon: Lexicon) -> tuple[NewLab, ...]:
    """Every place that names an AI company which the article describes as one, in order, not overlapping."""
    plain = document.plain[:MOST_READ]
    before = list(_BEFORE.finditer(plain))
    firms = (*_BEHIND.finditer(plain), *_IS.finditer(plain))
    named = [*(firm for firm in firms if _is_of_ai(firm, plain, lexicon)), *before]
    called = set(_called_by_given_name(plain, named))
    described = (name for name in _described(document, plain, named) if name in called or _can_be_firm(name, lexicon))
    names = [name for name in dict.fromkeys(described) if not _goes_on(plain, name)][:_MOST]
    found = [NewLab(at, at + len(name), name) for name in names for at in _places(plain, name)]
    found.sort(key=lambda lab: (lab.start, -lab.end))
    kept: list[NewLab] = []
    for lab in found:
        if not kept or lab.start >= kept[-1].end:
            kept.append(lab)
    return tuple(kept)


def _is_of_ai(firm: re.Match[str], plain: str, lexicon: Lexicon) -> bool:
    """Described with a word of AI, or one that the lexicon knows by that word: "Conjecture is a London startup"."""
    if _OF_AI.match(plain, firm.end(1)) is not None:
        return True
    lab = lexicon.lab(firm.group(1))
    return lab is not None and lab.how == "weak" and re.search(rf"\b{_AI}\b", plain[:_LEAD]) is not None


def _called_by_given_name(plain: str, named: list[re.Match[str]]) -> Iterator[str]:
    """ "AI startup Harvey said": one word, and nobody who founds or runs the firm."""
    for found in named:
        if " " not in found.group(1) and given_name(found.group(1).lower()) and not _RUNS.match(plain, found.end()):
            yield found.group(1)


def _goes_on(plain: str, name: str) -> bool:
    """ "Ostara", where the text also says "Ostara AI": that is the name, which its own suffix gives away."""
    return re.search(rf"\b{re.escape(name)} (?:AI|Labs?|Intelligence|Robotics|Research)\b", plain) is not None


def _described(document: Document, plain: str, named: list[re.Match[str]]) -> Iterator[str]:
    yield from (found.group(1) for found in named)
    titled = _TITLE.match(document.title)
    opens = titled is not None and titled.group(1).lower() in _OPENERS
    if titled is not None and not opens and _SPOKEN_OF.search(plain, document.body, document.body + _LEAD):
        name = re.escape(titled.group(1))
        placed = re.search(rf"\b(?:at|of|from|joined|left|by|for) {name}\b|\b{name}'s\b", plain)
        said = re.search(rf"\b{name}\b", plain[document.body :])  # "*Regulator's* file" names no firm
        # Half of "Kwabena West" is no firm.
        if placed and said and not re.search(rf"[A-Z][\w'-]+ {name}\b|\b{name} [A-Z]", plain[document.body :]):
            yield titled.group(1)


def _can_be_firm(name: str, lexicon: Lexicon) -> bool:
    words = name.lower().split()
    lab = lexicon.lab(name)
    weak = lab is not None and lab.how == "weak"  # "Aurora": a lab where the text is about an AI firm of that name
    listed = (lab is not None and not weak) or lexicon.person(name) is not None
    others = term("organisation", "others") | term("organisation", "publishers") | term("place", "words")
    if listed or (given_name(words[0]) and not weak) or any(word in others for word in words):
        return False
    closed = (
        term("word", "never_names") | term("word", "pronouns") | term("word", "articles") | term("word", "prepositions")
    )
    heads = term("role", "heads") - term("role", "verbs_too")  # but "Nimbus Mind"
    return not any(word in closed or word in heads or word in term("time", "words") for word in words)


def _places(plain: str, name: str) -> Iterator[int]:
    at = plain.find(name)
    while at >= 0:
        before, after = plain[at - 1 : at], plain[at + len(name) : at + len(name) + 1]
        if not before.isalnum() and not after.isalnum():
            yield at
        at = plain.find(name, at + len(name))
