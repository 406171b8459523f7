"""Texts of articles, each kept once, packed, whatever number of addresses and versions have it.

zlib of the standard library: on articles of 2 kB it is as small as zstd (0.53 of the text), and every Python has it;
docs/decisions/0018-which-texts-are-kept.md.
"""

from __future__ import annotations

import hashlib
import zlib

from sqlite_utils import Database

from crawler.errors import StoreError
from storage.database import insert
from storage.rows import RESTORE

_LEVEL = 9  # packing takes 0.1 ms an article, which reading it took a hundred times as long


def put(db: Database, text: str) -> int:
    """Keep a text; gives its number, that of the same text where it is kept already."""
    raw = text.encode()
    digest = hashlib.sha256(raw).digest()[:16]
    known = db.execute("SELECT id FROM texts WHERE hash = ?", [digest]).fetchone()
    return int(known[0]) if known else insert(db, "texts", {"hash": digest, "packed": zlib.compress(raw, _LEVEL)})


def unpacked(packed: bytes) -> str:
    """The text of a row of `texts`; raises StoreError where the disk did not keep it whole."""
    try:
        return zlib.decompress(packed).decode()
    except (zlib.error, UnicodeDecodeError) as error:
        raise StoreError("a stored text is damaged", remedy=RESTORE) from error


def damaged(db: Database) -> int:
    """How many texts the disk did not keep whole; SQLite cannot know."""
    return sum(not _is_whole(packed) for (packed,) in db.execute("SELECT packed FROM texts"))


def _is_whole(packed: bytes) -> bool:
    try:
        unpacked(packed)
    except StoreError:
        return False
    return True
