"""How a diff looks: rows of a table, one JSON object, or Markdown that is safe to paste whatever a page is called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from crawler.alerts.wording import headline
from crawler.cli.history import between
from crawler.cli.show import HEALTH_STYLE, STATUS_STYLE, minute, move_line, short_key
from crawler.export.feed import web_address
from crawler.memory.changes import Group, field_changes, group_of, is_field_change
from crawler.model import Change, Verdict
from crawler.text.compare import in_words
from crawler.text.plain import plain_line
from storage.edits import Edit
from storage.revisits import Deletion
from storage.span import Span
from storage.timeline import Diff, FilledIn
from storage.turns import Turn

COLUMNS = ("change", "what", "how", "source", "when", "run", "key")
STYLES = STATUS_STYLE | HEALTH_STYLE | {"new": "bold green", "silent": "yellow", "back": "green"}
_LONGEST_TITLE = 160
_HEADINGS: dict[str, str] = {
    Group.NEW: "New",
    Group.CONFIRMED: "Confirmed",
    Group.DENIED: "Denied",
    Group.REVERSED: "Reversed",
    Group.DISMISSED: "Dismissed by hand",
    Group.CHANGED: "Changed",
    Group.UNDONE: "Changed, and changed back",
    "edited": "Edited articles",
    "deleted": "Deleted articles",
    "sources": "Sources",
}
# What is markup anywhere, what begins a list or a heading, and what some readers turn into a link by themselves.
_MARKUP = re.compile(r"[\\`*_\[\]~|]|^[#+=-]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_NUMBER = re.compile(r"^(\d+)([.)])")  # would begin a numbered list
_ENTITY = re.compile(r"&(?=#?\w+;)")


def rows(found: Diff) -> Iterator[tuple[str, ...]]:
    """Moves by what became of them, then articles, then sources."""
    for change in _by_group(found.moves):
        news = (group_of(change).value, move_line(change.move), _of_move(change), _teller(change)[0])
        yield (*news, minute(change.at), str(change.run), short_key(change.move))
    for edit in found.edits:
        news = ("edited", edit.after.title or "no title", _of_edit(edit), edit.after.source)
        yield (*news, minute(edit.at), str(edit.run), edit.after.url)
    for deletion in found.deletions:
        news = (_deleted(deletion), deletion.title or "no title", _of_deletion(deletion), deletion.source)
        yield (*news, minute(deletion.at), str(deletion.run), deletion.article_url)
    for turn in found.sources:
        yield (_turned(turn), turn.source, _of_turn(turn), turn.source, minute(turn.at), str(turn.run), "")


def as_json(span: Span, found: Diff) -> dict[str, object]:
    """The span, and in each group its changes with the fields that differ; texts are left to `labmoves history`."""
    groups: dict[str, list[dict[str, object]]] = {_key(group): [] for group in Group}
    for change in found.moves:
        groups[_key(group_of(change))].append(
            {
                "move": change.move,
                "before": change.before,
                "fields": field_changes(change),
                "because": change.because,
                "source": change.source,
                "article_url": change.article_url,
                "run": change.run,
                "at": change.at,
            }
        )
    edited = [
        {
            "url": edit.after.url,
            "source": edit.after.source,
            "title": edit.after.title,
            "undone": edit.undone,
            "words": in_words(between(edit.before, edit.after)),
            "changes": [piece for piece in between(edit.before, edit.after) if piece.kind != "same"],
            "run": edit.run,
            "at": edit.at,
        }
        for edit in found.edits
    ]
    told = {"moves": groups, "edited": edited, "deleted": found.deletions, "sources": found.sources}
    return {"span": span, **told, "filled_in": found.filled_in}


def markdown(span: Span, found: Diff) -> str:
    """Short lists under bold headings; only addresses of articles are links, and text from the web is only text."""
    lines: dict[str, list[str]] = {name: [] for name in _HEADINGS}
    for change in _by_group(found.moves):
        lines[group_of(change)].append(_move_in_markdown(change))
    for edit in found.edits:
        title = _link(plain_line(edit.after.title or "no title", longest=_LONGEST_TITLE), edit.after.url)
        lines["edited"].append(f"{title} ({_safe(edit.after.source)}): {_safe(_of_edit(edit))}")
    for deletion in found.deletions:
        title = plain_line(deletion.title or "no title", longest=_LONGEST_TITLE)
        lines["deleted"].append(f"{_safe(title)} ({_safe(deletion.source)}): {_safe(_of_deletion(deletion))}")
    for turn in found.sources:
        lines["sources"].append(f"{_safe(turn.source)}: {_safe(' '.join((_turned(turn), _of_turn(turn))).strip())}")
    parts = [
        f"**{_HEADINGS[name]}**\n\n" + "\n".join(f"- {line}" for line in told) for name, told in lines.items() if told
    ]
    return "\n\n".join([f"**Moves at AI labs, {_safe(_span(span))}**", *(parts or ["Nothing changed."])])


def of_the_past(filled_in: FilledIn) -> str:
    """How much was filled in, which a diff leaves out, and how to see it."""
    counts = {"new": filled_in.new, "known before": filled_in.known}
    told = " and ".join(f"{count:,} {what}" for what, count in counts.items() if count)
    return f"Not shown: moves of the past that a backfill told of, {told}. `labmoves diff --past` shows them."


def _key(group: Group) -> str:
    return group.value.replace(" ", "_")


def _by_group(changes: Iterable[Change]) -> list[Change]:
    return sorted(changes, key=lambda change: list(Group).index(group_of(change)))


def _of_move(change: Change) -> str:
    """Field by field; of a move that is new how it stands, of one that went there and back how it went.

    Of a person's judgement, which may leave the fields as they were, their reason too.
    """
    move = change.move
    if change.before is None:
        by = f" by {move.attributed_to}" if move.attributed_to else ""
        return f"{move.status}{by}{', a recap' if move.recap else ''}"
    if change.undone:
        return "; ".join(change.because)
    ruled = () if change.article_url else change.because
    return "; ".join([*map(str, field_changes(change)), *(each for each in ruled if not is_field_change(each))])


def _teller(change: Change) -> tuple[str, str]:
    """The source and the address of the article that made the change; of a judgement of a new move, its first ones."""
    move = change.move
    first = (move.first_reported_by, move.first_url) if change.before is None else ("", "")
    return (change.source, change.article_url) if change.article_url else first


def _of_edit(edit: Edit) -> str:
    words = in_words(between(edit.before, edit.after)) or "white space only"
    return f"{words}; and back again" if edit.undone else words


def _deleted(deletion: Deletion) -> str:
    return "back" if deletion.status is None else "deleted"


def _of_deletion(deletion: Deletion) -> str:
    """That a move's last article is gone is worth a word; it is no denial."""
    if deletion.status is None:
        return "it was taken away, and is there again" if deletion.undone else "it is there again"
    only = f"; no other article tells of {', '.join(deletion.sole_moves)}" if deletion.sole_moves else ""
    return f"the server answers {deletion.status}{only}"


def _turned(turn: Turn) -> str:
    return "back" if turn.after == "ok" else turn.after


def _of_turn(turn: Turn) -> str:
    runs = f"{turn.bad_runs} {'run' if turn.bad_runs == 1 else 'runs'}"
    if turn.after != "ok":
        return turn.trouble
    if turn.before in (None, "ok"):
        return f"after {runs} in between: {turn.trouble}"
    return f"after {turn.before}{f', {runs} of this span: {turn.trouble}' if turn.bad_runs else ''}"


def _move_in_markdown(change: Change) -> str:
    news = _safe(headline(change.move, Verdict.NEW))  # what became of it is the heading
    how = f" — {_safe(plain_line(_of_move(change)))}" if change.before else ""
    source, url = _teller(change)
    return f"{news}{how} · {_link(source, url)}" if url else f"{news}{how}"


def _link(text: str, url: str) -> str:
    """The text as a link where the address is one of the web that a reader may follow, else as text."""
    address = web_address(plain_line(url))
    if address is None:
        return _safe(text)
    for letter in "()<>[]\\`\"'|*_":
        address = address.replace(letter, f"%{ord(letter):02X}")
    return f"[{_safe(text)}]({address})"


def _safe(text: str) -> str:
    """Text that no reader of Markdown takes for markup, an address, HTML or a person to be notified.

    No more is escaped than must be, since a chat that takes Markdown for text shows the escapes.
    """
    plain = _ENTITY.sub("&amp;", plain_line(text)).replace("<", "&lt;").replace(">", "&gt;").replace("@", "＠")
    return _NUMBER.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", plain))


def _span(span: Span) -> str:
    if span.after_run is not None:
        last = span.up_to_run or 0
        return f"run {last}" if last == span.after_run + 1 else f"after run {span.after_run} to run {last}"
    return " ".join(filter(None, (_moment("from", span.since), _moment("to", span.until)))) or "all"


def _moment(word: str, moment: datetime | None) -> str:
    return f"{word} {minute(moment)} UTC" if moment else ""
