"""Which frame reads which word of moving."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crawler.match.english import founding, joining, leaving, nouns, posts
from crawler.match.english.arguments import Clause
from crawler.match.english.frames import Found
from crawler.match.english.items import (
    ARTICLE,
    AUX,
    COLON,
    GROUP,
    LAB,
    NOT,
    NUMBER,
    ORG,
    POSSESSIVE,
    PREP,
    PRONOUN,
    REL,
    TO,
    S,
)  # fmt: skip
from crawler.match.english.words import Form


def apply(clause: Clause, i: int) -> Iterator[Found]:
    """Every move that the trigger at `i` speaks of."""
    for form in clause.row[i].forms:
        reader = _ACTS.get(form.act)
        if (
            reader is None
            or (form.noun and not _is_noun(clause, i))
            or (not form.noun and _is_noun(clause, i) and not _verbal(clause, i))
        ):
            continue
        found = list(reader(clause, i, form))
        yield from found
        if found:
            return


def _is_noun(clause: Clause, i: int) -> bool:
    """Whether the word stands as a noun here: "his exit from A", "the hiring of X" against "exits A", "hiring X"."""
    forms = clause.row[i].forms
    verb = {index for form in forms if not form.noun for index in form.forms}
    before, after = clause.kind(i - 1), clause.low(i + 1)
    if not any(form.noun for form in forms):
        return before in (S, ARTICLE, POSSESSIVE) and 4 not in verb
    if not verb:
        return before != TO
    if before in (AUX, TO, NOT, PRONOUN, REL):
        return False
    if 4 in verb:
        return after == "of" or (before in (S, POSSESSIVE) and clause.kind(i + 1) not in (GROUP, LAB, ORG))
    if before in (S, POSSESSIVE, ARTICLE, PREP, NUMBER):
        return True
    if after.startswith("includ") or clause.kind(i + 1) == COLON:
        return True
    if 1 in verb:
        return after in ("of", "by", "from") and before not in (GROUP, LAB)
    return not (clause.kind(i + 1) in (LAB, ORG, GROUP) or (before == GROUP and after != "of"))


def _verbal(clause: Clause, i: int) -> bool:
    """An -ing form or a form that is no noun at all may follow a possessive ("his leaving OpenAI")."""
    return clause.low(i).endswith("ing") or (
        all(not f.noun for f in clause.row[i].forms) and clause.kind(i - 1) != ARTICLE
    )


_ACTS: dict[str, Callable[[Clause, int, Form], Iterator[Found]]] = {
    "leave": leaving.leave, "resign": leaving.resign, "part": leaving.part, "oust": leaving.oust, "out": leaving.out, "lastday": nouns.last_day, "arrow": nouns.arrow, "serve": posts.serve, "promotions": posts.promotions, "back": joining.back, "foundation": nouns.foundation, "replace": posts.replace, "lose": leaving.lose, "join": joining.join, "workat": joining.work_at, "moveto": joining.moveto,
    "hire": joining.hire, "poach": joining.hire, "rejoin": joining.return_, "return": joining.return_, "rehire": joining.rehire, "appoint": posts.appoint,
    "promote": posts.promote, "become": posts.become, "head": posts.head, "transition": posts.transition, "found": founding.found,
    "departure": nouns.departure_noun, "dismissal": nouns.departure_noun, "hiring": nouns.hiring_noun, "comeback": nouns.comeback, "transfer": nouns.transfer,
    "promotion": nouns.comeback,
}  # fmt: skip
