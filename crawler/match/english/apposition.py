"""What stands around a name: posts and employers before it, behind it in commas or brackets, now or once."""

from __future__ import annotations

import re
from dataclasses import replace

from crawler.match.english.items import Item, Org, Post, Sort, Standing
from crawler.match.english.neighbours import low_at, sort_at
from crawler.match.english.nodes import Node
from crawler.match.english.people import compounds
from crawler.match.english.words import common, term

_MOST_BRACKETED = 14  # items
_MOST_APPOSED = 18
_LED = re.compile(r"(.*\b(?:CEO|CTO|CFO|COO|[Pp]resident|[Cc]hief \w+(?: officer)?)) of ([A-Z][\w-]*)")
_LONGEST_UNIT = 6  # words of what a post leads
_LED_UNITS = frozenset("unit division lab group".split())  # what a head of one leads, where a firm would be an employer
_ENDS = frozenset((Sort.COMMA, Sort.STOP, Sort.CLOSE, Sort.DASH, Sort.AND, Sort.REL, Sort.COLON, Sort.SUB, Sort.QUOTE))
_TELLING = frozenset(
    (
        Sort.ARTICLE, Sort.HIS, Sort.WORD, Sort.NAME, Sort.NUMBER, Sort.FIRM, Sort.POST, Sort.FORMER, Sort.ORG,
        Sort.CLITIC, Sort.PREP, Sort.ADVERB, Sort.TIME, Sort.SUB,
    )
)  # fmt: skip
_HELD = frozenset("ceo cto coo cfo president chief head director scientist officer".split())
_SERVANTS = frozenset("contributor adviser advisor aide assistant counsel deputy consultant".split())
_VETERANS = frozenset("veteran alum alumnus alumna veterans alumni".split())
_INSIDERS = frozenset("veteran insider stalwart".split())
_CREATORS = frozenset(
    "contributor co-creator cocreator creator inventor co-inventor author co-author godfather".split()
)
_LEADING = frozenset("chief lead head boss director manager".split())
_APPOINTED = frozenset("announced appointed named hired installed elected".split())
_OF_FIRMS = frozenset("manager executive exec president chairman coach partner".split())  # not of a product
_LEAVING = frozenset("departing outgoing ousted fired sacked dismissed".split())
_ONCE = frozenset("formerly previously once until recently lately earlier originally".split())


def posts_in(items: list[Item]) -> list[Post]:
    """The posts of a describing phrase, in order: "former OpenAI researcher", "CTO of Stripe", "ex-Google"."""
    posts: list[Post] = []
    standing = Standing.NOW
    org: Org | None = None
    told = carried = False  # the employer read last is part of a post already; the last post only carries it on
    firm = ""
    ended = _ended(items)
    for k, item in enumerate(items):
        named = _kin(items, k) or item.org or _unlisted(items, k)
        owns = item.sort is Sort.FIRM and sort_at(items, k + 1) is Sort.CLITIC
        firm = firm or (item.low if owns or item.low == "its" else "")
        if item.sort is Sort.FORMER or item.low in _ONCE or item.low.startswith("ex-"):
            standing = Standing.WAS
        if named is not None:
            org, told = _with_owner(items, k, named), False
            own = carried and low_at(items, k - 1) in ("at", "of")  # "professor at A and head of safety *at B*"
            own = own or _is_owned(items, k)
            if posts and k and (own or (posts[-1].org is None and _behind_preposition(items, k))):
                standing_there = Standing.WAS if _made(items, k, posts[-1], org) else posts[-1].standing
                posts[-1], told, carried = replace(posts[-1], org=org, standing=standing_there), True, False
        elif item.sort is Sort.FIRM and posts and posts[-1].org is None and owns:
            posts[-1] = replace(posts[-1], firm=posts[-1].firm or item.low)  # "head of *the company's* AI division"
        elif _is_insider(items, k):  # "a 27-year *company veteran*"
            posts.append(Post(item.text, None, standing, items[k - 1].low))
        elif item.sort is Sort.POST and not (item.low == "fellow" and any(i.sort is Sort.POST for i in items[k + 1 :])):
            told_as = _standing(item, Standing.WAS if ended else standing, org)
            bare = told_as is Standing.FOUNDER and _is_bare(items, k)  # "Founder X": of the article's own lab
            place = "" if org else "founder" if bare else firm
            whole = _in_charge_of(items, k) + _with_unit(items, k)
            role, firm_led = (item.text, None) if _describes(items, k + 2) else _of_firm(whole)
            posts.append(Post(role, org or firm_led, told_as, place, ended, _is_new(items, k)))
            told, carried = True, told and org is not None
    if items and items[-1].low in term("person", "offices"):  # "Judge X"
        posts.append(Post(items[-1].text, Org(items[-1].text, items[-1].low, False, False, "other")))
    if org is not None and not told:
        posts.append(Post(None, org, Standing.WAS if ended else standing, ended=ended))
    shared = bool(items) and items[0].low in ("both", "all")
    return [replace(post, shared=True) for post in posts] if shared else posts


def _made(items: list[Item], k: int, post: Post, org: Org) -> bool:
    """ "A *contributor to Gemini*", "creator of *A's model*": who made a product may be anywhere."""
    owner = [item.sort for item in items[k + 1 : k + 2]] == [Sort.CLITIC]
    return (owner or org.how == "product") and not _CREATORS.isdisjoint((post.role or "").lower().split())


def _is_insider(items: list[Item], k: int) -> bool:
    inside = items[k].sort is Sort.POST and not _INSIDERS.isdisjoint(items[k].low.split())
    return inside and low_at(items, k - 1) in ("company", "firm", "lab")


def _in_charge_of(items: list[Item], k: int) -> str:
    """ "A's *Siri* chief", "A's *TPU* lead": what is led, before a post of one word."""
    if not k or items[k].low not in _LEADING:
        return ""
    led, owned = items[k - 1], k > 1 and items[k - 2].sort is Sort.CLITIC
    product = led.sort is Sort.ORG and led.org is not None and led.org.how == "product"
    proper = led.text.isupper() or (led.sort is Sort.NAME and led.text[:1].isupper() and not common(led.low))
    named = owned and led.sort in (Sort.NAME, Sort.WORD) and proper
    return f"{led.text} " if product or named else ""


def _with_unit(items: list[Item], k: int) -> str:
    """ "Head of A's *text team*", "lead of *PyTorch* at A": the post with what is led, without whose it is."""
    if k + 2 >= len(items) or items[k + 1].low not in ("of", "for"):
        return items[k].text
    led: list[str] = []
    for item in items[k + 2 :]:
        whose = item.sort is Sort.ORG and item.org is not None and item.org.how != "product"
        if item.sort in (Sort.ARTICLE, Sort.HIS, Sort.CLITIC) or whose or _compound(item):
            continue
        if item.sort is Sort.FIRM and item.low not in _LED_UNITS:
            return items[k].text  # "co-founder of the AI *startup* A"
        if item.sort not in (Sort.WORD, Sort.NAME, Sort.ORG, Sort.FIRM):
            break
        led.append(item.text)
    return f"{items[k].text} of {' '.join(led)}" if led and len(led) <= _LONGEST_UNIT else items[k].text


def _compound(item: Item) -> bool:
    """ "*Toronto-based* Cohere", "the *Google-backed* startup"."""
    return item.low.endswith(compounds())


def _of_firm(role: str) -> tuple[str, Org | None]:
    """ "President of *Corvane*": a firm that no list holds; but "CEO of Applications"."""
    found = _LED.fullmatch(role)
    if found is None or found[2].lower() in term("role", "modifiers") or found[2].endswith("s"):
        return role, None
    return found[1], Org(found[2], found[2].lower(), False, False, "other")


def _is_new(items: list[Item], k: int) -> bool:
    """ "A's *new* head", "the *newly appointed* chief", and nothing that the word could describe instead."""
    just = False
    for item in reversed(items[max(0, k - 4) : k]):
        if item.low in ("new", "newest", "newly", "incoming") or (item.low in term("word", "just_done") and just):
            return True
        just = item.low in _APPOINTED  # "the recently *announced* chief"
        if item.sort not in (Sort.WORD, Sort.ORG, Sort.ADVERB) or item.low in ("former", "ex"):
            return False
    return False


def _with_owner(items: list[Item], k: int, named: Org) -> Org:
    """ "A's Foundation Models Group", a headline's "A Robotics AI Lead X": what a lab owns is the lab's."""
    owner = items[k - 2].org if k > 1 and items[k - 1].sort is Sort.CLITIC else None
    if k and items[k - 1].org is not None and named.how == "form":
        owner = items[k - 1].org
    return replace(owner, how="unit") if owner is not None and owner.lab and named.how in ("form", "other") else named


def _is_owned(items: list[Item], k: int) -> bool:
    """ "CEO of Google's self-driving project *Waymo*": what the noun before the name calls a part of its owner."""
    called = k > 1 and items[k - 1].low in term("organisation", "parts")
    owner = next((item for item in reversed(items[:k]) if item.sort is Sort.CLITIC), None)
    return called and owner is not None


def _is_bare(items: list[Item], k: int) -> bool:
    """Nothing but "fellow" before the post, and no lab behind it."""
    return (
        all(item.low in ("fellow", "another") for item in items[:k])
        and not any(item.org is not None and item.org.lab for item in items[k:])
        and (k + 1 == len(items) or items[k + 1].sort is Sort.AND)
    )


def _ended(items: list[Item]) -> bool:
    """ "Until last week", "until recently": lately, and no longer; "until now" and "until 2014" tell something else."""
    if any(item.low in _LEAVING and item.sort is not Sort.POST for item in items[:-1]):
        return True  # "A's *departing* head of safety"
    at = next((k for k, item in enumerate(items) if item.low == "until"), None)
    until = [item for item in items[at + 1 : at + 3]] if at is not None else []
    timed = any(item.sort is Sort.TIME or item.low in term("time", "nouns") for item in until)
    return bool(until) and (until[0].low == "recently" or (timed and not until[0].low.isdigit()))


def _standing(post: Item, told: Standing, org: Org | None) -> Standing:
    """Founders are told as such for good, veterans and alumni have been there; who made a product may be anywhere."""
    if told is Standing.NOW and "founder" in post.low:
        held = set(post.low.replace("-", " ").split()) & _HELD
        return Standing.NOW if held else Standing.FOUNDER  # "co-founder and CEO"
    head = post.low.split()[-1]
    created = org is not None and org.how in ("product", "unit") and head in _CREATORS
    return Standing.WAS if created or head in _VETERANS else told


def _unlisted(items: list[Item], k: int) -> Org | None:
    """An employer that nothing but its place tells: "Stripe's", "dean at Carnegie Mellon", "the mayor's"."""
    item = items[k]
    if (
        item.sort not in (Sort.NAME, Sort.WORD)
        or item.low in term("organisation", "inside")
        or _compound(item)
        or sort_at(items, k - 1) is Sort.ORG
    ):
        return None
    owns = sort_at(items, k + 1) is Sort.CLITIC
    post = items[k + 1] if sort_at(items, k + 1) is Sort.POST else None
    teaches = post is not None and item.low in term("organisation", "academia")  # "Stanford professor X"
    named = item.sort is Sort.NAME and (teaches or item.low not in term("place", "words"))  # but "its India head"
    owns = owns or (named and post is not None and not _creates(post))
    owns = owns or (k + 1 < len(items) and _is_proper_before_post(item, items[k + 1]))
    holds = low_at(items, k - 1) in ("at", "of") and item.sort is Sort.NAME and not _describes(items, k)
    holds = holds and not (k > 1 and _creates(items[k - 2]))
    return Org(item.text, item.low, False, False, "other") if owns or holds else None


def _creates(post: Item) -> bool:
    """ "*Keras creator* X", "the creator of Keras": what somebody made is no employer."""
    return post.sort is Sort.POST and post.low.split()[-1] in _CREATORS


def _describes(items: list[Item], k: int) -> bool:
    """ "Founder of *Norwegian* AI startup A": where the firm is at home."""
    behind = next((n for n in range(k, len(items)) if items[n].sort not in (Sort.NAME, Sort.WORD)), len(items))
    if behind + 1 >= len(items) or items[behind + 1].sort is not Sort.ORG:
        return False
    return items[behind].sort is Sort.FIRM or items[behind].low.endswith("developer")


def _is_proper_before_post(item: Item, post: Item) -> bool:
    """ "*Rangers* manager": a capital inside a sentence, before a post in small letters."""
    of_firm = post.sort is Sort.POST and post.text == post.low and post.low.split()[-1] in _OF_FIRMS
    return of_firm and item.text[:1].isupper() and item.first > 0


def _kin(items: list[Item], k: int) -> Org | None:
    """ "*Mila spin-off's* director", "an *OpenAI rival's* CTO": of a firm that stands to the lab as the word says."""
    other = k + 1 < len(items) and items[k].org is not None and items[k + 1].low in term("organisation", "rivals")
    return Org(f"{items[k].text} {items[k + 1].text}", items[k].low, False, False, "other") if other else None


def _behind_preposition(items: list[Item], k: int) -> bool:
    return any(item.sort in (Sort.PREP, Sort.TO) for item in items[max(0, k - 6) : k])


def behind_name(row: list[Item], k: int) -> tuple[int, list[Post]]:
    """Where the phrase of a name that ends before `k` ends, and the posts told behind the name."""
    posts: list[Post] = []
    if k < len(row) and row[k].sort is Sort.OPEN:
        close = next((n for n in range(k, min(k + _MOST_BRACKETED, len(row))) if row[n].sort is Sort.CLOSE), None)
        told = next((n for n in range(k, close or k) if _moves(row[n])), None)
        cut = next((n for n in range(k, told or k) if row[n].sort is Sort.COMMA), None)
        if cut is not None:  # "X (*ex-A researcher*, led its models)"
            posts += posts_in(row[k + 1 : cut])
        if close is not None and told is None:
            signed = any(item.sort is Sort.PERSON for item in row[k:close])  # "X (Ina Fried/Axios)": who wrote it
            posts += posts_in(row[k + 1 : close]) if not signed else []
            k = close + 1
    if k + 1 < len(row) and row[k].low == "of" and row[k + 1].sort is Sort.ORG:
        posts.append(Post(None, row[k + 1].org))
        k += 2
    elif k + 1 < len(row) and row[k].low == "of" and row[k + 1].sort is Sort.NAME:
        posts.append(Post(None, Org(row[k + 1].text, row[k + 1].low, False, False, "other")))
        k += 2
    for _ in range(3):
        found = _apposition(row, k)
        if found is None:
            break
        k, more = found
        posts += more
    return k, posts


def _moves(item: Item) -> bool:
    """ "X (A → B)", "X (who left A for B)" tell a move."""
    return item.low == "→" or (item.sort is Sort.VERB and bool(item.forms))


def _apposition(row: list[Item], k: int) -> tuple[int, list[Post]] | None:
    """The description behind a comma or dash at `k`: where it ends, and its posts; None where none stands there."""
    if k + 1 >= len(row) or row[k].sort not in (Sort.COMMA, Sort.DASH):
        return None
    end = k + 1
    while end < len(row) and end - k < _MOST_APPOSED and _tells(row, k + 1, end):
        end += 1
    if end < len(row) and row[end].sort is Sort.AND and _goes_on(row, k, end):
        while end < len(row) and end - k < _MOST_APPOSED and (row[end].sort in _TELLING or row[end].sort is Sort.AND):
            end += 1
    inner = row[k + 1 : end]
    if not inner or (end < len(row) and row[end].sort not in _ENDS):
        return None
    if len(inner) == 1 and inner[0].sort is Sort.NUMBER:  # an age
        return end, []
    posts = posts_in(inner)
    if not posts or not _describing(inner):
        return None
    return end, posts


def without_descriptions(nodes: list[Node]) -> list[Node]:
    """ "Tessera AI, a startup in Zurich, hires": what describes a lab between commas is left out."""
    kept: list[Node] = []
    i = 0
    while i < len(nodes):
        kept.append(nodes[i])
        end = _description_end(nodes, i) if nodes[i].sort is Sort.ORG else None
        i = end if end is not None else i + 1
    return kept


def _description_end(nodes: list[Node], i: int) -> int | None:
    """Past the closing comma of ", a startup in Zurich," behind the lab at `i`."""
    if i + 3 >= len(nodes) or nodes[i + 1].sort is not Sort.COMMA:
        return None
    if nodes[i + 2].sort is not Sort.FIRM and (nodes[i + 2].low, nodes[i + 3].low) != ("one", "of"):
        return None
    for k in range(i + 3, min(i + 3 + _MOST_APPOSED, len(nodes))):
        if nodes[k].sort is Sort.COMMA:
            goes_on = sort_at(nodes, k + 1) is Sort.VERB  # "A, a company that trains models, *has hired* X"
            return k + 1 if goes_on or all(node.sort is not Sort.VERB for node in nodes[i:k]) else None
        if nodes[k].sort is Sort.VERB and nodes[k - 1].sort is Sort.REL and not nodes[k].forms:
            continue
        if nodes[k].sort not in (Sort.PREP, Sort.WORD, Sort.ORG, Sort.FIRM, Sort.TIME, Sort.TO, Sort.REL):
            return None
    return None


def _tells(row: list[Item], first: int, k: int) -> bool:
    """What may stand in a description: also "*X's* chief of staff"."""
    owner = row[k].sort is Sort.PERSON and sort_at(row, k + 1) is Sort.CLITIC
    serves = row[k].sort is Sort.TO and row[k - 1].sort is Sort.POST and row[k - 1].low.split()[-1] in _SERVANTS
    return owner or serves or (row[k].sort in _TELLING and not _turns(row, first, k))


def _turns(row: list[Item], first: int, k: int) -> bool:
    """A subordinator opens a clause unless it only tells since when."""
    return row[k].sort is Sort.SUB and (k == first and row[k].low not in ("until", "once"))


def _goes_on(row: list[Item], first: int, k: int) -> bool:
    """ "co-founder of A and president": the second half describes the same person."""
    sorts = [item.sort for item in row[k + 1 : k + 6]]
    told = row[first + 1].sort is Sort.ARTICLE or any(item.sort is Sort.POST for item in row[first:k])
    if Sort.POST not in sorts or not told:
        return False
    stop = sorts.index(Sort.POST)
    return Sort.PERSON not in sorts[: stop + 2] and Sort.VERB not in sorts[:stop] and Sort.COMMA not in sorts[:stop]


def _describing(inner: list[Item]) -> bool:
    """A post, or "formerly of A", "of A": never a bare organisation, which may open the next clause."""
    if any(item.sort is Sort.POST for item in inner):
        return True
    first = inner[1] if inner[0].low in ("most", "both", "all", "now") and len(inner) > 1 else inner[0]
    return first.low in _ONCE or first.low in ("of", "from", "at", "with") or first.sort is Sort.FORMER
