"""Could this sentence, read by itself, tell of a move, whoever 他 and 公司 turn out to be?

Most sentences with a word of moving say at once that nobody moves: 苹果进入新市场. To see that takes a tenth of reading
an article.
"""

from __future__ import annotations

from crawler.match.chinese.context import known_names
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.frames import drafts
from crawler.match.chinese.how import How
from crawler.match.chinese.lists import heading
from crawler.match.chinese.rules_out import Ruling, verdict
from crawler.match.chinese.scene import Scene, scene
from crawler.match.chinese.units import units
from crawler.match.document import document
from crawler.match.lexicons import Lexicon

_NAMES_BELOW = "名单"  # a headline of a list


def may_tell(text: str, lexicon: Lexicon) -> bool:
    """False where in none of these sentences a frame finds anybody of whom it may be told, and no list is opened."""
    doc = document(None, text, None)
    known = known_names(doc, lexicon)
    return any(_may_tell(scene(unit, lexicon, known)) for unit in units(doc))


def _may_tell(one: Scene) -> bool:
    if one.text.endswith(":") or _NAMES_BELOW in one.text:
        return True
    return any(_holds(one, draft) for draft in drafts(one)) or heading(one, None) is not None


def _holds(one: Scene, draft: Draft) -> bool:
    named = draft.person if draft.how is How.CLAUSE else None
    after = named.end if named else one.clauses[one.clause_of(draft.trigger.start)][0]
    return verdict(one, draft.trigger, after) is not Ruling.OUT
