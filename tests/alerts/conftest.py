"""Mail servers that run in the test process."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from letters import Postbox, Serve


class FreePort(Controller):
    """A controller on a port that the system chooses; aiosmtpd tries the port asked for, which is none."""

    def _trigger_server(self) -> None:
        assert self.server is not None
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@pytest.fixture
def postbox() -> Postbox:
    return Postbox()


@pytest.fixture
def serve(postbox: Postbox) -> Iterator[Serve]:
    """Starts a server for the postbox on a free port, with any of aiosmtpd's settings."""
    running: list[Controller] = []

    def start(**options: Any) -> Controller:
        controller = FreePort(postbox, hostname="127.0.0.1", port=0, **options)
        controller.start()
        running.append(controller)
        return controller

    yield start
    for controller in running:
        if not controller.loop.is_closed():
            controller.stop()
