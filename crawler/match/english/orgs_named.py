"""Which organisations the document names, and where: what "the company" is, and which lab the text is about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from crawler.match.english.items import Org
from crawler.match.english.words import term

_NEAR = 900  # characters back in which "the company" may find its name
_LEAD = 450  # characters of the text that tell what it is about


@dataclass(slots=True)
class NamedOrgs:
    """Filled as the document's names are read, then asked by each sentence."""

    title_end: int = 0
    beside: set[int] = field(default_factory=set)  # where labs are named only as where somebody goes or once was
    _labs: list[Org] = field(default_factory=list)
    _lab_starts: list[int] = field(default_factory=list)
    _all: list[Org] = field(default_factory=list)  # and every other organisation
    _all_starts: list[int] = field(default_factory=list)
    _main: Org | None = None
    _topics: list[tuple[int, int, Org]] = field(default_factory=list)  # a sentence and the lab that is its subject

    def add(self, org: Org, start: int) -> None:
        """An organisation named at `start`; places come in the order of the text."""
        if org.lab:
            self._labs.append(org)
            self._lab_starts.append(start)
        school = not org.lab and not term("organisation", "academia").isdisjoint(org.id.split())
        if org.how != "product" and org.id not in term("organisation", "publishers") and not school:
            self._all.append(org)
            self._all_starts.append(start)

    def add_topic(self, start: int, end: int, org: Org) -> None:
        """The lab that a sentence is about: its subject."""
        self._topics.append((start, end, org))

    def pass_over(self, places: Iterable[int]) -> None:
        """Take the labs at these places for where somebody goes or once was: what the text is about is another."""
        for at in places:
            self.beside.add(at)
            if at < self.title_end:
                self._main = None

    def any_before(self, start: int) -> bool:
        """Whether any organisation is named before `start`, that "its" could stand for."""
        return bisect_left(self._all_starts, start) > 0

    def before(self, start: int, *, small: bool = False) -> Org | None:
        """What "the company" at `start` is: the one named last before, not too far back, else the article's own lab.

        "The startup" (`small`) is never one of the large firms.
        """
        main, passed_over = self.main(), None
        for i in range(bisect_left(self._all_starts, start) - 1, -1, -1):
            if start - self._all_starts[i] >= _NEAR:
                break
            org = self._all[i]
            if small and org.lab and not org.pure:
                continue
            if self._all_starts[i] not in self.beside or main is None or org.id == main.id:
                return org
            passed_over = passed_over or org
        if passed_over is not None:
            return main if main is not None and (main.pure or not small) else passed_over
        return main if main is None or main.pure or not small else None

    def pure_main(self) -> Org | None:
        """The article's lab, and where that is a large firm, the AI company named most beside it."""
        main = self.main()
        if main is None or main.pure:
            return main
        counted = Counter(org.id for org in self._labs if org.pure)
        best = counted.most_common(1)
        return next((org for org in self._labs if best and org.id == best[0][0]), main)

    def main(self) -> Org | None:
        """The lab that the article is about: the headline's first, else the one named most, pure labs before firms."""
        if self._main is None:
            named = [org for org in self._labs if org.how != "product"] or self._labs
            places = self._lab_starts[: bisect_left(self._lab_starts, self.title_end)]
            about = [k for k, at in enumerate(places) if at not in self.beside] or range(len(places))
            titled = [self._named(self._labs[k]) for k in about]
            counted = Counter(org.id for org in named)
            ranked = sorted(named, key=lambda org: (-counted[org.id], not org.pure))
            self._main = next(iter([*titled, *ranked]), None)
        return self._main

    def _named(self, org: Org) -> Org:
        """A headline's product as the lab that the text names it by."""
        by_name = (other for other in self._labs if other.id == org.id and other.how != "product")
        return next(by_name, org) if org.how == "product" else org

    def headlined(self, *, by_name: bool = False) -> Org | None:
        """The one lab that the headline names, with `by_name` not only by a product."""
        titled = self._labs[: bisect_left(self._lab_starts, self.title_end)]
        named = not by_name or any(org.how != "product" for org in titled)
        return self.main() if named and len({org.id for org in titled}) == 1 else None

    def near(self, start: int) -> Org | None:
        """The lab named last before `start` and not in passing, or that its sentence is about; else the main one."""
        i = bisect_left(self._lab_starts, start) - 1
        while i > 0 and self._lab_starts[i] in self.beside:
            i -= 1
        near = i >= 0 and start - self._lab_starts[i] < _NEAR and self._labs[i].how != "product"
        return self._topic_at(self._lab_starts[i]) or self._labs[i] if near else self.main()

    def in_title(self) -> bool:
        """Whether the headline names a lab."""
        return bisect_left(self._lab_starts, self.title_end) > 0

    def large_topic(self, start: int) -> Org | None:
        """The large firm that a sentence near before `start` is about: what "the tech giant" is."""
        near = (org for first, _, org in reversed(self._topics) if 0 < start - first < _NEAR and not org.pure)
        return next(near, None)

    def _topic_at(self, at: int) -> Org | None:
        return next((org for first, last, org in reversed(self._topics) if first <= at < last), None)

    def is_about(self, org: Org) -> bool:
        """Named more than once, or at the start as the only one or what a sentence is about: not only in passing."""
        named = sum(other.id == org.id for other in self._labs)
        others = (o for o, at in zip(self._labs, self._lab_starts, strict=True) if at not in self.beside)
        led = any(org.id == topic.id and first - self.title_end < _LEAD for first, _, topic in self._topics)
        alone = all(other.id == org.id for other in others) and self._lab_starts[0] - self.title_end < _LEAD
        return led or alone or named > 1

    def labs_in(self, first: int, last: int) -> list[Org]:
        """Every lab named in [first, last)."""
        return self._labs[bisect_left(self._lab_starts, first) : bisect_left(self._lab_starts, last)]

    def only_lab(self, first: int, last: int) -> Org | None:
        """The one lab named in [first, last), None where there are none or several."""
        here = self.labs_in(first, last)
        return here[0] if len({org.id for org in here}) == 1 else None
