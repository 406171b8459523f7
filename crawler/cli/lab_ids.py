"""Are the labs that the configuration and the sources name in the lexicon? Asked before anything is fetched."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from crawler.config.schema import Settings
from crawler.errors import ConfigError
from crawler.match.lexicons import load
from crawler.model import Source


def check_alert_labs(settings: Settings) -> None:
    """Raise ConfigError where a rule holds a lab's id that no lab has: no letter would ever come of it."""
    asked = [(lab, "alerts.labs") for lab in sorted(settings.alerts.labs)]
    asked += [(lab, f"subscriber {one.name}, labs") for one in settings.subscribers for lab in one.labs]
    for lab, where in asked:
        _check_lab(lab, settings, where)


def check_team_labs(settings: Settings, sources: Iterable[Source]) -> None:
    """Raise ConfigError where a team of the sources is of a lab that the lexicon does not know."""
    for source in sources:
        for place in source.discovery:
            if place.lab is not None:
                _check_lab(place.lab, settings, f"{source.id}, team.lab")


def _check_lab(lab: str, settings: Settings, where: str) -> None:
    known = {name.lab.id for name in load(settings.lexicon_folder).lab_names.values()}
    if lab not in known:
        close = difflib.get_close_matches(lab.lower(), known, n=2, cutoff=0.5)
        remedy = f"Did you mean {' or '.join(close)}?" if close else "The lexicon's labs.toml lists the ids"
        raise ConfigError(f"{lab!r} is no lab's id", where=where, remedy=remedy)
