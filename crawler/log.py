"""Log lines: an event in words with its fields, as one line for people or one JSON object; times in UTC.

Titles, addresses and what servers say come from strangers: in either form a record is one line of bounded length with
nothing in it that acts on a terminal. Only a traceback takes lines of its own, each indented, for people.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from enum import StrEnum

from crawler.text.plain import escaped, plain_line

_LONGEST = 1000  # characters of an event or a value
_PLAIN_VALUE = re.compile(r"[^\s\"=\\]+")
_bound: ContextVar[dict[str, object]] = ContextVar("bound", default={})  # noqa: B039 - it is never changed, only replaced


class LogForm(StrEnum):
    """How a line looks."""

    CONSOLE = "console"
    JSON = "json"


@contextmanager
def bound(**fields: object) -> Iterator[None]:
    """Give these fields to every line of the block, also of the tasks that it starts."""
    token = _bound.set(_bound.get() | fields)
    try:
        yield
    finally:
        _bound.reset(token)


def about(**fields: object) -> dict[str, dict[str, object]]:
    """Fields of one line, as logging takes them: `log.info("crawl ended", extra=about(changes=2))`."""
    return {"about": fields}


class LogLines(logging.Formatter):
    """A record as a line of the given form."""

    def __init__(self, form: LogForm) -> None:
        super().__init__()
        self._line = _json_line if form is LogForm.JSON else _console_line

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        fields = {
            "at": moment,
            "level": record.levelname.lower(),
            "event": _short(record.getMessage()),
            **_bound.get(),
            **getattr(record, "about", {}),
        }
        return self._line(fields, self.formatException(record.exc_info) if record.exc_info else "")


def set_up_log(form: LogForm) -> None:
    """Send what is worth saying to standard error, in this form."""
    handler = logging.StreamHandler()
    handler.setFormatter(LogLines(form))
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    for chatty in ("scrapy", "twisted"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # a crawl longer than a minute is no warning


def _json_line(fields: dict[str, object], trace: str) -> str:
    told = {name: _short(value) for name, value in fields.items()} | ({"trace": trace} if trace else {})
    return escaped(json.dumps(told, ensure_ascii=False, default=str))


def _console_line(fields: dict[str, object], trace: str) -> str:
    at, level, event = (str(fields.pop(name)) for name in ("at", "level", "event"))
    told = [f"{name}={_quoted(value)}" for name, value in fields.items()]
    return "\n    ".join(map(plain_line, (" ".join((at, level.upper(), event, *told)), *trace.splitlines())))


def _quoted(value: object) -> str:
    text = str(_short(",".join(map(str, value)) if isinstance(value, list | tuple) else str(value)))
    return text if _PLAIN_VALUE.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _short(value: object) -> object:
    """Text made safe and cut, also in a list; anything else as it is."""
    if isinstance(value, list | tuple):
        return [_short(each) for each in value]
    return plain_line(value, longest=_LONGEST) if isinstance(value, str) else value
