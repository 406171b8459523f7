"""The first pass over a document: every sentence read into clauses, every person, post and lab kept in its context."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

from crawler.match.document import Document
from crawler.match.english.clauses import Clause
from crawler.match.english.context import Context, Named
from crawler.match.english.entries import is_entry, take_up_subject
from crawler.match.english.founders import founders_told
from crawler.match.english.items import Item, Org, Place, Post, Sort
from crawler.match.english.lexing import items_of
from crawler.match.english.lone_names import share_surnames
from crawler.match.english.neighbours import low_at, neighbour, sort_at
from crawler.match.english.newlabs import find_new_labs
from crawler.match.english.nodes import Node
from crawler.match.english.parser import clauses_of
from crawler.match.english.passing import labs_in_passing
from crawler.match.english.phrases import nodes_of, without_signs
from crawler.match.english.sentence import Sentence
from crawler.match.english.signed import author, turn_of
from crawler.match.english.tokens import mask, tokens, with_dashes
from crawler.match.english.told_posts import keep_told_posts
from crawler.match.english.units import Unit
from crawler.match.english.words import common, frames, given_name, term
from crawler.match.labs import LabSpan
from crawler.match.lexicons import Lexicon
from crawler.text.names import is_chinese, name_words

_NAMES = frozenset((Sort.PERSON, Sort.ORG))
_REACTING = frozenset(
    "thank thanks thanked praise praises praised congratulate congratulates congratulated wish wishes wished defend "
    "defends defended offers offered".split()
)
_TELLING = frozenset((Sort.PERSON, Sort.PRONOUN))
_FIRST_WORD = re.compile(r"[\"'(]?([A-Za-z]+)(?=[ ,])")
_LEAST_SURNAME = 4  # letters of a listed person's surname that may stand alone
_BULLET = re.compile(r"[-*•·▪◦‣●][ \t]|\d{1,2}[.)][ \t]")
_SIGNS = " \t*_#>"  # of markdown, before a number
_INDENT = 12  # characters of space before a line


def register(
    document: Document,
    units: Mapping[int, Unit],
    moving: frozenset[int],
    labs: tuple[LabSpan, ...],
    lexicon: Lexicon,
    *,
    context: Context | None = None,
) -> dict[int, Sentence]:
    """Every unit without Chinese characters as a sentence, by its number; all share one context, a new one or this."""
    context = context or Context()
    context.open(_title_end(document), _surnames(lexicon))
    rows = _rows(document, units, moving, labs, lexicon)
    _call_labs_by_one_name(list(rows.values()))
    for row in rows.values():
        for item in row:
            if item.sort is Sort.PERSON:
                context.add_name(item.person, item.strength)
            elif item.org is not None:
                context.orgs.add(item.org, item.start)
    sentences: dict[int, Sentence] = {}
    turn = ("", -1)
    for n, row in rows.items():
        share_surnames(row, context)
        settled = without_signs(
            [
                _settled(item, behind, context) if item.sort in _NAMES or item.text[:1].isupper() else item
                for item, behind in zip(row, [*row[1:], None], strict=False)  # a row may be empty
            ]
        )
        heads_list = bool(settled) and settled[-1].sort is Sort.COLON
        if not heads_list and not any(item.sort in _TELLING or item.forms for item in settled) and not _owned(settled):
            continue  # neither anybody nor a word of moving
        nodes = nodes_of(settled)
        _resolve_firms(nodes, context)
        unit = units[n]
        place = _place(document.plain, unit.start)
        title = unit.end <= context.title_end
        sentence = Sentence(unit.start, unit.end, settled, nodes, clauses_of(nodes), context, title, place)
        turn = turn_of(document, sentence) or (turn if unit.start < turn[1] else ("", -1))
        sentence.turn = turn[0] or None
        take_up_subject(sentence, sentences.get(n - 1))
        _keep(sentence)
        sentences[n] = sentence
    context.author = author(document, sentences)
    return sentences


def _title_end(document: Document) -> int:
    """Where the headline ends, also where the first line of the text repeats it."""
    head, start = document.title, document.body
    return start + len(head) + 1 if head and document.plain.startswith(f"{head}\n", start) else start


def _place(plain: str, start: int) -> Place:
    opens = plain.rfind("\n", max(0, start - _INDENT), start) + 1
    before = plain[opens:start] if opens or start < _INDENT else "-"
    if _BULLET.match(plain, start) or _BULLET.fullmatch(before.lstrip(_SIGNS)):  # "1." is cut off as a sentence
        return Place.BULLET
    return Place.RUNNING if before.strip() else Place.OPENING


def _owned(row: Sequence[Item]) -> bool:
    """ "Their company, A, ...", "the pair's company"."""
    several = any(item.low in ("pair", "duo", "trio", "quartet") for item in row)
    owners = (Sort.HIS, Sort.CLITIC) if several else (Sort.HIS,)
    firms = (k for k, item in enumerate(row) if item.sort is Sort.FIRM)
    return any(item.sort in owners for k in firms for item in row[max(0, k - 2) : k])  # also "her new startup"


def _rows(
    document: Document,
    units: Mapping[int, Unit],
    moving: frozenset[int],
    labs: tuple[LabSpan, ...],
    lexicon: Lexicon,
) -> dict[int, list[Item]]:
    masked = with_dashes(mask(document.plain), document.text)
    soft = [at for unit in units.values() for at in unit.breaks]
    if soft:
        signs = list(masked)
        for at in soft:
            signs[at] = " "
        masked = "".join(signs)
    starts = [lab.start for lab in labs]
    new_labs = find_new_labs(document, lexicon)
    new_starts = [lab.start for lab in new_labs]
    rows: dict[int, list[Item]] = {}
    for n, unit in units.items():
        if not unit.line.chinese and (n in moving or _names_or_refers(masked, unit)):
            here = labs[bisect_left(starts, unit.start) : bisect_left(starts, unit.end)]
            new = new_labs[bisect_left(new_starts, unit.start) : bisect_left(new_starts, unit.end)]
            rows[n] = items_of(tokens(masked, unit.start, unit.end), here, new, lexicon)
    return rows


def _names_or_refers(masked: str, unit: Unit) -> bool:
    """False where a sentence without a word of moving names nobody and nothing and refers to nobody."""
    first = _FIRST_WORD.match(masked, unit.start, unit.end)
    if first is None or masked[unit.end - 1] == ":":
        return True
    low = first.group(1).lower()
    if low in _referring_words() or given_name(low) or not common(low):
        return True
    return _referring().search(masked, first.end(), unit.end) is not None


@cache
def _referring_words() -> frozenset[str]:
    return term("word", "pronouns") | term("word", "possessive_pronouns")


@cache
def _referring() -> re.Pattern[str]:
    """A capital letter, a sign that the words alone do not show, or a pronoun."""
    return re.compile(rf"[^a-z0-9 ,.;'\"()%$-]|\b(?:{'|'.join(sorted(_referring_words()))})\b")


def _call_labs_by_one_name(rows: Sequence[list[Item]]) -> None:
    """ "Ostara AI" and, further down, "Ostara": an unlisted lab goes by its full name everywhere."""
    full: dict[str, Org] = {}
    for item in (item for row in rows for item in row):
        if item.org is not None and item.org.how in ("form", "other", "name"):
            spelled = item.text if item.org.how == "name" else item.org.name
            stem = _without_suffix(spelled)
            if stem and stem != spelled.lower():
                full.setdefault(stem, item.org)
    for item in (item for row in rows for item in row) if full else ():
        if item.low not in full:
            continue
        short = item.org is not None and item.org.how == "form"
        alone = item.sort in (Sort.NAME, Sort.PERSON) and item.strength < 0.6 and item.text[:1].isupper()
        if short or alone or item.sort is Sort.NAME or _is_capital_inside(item):
            item.sort, item.org = Sort.ORG, full[item.low]


def _is_capital_inside(item: Item) -> bool:
    """ "Joining Figure", where the text also says "Figure AI": an ordinary word with a capital inside a sentence."""
    return item.sort in (Sort.WORD, Sort.POST) and item.first > 0 and item.text[:1].isupper() and " " not in item.text


def _without_suffix(name: str) -> str:
    words = name.lower().split()
    while len(words) > 1 and words[-1] in term("organisation", "suffixes"):
        words.pop()
    return " ".join(words)


@cache
def _surnames(lexicon: Lexicon) -> dict[str, str]:
    """Folded surname → name, for the listed people with a Latin name, where only one has that surname."""
    found: dict[str, list[str]] = {}
    for name in lexicon.spellings:
        words = () if is_chinese(name) else name_words(name)
        if len(words) > 1 and len(words[-1]) >= _LEAST_SURNAME:
            found.setdefault(words[-1], []).append(name)
    return {last: held[0] for last, held in found.items() if len(held) == 1}


def _settled(item: Item, behind: Item | None, context: Context) -> Item:
    """A person by the fullest name; one bare word that nothing makes a person is none."""
    if item.sort is Sort.ORG:
        named = item.org is not None and item.org.how in ("form", "other") and item.text == item.org.name
        if named and (known := context.named_in_full(item.text)) is not None:  # "the startup Lee left A to launch"
            item.sort, item.org, item.person, item.strength = Sort.PERSON, None, known, 0.7
    elif behind is not None and behind.low == "of" and item.low in term("role", "heads"):
        item.sort = Sort.POST  # "Ann Lee, *Dean of* Science"
    elif item.sort in (Sort.NAME, Sort.WORD):
        _surname_alone(item, context)
    elif item.sort is Sort.PERSON:
        full = context.of_handle(item.person) if item.person[:1] == "@" else context.fullest(item.person)
        if full is not None and (" " in item.person or full != item.person):
            item.person, item.strength = full, max(item.strength, 0.7)
        elif item.strength < 0.4:
            item.sort = Sort.NAME
    return item


def _surname_alone(item: Item, context: Context) -> None:
    if not (item.text.isalpha() and len(item.text) > 1):
        return
    known = context.surname(item.text)
    if known and item.low not in term("word", "never_names"):
        item.sort, item.person, item.strength = Sort.PERSON, known, 0.7


def _keep(sentence: Sentence) -> None:
    """Note who is named where, and the posts told of them."""
    context = sentence.context
    _place_announced(sentence)
    _place_gone(sentence)
    subjects = {id(clause.subject) for clause in sentence.clauses}
    reacting = {id(c.subject) for c in sentence.clauses if c.verb.low in _REACTING or _moves_others(c)}
    asides = {id(node) for clause in sentence.clauses if not _hands_over(clause) for _, node in clause.obliques}
    named = [node for node in sentence.nodes if node.sort is Sort.PERSON]
    for node in (*named, *(node for node in sentence.nodes if node.sort is Sort.FIRM)):  # "A's former CTO X's startup"
        for person in node.people:
            context.note(person.name, person.posts)
    for node in sorted(named, key=lambda n: (id(n) in subjects, -n.start)):
        names = tuple(person.name for person in node.people)
        introduced = node is sentence.nodes[0] and len(names) == 1 and _is_introduced(sentence)
        aside, reacts = id(node) in asides, id(node) in reacting or _posts(sentence, node)
        taken_up = introduced and sentence.items[0].low == "the"
        leads = id(node) in subjects
        context.add_place(Named(sentence.start, sentence.end, names, leads, aside, introduced, reacts, taken_up))
    if is_entry(sentence):
        context.entries.add(sentence.start)
    topic = sentence.clauses[0].subject if sentence.clauses else None
    if topic is not None and topic.sort is Sort.ORG and topic.org is not None and topic.org.lab:
        context.orgs.add_topic(sentence.start, sentence.end, topic.org)
    for clause in sentence.clauses:
        told = [n for n in (clause.subject, clause.object) if n is not None and n.sort is Sort.PERSON]
        if told and clause.verb.low in term("word", "writing"):
            context.tellers.append((clause.verb.start, told[0].people[0].name))
    context.orgs.pass_over(labs_in_passing(sentence))
    keep_told_posts(sentence)
    for person, org in founders_told(sentence):
        context.founded.setdefault(context.full(person.name), []).append(org)


def _posts(sentence: Sentence, node: Node) -> bool:
    """ "*Ann Lee @annlee* wow": whoever writes the post, not whom it is about."""
    behind = sentence.items[node.last : node.last + 1]
    return not sentence.title and bool(behind) and behind[0].text.startswith("@")


def _place_announced(sentence: Sentence) -> None:
    """ "A said that *CEO X* has left": its own, as no other firm is told."""
    for clause in sentence.clauses:
        teller = clause.subject if clause.verb.low in term("word", "telling") else None
        if teller is None or teller.sort is not Sort.ORG or teller.org is None or not teller.org.lab:
            continue
        behind = (node for node in sentence.nodes[clause.index + 1 : clause.index + 3] if node.is_noun)
        named = next(behind, None)
        for person in named.people if named is not None and named.sort is Sort.PERSON else ():
            person.posts = [replace(p, org=teller.org) if p.role and not (p.org or p.firm) else p for p in person.posts]


def _place_gone(sentence: Sentence) -> None:
    """ "*With X gone* to B, *A has* no head of safety": X was A's."""
    if not sentence.nodes or sentence.nodes[0].low != "with" or len(sentence.nodes) < 3:
        return
    gone, verb = sentence.nodes[1:3]
    behind = (c.subject for c in sentence.clauses if c.subject is not None and c.subject.start > verb.end)
    main = next(behind, None)
    leaves = gone.sort is Sort.PERSON and verb.low in ("gone", "off", "out", "leaving", "departing")
    if leaves and main is not None and main.sort is Sort.ORG and main.org is not None and main.org.lab:
        for person in gone.people:
            if person.employer() is None:
                person.posts.append(Post(None, main.org))


def _moves_others(clause: Clause) -> bool:
    """ "X *has hired* aggressively": whoever hires or dismisses is not who moves."""
    active = not clause.passive and not clause.nominal and (clause.object is not None or bool(clause.verb.helpers))
    acts = [form.act for form in clause.verb.forms if form.act != "introduce"]
    return active and any(frames()[act].mover[:1] == ("either",) for act in acts)


def _hands_over(clause: Clause) -> bool:
    """ "The reins pass to *X*": whom the text then goes on about."""
    thing = clause.subject is not None and clause.subject.sort is Sort.WORD
    return thing and "handover" in clause.verb.acts


def _is_introduced(sentence: Sentence) -> bool:
    """ "X, who ...", "X, its head of research, ...", but not "another researcher, X,"."""
    behind = [node.sort for node in sentence.nodes[1:3]]
    another = sentence.items[sentence.nodes[0].first].low == "another"
    return not another and (bool(sentence.nodes[0].people[0].posts) or behind == [Sort.COMMA, Sort.REL])


def _resolve_firms(nodes: list[Node], context: Context) -> None:
    """ "The startup's chief executive, X": at the lab spoken of."""
    for k, node in enumerate(nodes):
        owner = (
            next((n.org for n in reversed(nodes[: k - 1]) if n.org), None) if low_at(nodes, k - 1) == "whose" else None
        )
        for person in node.people:
            if owner is not None:  # "A, whose co-founders X and Y"
                person.posts = [post if post.org else replace(post, org=owner, firm="") for post in person.posts]
            if any(post.firm for post in person.posts):
                start = _hirer_start(nodes, k) if not node.new else node.start
                here = _named_before(nodes, k, start)
                person.posts = [_placed(post, context, start, here) for post in person.posts]


def _named_before(nodes: Sequence[Node], k: int, start: int) -> Org | None:
    """Whose "its founder" is: the lab that the same sentence names last before, not in telling of somebody else.

    Of "another OpenAI figure, co-founder X" the post before the comma tells it.
    """
    apposed = neighbour(nodes, k - 2) if sort_at(nodes, k - 1) is Sort.COMMA else None
    if apposed is not None and apposed.sort is Sort.POST and apposed.org is not None:
        return apposed.org
    before = [(nodes[n - 1], nodes[n]) for n in range(1, k) if nodes[n].start < start and nodes[n].sort is Sort.ORG]
    if nodes and k and nodes[0].sort is Sort.ORG and nodes[0].start < start:
        before.insert(0, (nodes[0], nodes[0]))
    hirer = before[0][1].org if _is_hired(nodes, k) and len(before) > 1 else None  # "A paid B and hired its founder"
    named = [node.org for link, node in before if hirer is not None or link.sort not in (Sort.TO, Sort.PREP)]
    named = [org for org in named if hirer is None or org is None or org.id != hirer.id]
    return next((org for org in reversed(named) if org is not None and org.how != "product"), None)


def _is_hired(nodes: Sequence[Node], k: int) -> bool:
    """ "And hired *its founder*"."""
    return _hires(neighbour(nodes, k - 1)) and sort_at(nodes, k - 2) is Sort.AND


def _hirer_start(nodes: Sequence[Node], k: int) -> int:
    """ "Since Meta hired *its* founder, X": nobody hires who is its own already, so it is the lab before."""
    agent = neighbour(nodes, k - 2) if _hires(neighbour(nodes, k - 1)) else None
    return agent.start if agent is not None and agent.sort is Sort.ORG else nodes[k].start


def _hires(verb: Node | None) -> bool:
    return verb is not None and verb.sort is Sort.VERB and bool(verb.acts & {"hire", "poach"})


def _placed(post: Post, context: Context, start: int, here: Org | None) -> Post:
    """A post at "its" firm, at "the startup" or at nobody's, with the lab that is meant."""
    if not post.firm:
        return post
    if post.firm == "founder":
        titled = context.orgs.headlined()
        about = titled if titled is not None and titled.pure else context.orgs.before(start, small=True)
        return replace(post, org=here or about or context.orgs.pure_main(), firm="")
    if post.firm == "its" and (here is not None or not context.orgs.any_before(start)):
        return replace(post, org=here, firm="")
    return replace(post, org=context.orgs.before(start, small=post.firm in term("organisation", "small")), firm="")
