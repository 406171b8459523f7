"""People with what stands around their names: posts, employers, appositions; and several people who share one verb."""

from __future__ import annotations

from dataclasses import dataclass, field

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
    GROUP,
    HANDLE,
    LAB,
    NAME,
    NUMBER,
    OPEN,
    ORG,
    PER,
    POSSESSIVE,
    PREP,
    QUOTE,
    REL,
    ROLE,
    STOP,
    SUB,
    TRIGGER,
    VERB,
    WORD,
    Group,
    Item,
    Org,
    Person,
    S,
)  # fmt: skip
from crawler.match.english.organisations import unknown
from crawler.match.english.words import term

_PAST_POSTS = ("veteran", "alum", "alumnus", "alumna", "veterans", "alumni", "alums")
_LONGEST_APPOSITION = 26  # items
_FOUNDER = frozenset("founder co-founder cofounder founders co-founders cofounders".split())


def grouped(row: list[Item]) -> list[Item]:
    """The row with every person, and people side by side, as one GROUP item that has taken in the words that belong to it."""
    out: list[Item] = []
    i = 0
    while i < len(row):
        if row[i].kind != PER:
            out.append(row[i])
            i += 1
            continue
        person = Person(row[i].person, row[i].start, strength=row[i].strength)
        left = _absorb_left(out, row, i, person)
        i, ended = _absorb_right(row, i + 1, person)
        group = Group([person])
        item = Item(
            GROUP,
            left.first if left else row[i - 1].first,
            row[i - 1].last,
            person.name,
            "",
            left.start if left else person.start,
            row[i - 1].end,
        )
        item.group = group
        _join_before(
            out, item, row[i].kind if i < len(row) else STOP, more=_list_goes_on(row, i) or _plural_verb(row, i)
        )
        if ended:
            item.text += ended
        out.append(item)
    return out


def _absorb_left(out: list[Item], row: list[Item], i: int, person: Person) -> Item | None:
    """Take post, employer and "former" before the name off `out`; the first item taken."""
    k = len(out) - 1
    if k >= 1 and out[k].kind in (COMMA, DASH) and _names_the_post(out, k - 1) and i + 1 < len(row):
        follows = row[i + 1].kind in (COMMA, DASH, S, STOP, AUX, TRIGGER, VERB, CONJ)
        k -= follows
    before = Before()
    while k >= 0 and before.steps < _LONGEST_APPOSITION and _taken(out, k, before, person):
        before.first = out[k]
        before.steps += 1
        k -= 1
    del out[k + 1 :]
    _set_orgs(person, before.orgs, before.relation, before.founder)
    return before.first


@dataclass(slots=True)
class Before:
    """What was taken so far of the words before a name."""

    first: Item | None = None
    orgs: list[Org] = field(default_factory=list)
    relation: str = "current"
    role: bool = False
    founder: bool = False
    steps: int = 0


def _taken(out: list[Item], k: int, before: Before, person: Person) -> bool:
    """Whether `out[k]` belongs to the name that follows; what it says of the person is kept in `before`."""
    item = out[k]
    left = out[k - 1].kind if k else ""
    right = out[k + 1].kind if k + 1 < len(out) else ""
    match item.kind:
        case "ROLE":
            person.roles.insert(0, item.text)
            before.founder = before.founder or _only_founder(item.low)
            before.role = True
            before.relation = "former" if item.low.endswith(_PAST_POSTS) else before.relation
            return True
        case "LAB" | "ORG":
            fits = before.role or (right == S and before.first is not None)
            if not fits or item.org is None or (before.orgs and right != CONJ):
                return False
            before.orgs.append(item.org)
            return True
        case "S":
            return left in (LAB, ORG, COMPANY) or (left == NAME and before.role)
        case "COMPANY":
            return before.role or before.first is not None
        case "FORMER":
            before.relation = "former"
            if item.org:
                before.orgs.append(item.org)
            return True
        case "ARTICLE" | "NUMBER":
            return True
        case "ADV":
            if item.low not in ("then", "formerly", "once"):
                return False
            before.relation = "former"
            return True
        case "POSSESSIVE":
            return before.role
        case "CONJ":
            return (
                before.role and item.low in ("and", "&", "/") and left in (ROLE, LAB, ORG) and right in (ROLE, LAB, ORG)
            )
        case "COMMA":
            return before.role and left == right == ROLE
        case "PREP":
            return left == ROLE and right in (LAB, ORG) and item.low in ("at", "of", "in", "for")
    return _described(out, k, before, person)


def _described(out: list[Item], k: int, before: Before, person: Person) -> bool:
    """An ordinary word between an employer and a name ("rival", "21-year"), or the employer's own name ("Novartis CEO")."""
    item = out[k]
    if item.kind not in (WORD, NAME):
        return False
    if before.role and item.text.islower() and _employer_before(out, k):
        return True  # Apple's most vital AI researchers
    if before.role and item.text[:1].isupper() and _employer_before(out, k):
        person.roles[0] = f"{item.text} {person.roles[0]}"
        return True  # Apple's Vision Pro chief
    if before.role and _firm(item, out, k):
        before.orgs.append(unknown(item.text, lab=False))
        return True
    compound = before.role and item.kind == WORD and "-" in item.low and item.text.islower()
    return compound or _adjective(item)


def _employer_before(out: list[Item], k: int) -> bool:
    """True where an employer with 's stands up to two words before: the words between name a product or unit."""
    for j in range(k - 1, max(-1, k - 4), -1):
        if out[j].kind == S:
            return j > 0 and out[j - 1].kind in (LAB, ORG)
        if out[j].kind not in (WORD, NAME):
            return False
    return False


def _firm(item: Item, out: list[Item], k: int) -> bool:
    """A capitalised word before a post is the employer's name ("Novartis CEO"), unless it is a product or starts the line."""
    if not item.text[:1].isupper() or k + 1 >= len(out) or out[k + 1].kind not in (ROLE, WORD, NAME, S):
        return False
    if item.low in term("word", "never_names") or item.low in term("place", "words"):
        return False
    return item.kind == NAME


def _adjective(item: Item) -> bool:
    """A word that may stand between an employer and a name: veteran, AI-focused, 21-year; no noun of another clause."""
    return item.low in term("role", "modifiers") or item.low in (
        "ai",
        "rival",
        "fellow",
        "ceo-turned",
        "first",
        "last",
        "remaining",
        "two",
    )


def _names_the_post(out: list[Item], k: int) -> bool:
    """True where `out[:k+1]` ends in a post that needs a name: "OpenAI's head of safety", "head of AI at Tesla"."""
    if out[k].kind == ROLE:
        before = out[k - 1].kind if k else ""
        person_before = any(o.kind == GROUP for o in out[max(0, k - 4) : k])
        return not person_before and before in (S, LAB, ORG, ARTICLE, FORMER, POSSESSIVE, WORD, "")
    return (
        out[k].kind in (LAB, ORG)
        and k > 1
        and out[k - 1].kind == PREP
        and out[k - 2].kind == ROLE
        and not any(o.kind == GROUP for o in out[max(0, k - 5) : k])
    )


def _only_founder(role: str) -> bool:
    """A founder with no other post: whoever is called that may have left long ago."""
    return not set(role.replace("/", " ").split()) - _FOUNDER - {"and", "&", "former", "founding", "original"}


def _set_orgs(person: Person, labs: list[Org], relation: str, founder: bool) -> None:
    for org in labs:
        how = relation if relation == "former" else "founder" if founder else "current"
        if all(org.id != known.id for known, _ in person.orgs):
            person.orgs.append((org, how))
    if relation == "former" and not labs:
        person.roles = [role if role.lower().startswith("former") else f"former {role}" for role in person.roles]


def _absorb_right(row: list[Item], i: int, person: Person) -> tuple[int, str]:
    """Past brackets, "of LAB" and appositions behind the name; the next index, and the mark that ended an apposition."""
    ended = ""
    while i < len(row):
        kind = row[i].kind
        if kind == OPEN:
            close = next((k for k in range(i + 1, min(i + 16, len(row))) if row[k].kind == CLOSE), -1)
            if close < 0:
                break
            _read_apposition(row[i + 1 : close], person)
            i = close + 1
            continue
        if kind == PREP and row[i].low in ("of", "at") and i + 1 < len(row) and row[i + 1].kind in (LAB, ORG):
            org = row[i + 1].org
            if org:
                person.orgs.append((org, "current"))
            i += 2
            continue
        if kind in (COMMA, DASH):
            end = _apposition_end(row, i + 1)
            if end < 0:
                break
            _read_apposition(row[i + 1 : end], person)
            closed = end < len(row) and row[end].kind in (COMMA, DASH)
            i = end + 1 if closed else end
            ended = "," if closed else ""
            break
        break
    return i, ended


def _apposition_end(row: list[Item], i: int) -> int:
    """Where an apposition that starts at `i` ends; -1 where what follows is none."""
    if i >= len(row):
        return -1
    k = i
    if row[k].kind == ADV and row[k].low in ("both", "all"):
        k += 1
    if row[k].kind == PER:
        return -1
    opening = row[k]
    if opening.kind not in (ARTICLE, ROLE, FORMER, LAB, ORG, ADV, NUMBER, POSSESSIVE) and opening.low not in (
        "himself",
        "herself",
        "one",
    ):
        return -1
    said_role = False
    for k in range(i, min(len(row), i + _LONGEST_APPOSITION)):
        item = row[k]
        if item.kind == ROLE or item.kind == FORMER:
            said_role = True
        if item.kind == REL and said_role:
            return k  # the clause holds its own verb
        if item.kind == PER and row[k - 1].kind != PREP:
            return -1  # "CEO A, CTO B": the post belongs to the next name
        if item.kind in (AUX, VERB, TRIGGER) and not _participle(row, k):
            return -1
        if item.kind in (COMMA, DASH, STOP, CLOSE, COLON, QUOTE) or (item.kind == SUB and said_role):
            if not said_role:
                return -1
            if item.kind == COMMA and _role_list_goes_on(row, k):
                continue
            return k
    return (min(len(row), i + _LONGEST_APPOSITION)) if said_role and len(row) <= i + _LONGEST_APPOSITION else -1


def _participle(row: list[Item], k: int) -> bool:
    """A past form right behind a noun inside an apposition modifies it: "the startup built by", "a lab founded in"."""
    return (
        row[k].kind in (TRIGGER, VERB)
        and k > 0
        and row[k - 1].kind in (COMPANY, LAB, ORG, NAME, WORD, ROLE)
        and row[k].low.endswith(("ed", "t", "d"))
    )


def _role_list_goes_on(row: list[Item], k: int) -> bool:
    return (
        k + 2 < len(row) and row[k + 1].kind in (ROLE, CONJ) and not any(x.kind in (PER,) for x in row[k + 1 : k + 4])
    )


def _read_apposition(part: list[Item], person: Person) -> None:
    relation = "current"
    labs: list[Org] = []
    founder = False
    for item in part:
        if item.kind == REL:
            break
        if item.kind == FORMER:
            relation = "former"
            if item.org:
                labs.append(item.org)
        elif item.kind == ROLE:
            person.roles.append(("former " if relation == "former" else "") + item.text)
            founder = founder or _only_founder(item.low)
            relation = "former" if item.low.endswith(_PAST_POSTS) else relation
        elif item.kind in (LAB, ORG) and item.org:
            labs.append(item.org)
        elif item.kind == COMMA:
            _set_orgs(person, labs, relation, founder)
            labs, relation, founder = [], "current", False
        elif item.kind == HANDLE:
            continue
    _set_orgs(person, labs, relation, founder)


def _share(people: list[Person]) -> None:
    """A post in the plural is everybody's: "A researchers X and Y", "X and Y, both former A researchers"."""
    for holder in (people[0], people[-1]):
        if holder.orgs and any(
            role.lower().endswith("s") and not role.lower().endswith(("ss", "ops")) for role in holder.roles
        ):
            for person in people:
                if not person.orgs:
                    person.orgs, person.roles = list(holder.orgs), person.roles or list(holder.roles)


def _list_goes_on(row: list[Item], i: int) -> bool:
    """True where a comma or "and" and another name follow before any verb: only then does a bare comma join two names."""
    if i >= len(row) or row[i].kind not in (COMMA, CONJ):
        return False
    for item in row[i + 1 : i + 12]:
        if item.kind == PER:
            return True
        if item.kind in (VERB, TRIGGER, AUX, STOP, REL, SUB, QUOTE):
            return False
    return False


def _plural_verb(row: list[Item], i: int) -> bool:
    """A verb in the plural right behind: "X, Y leave A"."""
    if i >= len(row):
        return False
    if row[i].kind == AUX:
        return row[i].low in ("are", "were", "have")
    return row[i].kind == TRIGGER and any(0 in form.forms and 2 not in form.forms for form in row[i].forms)


def _join_before(out: list[Item], item: Item, follows: str, *, more: bool) -> None:
    """Put the people of a group that stands right before, joined by a comma or "and", into `item`."""
    assert item.group is not None
    k = len(out) - 1
    possessive = False
    comma = conj = False
    while k >= 0 and out[k].kind in (COMMA, CONJ, ADV, S):
        if out[k].kind == CONJ and out[k].low not in ("and", "&", "plus", "/"):
            return
        if out[k].kind == ADV and out[k].low not in ("then", "later", "also"):
            return
        comma = comma or out[k].kind == COMMA
        conj = conj or out[k].kind == CONJ
        possessive = possessive or out[k].kind == S
        k -= 1
    if k < 0 or out[k].kind != GROUP or (k == len(out) - 1 and not out[k].text.endswith(",")):
        return
    before = out[k].group
    posted = bool(item.group.people[0].roles) and follows == CONJ  # "CEO X, co-founder Y and others"
    if before is None or not (conj or more or posted or len(before.people) > 1):
        return
    if (possessive and not conj) or (follows == S and not conj and not possessive):
        return
    item.group.people[:0] = before.people
    _share(item.group.people)
    item.first, item.start = out[k].first, out[k].start
    del out[k:]
