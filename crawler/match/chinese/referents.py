"""Whom 他, 二人, 我 or a subject left out stand for, as one sentence of a document after the other is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from crawler.match.chinese.context import Context
from crawler.match.chinese.draft import Draft
from crawler.match.chinese.how import How
from crawler.match.chinese.parties import parties
from crawler.match.chinese.people import Person
from crawler.match.chinese.phrases import phrase
from crawler.match.chinese.profiles import Profile, kept, opened
from crawler.match.chinese.scene import Scene
from crawler.match.chinese.subjects import lacks_subject
from crawler.match.chinese.topics import goes_on, topic_after

_NAME_WITHIN = 40  # characters of a sentence in which the one who speaks is named


@dataclass(slots=True)
class Referents:
    """Each sentence is opened before its moves are read and closed behind them, in order."""

    context: Context
    topic: Person | None = None  # whom 他 and 她 mean
    topic_line: int = -9
    profile: Profile | None = None  # whom the lines below a name tell of
    together: tuple[Person, ...] = ()  # whom 二人 means
    speaker: Person | None = None  # who says 我
    quoted: Person | None = None  # who says it in the sentence at hand, named in the next
    movers: set[str] = field(default_factory=set)  # who has moved so far

    def find_speaker(self, scenes: list[Scene]) -> None:
        """A title `X:...`, a by-line, 我是X or a signature names who says 我."""
        for one in [*scenes[:3], *scenes[-3:]]:
            for person in one.people:
                before, after = one.text[: person.start], one.text[person.end : person.end + 1]
                titled = one.unit.title and not before and after == ":"
                signed = phrase("signed").search(before) and (after in ("", "(", ",") or "我" in before)
                if titled or signed:
                    self.speaker = self.speaker or person

    def open(self, one: Scene, after: Scene | None, *, same_paragraph: bool) -> None:
        """What a sentence starts from: the profile it still belongs to, and whose words it is by what follows it."""
        self.profile = kept(one, self.profile, same_paragraph=same_paragraph)
        self.quoted = _quoted_here(one) or (_said_by(after) if after else None)

    def meant(self, one: Scene, draft: Draft) -> tuple[Person, ...]:
        """The people of a draft: named, or those whom a pronoun, a first person or nothing at all stands for."""
        if draft.person:
            return (draft.person,)
        if draft.how is How.PRONOUNS:
            index, count = draft.share or (0, 0)
            return self.together[index : index + 1] if len(self.together) == count else self.together
        if draft.how is How.SPEAKER:
            who = self.quoted or self.speaker
            return (who,) if who else ()
        left_out = draft.how is How.NONE and lacks_subject(one, draft.trigger)
        speaks_on = draft.how is How.PRONOUN or (left_out and self._omits(one))
        told_of = self.profile.person if self.profile else self.topic if speaks_on else None
        who = told_of if left_out or speaks_on else None
        return (who,) if who else ()

    def close(self, one: Scene, movers: list[Person]) -> None:
        """Remember whom a sentence was about, and who moved in it, for the pronouns to come."""
        self.profile = opened(one) or self.profile
        several = [p.people for p in parties(one) if len(p.people) > 1]
        names = {p.name: p for p in movers}
        if len(names) > 1 or several:
            self.together = tuple(names.values()) if len(names) > 1 else several[-1]
        self._follow_topic(one, movers)

    def _follow_topic(self, one: Scene, movers: list[Person]) -> None:
        """Whom 他 will mean, and how long."""
        full_name = self.context.full_name
        self.movers.update(full_name(p.name) for p in movers)
        known = next((p for p in one.people if full_name(p.name) in self.movers), None)
        speaks_on = goes_on(one, self.topic)
        self.topic = topic_after(one, movers, known, self.topic, full_name, speaks_on=speaks_on)
        if movers or one.people or speaks_on or self._omits(one):
            self.topic_line = one.unit.line

    def _omits(self, one: Scene) -> bool:
        """True for a sentence that goes on without a subject with whom the one before was about: 2019年加入OpenAI."""
        near = one.unit.line - self.topic_line == 1 and not one.unit.title and not one.unit.bullet
        return near and phrase("omits_subject").match(one.text) is not None


def _said_by(one: Scene) -> Person | None:
    """Whose words the sentence before is: “...”X写道."""
    first = one.people[0] if one.people else None
    if first is None or first.start > _NAME_WITHIN or not phrase("says").match(one.text, first.end):
        return None
    return first


def _quoted_here(one: Scene) -> Person | None:
    """Whose words open the sentence: "我加入了A,"X写道."""
    closed = (p for p in one.people if one.text.startswith('"') and one.text[: p.start].endswith('"'))
    return next((p for p in closed if phrase("says").match(one.text, p.end)), None)
