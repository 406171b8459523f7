"""What became of a move over a span: into which group of a diff it belongs, and which of its fields differ."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from crawler.decide.retold import FIELDS
from crawler.model import Change, Move, Status, Verdict

_SURE = (Status.CONFIRMED, Status.EFFECTIVE)


class Group(StrEnum):
    """What became of a move, in the order in which a diff tells it."""

    NEW = "new"
    CONFIRMED = "confirmed"
    DENIED = "denied"
    REVERSED = "reversed"
    DISMISSED = "dismissed"
    CHANGED = "changed"
    UNDONE = "changed and back"


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldChange:
    """A field that differs between the two ends; None where it was or is not known."""

    field: str
    before: str | None
    after: str | None

    def __str__(self) -> str:
        return f"{self.field}: {self.before} → {self.after or 'none'}" if self.before else f"{self.field}: {self.after}"


def group_of(change: Change) -> Group:
    """By how the move stands at the two ends; a status that rose to a report only is a change."""
    before, after = change.before, change.move.status
    if before is None:
        return Group.NEW
    if change.undone:
        return Group.UNDONE
    if before.stands and not change.move.stands:
        return Group.DISMISSED
    if after is not before.status and after in (Status.DENIED, Status.REVERSED):
        return Group.DENIED if after is Status.DENIED else Group.REVERSED
    rose = change.verdict in (Verdict.CONFIRMED, Verdict.DENIED) and after in _SURE and before.status not in _SURE
    return Group.CONFIRMED if rose else Group.CHANGED


def field_changes(change: Change) -> tuple[FieldChange, ...]:
    """The fields that differ between the two ends, the status first; none for a move that is new."""
    if change.before is None:
        return ()
    labels = {"status": FIELDS["status"], **FIELDS}
    both = [(label, _text(change.before, name), _text(change.move, name)) for name, label in labels.items()]
    return tuple(FieldChange(field=label, before=old, after=new) for label, old, new in both if old != new)


def is_field_change(reason: str) -> bool:
    """True for a reason that only says how a field changed, as `crawler.decide.retold.differences` words it."""
    return reason.partition(": ")[0] in FIELDS.values()


def _text(move: Move, field: str) -> str | None:
    value = getattr(move, field)
    return value.isoformat() if isinstance(value, date) else str(value) if value is not None else None
