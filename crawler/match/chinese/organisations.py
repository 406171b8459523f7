"""Which firms and labs a unit names: those of the lexicon, and unknown ones that their form gives away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.terms import terms
from crawler.match.chinese.words import is_common, tag_of, tokens
from crawler.match.labs import find_labs
from crawler.match.lexicons import LabName, Lexicon

_FIRM_TAGS = ("nz", "nt")  # dictionary words that are names of firms
_OPENS_FIRM = frozenset(" ,，。、；;:：!！?？()\"'《》|｜的了和与是为入盟职办立至到在从去给访话")
_NEAR_FIRM = 10  # characters before a firm that say whose it is
_CALLED_WITHIN = 60  # characters in which a new firm is given its name


@dataclass(frozen=True, slots=True)
class Org:
    """A firm named at [start, end) of a unit; `lab` is None for one the lexicon does not know."""

    start: int
    end: int
    shown: str
    lab_id: str
    lab: LabName | None = None
    ai: bool = True  # a lab, or plainly an AI company

    @property
    def pure(self) -> bool:
        """True where everyone who works there counts."""
        return self.ai and (self.lab is None or self.lab.lab.pure)


def listed_firms(text: str, lexicon: Lexicon) -> list[Org]:
    """Every firm of the lexicon that `text` names, in order."""
    return [
        Org(span.start, span.end, span.name.shown, span.name.lab.id, span.name)
        for span in find_labs(text, lexicon)
        if (span.name.how != "weak" or _is_firm_here(text, span.start, span.end))
        and not phrase("outlet").match(text, span.start)
        and not phrase("clan").match(text, span.end)
    ]


def is_past(text: str, org: Org, start: int = 0) -> bool:
    """True where the words beside a firm, from `start` on, tell of somebody who is gone from it: 前A高管, A前高管."""
    lead = text[max(start, org.start - _NEAR_FIRM) : org.start]
    return bool(phrase("former_before").search(lead) or phrase("former_after").match(text, org.end))


def _is_firm_here(text: str, start: int, end: int) -> bool:
    """A name that is a word too is a firm near a word of the trade, or where it describes someone: 智元前副总裁X.

    It is none where it is cut out of a longer name: 银河智元.
    """
    inside = start and "\u3400" <= text[start - 1] <= "\u9fff" and text[start - 1] not in _OPENS_FIRM
    if inside and not text.endswith(terms().triggers, 0, start):
        return False
    if terms().ai.search(text):
        return True
    past = phrase("past_or_joint").match(text, end)
    return terms().posts.match(text, past.end() if past else end) is not None


def unknown(text: str, span: tuple[int, int], *, ai: bool) -> Org:
    """A firm that no list holds, by the name it has in `text`."""
    name = text[slice(*span)].strip()
    return Org(*span, name, name.casefold(), None, ai)


def guessed_firms(text: str) -> Iterator[tuple[int, int, bool]]:
    """Spans that are firms by what stands before them or by their form, and whether plainly AI companies."""
    for lead in terms().company_before.finditer(text):
        name = phrase("firm_name").match(text, lead.end())
        if name and plausible_firm(name["name"]) and not _begins_with_verb(name["name"]):
            yield *name.span("name"), True
    for firm in phrase("latin_firm").finditer(text):
        if not phrase("no_latin_firm").fullmatch(firm.group()):
            yield *firm.span(), True
    for firm in phrase("han_firm").finditer(text):
        start = _firm_start(text, firm.start(), firm.end())
        if phrase("kind_of_firm").match(text, firm.end()):
            continue  # 消费级机器人公司
        if start is not None and not phrase("no_han_firm").search(text, start, firm.end()):
            yield start, firm.end(), not firm.group().endswith("科技")


def _firm_start(text: str, start: int, end: int) -> int | None:
    """Where 某某智能 begins within the characters before its ending: at a mark or after a word that opens one."""
    for at in range(start, end - 3):
        rest = text[at:end]
        before = text[start:at].endswith(tuple(terms().senses))
        if not (before or at == 0 or text[at - 1] in _OPENS_FIRM):
            continue
        if phrase("opens_no_firm").match(rest) or terms().any(rest) or _begins_with_verb(rest):
            continue
        return None if phrase("generic").fullmatch(rest) or is_common(rest) else at
    return None


def _begins_with_verb(name: str) -> bool:
    """带领研发机器人: what begins with what someone does is no name."""
    first = next(iter(tokens(name)), None)
    return first is not None and first.end > 1 and first.tag == "v" and is_common(name[: first.end])


def plausible_firm(name: str, *, ordinary: bool = False) -> bool:
    """False for a post, a trigger or, unless `ordinary` ones may be names, a common word where a firm should stand."""
    words = terms()
    begins = phrase("begins_no_firm").match(name) and not (ordinary and name[0] in "原前老")
    if len(name) < 2 or begins or phrase("generic").fullmatch(name):
        return False
    if words.any(name) or words.posts.search(name) or phrase("no_firm").search(name):
        return False
    return ordinary or name[0].isascii() or not is_common(name) or tag_of(name) in _FIRM_TAGS


def called_firm(text: str, at: int) -> tuple[int, int] | None:
    """The name that 名为 or 公司叫 gives a firm within the next clauses."""
    called = phrase("called").search(text, at, at + _CALLED_WITHIN)
    if not called:
        return None
    part = "name" if called["name"] else "bare"
    if called["bare"] and _begins_with_verb(called["bare"]):
        return None  # 新公司瞄准的是教育
    return called.span(part) if plausible_firm(called[part], ordinary=True) else None


def founded_firm(text: str, at: int) -> tuple[int, int] | None:
    """The unknown name that follows a word of founding: 创立了澜舟科技, 创办 TypeSafe AI."""
    called = called_firm(text[: at + 40], at)
    if called:
        return called
    for how in ("firm_of_kind", "firm_of_han_kind", "firm_after_work", "legal_name"):
        named = phrase(how).match(text, at, at + 60)
        quoted = named is not None and text[named.start("name") - 1] == '"'
        if named and plausible_firm(named["name"], ordinary=quoted):
            return named.span("name")
    return _name_at(text, at)


def joined_firm(text: str, at: int) -> tuple[int, int] | None:
    """The unknown name that follows a word of going: 加入小红书, 被挖到优必选."""
    return _name_at(text, at)


def _name_at(text: str, at: int) -> tuple[int, int] | None:
    lead = phrase("firm_lead").match(text, at, at + 40)
    name = phrase("firm_name").match(text, lead.end() if lead else at)
    if not name:
        return None
    quoted = text[name.start("name") - 1 : name.start("name")] in ('"', "《")
    return name.span("name") if plausible_firm(name["name"], ordinary=quoted) else None


def outside_firm(text: str, start: int, end: int) -> str | None:
    """The firm or school in a description of a person, where it is no lab: 前Twitch CEO, 斯坦福大学教授."""
    post = terms().posts.search(text, start, end)
    described = phrase("former").sub("", text[start : post.start() if post else end]).strip(" 的任")
    name = phrase("outside_firm").match(described)
    if not name or phrase("generic").fullmatch(name["name"]) or terms().ai.fullmatch(name["name"]):
        return None
    return name["name"].strip()
