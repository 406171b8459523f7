"""Where a user's own files lie, by the custom of Linux (XDG) and macOS."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path


def config_folder(env: Mapping[str, str]) -> Path:
    """Where a user's own configuration lies, by the platform's custom."""
    return _user_folder(env, xdg="XDG_CONFIG_HOME", unix=".config")


def data_folder(env: Mapping[str, str]) -> Path:
    """Where a program keeps a user's data, by the platform's custom."""
    return _user_folder(env, xdg="XDG_DATA_HOME", unix=".local/share")


def _user_folder(env: Mapping[str, str], *, xdg: str, unix: str) -> Path:
    home = Path(env["HOME"]) if env.get("HOME") else Path.home()
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "labmoves"
    # The XDG rule: a relative path in these variables is invalid and to be ignored.
    return (Path(env[xdg]) if Path(env.get(xdg, "")).is_absolute() else home / unix) / "labmoves"
