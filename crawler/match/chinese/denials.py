"""What a denial denies: a word of moving in its reach, or something else of which a move is only told in passing."""

from __future__ import annotations

from crawler.match.chinese.named_behind import described
from crawler.match.chinese.parties import free_text, without_posts
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.terms import Trigger

_ENTRIES = frozenset({"join", "back", "post", "appoint", "take"})  # senses that say nothing of leaving
_DESCRIBES = frozenset({"leave", "join", "switch", "back"})  # senses whose verb says before a name who that is
_BEFORE = 24  # characters before a clause in which a denial may stand that reaches into it
_BESIDE = 8  # characters before a verb that speak of it alone


def is_denied(scene: Scene, trigger: Trigger, near: str, right: str) -> bool:
    """Whether a sentence denies what a trigger says; `near` are the words between its person's name and it."""
    if _stands(scene, trigger):
        return phrase("not_so_far").search(near) is not None
    text = scene.text
    start = scene.clauses[scene.clause_of(trigger.start)][0]
    before = phrase("denied_before").search(text, max(0, start - _BEFORE), trigger.start)
    after = phrase("denied_after").match(right)
    return bool(
        phrase("denied").search(near)
        or (before and _reaches(scene, trigger, before.start(), before.end()))
        or (after and _reaches(scene, trigger, trigger.end + after.end() - 1, trigger.end + after.end()))
        or phrase("false_news").search(text, trigger.end)
    )


def only_describes(scene: Scene, trigger: Trigger) -> bool:
    """上周离职的X, 已离职高管X: the writer says who X is, whatever is then said or denied of X; not 被传离职的X."""
    if trigger.sense == "fire":
        lead = free_text(scene, max(0, trigger.start - _BESIDE), trigger.start)
        describes = lead.endswith(("被", "遭", "遭到")) and scene.text.startswith("的", trigger.end)
    else:
        describes = trigger.sense in _DESCRIBES
    if not describes or not (described(scene, trigger) or _is_former(scene, trigger)):
        return False
    return phrase("rumour").search(scene.text, max(0, trigger.start - _BESIDE), trigger.start) is None


def _stands(scene: Scene, trigger: Trigger) -> bool:
    """True where a denial can only be of something else: of whom the verb describes, or how or why someone left."""
    if only_describes(scene, trigger):
        return True
    if trigger.sense != "leave":
        return False
    lead = free_text(scene, scene.clauses[scene.clause_of(trigger.start)][0], trigger.start)
    why = phrase("has_to_do_with").match(scene.text, trigger.end)
    return bool(phrase("how_or_why").search(lead) or (why and phrase("denied_before").search(lead)))


def _is_former(scene: Scene, trigger: Trigger) -> bool:
    """已离职高管X, 离职的Seed研究员X: nothing but a post, and a team's name, stand between the verb and the name."""
    person = next((p for p in scene.people if p.start > trigger.end), None)
    if trigger.sense != "leave" or person is None or not any(end == person.start for _, end in scene.posts):
        return False
    return phrase("of_team").fullmatch(without_posts(scene, trigger.end, person.start)) is not None


def denies_only_entry(scene: Scene) -> bool:
    """X否认加入B: a denial that says nothing against X's having left A."""
    said = phrase("denial").search(scene.text)
    own = _moves_denied(scene, said.start()) if said else []
    return bool(own) and all(t.sense in _ENTRIES for t in own)


def denies_move(scene: Scene) -> bool:
    """True for a sentence with a denial, unless that denies something else: 否认曾向上周离职的X施压, 否认背叛使命."""
    said = phrase("denial").search(scene.text)
    if said is None:
        return False
    own = _moves_denied(scene, said.start())
    if not own and phrase("own_statement").match(scene.text, said.end()):
        return False
    spoken_of = own or [t for t in scene.triggers if t.start >= said.end()]
    return not spoken_of or not all(_stands(scene, t) for t in spoken_of)


def _moves_denied(scene: Scene, at: int) -> list[Trigger]:
    """The words of moving from a denial on to the end of its clause: what it denies, where it says so."""
    end = scene.clauses[scene.clause_of(at)][1]
    return [t for t in scene.triggers if at <= t.start < end]


def _reaches(scene: Scene, trigger: Trigger, start: int, end: int) -> bool:
    """False where a denial has something of its own to deny: 已从A离职,但他否认加入B; 离职,A否认向其施压."""
    own = _moves_denied(scene, start)
    return trigger in own if own else phrase("own_statement").match(scene.text, end) is None
