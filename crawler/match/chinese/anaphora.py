"""该公司 as a firm: what a sentence calls "this company" is the one that the sentence before is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crawler.match.chinese.organisations import Org, is_past
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.scene import Scene

_REACH = 2  # lines back that 该公司 can look


def with_this_company(scenes: Sequence[Scene]) -> Iterator[Scene]:
    """The scenes; where one describes someone as 该公司's, the words 该公司 are the firm of a line just before."""
    about: tuple[Org, int] | None = None
    for plain in scenes:
        near = about is not None and plain.unit.line - about[1] <= _REACH
        one = _resolved(plain, about[0]) if about and near else plain
        firm = _subject(one)
        about = (firm, one.unit.line) if firm else about
        yield one


def _resolved(one: Scene, firm: Org) -> Scene:
    said = phrase("this_company_of").search(one.text)
    if said is None or any(org.start < said.end() for org in one.orgs):
        return one
    meant = replace(firm, start=said.start(), end=said.end())
    return replace(one, orgs=(meant, *one.orgs))


def _subject(one: Scene) -> Org | None:
    """The firm that a sentence is about: its first that is nobody's former one."""
    return next((org for org in one.orgs if org.ai and not is_past(one.text, org)), None)
