"""Who must be told of news: each subscriber's policy, and what they have heard before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from crawler.model import Certainty, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertPolicy:
    """Which decisions become letters to one subscriber."""

    kinds: frozenset[Kind] = frozenset({Kind.DEPARTURE})
    labs: frozenset[str] = frozenset()  # lab ids; empty means every lab
    people: tuple[str, ...] = ()  # names in any spelling; none means everybody
    longest_age: timedelta = timedelta(days=3)  # an article published earlier than this raises no alert
    least_certainty: Certainty = Certainty.RUMORED
    least_score: float = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """Who may be told, and of which moves each has heard before."""

    policies: Mapping[str, AlertPolicy]  # by the subscriber's name
    heard: Mapping[str, frozenset[str]] = field(default_factory=dict)  # a move's key → the names of those who heard


NOBODY = Audience(policies={})  # is told of the past
