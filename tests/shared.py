"""Where the real test data lies when it is there: ../shared beside the project."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_beside = ROOT.parent / "shared"
SHARED: Path | None = _beside if (_beside / "eval").is_dir() else None

needs_shared = pytest.mark.skipif(SHARED is None, reason="the shared real data is not beside this checkout")
