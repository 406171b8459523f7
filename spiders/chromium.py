"""Is there what a source with `render = true` needs? Asked before its crawl, so that it is told in one sentence."""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from crawler.errors import FetchError

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ON_MACOS = tuple(Path(f"/Applications/{name}.app/Contents/MacOS/{name}") for name in ("Chromium", "Google Chrome"))


def find_chromium() -> str:
    """The path of the system's Chromium or Chrome. Raises FetchError where it or the extra `js` is missing."""
    if not find_spec("scrapy_playwright"):
        raise FetchError(
            "its pages are filled by scripts (render = true), which needs scrapy-playwright",
            remedy="Install labmoves with its extra: pip install '.[js]'",
        )
    apps = [str(app) for app in _ON_MACOS if sys.platform == "darwin" and app.exists()]
    for found in (*map(shutil.which, _NAMES), *apps):
        if found:
            return found
    raise FetchError(
        "its pages are filled by scripts (render = true), which needs Chromium",
        remedy="Install it, on Debian: apt install chromium",
    )
