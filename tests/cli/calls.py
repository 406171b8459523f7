"""How tests of the command line call it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from click.testing import Result

Run = Callable[..., Result]
NOW = datetime.now(UTC).replace(microsecond=0)
