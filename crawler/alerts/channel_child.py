"""The process that speaks to chat services and webhooks: `python -m crawler.alerts.channel_child`, from channels.py.

It gets lines of JSON on standard input, first the address and the hosts that may be private, then one message at a
time, and answers each with one line on standard output: an empty one where the service took it, else why not. It is a
process of its own because Apprise brings a hundred services with it, and because the URL gate is laid around the whole
of it: every look-up of a name gives public addresses only.
"""

from __future__ import annotations

import json
import logging
import re
import signal
import socket
import sys
from collections.abc import Collection
from typing import Any
from urllib.parse import unquote

from crawler.gate import is_public
from crawler.text.plain import plain_line

LONGEST = 60  # seconds for one message, after which this process is killed by its own alarm
_SECRET = 4  # characters of a part of the address from which on it may be one


def main() -> None:
    """Hand over each message as it comes."""
    task = json.loads(sys.stdin.readline())
    refused = guard_look_ups(task["allow_hosts"])
    import apprise  # noqa: PLC0415 - nothing may be looked up before the gate is there

    said = _Said()
    logging.getLogger("apprise").addHandler(said)
    # A redirect would lead the text elsewhere, and turn its POST into a GET.
    services = apprise.Apprise(asset=apprise.AppriseAsset(app_id="labmoves", http_redirects=False))
    known = services.add(task["url"])
    for line in sys.stdin:
        title, body = json.loads(line)
        signal.alarm(LONGEST)
        said.lines.clear()
        refused.clear()
        took = known and bool(services.notify(title=title, body=body, body_format=apprise.NotifyFormat.TEXT))
        why = "no service is addressed so" if not known else "; ".join((*refused, *said.lines)) or "it was not taken"
        signal.alarm(0)
        print("" if took else without_secrets(why, task["url"]), flush=True)  # noqa: T201 - the answer to our parent


def guard_look_ups(allow_hosts: Collection[str]) -> list[str]:
    """Let every look-up of this process give public addresses only; gives the list to which refusals are added.

    What connects, connects to what was looked up, so a name that changes its mind is refused too.
    """
    refused: list[str] = []
    look_up = socket.getaddrinfo

    def guarded(host: Any, port: Any, *arguments: Any, **named: Any) -> Any:
        found = look_up(host, port, *arguments, **named)
        if f"{host}:{port}" in allow_hosts:
            return found
        kept = [entry for entry in found if is_public(str(entry[4][0]))]
        if not kept:
            refused.append("it leads to an address that is not public (crawl.allow_hosts may name it)")
            raise socket.gaierror(socket.EAI_NONAME, "not a public address")
        return kept

    socket.getaddrinfo = guarded
    return refused


def without_secrets(text: str, url: str) -> str:
    """What a service said, on one line, without any part of the address: each may be a token."""
    parts = {
        part for piece in (url, unquote(url)) for part in re.split(r"[/:@?&=#,\s]+", piece) if len(part) >= _SECRET
    }
    for part in sorted(parts, key=len, reverse=True):
        text = text.replace(part, "…")
    return plain_line(text, longest=300)


class _Said(logging.Handler):
    """What Apprise complains of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


if __name__ == "__main__":
    main()
