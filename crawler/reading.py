"""What reading one page found out, from the byte screen to the mentions: a value, as crawler/model.py has them."""

from __future__ import annotations

from dataclasses import dataclass

from crawler.model import Article, Mention, Rejected


@dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """What the byte screen saw: both words present means the page could matter."""

    lab: str | None
    trigger: str | None

    @property
    def passed(self) -> bool:
        return self.lab is not None and self.trigger is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that `read(page)` found out, in the order it found it; later parts are None when an earlier one said no."""

    page_url: str
    screening: Screening
    article: Article | Rejected | None = None
    mentions: tuple[Mention, ...] = ()
    size: int = 0  # bytes of the page
    mark: bytes | None = None  # fingerprint of a page that the screen dropped
    words: tuple[str, str] | None = None  # of an article to be stored: what search finds its title and text under
