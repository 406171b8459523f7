"""Letters to chat services and webhooks, by Apprise: Slack, Telegram, Feishu, WeCom, ntfy and a hundred others."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress

from crawler.errors import DeliveryError

# Words by which a chat service calls everybody: a page that has them must not.
_CALLS = re.compile(r"@(?=everyone|here|channel|all\b|所有人)|<(?=[!@#])", re.IGNORECASE)


def send_to_channel(
    url: str, messages: Sequence[tuple[str, str]], allow_hosts: Sequence[str], name: str
) -> Iterator[str]:
    """Hand over each (title, body) in order; yields an empty text where it was taken, else why not, one for each.

    Raises DeliveryError where Apprise is not installed. `name` is how a trouble is told: the address is a secret.
    """
    if importlib.util.find_spec("apprise") is None:
        raise DeliveryError(
            "channels need Apprise", where=name, remedy="Install labmoves with its extra: pip install '.[channels]'"
        )
    # The gate has to see where it connects: no proxy. -P: a file in the current folder is no module of ours.
    env = {key: value for key, value in os.environ.items() if not key.lower().endswith("_proxy")}
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "crawler.alerts.channel_child"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=env, encoding="utf-8",
    ) as child:  # fmt: skip
        answers = _answers(child, {"url": url, "allow_hosts": list(allow_hosts)}, messages)
        yield from (f"[{name}] {why}" if why else "" for why in answers)


def _answers(
    child: subprocess.Popen[str], task: dict[str, object], messages: Sequence[tuple[str, str]]
) -> Iterator[str]:
    """One message is given when the one before is answered: what is not marked yet is at most the one under way."""
    assert child.stdin is not None
    assert child.stdout is not None
    with suppress(BrokenPipeError):  # at the end of a child that died
        child.stdin.write(json.dumps(task) + "\n")
    for title, body in messages:
        line = ""
        with suppress(BrokenPipeError):
            child.stdin.write(json.dumps([_calling_nobody(title), _calling_nobody(body)]) + "\n")
            child.stdin.flush()
            line = child.stdout.readline()
        yield line.strip() if line else "no answer in time"
    with suppress(BrokenPipeError):
        child.stdin.close()


def _calling_nobody(text: str) -> str:
    return _CALLS.sub(lambda found: "＠" if found[0] == "@" else "‹", text)
