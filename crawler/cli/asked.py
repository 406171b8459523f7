"""Whom a call means: the lab or the person named on the command line, and what is said where nobody is called so."""

from __future__ import annotations

import click

from crawler.cli.session import Session
from crawler.match.lexicons import load
from crawler.model import Move
from crawler.whom import Place, find_person, find_place, lab_names, near
from storage.store import Store


def place_asked(session: Session, store: Store, wanted: str, hint: str = "--lab") -> Place:
    """The lab meant; raises BadParameter, with the nearest names, for one that nobody knows."""
    lexicon = load(session.settings.lexicon_folder)
    found = find_place(lexicon, store, wanted)
    if found is None:
        remedy = near(wanted, lab_names(lexicon)) or "No move names it, and the lexicon does not know it."
        raise click.BadParameter(f"unknown lab {wanted!r}. {remedy}", param_hint=f"'{hint}'")
    return found


def moves_asked(session: Session, store: Store, wanted: str) -> list[Move]:
    """All moves of the lab or the person meant; a name that is both is the lab's.

    Raises InputError for a name that nobody has, or that several people have.
    """
    lexicon = load(session.settings.lexicon_folder)
    place = find_place(lexicon, store, wanted)
    return place.moves(store) if place else find_person(lexicon, store, wanted)
