"""A process that ends as a power cut would, at a chosen point of what SQLite does for it."""

from __future__ import annotations

import os
import signal

from storage.store import Store


class Looks:
    """SQLite looks here every `steps` of its virtual machine; at the look `die_at`, if any, the process is killed."""

    def __init__(self, store: Store, steps: int, die_at: int | None) -> None:
        self.seen, self._die_at = 0, die_at
        store._db.conn.set_progress_handler(self._look, steps)

    def _look(self) -> int:
        self.seen += 1
        if self.seen == self._die_at:
            os.kill(os.getpid(), signal.SIGKILL)
        return 0
