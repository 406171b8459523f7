"""What a person's judgement makes of the moves: values in, a ruling out, which is stored elsewhere.

Each function raises RequestError where the judgement makes no sense.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from crawler.decide.event import contrary, same_event
from crawler.decide.retold import differences, retold, ruled, with_reversals
from crawler.errors import RequestError
from crawler.judgement import Act, Case, Docket, Judgement, Revision, Ruling, Statement
from crawler.model import Judged, Move, Status
from crawler.text.people import same_people


def merge(kept: Case, gone: Case, docket: Docket) -> Ruling:
    """`gone` becomes a part of `kept`, with all its statements; what will speak of either speaks of `kept`."""
    one, other = _free(kept, docket), _free(gone, docket)
    if one.key == other.key:
        raise RequestError("both keys lead to this one move", where=one.key, remedy="`labmoves moves` lists the others")
    if contrary(one.kind, other.kind):
        raise RequestError(
            f"one of them comes and the other goes ({_in_words(one)}; {_in_words(other)})",
            where=f"{one.key} and {other.key}",
            remedy="They are two moves; where an article was misread, `labmoves dismiss` the one that is none",
        )
    numbers = tuple(s.number for s in gone.statements)
    new = _judgement(Act.MERGE, one.key, docket, other.key, numbers)
    after = _joined(kept, gone, docket.with_(new))
    why = {
        one.key: f"merged with {other.key} ({_in_words(other)}): {docket.because}",
        other.key: f"merged into {one.key} ({_in_words(one)}): {docket.because}",
    }
    return Ruling(
        judgement=new,
        revisions=_revisions((kept, gone), after, why, docket.with_(new)),
        goes_to=tuple((number, one.key) for number in numbers),
    )


def split(case: Case, numbers: Iterable[int], docket: Docket) -> Ruling:
    """These statements, and the same ones in other versions of their articles, tell of another move."""
    move, chosen = _free(case, docket), frozenset(numbers)
    named = [s for s in case.statements if s.number in chosen]
    going = tuple(s for s in case.statements if any(_alike(s, each) for each in named))
    staying = tuple(s for s in case.statements if s not in going)
    if not staying:
        raise RequestError("no mention would be left of it", where=move.key, remedy="Leave out one at least")
    key = "m1-" + hashlib.sha256(f"{move.key}\x1f{going[0].number}".encode()).hexdigest()[:20]
    numbers = tuple(s.number for s in going)
    new = _judgement(Act.SPLIT, move.key, docket, key, numbers)
    apart = Case(move=replace(move, key=key, alerted=False), statements=going)
    after = _told_anew((Case(move=move, statements=staying), apart), docket.with_(new))
    count = "1 mention" if len(named) == 1 else f"{len(named)} mentions"
    why = {
        move.key: f"{count} split off to {key}: {docket.because}",
        key: f"split from {move.key} ({_in_words(move)}): {docket.because}",
    }
    return Ruling(
        judgement=new,
        revisions=_revisions((case,), after, why, docket.with_(new)),
        goes_to=tuple((number, key) for number in numbers),
    )


def dismiss(case: Case, docket: Docket) -> Ruling:
    """It is no move: it stands in no list, raises no letter, and undoes no departure."""
    move = _free(case, docket)
    if move.judged is Judged.CONFIRMED:
        raise RequestError("it was confirmed by hand", where=move.key, remedy=_remedy(move.key, Act.CONFIRM, docket))
    return _marked(Act.DISMISS, "dismissed", case, docket)


def confirm(case: Case, docket: Docket) -> Ruling:
    """It is true: at least confirmed from now on, whatever is denied later."""
    move = _free(case, docket)
    if move.judged is Judged.CONFIRMED:
        raise RequestError("it is confirmed by hand already", where=move.key, remedy="`labmoves judgements` says why")
    if move.status is Status.REVERSED:
        raise RequestError(
            "it is reversed: the person came back, so the departure did not last",
            where=move.key,
            remedy="If they did not come back, dismiss the return",
        )
    return _marked(Act.CONFIRM, "confirmed by hand", case, docket)


def undo(judgement: Judgement, case: Case, other: Case | None, docket: Docket) -> Ruling:
    """The judgement as if it had not been: `case` and `other` are the moves that it named, as they are now.

    What was told since then goes to the move that it would have gone to.
    """
    gone = replace(judgement, undone_at=docket.now, undone_because=docket.because)
    docket = docket.without(judgement)
    judged = (case, other) if other else (case,)
    after = _undone(judgement, case, other, docket)
    said = f"{judgement.act} undone (judgement {judgement.id})" + (f": {docket.because}" if docket.because else "")
    home = other.move.key if other and judgement.act is Act.MERGE else case.move.key
    return Ruling(
        judgement=gone,
        revisions=_revisions(judged, after, dict.fromkeys(after, said), docket),
        goes_to=tuple((s.number, home) for s in after[home].statements) if other else (),
    )


def _undone(judgement: Judgement, case: Case, other: Case | None, docket: Docket) -> dict[str, Case]:
    if other and judgement.act is Act.MERGE:
        return _parted(judgement, case, other, docket)
    if other:
        return _joined(case, other, docket)
    return _told_anew((case,), docket)


def tell_anew(cases: Sequence[Case], why: str, docket: Docket) -> tuple[Revision, ...]:
    """The moves whose statements changed, and those near them, where that makes another move of them."""
    return _revisions(cases, _told_anew(cases, docket), {}, docket, reason=why)


def _free(case: Case, docket: Docket) -> Move:
    """The move, which may be judged; raises RequestError where it is dismissed."""
    if case.move.judged is Judged.DISMISSED:
        remedy = _remedy(case.move.key, Act.DISMISS, docket)
        raise RequestError(f"it is dismissed ({_in_words(case.move)})", where=case.move.key, remedy=remedy)
    return case.move


def _remedy(key: str, act: Act, docket: Docket) -> str:
    found = [j.id for j in docket.in_force if j.act is act and docket.head(j.move) == key]
    return f"`labmoves undo {found[-1]}` takes that back" if found else "`labmoves judgements` says why"


def _judgement(
    act: Act, move: str, docket: Docket, other: str | None = None, statements: tuple[int, ...] = ()
) -> Judgement:
    return Judgement(
        id=0, act=act, move=move, other=other, statements=statements, because=docket.because, at=docket.now
    )


def _marked(act: Act, word: str, case: Case, docket: Docket) -> Ruling:
    key = case.move.key
    new = _judgement(act, key, docket)
    after = {key: replace(case, move=ruled(case.move, docket.with_(new)))}
    revisions = _revisions((case,), after, {key: f"{word}: {docket.because}"}, docket.with_(new))
    return Ruling(judgement=new, revisions=revisions)


def _told_anew(cases: Iterable[Case], docket: Docket) -> dict[str, Case]:
    return {case.move.key: replace(case, move=retold(case, docket)) for case in cases}


def _joined(kept: Case, gone: Case, docket: Docket) -> dict[str, Case]:
    told = kept.move.alerted or gone.move.alerted
    whole = Case(move=replace(kept.move, alerted=told), statements=(*kept.statements, *gone.statements))
    part = replace(gone.move, merged_into=kept.move.key, judged=None)
    return {**_told_anew((whole,), docket), part.key: Case(move=part)}


def _parted(judgement: Judgement, kept: Case, gone: Case, docket: Docket) -> dict[str, Case]:
    """The statements that went over go back; of those read since, each goes where it belongs by itself."""
    mine = [s for s in kept.statements if s.number in judgement.statements]
    mine += [s for s in kept.statements if s not in mine and any(_alike(s, each) for each in mine)]
    later = [s for s in kept.statements if s not in mine and s.at > judgement.at]
    own = [s for s in kept.statements if s not in mine and s not in later]
    if not mine or not own:
        raise RequestError(
            "its mentions were split off since",
            where=f"judgement {judgement.id}",
            remedy="Undo those splits first; `labmoves judgements` lists them",
        )
    apart, rest = replace(gone.move, merged_into=None), kept.move
    alone = [case.move for case in _told_anew((_case(apart, mine), _case(rest, own)), docket).values()]
    for each in later:
        move = same_event(each.mention, each.article, alone, each.at)
        (mine if move and move.key == apart.key else own).append(each)
    return _told_anew((_case(apart, mine), _case(rest, own)), docket)


def _case(move: Move, statements: Iterable[Statement]) -> Case:
    return Case(move=move, statements=tuple(statements))


def _revisions(
    judged: Sequence[Case], after: Mapping[str, Case], why: Mapping[str, str], docket: Docket, *, reason: str = ""
) -> tuple[Revision, ...]:
    """The moves that are not what they were, each with the reason and the fields that changed."""
    known = {case.move.key: case for case in (*docket.near, *judged)}
    reason = reason or next(iter(why.values()))
    return tuple(
        Revision(
            move=case.move,
            because=(why.get(key, reason), *(differences(known[key].move, case.move) if key in known else ())),
            new=key not in known,
        )
        for key, case in with_reversals({**known, **after}, docket).items()
        if key in why or case.move != known[key].move
    )


def _alike(one: Statement, other: Statement) -> bool:
    """True for the same claim in two versions of one article."""
    a, b = one.mention, other.mention
    same = one.article.url == other.article.url and (a.kind, a.lab_id) == (b.kind, b.lab_id)
    return same and same_people((a.person, *a.spellings), (b.person, *b.spellings))


def _in_words(move: Move) -> str:
    return f"{move.person}, {move.kind.replace('_', ' ')}, {move.lab or 'no lab named'}"
