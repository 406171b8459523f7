"""Reasons to say no: other senses, firms that are no labs, posts that are no AI posts, moves that nobody made."""

from __future__ import annotations

from crawler.match.english.certainty import Claim
from crawler.match.english.found import Found
from crawler.match.english.items import Org, Sort
from crawler.match.english.neighbours import low_at
from crawler.match.english.nodes import index_of
from crawler.match.english.sentence import Sentence
from crawler.match.english.words import term
from crawler.model import Kind

OF_A_LAB = "(headline of an AI company)"  # among the surroundings: whoever comes to a firm there has to do with AI
_NEAR = 14  # items on either side of the trigger in which a word may say what the post is about
_BEHIND = 12
_OF_AI = frozenset(("ai", "a.i", "a.i.", "humanoid", "humanoids", OF_A_LAB))
_PROGRAMMES = frozenset("programme program beta preview waitlist marketplace network alliance accelerator".split())
_FOR_USERS = frozenset(
    "affiliate partner partners ambassador creator creators developer beta preview access bounty".split()
)
_COMING = frozenset("join hire poach arrive sign cometo".split())


def objection(sentence: Sentence, found: Found, claim: Claim, surroundings: frozenset[str]) -> str:
    """Why this is no move of a lab, in words; empty where nothing speaks against it."""
    if claim.unreal and not claim.negated:
        return f"only wished, offered, tried or asked: {claim.unreal!r}"
    at = _trigger(sentence, found)
    if other := _no_employment(sentence, found, at) or _only_used(sentence, found) or _only_stays_away(found, claim):
        return other
    if found.org.by_post:
        return _not_called_ai(sentence, found)
    if not found.org.pure and found.org.id:
        return _no_ai_post(sentence, found, at, surroundings)
    return _no_ai_firm(sentence, found, surroundings)


def _no_employment(sentence: Sentence, found: Found, at: int) -> str:
    """A seat to listen from, time off, a programme for customers: the words of moving without the move."""
    if any(item.low in ("observer", "observers") for item in sentence.items[at : at + _BEHIND]):
        return "a board observer"
    if found.act == "join" and _is_programme(sentence, found):
        return f"a programme of {found.org.name}, not its staff"
    before = low_at(sentence.items, at - 1)
    leave = (found.clause.verb.low == "leave" and before in term("word", "of_absence")) or _for_a_leave(found)
    return "a leave of absence" if leave else ""


def _only_used(sentence: Sentence, found: Found) -> str:
    """ "After quitting his job, X built an app *with ChatGPT*": whose users leave no lab."""
    posts = [*found.person.posts, *sentence.context.posts(found.person.name)]
    guessed = found.kind is Kind.DEPARTURE and found.guessed and found.org.how == "product"
    if not guessed or any(post.org is not None and post.org.id == found.org.id for post in posts):
        return ""
    nodes = [node for node in sentence.nodes if node.org is not None and node.org.id == found.org.id]
    if any(node.sort is not Sort.ORG for node in nodes) or (not nodes and sentence.context.orgs.in_title()):
        return ""  # "*Qwen members* also left", below "Trouble at Qwen"
    return f"nothing says that {found.person.name} worked on {found.org.name}'s products"


def _only_stays_away(found: Found, claim: Claim) -> str:
    """ "X has left A. She *won't be coming back*": the same once more, and no return that anybody told of."""
    away = claim.negated and found.kind is Kind.RETURN and found.guessed
    return "gone for good, which denies no return" if away else ""


def _no_ai_firm(sentence: Sentence, found: Found, surroundings: frozenset[str]) -> str:
    """An unlisted maker of robots counts where the article is about AI."""
    robots = found.org.how == "form" and found.org.id.endswith("robotics") and found.kind is not Kind.FOUNDING
    said = _split(" ".join(item.low for item in sentence.items if item.sort is not Sort.ORG))
    if not robots or (said | surroundings) & _OF_AI or any(_pure(i.org) and i.org != found.org for i in sentence.items):
        return ""
    return f"nothing says that {found.org.name} is an AI company"


def _is_programme(sentence: Sentence, found: Found) -> bool:
    """ "We joined *the Mistral early access programme*": what the firm's name only describes."""
    joined = found.clause.object
    if joined is None:
        return False
    if joined.low in _PROGRAMMES:
        said = {item.low for item in sentence.items[joined.first : joined.last]}
        if said & _FOR_USERS:
            return True  # "joined A's *affiliate programme*"
    behind = index_of(sentence.nodes, joined) + 1
    return any(node.low in _PROGRAMMES for node in sentence.nodes[behind : behind + 1])


def _for_a_leave(found: Found) -> bool:
    """ "Left for a period of *extended leave*", "*while* she is out"."""
    if found.act == "out" and found.clause.marker == "while":
        return True
    nodes = found.clause.oblique("for", "on", "of") if found.kind is Kind.DEPARTURE else ()
    return any(node.low in ("leave", "sabbatical") for node in nodes)


def _trigger(sentence: Sentence, found: Found) -> int:
    """The index of the trigger's item."""
    verb = found.clause.verb
    return verb.last - 1 if sentence.items[verb.last - 1].low == verb.low else verb.first


def _no_ai_post(sentence: Sentence, found: Found, at: int, surroundings: frozenset[str]) -> str:
    """At a large firm only AI posts count: the post speaks first, then the unit, the sentence and the article."""
    own = [p.role for p in found.person.posts if p.role and (p.org is None or p.org.id == found.org.id)]
    known = sentence.context.posts(found.person.name)
    told = [p.role for p in known if p.role and (p.org is None or p.org.id == found.org.id)]
    roles = _split(" ".join([*own, found.role or "", *told]))
    around = _split(_around_name(sentence, found))
    ai = term("ai", "words")
    if (roles | around) & ai or found.org.how in ("unit", "product"):
        return ""
    roles |= around if not _of_others(found) else set()
    if roles & term("ai", "other_posts"):
        return f"the post at {found.org.name} is no AI post"
    if any(i.org and i.org.id == found.org.id and i.org.how in ("unit", "product") for i in sentence.items):
        return ""
    taken = found.kind in (Kind.HIRE, Kind.RETURN)
    if (_split(found.role or "") if taken else roles) & term("ai", "firm_posts"):
        return f"a post over all of {found.org.name}"
    if any(node.low == "board" and node.org and node.org.id == found.org.id for node in sentence.nodes):
        return f"a seat on the board of {found.org.name}"
    return _nothing_near(sentence, found, at, surroundings)


def _not_called_ai(sentence: Sentence, found: Found) -> str:
    """At a firm of another trade neither the article nor the lab that someone goes to makes an AI post of one."""
    posts = [*found.person.posts, *sentence.context.posts(found.person.name)]
    told = [post.role or "" for post in posts if post.org is not None and post.org.id == found.org.id]
    if not found.implied:
        told += [found.role or "", "" if _of_others(found) else _around_name(sentence, found)]
    of_ai = term("ai", "words") - term("ai", "of_any_trade")
    if _split(" ".join(told)) & of_ai or found.org.how in ("unit", "product"):
        return ""
    return f"nothing says that the post at {found.org.name}, a firm of another trade, is an AI post"


def _nothing_near(sentence: Sentence, found: Found, at: int, surroundings: frozenset[str]) -> str:
    near = _near(sentence, found, at)
    taken = found.kind in (Kind.HIRE, Kind.RETURN)
    said = _split(" ".join(item.low for item in sentence.items if item.sort is not Sort.ORG))
    if taken and ("ai" in said or OF_A_LAB in surroundings or _holds_ai_post(sentence, found)):
        return ""
    own = _split(" ".join(node.low for node in found.clause.arguments()))
    if own & term("ai", "other_units"):
        return f"another unit of {found.org.name}"
    if found.implied and found.kind is Kind.DEPARTURE and found.act in _COMING:
        losing = sentence.context.losing is not None and sentence.context.losing.id == found.org.id
        about = surroundings if losing or found.act == "cometo" else set()
        told = (near | said | about) & term("ai", "words")
        return "" if told else f"nothing says that the post at {found.org.name} was an AI post"
    if _pure(found.other) or any(_pure(i.org) for i in sentence.items if i.org and i.org.id != found.org.id):
        return ""
    followed = found.act == "follow"  # the move that was followed counted
    if (near | surroundings) & term("ai", "words") or followed or _in_place_of_another(sentence, found):
        return ""
    return f"nothing says that the post at {found.org.name} is an AI post"


def _holds_ai_post(sentence: Sentence, found: Found) -> bool:
    """ "Apple's Siri chief is going to Microsoft": the post there is not told, the one before was of AI."""
    posts = [*found.person.posts, *sentence.context.posts(found.person.name)]
    words = {w for post in posts for w in _split(post.role or "")}
    units = any(post.org is not None and post.org.how in ("unit", "product") for post in posts)
    return not found.role and (units or bool(words & term("ai", "words")))


def _in_place_of_another(sentence: Sentence, found: Found) -> bool:
    """ "X will take his place": where the predecessor's post counted, this one does."""
    told = sentence.context.told_last
    gone = told is not None and told[0] is Kind.DEPARTURE and told[1].id == found.org.id
    return gone and found.act in ("takeover", "succeed", "replace")


def _of_others(found: Found) -> bool:
    """Whether all that is told beside the name is told of other firms."""
    orgs = {post.org.id if post.org is not None else "" for post in found.person.posts}
    return bool(orgs) and not {found.org.id, ""} & orgs


def _around_name(sentence: Sentence, found: Found) -> str:
    """Every describing word of the phrase that names the person."""
    for node in sentence.nodes:
        if found.person in node.people:
            items = sentence.items[node.first : node.last]
            return " ".join(i.low for i in items if i.sort not in (Sort.ORG, Sort.PERSON))
    return ""


def _pure(org: Org | None) -> bool:
    return org is not None and org.lab and org.pure and org.how in ("name", "form")


def _split(text: str) -> set[str]:
    words = text.lower().replace("-", " ").replace("/", " ").replace(",", " ")
    return set(words.replace("computer vision", "computer_vision").replace("self driving", "self_driving").split())


def _near(sentence: Sentence, found: Found, at: int) -> set[str]:
    """Words around the trigger; "leaves A as *an AI executive* takes over the games" tells of another's post."""
    others = [c.subject for c in sentence.clauses if c.index > found.clause.index and c.subject is not None]
    posts = [(node.first, node.last) for node in others if node.sort is Sort.POST and node.post is not None]
    first = max(0, at - _NEAR)
    near = (k for k in range(first, min(at + _NEAR, len(sentence.items))) if not any(a <= k < b for a, b in posts))
    items = (sentence.items[k] for k in near)
    return _split(" ".join(item.low for item in items if item.sort is not Sort.ORG and item.sort is not Sort.PERSON))
