"""Lists without verbs: a line says who "left A:" or is "new at B:", and the lines below name one person each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from crawler.match.english.clauses import Clause
from crawler.match.english.found import Found, same
from crawler.match.english.items import Org, Person, Place, Post, Sort, Standing
from crawler.match.english.movers import who_moves
from crawler.match.english.nodes import Node, index_of
from crawler.match.english.orgs_meant import org_meant
from crawler.match.english.passing import only_lab
from crawler.match.english.people_meant import listed_from
from crawler.match.english.raids import unnamed_movers
from crawler.match.english.sentence import Sentence
from crawler.match.english.slots import Slots
from crawler.match.english.verbs import is_be
from crawler.match.english.words import frames, term
from crawler.model import Kind

_ALL_OF_THEM = frozenset("they them those group list trio cohort".split())
_SEATS = frozenset("positions roles posts seats jobs vacancies ranks".split())
_RIGHT_BELOW = 6  # characters between a heading and the first entry below it
_NEAR_HEAD = 600  # characters between the line that counts departures and the names


def listed_moves(sentence: Sentence) -> Iterator[Found]:
    """The moves that a list entry tells by standing where it stands; a heading is kept for the lines below it."""
    context = sentence.context
    entry = _entry(sentence)
    context.heading = context.heading or _heading_without_colon(sentence, entry)
    if entry is not None and context.heading is not None:
        yield from _under_heading(sentence, entry, *context.heading)
        if sentence.nodes[0].sort is Sort.AND:  # "; and X, its head of sales.": the last one
            context.heading = None
        return
    if context.heading is not None and sentence.place is Place.RUNNING and not _is_part(sentence):
        return  # more of the entry before
    if context.heading is not None and sentence.place is Place.BULLET and sentence.nodes[-1].sort is not Sort.COLON:
        return  # an entry that its own verb has told of
    yield from _so_too(sentence)
    yield from _included(sentence)
    yield from _now_in_team(sentence)
    yield from _filled(sentence)
    yield from _new_at(sentence)
    yield from _gone_to(sentence)
    yield from _changed_post(sentence)
    yield from _in_line(sentence)
    _open_list(sentence)
    context.crowd = unnamed_movers(sentence) or context.crowd
    context.heading = _heading(sentence) or _goes_on_below(sentence)


def _open_list(sentence: Sentence) -> None:
    """ "The new hires include X, who led A; Y, head of B; and Z": the semicolon opens a list of arrivals."""
    context, told = sentence.context, sentence.context.told_last
    hires = any(clause.nominal and clause.verb.low in ("hires", "recruits", "arrivals") for clause in sentence.clauses)
    ends = bool(sentence.nodes) and sentence.nodes[-1].low == ";"
    if hires and ends and told is not None and told[0] is Kind.HIRE and told[2] == sentence.start:
        context.gaining, context.list_open = told[1], True


def _so_too(sentence: Sentence) -> Iterator[Found]:
    """ "X is leaving A. So is Y": what the sentence before told, of one more."""
    told = sentence.context.told_last
    if told is None or sentence.start - told[2] > _NEAR_HEAD or len(sentence.nodes) < 3:
        return
    nodes = [node for node in sentence.nodes if node.sort is not Sort.COMMA]
    at = next((k for k, node in enumerate(nodes[:-2]) if node.low == "as"), 0) if told[2] == sentence.start else 0
    first, verb, last = nodes[at : at + 3] if len(nodes) > 2 else sentence.nodes[:3]
    # "Y does too", "so is Y", "X has left, as has Y".
    node = first if last.low == "too" else last if first.low in ("so", "as") else verb
    if verb.sort is Sort.VERB and node.sort is Sort.PERSON and not verb.forms:
        clause = Clause(node, 2)
        for person in node.people:
            yield Found(told[0], person, told[1], clause, "list", role=person.role(), whys=["so does one more"])


def _is_group(node: Node) -> bool:
    """ "They", "this group", "the departing researchers"."""
    several = node.sort is Sort.POST and node.low.endswith("s")
    moving = node.sort is Sort.NOMINAL and node.low.endswith("s")  # "the moves involve X"
    return several or moving or node.low in _ALL_OF_THEM or node.low in term("role", "staff")


def _included(sentence: Sentence) -> Iterator[Found]:
    """ "Fourteen engineers have left A for B. *They include X and Y*.", "Among them is X"."""
    lost, gained = _crowd(sentence)
    for clause in sentence.clauses if lost is not None or gained is not None else ():
        whole = clause.subject if clause.object is not None else None
        among = [*clause.oblique("among"), *([whole] if whole is not None else [])]
        names = clause.verb.low.startswith(("includ", "involv")) or is_be(clause.verb)
        told = any(_is_group(node) for node in among)
        named = clause.object
        if not (names and told) or named is None or named.sort is not Sort.PERSON:
            continue
        for person in listed_from(sentence, named):
            role = person.role() or (whole.post.role if whole is not None and whole.post is not None else None)
            if gained is not None:
                yield Found(Kind.HIRE, person, gained, clause, "list", lost, person.role())
            if lost is not None:
                yield Found(Kind.DEPARTURE, person, lost, clause, "list", gained, role)


def _crowd(sentence: Sentence) -> tuple[Org | None, Org | None]:
    """Which lab the unnamed people told of right before left, and which one took them on."""
    context = sentence.context
    if context.crowd is not None and 0 < sentence.start - context.crowd.at < _NEAR_HEAD:
        return context.crowd.left, context.crowd.joined
    near = context.raid_at >= 0 and 0 < sentence.start - context.raid_at < _NEAR_HEAD
    return (context.losing, context.gaining) if near else (None, None)


def _filled(sentence: Sentence) -> Iterator[Found]:
    """ "A has been *filling top positions*, including X as CFO and Y as chief economist"."""
    for clause in sentence.clauses:
        org = org_meant(sentence, clause.subject)
        behind = sentence.nodes[clause.index + 1 : clause.index + 4]
        filled = clause.verb.low.startswith("fill") and any(node.low in _SEATS for node in behind)
        if not filled or org is None or not org.lab:
            continue
        for node, link, post in zip(sentence.nodes, sentence.nodes[1:], sentence.nodes[2:], strict=False):
            if node.sort is Sort.PERSON and link.low == "as" and post.post is not None:
                for person in node.people[-1:]:
                    yield Found(Kind.HIRE, person, org, clause, "list", role=post.post.role)


def _new_at(sentence: Sentence) -> Iterator[Found]:
    """ "*New at A: X (CFO)*", all in one line."""
    opens = sentence.nodes[:5]
    told = len(opens) == 5 and opens[0].low == "new" and opens[1].low in ("at", "to") and opens[3].sort is Sort.COLON
    org = org_meant(sentence, opens[2]) if told and opens[4].sort is Sort.PERSON else None
    if org is None or not org.lab or not _verbless(sentence.nodes):
        return
    for person in listed_from(sentence, opens[4]):
        left = _elsewhere(sentence, person, org)
        yield Found(Kind.HIRE, person, org, Clause(opens[4], 4), "list", left, person.role())


def _now_in_team(sentence: Sentence) -> Iterator[Found]:
    """ "A's safety team *now includes* X, formerly of B"."""
    for clause in sentence.clauses:
        team, named = clause.subject, clause.object
        includes = clause.verb.low in ("includes", "include", "counts") and "now" in clause.verb.helpers
        if not includes or team is None or named is None or team.low not in term("organisation", "inside"):
            continue
        org = org_meant(sentence, team)
        if org is None or not org.lab or not named.people:
            continue
        for person in listed_from(sentence, named):
            once = person.employer(Standing.WAS)
            if once is not None and not same(once, org):
                yield Found(Kind.HIRE, person, org, clause, "list", once, person.role())


def _is_part(sentence: Sentence) -> bool:
    """One of the parts into which semicolons cut a list."""
    return bool(sentence.nodes) and (sentence.nodes[0].sort is Sort.AND or sentence.nodes[-1].low == ";")


def _entry(sentence: Sentence) -> Node | None:
    """The name that opens a line: without a verb, or as an entry whose verbs tell only what the person did before."""
    nodes = [node for node in sentence.nodes if node.sort not in (Sort.DASH, Sort.STOP)]
    if nodes and nodes[0].sort is Sort.AND and sentence.context.heading is not None:
        nodes = nodes[1:]
    if not nodes or nodes[0].sort is not Sort.PERSON:
        return None
    behind = [node for node in sentence.nodes if node.start > nodes[0].start][:1]
    marked = bool(behind) and behind[0].sort in (Sort.COLON, Sort.DASH) and sentence.place is Place.OPENING
    parted = sentence.context.heading is not None and _is_part(sentence)  # "X, who ran policy at B; and Y, who ..."
    described = (marked or parted or sentence.place is Place.BULLET) and not _moves(sentence)
    return nodes[0] if described or _verbless(nodes) else None


def _moves(sentence: Sentence) -> bool:
    """Whether a word in it tells of a departure or an arrival."""
    acts = (frames().get(form.act) for clause in sentence.clauses for form in clause.verb.forms)
    told = (frame.gives for frame in acts if frame is not None and frame.needs != "future")  # not "worked at B"
    return any(gives in ("departure", "arrival", "return") for gives in told)


def _under_heading(sentence: Sentence, entry: Node, kind: Kind, org: Org) -> Iterator[Found]:
    clause = Clause(entry, index_of(sentence.nodes, entry))
    for person in entry.people:
        if kind is Kind.HIRE and same(person.employer(Standing.NOW), org):
            continue  # "joining us: - X, a scientist at B": which of the article's labs "us" is nothing tells
        other = _elsewhere(sentence, person, org)
        role = person.role()
        yield Found(kind, person, org, clause, "list", other, role, whys=["named in a list below its heading"])
        left = person.employer(Standing.NOW) if kind is Kind.HIRE else None
        if left is not None and left.lab and not same(left, org):
            yield Found(Kind.DEPARTURE, person, left, clause, "list", org, role, implied=True)
        goal = bracketed(sentence, person, org) if kind is Kind.DEPARTURE else None
        if goal is not None:
            yield Found(Kind.HIRE, person, goal, clause, "list", org, implied=True)


def bracketed(sentence: Sentence, person: Person, left: Org) -> Org | None:
    """ "Departures from A include *X (B)*": the lab that a list of leavers gives in brackets is where they went."""
    only = person.posts[0] if len(person.posts) == 1 else Post(None, None)
    told = only.role is None and only.standing is Standing.NOW and only.org is not None and only.org.lab
    marks = any(one.sort is Sort.OPEN and other.org is only.org for one, other in pairwise(sentence.items))
    return only.org if told and marks and not same(only.org, left) else None


def _heading(sentence: Sentence) -> tuple[Kind, Org] | None:
    """What a line that ends in a colon says of the names below it."""
    if not sentence.nodes or sentence.nodes[-1].sort is not Sort.COLON or _is_of_nobody(sentence):
        return None
    for clause in sentence.clauses:
        for frame in (frames()[form.act] for form in clause.verb.forms):
            slots = Slots(sentence, clause, frame)
            kind = {"departure": Kind.DEPARTURE, "arrival": Kind.HIRE}.get(frame.gives)
            if kind is None or who_moves(slots):
                continue
            crowd = unnamed_movers(sentence)
            told = None if crowd is None else crowd.left if kind is Kind.DEPARTURE else crowd.joined
            places = frame.source if kind is Kind.DEPARTURE else frame.goal
            org = slots.lab(places) or told
            org = org or sentence.context.lab_at(sentence.start)
            if org is not None and org.lab:
                return kind, org
    lows = {item.low for item in sentence.items}
    org = next((node.org for node in sentence.nodes if node.org is not None), None)
    arrivals = "new" in lows and (lows & term("organisation", "newcomers") or "at" in lows)
    return (Kind.HIRE, org) if arrivals and org is not None and org.lab else None


def _heading_without_colon(sentence: Sentence, entry: Node | None) -> tuple[Kind, Org] | None:
    """ "Five researchers who left A", and right below it a numbered name."""
    crowd = sentence.context.crowd
    below = entry is not None and sentence.place is Place.BULLET and crowd is not None
    told = any(clause.verb.low not in term("word", "founding") for clause in sentence.clauses)
    if not below or told or crowd is None or not 0 < sentence.start - crowd.end < _RIGHT_BELOW:
        return None
    if crowd.left is not None:
        return Kind.DEPARTURE, crowd.left
    return (Kind.HIRE, crowd.joined) if crowd.joined is not None else None


def _is_of_nobody(sentence: Sentence) -> bool:
    """ "Who is joining *us*:" where neither the line nor the headline names a lab."""
    ours = any(node.low == "us" for node in sentence.nodes)
    return ours and sentence.context.orgs.headlined() is None and not any(item.org for item in sentence.items)


def _goes_on_below(sentence: Sentence) -> tuple[Kind, Org] | None:
    """ "Other exits included counsel X; *lawyer Y; and co-founder Z*": the semicolon parts the names."""
    told, nodes = sentence.context.told_last, sentence.nodes
    cut = len(nodes) > 1 and nodes[-1].low == ";"
    lists = any(node.sort is Sort.COLON or node.low.startswith("includ") for node in nodes)
    return told[:2] if cut and lists and told is not None and told[2] == sentence.start else None


def _gone_to(sentence: Sentence) -> Iterator[Found]:
    """ "X to A", "X from B to A": a headline's or a digest's shortest form."""
    nodes = sentence.nodes
    for k, node in enumerate(nodes):
        if node.sort is not Sort.PERSON:
            continue
        behind = [other for other in nodes[k + 1 : k + 6] if other.sort is not Sort.DASH]
        source = behind[1].org if len(behind) > 3 and behind[0].low == "from" else None
        behind = behind[2:] if source is not None else behind[:2]
        if len(behind) < 2 or behind[0].sort is not Sort.TO:
            continue
        goal = behind[1].org if behind[1].sort is Sort.ORG else None
        last = nodes[k + 3 : k + 5] if source is None else []
        if len(last) > 1 and last[0].low == "from" and last[1].sort is Sort.ORG:
            source = last[1].org
        if goal is None or not goal.lab or goal.how == "product" or not _only_lists(_segment_of(nodes, k)):
            continue
        clause = Clause(node, k)
        for person in node.people:
            left = source or person.employer(Standing.NOW) or sentence.context.losing
            yield Found(Kind.HIRE, person, goal, clause, "list", left, whys=["a name and where to"])
            if left is not None and left.lab and not same(left, goal):
                yield Found(Kind.DEPARTURE, person, left, clause, "list", goal, person.role(), implied=True)


def _changed_post(sentence: Sentence) -> Iterator[Found]:
    """ "Changes at A: X *from CEO to chair*, Y departs": a change of post without a verb."""
    nodes = sentence.nodes
    for k, node in enumerate(nodes[:-4]):
        source, held, to, taken = nodes[k + 1 : k + 5]
        told = source.low == "from" and to.sort is Sort.TO and held.post is not None and taken.post is not None
        if node.sort is not Sort.PERSON or not told or taken.post is None:
            continue
        org = taken.org or only_lab(sentence, sentence.end) or sentence.context.lab_at(sentence.start)
        if org is not None and org.lab:
            for person in node.people:
                yield Found(Kind.ROLE_CHANGE, person, org, Clause(node, k), "list", role=taken.post.role)


def _in_line(sentence: Sentence) -> Iterator[Found]:
    """Names behind a colon, where the article has said who takes on or loses people."""
    context = sentence.context
    near = 0 <= sentence.start - context.losing_at < _NEAR_HEAD and context.losing_at >= 0
    leaving = context.losing if near else None
    went_on, context.list_open = context.list_open, _goes_on(sentence)
    if (leaving is None and context.gaining is None) or _tells_who_stays(sentence):
        return
    for segment, opens in _segments(sentence.nodes):
        names = [node for node in segment if node.sort is Sort.PERSON]
        if not (opens or went_on) or not names or not _verbless(segment) or segment.index(names[0]) > 2:
            continue
        clause = Clause(names[0], index_of(sentence.nodes, names[0]))
        for person in names[0].people:
            source = _elsewhere(sentence, person, context.gaining) if context.gaining is not None else None
            if leaving is not None and all(post.org is None or same(post.org, leaving) for post in person.posts):
                yield Found(Kind.DEPARTURE, person, leaving, clause, "list", role=person.role())
            elif context.gaining is not None and source is not None:
                yield Found(Kind.HIRE, person, context.gaining, clause, "list", source)
                left = person.employer(Standing.NOW)
                if left is not None and left.lab and not same(left, context.gaining):
                    yield Found(Kind.DEPARTURE, person, left, clause, "list", context.gaining, implied=True)


def _tells_who_stays(sentence: Sentence) -> bool:
    """ "His exit leaves three of the founders: X, Y and Z", "those who remain: X and Y"."""
    stays = any(item.low in term("word", "staying") | {"remaining"} for item in sentence.items)
    leaves = (c for c in sentence.clauses if "leave" in c.verb.acts)
    return stays or any(c.subject is not None and c.subject.sort is Sort.NOMINAL for c in leaves)


def _goes_on(sentence: Sentence) -> bool:
    """A list that a semicolon cuts: the next sentence is its next entry."""
    if not sentence.nodes or sentence.nodes[-1].low != ";":
        return False
    return sentence.context.list_open or any(node.sort is Sort.COLON for node in sentence.nodes)


def _segments(nodes: Sequence[Node]) -> Iterator[tuple[list[Node], bool]]:
    """What stands between stops, and whether a colon or a bullet opened the list."""
    opened = bool(nodes) and nodes[0].sort is Sort.DASH
    segment: list[Node] = []
    for node in nodes:
        if node.sort in (Sort.STOP, Sort.COLON):
            yield segment, opened
            segment = []
            opened = opened or node.sort is Sort.COLON
        else:
            segment.append(node)
    yield segment, opened


def _segment_of(nodes: Sequence[Node], k: int) -> list[Node]:
    """The nodes between the stops around `k`."""
    walls = (Sort.STOP, Sort.COLON)
    first = next((n + 1 for n in range(k, -1, -1) if nodes[n].sort in walls), 0)
    last = next((n for n in range(k, len(nodes)) if nodes[n].sort in walls), len(nodes))
    return list(nodes[first:last])


def _verbless(nodes: Sequence[Node]) -> bool:
    """No verb but "who was", and no noun of moving."""
    return all(is_be(node) for node in nodes if node.sort in (Sort.VERB, Sort.NOMINAL))


def _only_lists(nodes: Sequence[Node]) -> bool:
    """No verb but those of a list: "notable moves include X from A to B"."""
    return all(is_be(node) or node.low.startswith("includ") for node in nodes if node.sort is Sort.VERB)


def _elsewhere(sentence: Sentence, person: Person, org: Org) -> Org | None:
    posts = [*person.posts, *sentence.context.posts(person.name)]
    return next((post.org for post in posts if post.org is not None and not same(post.org, org)), None)
