"""Every error a user can cause, as one tree. Each carries its place and its remedy; the text is built once.

LabmovesError
├── UsageError            exit code 2: the call itself was wrong
│   ├── ConfigError       a configuration, source or lexicon file; carries the file and the key
│   └── UnknownSourceError
├── FetchError            a page or feed could not be had
│   └── ForbiddenUrlError the URL gate refused it
├── InputError            a file given to a command cannot be read as what it should be
│   ├── RequestError      what was asked for is not there, or makes no sense
│   └── WorkerError       reading it ended or outlasted the process that did
├── StoreError            the database cannot be opened, read or written
│   ├── BusyStoreError    another process has its turn
│   └── FutureStoreError  it was written by a newer version
├── QueueError            the queue that workers share is out of reach, lost, or somebody else's
├── DeliveryError         a letter could not be handed over; it stays in the outbox
└── ServeError            the board cannot be served

A bug is never wrapped into one of these: it keeps its traceback.
"""

from __future__ import annotations

from typing import ClassVar


class LabmovesError(Exception):
    """Something a user can cause and mend: `said: [where] detail. remedy`."""

    said: ClassVar[str] = "labmoves could not go on"
    exit_code: ClassVar[int] = 1

    def __init__(self, detail: str, *, where: str = "", remedy: str = "") -> None:
        super().__init__(detail)
        self.detail, self.where, self.remedy = detail, where, remedy

    def __str__(self) -> str:
        place = f"[{self.where}] " if self.where else ""
        end = f". {self.remedy}" if self.remedy else ""
        return f"{self.said}: {place}{self.detail.rstrip('.')}{end}"


class UsageError(LabmovesError):
    said = "usage"
    exit_code = 2


class ConfigError(UsageError):
    said = "configuration"


class UnknownSourceError(UsageError):
    said = "unknown source"


class FetchError(LabmovesError):
    said = "fetch failed"


class ForbiddenUrlError(FetchError):
    said = "address refused"


class InputError(LabmovesError):
    said = "cannot read the input"
    exit_code = 2


class RequestError(InputError):
    said = "cannot be done"


class WorkerError(InputError):
    pass


class StoreError(LabmovesError):
    said = "database"


class BusyStoreError(StoreError):
    pass


class FutureStoreError(StoreError):
    said = "database from a newer version"


class QueueError(LabmovesError):
    said = "queue"


class DeliveryError(LabmovesError):
    said = "mail not delivered"


class ServeError(LabmovesError):
    said = "the board cannot be served"
