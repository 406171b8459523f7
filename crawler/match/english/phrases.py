"""Noun phrases: runs of items with their head, and what each says of a person, a lab or a post."""

from __future__ import annotations

from dataclasses import replace

from crawler.match.english.apposition import behind_name, posts_in, without_descriptions
from crawler.match.english.coordination import joined_people
from crawler.match.english.items import Item, Org, Person, Post, Sort
from crawler.match.english.neighbours import low_at, sort_at
from crawler.match.english.nodes import Node, node_over
from crawler.match.english.particles import WEEKDAYS
from crawler.match.english.verbs import OPENS_VERB_GROUP, is_nominal, verb_group
from crawler.match.english.words import frames, term

_INSIDE = frozenset((Sort.WORD, Sort.NAME, Sort.NUMBER, Sort.FIRM, Sort.POST, Sort.FORMER, Sort.ORG))
_OPENING = frozenset((Sort.ARTICLE, Sort.HIS))
_OPENS_PHRASE = _INSIDE | _OPENING | {Sort.PERSON, Sort.TIME}
_OWNING = frozenset((Sort.HIS, Sort.CLITIC))
_WHEN = frozenset("next last this earlier later early late".split())
_NEW = frozenset(("new", "newest", "next", "incoming"))
_COUNTED = frozenset("two three four five six seven eight nine ten several".split())
_SOME_OF = _COUNTED | {"one", "some", "another", "many", "most", "both", "all"}
_ONE_MORE = frozenset("another a an".split())
_FIRMS = frozenset("rivals competitors companies startups start-ups firms labs".split())
_MAKERS = frozenset("developer creator builder inventor".split())
_CALLED = frozenset(("called", "named", "dubbed"))
_BEFORE_COUNT = frozenset("the all these those another".split())
_HEADS_POST = frozenset(("of", "at", "for", "in", "with"))


def nodes_of(row: list[Item]) -> list[Node]:
    """The nodes of one sentence, in order; people named side by side are one node."""
    nodes: list[Node] = []
    i = 0
    while i < len(row):
        if is_nominal(row, i):
            found = [node_over(row, i, i + 1, Sort.NOMINAL)]
            found[0].forms = tuple(form for form in row[i].forms if form.noun)
            tail = max((len(form.tail) for form in found[0].forms), default=0)
            found[0].last, found[0].end = i + 1 + tail, row[i + tail].end
        elif row[i].sort in _OPENS_PHRASE:
            found = _noun_phrase(row, i)
        else:
            found = [(verb_group(row, i) if row[i].sort in OPENS_VERB_GROUP else None) or node_over(row, i, i + 1)]
        nodes += found
        i = found[-1].last
    return joined_people(_owned(_singled_out(without_descriptions(nodes), row)))


def _singled_out(nodes: list[Node], row: list[Item]) -> list[Node]:
    """ "One of A's researchers, X", "at one of its biggest rivals, A": who is meant is named behind the comma."""
    kept: list[Node] = []
    for node in nodes:
        if several := _several_before(node, kept, row):
            del kept[-several:]
        kept.append(node)
    return kept


def _several_before(node: Node, kept: list[Node], row: list[Item]) -> int:
    """How many nodes right before a name tell only of how many others it is one."""
    if node.sort is Sort.PERSON and len(kept) > 1 and kept[-1].low == "of" and kept[-2].low in _SOME_OF:
        named = next((k for k in range(node.first, node.last) if row[k].sort is Sort.PERSON), node.first)
        return 2 if named > node.first and row[named - 1].sort is Sort.COMMA else 0
    described = node.sort is Sort.ORG and len(kept) > 3 and kept[-1].sort is Sort.COMMA
    return 4 if described and [n.low for n in kept[-4:-2]] == ["one", "of"] and kept[-2].low in _FIRMS else 0


def without_signs(row: list[Item]) -> list[Item]:
    """ "Meta (META)", "Qwen (Qianwen)", "Language Models (LLM) team": a bracket with one other name is left out."""
    if not any(item.sort is Sort.OPEN or item.sort is Sort.QUOTE for item in row):
        return row
    kept: list[Item] = []
    k = 0
    while k < len(row):
        sign = (
            row[k + 1].text if k + 2 < len(row) and row[k].sort is Sort.OPEN and row[k + 2].sort is Sort.CLOSE else ""
        )
        if 1 < len(sign) < 12 and sign[0].isupper() and sign.isalpha() and kept and kept[-1].sort is not Sort.PERSON:
            k += 3
            continue
        quoted = row[k].sort is Sort.QUOTE and sort_at(row, k + 1) is Sort.POST
        if not (quoted and kept and kept[-1].sort in _OPENING):  # 'its "chief AI officer"'
            kept.append(row[k])
        k += 1
    return kept


def _noun_phrase(row: list[Item], i: int) -> list[Node]:
    """The phrase that starts at `i`; two nodes where a lab and a name only stand side by side."""
    end = run_end(row, i)
    if row[end - 1].sort is not Sort.PERSON:
        return [_without_name(row, i, end)]
    name = end - 1
    if name > i and row[name - 1].sort is Sort.ORG and not _describes(row, i, name):
        return [_without_name(row, i, name), *_noun_phrase(row, name)]
    if row[i].sort is Sort.HIS and name == i + 1 and row[name].strength < 1:
        return [_without_name(row, i, end)]  # "posted on *his WeChat Moments*"
    posts = posts_in(row[i:name])
    last, more = behind_name(row, end)
    node = node_over(row, i, last, Sort.PERSON, name)
    node.people = [Person(row[name].person, [*posts, *more], row[name].strength)]
    node.plural = any(_plural(row[k]) for k in range(i, name))
    node.new = any(row[k].low in _NEW for k in range(i, name))
    return [node]


def run_end(row: list[Item], i: int) -> int:
    """Where the run of noun-like items at `i` ends; a name closes it, an article inside opens the next one."""
    k = i
    while k < len(row):
        sort = row[k].sort
        if is_nominal(row, k) or (k > i and _opens_time(row, k)):
            break
        if sort is Sort.PERSON:
            return k if k > i and _is_time(row[k - 1]) and row[i].sort is not Sort.HIS else k + 1  # "in April X said"
        if k > i and sort is Sort.ORG and _is_time(row[k - 1]) and row[i].sort is not Sort.HIS:
            break  # "by evening Google had"
        if k > i and row[k - 1].sort is Sort.ORG and (_is_span(row[k]) or _opens_span(row, k)):
            break  # "returned to OpenAI days later"
        if sort in _INSIDE or sort is Sort.TIME or (sort in _OPENING and k == i) or (k > i and _links(row, i, k)):
            k += 1
        else:
            break
    while k > i + 1 and row[k - 1].sort in (Sort.AND, Sort.PREP, Sort.COMMA, Sort.ARTICLE):
        k -= 1
    return k


def _opens_time(row: list[Item], k: int) -> bool:
    """ "Quit A *last* May", "left the team *last fall*", a headline's "leaves A *Tuesday*"."""
    if row[k].low in WEEKDAYS and row[k - 1].sort is Sort.ORG:
        return k + 1 == len(row) or row[k + 1].sort not in _INSIDE
    if row[k].low not in _WHEN:
        return False
    return row[k - 1].sort in (Sort.ORG, Sort.FIRM, Sort.POST) or (k + 1 < len(row) and _is_time(row[k + 1]))


def _is_span(item: Item) -> bool:
    """ "Days", "weeks": how long after."""
    return item.low in ("days", "weeks", "months", "years", "hours")


def _opens_span(row: list[Item], k: int) -> bool:
    """ "Left OpenAI *one month* ago", "may join it *one day*"."""
    return row[k].low == "one" and low_at(row, k + 1) in term("time", "nouns")


def _is_time(item: Item) -> bool:
    return item.sort is Sort.TIME or (item.sort is Sort.WORD and item.low in term("time", "nouns"))


def _links(row: list[Item], first: int, k: int) -> bool:
    """Whether a small word at `k` goes on with the phrase."""
    item, before = row[k], row[k - 1]
    if k + 1 >= len(row):
        return False
    sort, after_post, goes_on = item.sort, before.sort is Sort.POST, False
    if sort is Sort.CLITIC:
        goes_on = before.sort in (Sort.ORG, Sort.FIRM, Sort.WORD, Sort.NAME)
    elif sort is Sort.AND:
        goes_on = _reaches(row, k + 1, Sort.POST) and (after_post or _is_former_firm(row, first, k))
    elif sort is Sort.PREP:
        goes_on = after_post and item.low in _HEADS_POST and _reaches(row, k + 1, Sort.ORG)
        goes_on = goes_on or (after_post and item.low == "of" and row[k + 1].sort is Sort.NAME)
    elif sort is Sort.HIS:
        goes_on = before.sort is Sort.PREP
    elif sort is Sort.ARTICLE:
        goes_on = before.sort in (Sort.PREP, Sort.HIS) or before.low in _BEFORE_COUNT
    elif sort is Sort.COMMA:
        goes_on = row[k + 1].sort is Sort.PERSON and _inverted(row, first, k)
        goes_on = goes_on or (_is_former_firm(row, first, k) and _reaches(row, k + 2, Sort.POST))
    return goes_on or (item.low in _CALLED and before.sort is Sort.FIRM and row[k + 1].sort is Sort.ORG)


def _is_former_firm(row: list[Item], first: int, k: int) -> bool:
    """ "*Former Stripe* and Meta executive X", "former Intel, Tesla executive X"."""
    once = row[first].sort is Sort.FORMER or (row[first].sort is Sort.ARTICLE and row[first + 1].sort is Sort.FORMER)
    return once and row[k - 1].sort in (Sort.NAME, Sort.ORG) and row[k + 1].sort in (Sort.NAME, Sort.ORG)


def _reaches(row: list[Item], k: int, sort: Sort) -> bool:
    """Whether an item of that sort follows, past articles and describing words."""
    for item in row[k : k + 5]:
        if item.sort is sort:
            return True
        describes = item.sort is Sort.ORG and sort is Sort.POST
        if not describes and item.sort not in (
            Sort.ARTICLE, Sort.HIS, Sort.WORD, Sort.NAME, Sort.FORMER, Sort.NUMBER, Sort.FIRM,
        ):  # fmt: skip
            return False
    return False


def _inverted(row: list[Item], first: int, k: int) -> bool:
    """ "OpenAI's head of safety, NAME, ...": the post before the comma is the name's."""
    if row[k - 1].low in term("role", "relations") and any(item.sort in _OWNING for item in row[first:k]):
        return _ends_apposition(row, k + 2)  # "her predecessor, X"
    posts = [n for n in range(first, k) if row[n].sort is Sort.POST]
    unit = (
        bool(posts)
        and row[k - 1].low in term("organisation", "units")
        and any(row[n].sort is Sort.ORG for n in range(posts[-1], k))
    )
    of_firm = row[k - 1].sort is Sort.NAME and low_at(row, k - 2) == "of"  # "the president of Corvane, X,"
    if not posts or not (unit or of_firm or row[k - 1].sort in (Sort.POST, Sort.ORG)):
        return False
    told = any(row[n].sort is Sort.ORG for n in range(first, k)) or row[first].low in (
        "the",
        "its",
        "his",
        "her",
        "their",
    )
    several = _plural(row[posts[-1]])
    definite = told or first == 0 or row[first].low in (_COUNTED if several else _ONE_MORE)
    if low_at(row, k + 2) in term("word", "telling"):
        definite = told and row[first - 1].sort is not Sort.SUB
    return definite and _ends_apposition(row, k + 2)


def _ends_apposition(row: list[Item], k: int) -> bool:
    """Whether what stands behind the name leaves it the only one: no list goes on."""
    behind = row[k].sort if k < len(row) else Sort.STOP
    return behind in (
        Sort.COMMA, Sort.VERB, Sort.AUX, Sort.STOP, Sort.OPEN, Sort.CLITIC, Sort.AND, Sort.TO, Sort.DASH, Sort.PREP,
        Sort.ADVERB, Sort.QUOTE, Sort.SUB,
    )  # fmt: skip


def _describes(row: list[Item], first: int, name: int) -> bool:
    """Whether a lab right before a name tells of the person: a former employer, or a post held there."""
    return any(row[n].sort in (Sort.FORMER, Sort.POST) for n in range(first, name - 1))


def _without_name(row: list[Item], i: int, end: int) -> Node:
    head = end - 1
    while head > i and row[head].sort in (Sort.CLITIC, Sort.NUMBER, Sort.FORMER):
        head -= 1
    node = node_over(row, i, end, head=head)
    node.new = any(row[n].low in _NEW for n in range(i, end))
    node.owner = row[i].low if row[i].sort is Sort.HIS else ""
    orgs = [n for n in range(i, end) if row[n].sort is Sort.ORG]
    posts = [n for n in range(i, end) if row[n].sort is Sort.POST]
    unit = row[end - 1].sort in (Sort.FIRM, Sort.WORD) and bool(orgs) and _behind_post(row, posts)
    closes = unit or row[end - 1].sort in (Sort.POST, Sort.ORG)
    if posts and closes and (orgs[-1:] <= posts[-1:] or _behind_post(row, posts)):
        _read_as_post(node, row, posts[-1])
    else:
        _read_as_thing(node, row, head, orgs)
    return node


def _read_as_post(node: Node, row: list[Item], k: int) -> None:
    """ "Former Corvane researchers": the phrase of the post at `k`."""
    told = sorted(posts_in(row[node.first : node.last]), key=lambda post: post.role is not None)
    node.sort, node.low = Sort.POST, row[k].low
    node.post = Post(told[-1].role, told[-1].org, told[-1].standing) if told else Post(row[k].text, None)
    node.org = node.post.org
    node.plural = _plural(row[k])
    if node.org is not None and node.org.how == "product" and row[node.first].low == "the" and node.low in _MAKERS:
        node.sort, node.org = Sort.ORG, replace(node.org, how="name")  # "the Claude developer"


def _read_as_thing(node: Node, row: list[Item], head: int, orgs: list[int]) -> None:
    """A lab's unit, a firm, a time, or any other thing, by the word at `head` and the labs named in the phrase."""
    sort = row[head].sort
    if (holder := _unit_owner(row, orgs)) is not None:  # "Meta's Robotics Studio", "Meta's Robotics Research Team"
        node.org = replace(holder, how="unit")
    elif orgs and sort is not Sort.ORG:
        node.org = _owner_of([row[n].org for n in orgs])
        unit = sort is Sort.FIRM and row[head].low not in term("organisation", "rivals")
        node.sort = Sort.ORG if unit else sort if sort is Sort.FIRM else Sort.WORD
    elif sort is Sort.FIRM and (owner := _named_owner(row, node.first, node.last)) is not None:
        node.sort, node.org = Sort.ORG, owner
    elif sort is Sort.TIME or row[head].low in term("time", "nouns"):
        node.sort = Sort.TIME
    elif sort is Sort.HIS:
        node.sort = Sort.PRONOUN
    elif sort in (Sort.PERSON, Sort.NAME, Sort.NUMBER, Sort.FORMER, Sort.ARTICLE, Sort.CLITIC):
        node.sort = Sort.WORD


def _unit_owner(row: list[Item], orgs: list[int]) -> Org | None:
    """The lab that owns, right before it, what has the form of a firm's name."""
    between = row[orgs[-2] + 1 : orgs[-1]] if len(orgs) > 1 else []
    if not between or between[0].sort is not Sort.CLITIC:
        return None
    if any(item.text == item.low and item.low not in ("own", "new") for item in between[1:]):
        return None  # but "Meta's own Superintelligence Lab"
    owner, owned = row[orgs[-2]].org, row[orgs[-1]].org
    return owner if owner is not None and owner.lab and owned is not None and owned.how in ("form", "other") else None


def _named_owner(row: list[Item], i: int, end: int) -> Org | None:
    """ "Stanford's AI lab": an organisation that is no lab of ours."""
    for k in range(i, end - 1):
        if row[k].sort is Sort.NAME and row[k + 1].sort is Sort.CLITIC:
            return Org(row[k].text, row[k].low, False, False, "other")
    return None


def _owner_of(orgs: list[Org | None]) -> Org | None:
    """Of "OpenAI's ChatGPT team" the lab, not the product; a product alone stands for its lab."""
    named = [org for org in orgs if org is not None]
    lab = next((org for org in reversed(named) if org.how != "product"), None)
    return lab or replace(named[-1], how="unit")


def _behind_post(row: list[Item], posts: list[int]) -> bool:
    if not posts:
        return False
    follows = row[posts[-1] + 1] if posts[-1] + 1 < len(row) else None
    return follows is not None and follows.sort is Sort.PREP


def _plural(item: Item) -> bool:
    if item.sort is not Sort.POST:
        return False
    heads = term("role", "heads")
    return any(word.endswith("s") and word[:-1] in heads for word in item.low.replace("-", " ").split())


def _is_exit(nodes: list[Node], k: int) -> bool:
    """ "X's OpenAI *exit*": never "X's xAI hires"."""
    leaves = k < len(nodes) and nodes[k].sort is Sort.NOMINAL
    return leaves and any(frames()[form.act].gives == "departure" for form in nodes[k].forms)


def _owned(nodes: list[Node]) -> list[Node]:
    """ "Elon Musk's xAI" is the lab; "X's startup" is a firm with an owner."""
    kept: list[Node] = []
    for k, node in enumerate(nodes):
        owned = node.sort in (Sort.ORG, Sort.FIRM) and len(kept) > 1 and kept[-1].sort is Sort.CLITIC
        moving = node.sort is Sort.ORG and _is_exit(nodes, k + 1)
        if owned and not moving and kept[-2].sort is Sort.PERSON:
            node.people = kept[-2].people if node.sort is Sort.FIRM or node.new else node.people
            kept[-2:] = []
        kept.append(node)
    return kept
