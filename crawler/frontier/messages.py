"""What goes through the queue, as JSON: a task to a worker, its answer to the collect that stores it.

Never pickle, which would run whatever somebody else wrote into the queue. Each message names the version of its form.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from pydantic import ConfigDict, TypeAdapter

from crawler.errors import QueueError
from crawler.model import Discovery, Keep, Link, Page, Source
from crawler.reading import Reading
from spiders.announced import Announced

FORM = 1  # changes with every change that an older version would misread
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """That a collect is at work, who it is, and what its workers must know."""

    token: str  # its own, in the id of each of its tasks
    owner: str  # the database it writes, and on which machine
    since: datetime
    rules: str  # fingerprint of the code and the user's own files that read pages
    delay: float
    keep: Keep  # which texts it stores


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One address to ask for: an article (`link`), or a document that announces some (`publisher` and `place`)."""

    url: str
    source: str
    etag: str | None = None  # what makes the request a conditional one
    last_modified: str | None = None
    link: Link | None = None
    publisher: Source | None = None
    place: Discovery | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a task; of a page what was read out of it, never its bytes."""

    at: datetime
    final_url: str
    status: int | None = None  # None where no answer came
    etag: str | None = None
    last_modified: str | None = None
    reading: Reading | None = None
    announced: Announced | None = None
    trouble: str | None = None  # why there is neither, in words

    def page(self, task: Task) -> Page:
        """The page that was read, without its body."""
        return Page(
            source=task.source,
            asked_url=task.url,
            final_url=self.final_url,
            fetched_at=self.at,
            body=b"",
            status=self.status or 200,
            announced=task.link,
        )


@cache
def _adapters() -> dict[type, TypeAdapter[tuple[int, Any]]]:
    how = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64", extra="forbid")
    return {
        Notice: TypeAdapter(tuple[int, Notice], config=how),
        Task: TypeAdapter(tuple[int, Task], config=how),
        Answer: TypeAdapter(tuple[int, Answer], config=how),
    }


def written(value: Notice | Task | Answer) -> str:
    """The message, as ASCII: a lone surrogate, which a page's own JSON can hold, comes through as it is."""
    found = _adapters()[type(value)].dump_python((FORM, value), mode="json")
    return json.dumps(found, separators=(",", ":"))


def read_message(kind: type[T], text: bytes | str) -> T:
    """The value that `written` wrote. Raises QueueError for anything else."""
    try:
        form, value = _adapters()[kind].validate_python(json.loads(text))
    except (ValueError, RecursionError):  # pydantic's ValidationError is a ValueError
        form, value = None, None
    if form != FORM or not isinstance(value, kind):
        raise QueueError(
            f"this version cannot read the {kind.__name__.lower()} that it holds",
            remedy="Run the same version of labmoves on every machine",
        )
    return value
