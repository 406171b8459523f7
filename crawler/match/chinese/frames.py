"""Each word of moving with its people and firms: which frame reads which sense."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from crawler.match.chinese.arrivals import join, switch
from crawler.match.chinese.arrows import arrow
from crawler.match.chinese.departures import fire, leave, lose
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.foundings import found
from crawler.match.chinese.posts import appoint, post
from crawler.match.chinese.returns import back
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.takings import take
from crawler.match.chinese.terms import Trigger

_FRAMES: dict[str, Callable[[Scene, Trigger], Iterator[Draft]]] = {
    "leave": leave,
    "join": join,
    "switch": switch,
    "found": found,
    "back": back,
    "post": post,
    "fire": fire,
    "take": take,
    "appoint": appoint,
    "lose": lose,
    "arrow": arrow,
}


def drafts(scene: Scene) -> Iterator[Draft]:
    """Every move that the triggers of a scene can mean, in order."""
    for trigger in scene.triggers:
        yield from _FRAMES[trigger.sense](scene, trigger)
