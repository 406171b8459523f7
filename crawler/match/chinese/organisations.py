"""Which firms and labs a unit names: those of the lexicon, and unknown ones that their form gives away."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.terms import terms
from crawler.match.chinese.words import is_common
from crawler.match.labs import find_labs
from crawler.match.lexicons import LabName, Lexicon

_LATIN_FIRM = re.compile(
    r"(?<![A-Za-z0-9@])(?:[A-Z][A-Za-z0-9]{0,20}[ -]){0,3}"
    r"(?:[A-Z][A-Za-z0-9]{0,20}(?:\.ai|AI)|(?:AI|Labs?|Intelligence|Robotics|Superintelligence)(?![A-Za-z0-9]))(?![A-Za-z0-9])"
)
_HAN_FIRM = re.compile(r"[\u3400-\u9fff]{2,4}(?:智能|科技|实验室|机器人)(?![\u3400-\u9fff]{0,1}[体化])")
_NAME_AFTER = re.compile(
    r"(?:的)?\s?[\"'《]?(?P<name>[A-Z][A-Za-z0-9.-]{0,24}(?: [A-Z][A-Za-z0-9.-]{0,24}){0,3}(?![A-Za-z0-9])|[\u3400-\u9fff]{2,6}?)"
    r"(?=[\"'》(,，。、；;:：!！?？\s|｜]|$|的|[A-Za-z]|[今昨近宣发获已在将推融被也与和]|于|创始|联合|首席|CEO|研究|负责|任|并|正式|宣布|完成|，)"
)
_OUTLET = re.compile(r"(?:腾讯|百度|阿里)(?:体育|科技讯|科技|新闻|财经|网|深网|百家)")
# 创立AI科研初创公司Discovery Loop: the kind of firm first, then its Latin name
_OF_KIND = re.compile(
    r"[^,，。;；]{0,20}?(?:公司|企业|实验室|初创)\s?[\"《]?(?P<name>[A-Z][A-Za-z0-9.-]{0,24}(?: [A-Z][A-Za-z0-9.-]{0,24}){0,3})(?![A-Za-z0-9])"
)
_GENERIC = frozenset(
    "人工智能 具身智能 超级智能 通用智能 通用人工智能 商业智能 空间智能 物理智能 群体智能 认知智能 前沿科技 黑科技 高科技 新科技 腾讯科技 网易科技 "
    "新浪科技 科技 智能 硬科技 核心科技 全球科技 国内科技 中国科技 快科技 虎嗅科技 凤凰科技 搜狐科技 人形机器人 服务机器人".split()
)


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
        return self.ai and (self.lab is None or self.lab.lab.pure)


def find_organisations(text: str, lexicon: Lexicon) -> list[Org]:
    """Every firm in `text` in order, none overlapping; the lexicon's before the guessed."""
    found = [
        Org(span.start, span.end, span.name.shown, span.name.lab.id, span.name)
        for span in find_labs(text, lexicon)
        if (span.name.how != "weak" or terms().ai.search(text)) and not _OUTLET.match(text, span.start)
    ]
    used = bytearray(len(text) + 1)
    for org in found:
        used[org.start : org.end] = b"\x01" * (org.end - org.start)
    for start, end, ai in _guessed(text):
        name = text[start:end]
        if not any(used[start:end]):
            used[start:end] = b"\x01" * (end - start)
            found.append(Org(start, end, name, name.casefold(), None, ai))
    return sorted(found, key=lambda org: org.start)


def _guessed(text: str) -> list[tuple[int, int, bool]]:
    spans: list[tuple[int, int, bool]] = []
    for lead in terms().company_before.finditer(text):
        name = _NAME_AFTER.match(text, lead.end())
        if name and plausible_firm(name["name"]):
            spans.append((*name.span("name"), True))
    for firm in _LATIN_FIRM.finditer(text):
        if firm.group() not in (
            "AI",
            "AI Lab",
            "AI Labs",
            "Lab",
            "Labs",
            "Intelligence",
            "Robotics",
            "Superintelligence",
            "OpenAI",
        ):
            spans.append((*firm.span(), True))
    for firm in _HAN_FIRM.finditer(text):
        if re.search(r"大学|学院|研究院|中心|[做家款个台种类只位]", firm.group()):
            continue
        start = firm.start()
        name = firm.group()
        for cut in range(len(name) - 3):
            rest = name[cut:]
            opens = _begins_firm(text, start + cut) or name[:cut].endswith(tuple(terms().senses))
            if not opens or rest.startswith(("人工", "具身", "了", "的", "在", "为")) or terms().any(rest):
                continue
            if rest not in _GENERIC and not is_common(rest):
                spans.append((start + cut, firm.end(), not rest.endswith("科技")))
            break
    return spans


def _begins_firm(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in " ,，。、；;:：!！?？()\"'《》|｜的了和与是为入盟职办立至到"


def plausible_firm(name: str, *, ordinary: bool = False) -> bool:
    """False for a post, a trigger or, unless `ordinary` ones may be names, a common word where a firm should stand."""
    words = terms()
    if name[0] in "于在由从与和迅正已将宣获完的被是又以做一专自新全各多其":
        return False
    if len(name) < 2 or words.any(name) or words.posts.search(name) or name in _GENERIC:
        return False
    if re.search(r"大学|学院|基金|院校|业务|项目|部门|产品|系统|团队|当地|公司|企业|同名|小组|工作室$", name):
        return False
    return ordinary or name[0].isascii() or not is_common(name)


def called_firm(text: str, at: int) -> tuple[int, int] | None:
    """The name that 名为 or 公司叫 gives a firm within the next clauses."""
    called = phrase("called").search(text, at, at + 60)
    if not called:
        return None
    part = "name" if called["name"] else "bare"
    return called.span(part) if plausible_firm(called[part], ordinary=True) else None


def founded_firm(text: str, at: int) -> tuple[int, int] | None:
    """The unknown name that follows a word of founding: 创立了澜舟科技, 创办 TypeSafe AI."""
    lead = re.compile(
        r"(?:了|起|出)?(?:一家|自己的|名为|名叫|一个|新的?|全新的?|公司|初创|企业|AI|人工智能|大模型|机器人|实验室|\"|'|“)*"
    ).match(text, at, at + 40)
    called = called_firm(text[: at + 40], at)
    if called:
        return called
    named = _OF_KIND.match(text, at, at + 60)
    if named and plausible_firm(named["name"]):
        return named.span("name")
    start = lead.end() if lead else at
    name = _NAME_AFTER.match(text, start)
    if name and plausible_firm(name["name"]):
        return name.span("name")
    return None


def outside_firm(text: str, start: int, end: int) -> str | None:
    """The firm or school in a description of a person that is no lab: 前Twitch CEO, 斯坦福大学教授; None where none is."""
    post = terms().posts.search(text, start, end)
    described = phrase("former").sub("", text[start : post.start() if post else end]).strip(" 的任")
    name = phrase("outside_firm").match(described)
    return (
        name["name"].strip()
        if name and name["name"] not in _GENERIC and not terms().ai.fullmatch(name["name"])
        else None
    )
