"""Does a move count: everyone at an AI company, only AI posts at a large firm, nobody elsewhere."""

from __future__ import annotations

from crawler.match.chinese.affiliations import Affiliation
from crawler.match.chinese.context import Context
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.not_meant import is_guests
from crawler.match.chinese.organisations import Org
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import terms
from crawler.model import Kind

_LEAD_LINES = 3  # what they tell is what the article is about


def counts(one: Scene, draft: Draft, org: Org | None, aff: Affiliation, context: Context) -> bool:
    """True where the move of a draft at `org` is one that we follow; a firm without a name counts as its founder's."""
    if org is None:
        left = draft.other or aff.org
        known = counts(one, draft, left, aff, context) if left else _speaks_of_it(one, draft, context)
        return known or (left is not None and _of_ai(one, draft))
    if draft.kind is Kind.FOUNDING and not org.lab:
        from_lab = draft.other is not None and draft.other.lab is not None and not draft.other.lab.lab.by_post
        beside_lab = any(o.lab and o.pure for o in one.orgs)  # A系创业者又添一人:X创办B
        of_ai = _of_ai(one, draft) if ";" in one.text else beside_lab or context.is_of_ai(one.unit.line)
        return from_lab or org.ai or of_ai
    if not org.ai or org.pure:
        return org.ai
    if _is_chief(draft, org, context):
        return False
    if _is_unit(org) and not terms().not_ai.search(phrase("safety_post").sub("", draft.aff.role or "")):
        return True
    return _ai_post(one, draft, org, aff, context)


def _speaks_of_it(one: Scene, draft: Draft, context: Context) -> bool:
    """A new firm without a name is one of AI where the article is about AI companies, or the news itself says so."""
    if one.orgs and all(is_guests(one, org) for org in one.orgs):
        return _of_ai(one, draft)
    leads = one.unit.line < _LEAD_LINES and not phrase("goes_solo").fullmatch(draft.trigger.word)
    return (context.named and context.of_ai and (bool(one.orgs) or leads)) or _of_ai(one, draft)


def _ai_post(one: Scene, draft: Draft, org: Org, aff: Affiliation, context: Context) -> bool:
    """At a large firm: by the post, else by the clause, else by what the article is about."""
    words = terms()
    product = _product(one, draft.aff)
    if _of_another_unit(one, org, f"{product} {draft.aff.role or ''} {draft.role or ''}"):
        return False
    if phrase("succeeds").match(draft.trigger.word):
        if any(o.lab_id == org.lab_id and _is_unit(o) for o in one.orgs):
            return True
        if _takes_other_post(one, draft):
            return False
    # A topic of a digest, and the successor of someone (接替者X), count only where the line itself speaks of AI.
    apart = phrase("numbered_topic").match(one.text) or one.text.startswith("者", draft.trigger.end)
    if apart and not words.ai.search(one.text):
        return False
    role = phrase("ai_business").sub("AI", f"{product} {draft.aff.role or ''} {aff.role or ''} {draft.role or ''}")
    by_post = org.lab is not None and org.lab.lab.by_post  # 研究总监 is no AI post there
    if by_post or words.not_ai.search(role) or words.ai.search(role):
        return bool(phrase("ai_post").search(role)) or not (by_post or words.not_ai.search(role))
    from_lab = draft.other is not None and draft.other.pure
    elsewhere = context.off_topic or words.not_ai.search(_around(one, draft)) is not None
    return not elsewhere and (context.of_ai or from_lab or not phrase("office").search(_role_at(org, draft, aff)))


def _role_at(org: Org, draft: Draft, aff: Affiliation) -> str:
    """The posts by which someone is described, but that at another firm than the one left."""
    goes = draft.kind not in (Kind.DEPARTURE, Kind.ROLE_CHANGE)
    held = (a.role for a in (draft.aff, aff) if goes or a.org is None or a.org.lab_id == org.lab_id)
    return " ".join(filter(None, (draft.role, *held)))


def _takes_other_post(one: Scene, draft: Draft) -> bool:
    """分管自动驾驶的X离职,由Y接任: the post that Y takes is X's, and none of AI."""
    if draft.role:
        return False
    before = one.text[: draft.trigger.start]
    return terms().not_ai.search(before) is not None and phrase("ai_post").search(before) is None


def _of_another_unit(one: Scene, org: Org, role: str) -> bool:
    """小米汽车: a unit of the firm that is none of AI, and no AI post in it."""
    other = any(o.lab_id == org.lab_id and terms().not_ai.match(one.text, o.end) for o in one.orgs)
    return other and not phrase("ai_post").search(role)


def _around(one: Scene, draft: Draft) -> str:
    """The clauses from the one that names the mover to the one after the verb."""
    here = one.clause_of(draft.trigger.start)
    told = one.clause_of(draft.person.start) if draft.person else here
    opens = draft.person is not None and draft.person.start == one.clauses[told][0]
    told = max(told - opens, 0)  # 淘宝天猫商业集团,X任CEO
    around = one.text[one.clauses[min(told, here)][0] : one.clauses[min(here + 1, len(one.clauses) - 1)][1]]
    return phrase("ai_business").sub("", around)


def _of_ai(one: Scene, draft: Draft) -> bool:
    """True where the news that a founding without a firm belongs to speaks of AI: one part of a digest's headline."""
    start = one.text.rfind(";", 0, draft.trigger.start) + 1
    end = one.text.find(";", draft.trigger.end)
    return phrase("ai_trade").search(one.text, start, end if end >= 0 else len(one.text)) is not None


def _product(one: Scene, aff: Affiliation) -> str:
    """豆包手机负责人: the product by which a description names the firm."""
    org = aff.org
    return one.text[org.start : org.end] if org and org.lab and org.lab.how == "product" else ""


def _is_unit(org: Org) -> bool:
    return org.lab is not None and org.lab.how == "unit"


def _is_chief(draft: Draft, org: Org, context: Context) -> bool:
    """The head of a large firm holds no AI post."""
    if draft.person is None:
        return False
    shown = context.lexicon.person(draft.person.name) or draft.person.name
    return org.lab is not None and terms().bosses.get(shown) == org.lab.lab.name
