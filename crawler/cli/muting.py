"""`labmoves alerts mute` and `unmute`: no letters about a person, a lab or a move for a while."""

from __future__ import annotations

from datetime import datetime

import click

from crawler.alerts.muting import keep_back_muted
from crawler.cli.session import Session, session
from crawler.cli.show import Ahead, minute, print_json, table
from crawler.errors import RequestError
from crawler.letter import Mute, MuteKind
from crawler.match.lexicons import load
from crawler.memory.people import names_of
from crawler.text.people import same_people
from crawler.text.plain import plain_line
from crawler.whom import Place, find_person, find_place
from storage.store import Store

_COLUMNS = ("number", "about", "name", "since", "until", "because")
_KEY = "m1-"


@click.command()
@click.argument("what", metavar="[PERSON|LAB|KEY]", required=False)
@click.option("--until", type=Ahead(), help="End by itself after this span, or on this day.")
@click.option("--because", help="Why; the list of letters shows it.")
@click.option("--json", "as_json", is_flag=True, help="Print a JSON list.")
@session
def mute(session: Session, what: str | None, until: datetime | None, because: str | None, as_json: bool) -> None:
    """Send no letters about a person, a lab or a move; without a name, list what is muted.

    PERSON may be in any spelling, LAB any name that the lexicon or a move has for it, KEY a move's key or its
    beginning with "m1-". What waits is kept back, and what is written while it is muted stays unsent after that too,
    unless `alerts resend KEY` asks for it. Moves are found and stored as ever.

    \b
    Examples:
      labmoves alerts mute 'Elon Musk' --because 'every day something' --until 30d
      labmoves alerts mute xai --because 'we know'
      labmoves alerts mute m1-5f0c2a91 --because 'a namesake'
      labmoves alerts mute
    """
    now = session.now()
    if what is None:
        if because is not None or until is not None:
            raise click.UsageError("Name whom or what to mute.")
        with Store.open(session.settings.database, read_only=True) as store:
            _show(session, store.letters.mutes(now), as_json)
        return
    if not (because or "").strip():
        raise click.BadParameter("say why: the list of letters shows it", param_hint="'--because'")
    with Store.open(session.settings.database, there=True) as store:
        kind, subject, names = _meant(session, store, what)
        wish = Mute(kind=kind, subject=subject, names=names, because=plain_line(because or ""), at=now, until=until)
        kept = store.letters.mute(wish)
        held = keep_back_muted(store, now)
    if as_json:
        print_json([kept])
        return
    count = "no letter waits" if not held else f"{held} waiting {'letter is' if held == 1 else 'letters are'} kept back"
    end = f" until {minute(until)}" if until else ""
    session.out.print(plain_line(f"Muted{end}: the {kind} {subject}; {count}."), markup=False)


@click.command()
@click.argument("what", metavar="NUMBER|PERSON|LAB|KEY")
@session
def unmute(session: Session, what: str) -> None:
    """Send letters about a person, a lab or a move again.

    Named as it was muted, or by its number in `alerts mute`. What was kept back meanwhile stays unsent.

    \b
    Examples:
      labmoves alerts unmute 3
      labmoves alerts unmute 'Elon Musk'
    """
    with Store.open(session.settings.database, there=True) as store:
        now = session.now()
        place = find_place(load(session.settings.lexicon_folder), store, what)
        found = [mute for mute in store.letters.mutes(now) if _is_called(mute, what, place)]
        if not found:
            raise RequestError("nothing muted is called so", where=what, remedy="`labmoves alerts mute` lists it")
        for mute in found:
            store.letters.lift(mute.id, now)
        lifted = {(mute.kind, mute.subject) for mute in found}
        left = [mute for mute in store.letters.mutes(now) if (mute.kind, mute.subject) in lifted]
    named = ", ".join(dict.fromkeys(f"the {mute.kind} {mute.subject}" for mute in found))
    numbers = " and ".join(f"number {mute.id}" for mute in left)
    told = f"Lifted: {named}, which {numbers} still mutes." if left else f"No longer muted: {named}."
    session.out.print(plain_line(told), markup=False)


def _meant(session: Session, store: Store, what: str) -> tuple[MuteKind, str, tuple[str, ...]]:
    if what.startswith(_KEY):
        move = store.find(what)
        return MuteKind.MOVE, f"{move.key} ({move.person}, {move.lab})", (move.key,)
    lexicon = load(session.settings.lexicon_folder)
    if place := find_place(lexicon, store, what):
        return MuteKind.LAB, place.name, _names(place)
    found, listed = names_of(find_person(lexicon, store, what)), lexicon.person(what)
    names = dict.fromkeys((*([listed, *lexicon.spellings[listed]] if listed else []), *found, what))
    return MuteKind.PERSON, listed or found[0], tuple(names)


def _names(place: Place) -> tuple[str, ...]:
    return (place.id, place.name) if place.unit else (place.id,)


def _is_called(mute: Mute, what: str, place: Place | None) -> bool:
    if what == str(mute.id):
        return True
    if mute.kind is MuteKind.MOVE:
        return what.startswith(_KEY) and mute.names[0].startswith(what)
    if mute.kind is MuteKind.LAB:
        return place is not None and mute.names == _names(place)
    return same_people([what], mute.names)


def _show(session: Session, mutes: list[Mute], as_json: bool) -> None:
    if as_json:
        print_json(mutes)
        return
    rows = [(str(m.id), m.kind, m.subject, minute(m.at), minute(m.until) or "for good", m.because) for m in mutes]
    table(session.out, _COLUMNS, rows)
    if not mutes:
        session.err.print("Nothing is muted.")
