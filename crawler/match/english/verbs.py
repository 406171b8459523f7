"""Verb groups: a verb with its auxiliaries and adverbs; and whether a word of moving is a verb or a noun here."""

from __future__ import annotations

from collections.abc import Sequence

from crawler.match.english.items import Item, Sort
from crawler.match.english.neighbours import low_at, neighbour, sort_at
from crawler.match.english.nodes import Node
from crawler.match.english.particles import WEEKDAYS
from crawler.match.english.words import Form, term

BE_FORMS = frozenset("is are was were be been being am 's 're 'm get gets got gotten getting".split())
BECOMING = BE_FORMS | {"become", "becomes", "became", "becoming"}
GO_FORMS = frozenset("go goes went gone going".split())
_BECOME = (Form("become", (0,)), Form("arrive", (0,)))  # "is now", "will be"
_NO_LONGER = (Form("nolonger", (0,)),)
_NEW = frozenset("new newest recent latest".split())
_HELPERS = frozenset((Sort.AUX, Sort.NOT, Sort.ADVERB))
OPENS_VERB_GROUP = _HELPERS | {Sort.VERB}
_NEVER_NOMINAL_BEFORE = frozenset((Sort.AUX, Sort.TO, Sort.NOT, Sort.PRONOUN, Sort.REL, Sort.ADVERB))
_NOMINAL_BEHIND = frozenset((Sort.CLITIC, Sort.HIS, Sort.ARTICLE, Sort.PREP, Sort.NUMBER, Sort.SUB))
_OBJECTS = frozenset((Sort.PERSON, Sort.ORG, Sort.POST, Sort.HIS, Sort.FORMER, Sort.ARTICLE))


def verb_group(row: list[Item], i: int) -> Node | None:
    """The verb group that starts at `i`; None where none does. An auxiliary without a verb is "be" or "have" itself."""
    k = i
    while k < len(row) and row[k].sort in _HELPERS:
        k += 1
    helpers = tuple(item.low for item in row[i:k])
    verb = k < len(row) and row[k].sort is Sort.VERB and not is_nominal(row, k)
    last = k + 1
    if not verb:
        auxiliaries = [n for n in range(i, k) if row[n].sort is Sort.AUX]
        if not auxiliaries:
            return None
        last, k = k, auxiliaries[-1]
        helpers = tuple(item.low for item in row[i:last] if item is not row[k])
    node = Node(Sort.VERB, i, last, row[i].start, row[last - 1].end, row[k].low, helpers=helpers)
    if verb:
        node.forms = tuple(form for form in row[k].forms if not form.noun)
        _take_particle(row, k, node)
    elif node.low in BE_FORMS and {"now", "will", "'ll"} & set(helpers):
        node.forms = _BECOME
    elif node.low in ("been", "is", "'s", "are") and "already" in helpers:  # "has already been at B for months"
        node.forms = _BECOME[1:]
    if "longer" in helpers and (node.low in BE_FORMS or node.low in term("word", "serving") | {"employed"}):
        node.forms = _NO_LONGER
    return node


def _take_particle(row: list[Item], k: int, node: Node) -> None:
    """Where a particle follows right behind the verb, only the acts that ask for it are meant."""
    skipped = int(k + 2 < len(row) and row[k + 1].low in WEEKDAYS and row[k + 2].low == "at")  # "starts *Monday* at A"
    follows = tuple(item.low for item in row[k + 1 + skipped : k + 6])
    direct = [form for form in node.forms if form.tail and follows[: len(form.tail)] == form.tail]
    if not direct:
        return
    tail = max((form.tail for form in direct), key=len)
    node.forms = tuple(form for form in node.forms if form.tail == tail)
    taken = len(tail) - (tail[-1] in ("as", "at", "with", "from"))  # the last one opens a phrase of its own
    node.last, node.end = k + 1 + taken, row[k + taken].end


def is_passive(node: Node) -> bool:
    """Whether the group is a participle behind a form of "be" or "get"."""
    if not any(3 in form.forms for form in node.forms) or node.low.endswith("ing"):
        return False
    return any(low in BE_FORMS for low in node.helpers)


def is_be(node: Node) -> bool:
    """A form of "be" that is the verb itself."""
    return node.low in BE_FORMS or node.low == "become"


def is_finite(node: Node) -> bool:
    """Not a bare -ing form."""
    return "having" not in node.helpers and (bool(set(node.helpers) & BE_FORMS) or not node.low.endswith("ing"))


def is_nominal(row: Sequence[Item], i: int) -> bool:
    """Whether the word stands as a noun of moving: "his exit from A", "the hiring of X" against "exits A"."""
    forms = row[i].forms
    if not forms or not any(form.noun for form in forms) or row[i].sort is Sort.AUX:
        return False
    verbal = {index for form in forms if not form.noun for index in form.forms}
    before = row[i - 1].sort if i else Sort.STOP
    after = neighbour(row, i + 1)
    whose = low_at(row, i - 1) == "whose"  # "X, *whose hiring* A announced"
    if not verbal or whose:
        return before is not Sort.TO
    if before is Sort.POST and 0 in verbal and row[i - 1].low.endswith("s"):
        return False  # "six co-founders exit"
    owned = before is Sort.ORG and sort_at(row, i - 2) is Sort.CLITIC  # "X's OpenAI *exit* shook colleagues"
    if (after is not None and after.low == "of" and 3 not in verbal) or (owned and verbal <= {0}):
        return before is not Sort.AUX
    if before in _NEVER_NOMINAL_BEFORE or 4 in verbal:
        owner = row[i - 2].sort if (owned or before is Sort.WORD) and i > 1 else before
        return _joins_noun(row, i) or (before not in _NEVER_NOMINAL_BEFORE and _gerund_as_noun(owner, after))
    newly = low_at(row, i - 2) in _NEW
    return before in _NOMINAL_BEHIND or _noun_by_neighbours(row[i], before, after, plural=1 in verbal, newly=newly)


def _joins_noun(row: Sequence[Item], i: int) -> bool:
    """ "His departure from A *and return to* B", "the firing *and rehiring* of X"."""
    after = row[i + 1].sort if i + 1 < len(row) else Sort.STOP
    if sort_at(row, i - 1) is not Sort.AND:
        return False
    if after is not Sort.TO:
        before = any(form.noun for form in row[i - 2].forms) if i > 1 else False
        return before and after in (Sort.PREP, Sort.STOP, Sort.TIME, Sort.COMMA)
    near = range(max(1, i - 6), i - 1)
    owned = (k for k in near if row[k - 1].sort in (Sort.CLITIC, Sort.HIS))
    return any(form.noun for k in owned for form in row[k].forms)


def _noun_by_neighbours(item: Item, before: Sort, after: Item | None, *, plural: bool, newly: bool) -> bool:
    """ "Exits include", "exits: X", "exits from A", "recent exit": what could be a verb too."""
    if after is None or after.low.startswith(("includ", "involv")) or after.sort is Sort.COLON:
        return before is not Sort.PERSON or after is not None
    if plural and after.low in ("of", "by", "from"):
        return before not in (Sort.PERSON, Sort.ORG, Sort.POST, Sort.FIRM)
    described = before in (Sort.WORD, Sort.FORMER, Sort.TIME)
    described = described or (before is Sort.ORG and newly)  # "a recent A hire"
    return described and after.sort not in _OBJECTS and item.text == item.low


def _gerund_as_noun(before: Sort, after: Item | None) -> bool:
    """ "the hiring of X", "his firing": never "hiring X"."""
    if after is not None and after.low == "of":
        return True
    owned = before in (Sort.CLITIC, Sort.HIS, Sort.ARTICLE)
    return owned and (after is None or after.sort not in _OBJECTS)
