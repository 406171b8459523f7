"""Full text over the newest text and title of every stored article; how words are cut is crawler/text/words.py.

The index keeps no text of its own. Its rows are numbered by article and version and never changed: a newer version is a
further row, and what is found in an older one does not count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from crawler.errors import RequestError, StoreError
from crawler.text.fold import fold_case
from crawler.text.sentences import sentences
from crawler.text.words import CUT, cut_article, search_words
from storage.rows import read_moment, read_time, storable
from storage.texts import unpacked

_TITLE = 4.0  # a word in the title weighs as much as four in the text
_NEAR = 6  # words that may stand between those of one phrase, which are cut into shorter ones beside longer ones
_VERSIONS = 1 << 20  # row number = article * _VERSIONS + version


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """An article that has all the words, with the sentence that has most of them."""

    article_url: str
    source: str
    title: str | None
    published: datetime | None
    read_at: datetime
    sentence: str
    score: float  # of bm25; the higher the better, comparable only within one search


def put(db: Database, place: tuple[int, int], words: tuple[str, str]) -> None:
    """Make a version of an article findable under the words of its title and its text, as `cut_article` gives them."""
    number = place[0] * _VERSIONS + place[1]
    db.execute("INSERT INTO search (rowid, title, text) VALUES (?, ?, ?)", [number, *words])


def is_current(db: Database) -> bool:
    """False where the words of the index were cut in another way than ours, or not at all yet."""
    return bool(db.execute("SELECT 1 FROM meta WHERE name = 'words' AND value = ?", [CUT]).fetchone())


def renew(db: Database) -> None:
    """Cut every article anew; to be called within a transaction."""
    if is_current(db):
        return  # another process was faster
    db.execute("INSERT INTO search (search) VALUES ('delete-all')")
    newest = db.execute(
        "SELECT a.id, a.version, v.title, t.packed FROM articles a "
        "JOIN article_versions v ON v.article = a.id AND v.version = a.version JOIN texts t ON t.id = v.content"
    )
    for article, version, title, packed in newest:
        put(db, (article, version), cut_article(title, unpacked(packed)))
    db.execute("INSERT OR REPLACE INTO meta (name, value) VALUES ('words', ?)", [CUT])


def find(db: Database, phrases: Sequence[str], limit: int) -> list[Hit]:
    """The articles in which each phrase stands, the best first; a phrase is a word, or several that stand together.

    Raises RequestError where no phrase has a word, StoreError where the index is not current.
    """
    cut = [words for phrase in phrases if (words := search_words(storable(phrase)))]
    if not cut:
        raise RequestError("there is no word in it", where=" ".join(phrases)[:80], remedy="Give letters or digits")
    if not is_current(db):
        raise StoreError("its words were cut by an older version", remedy="`labmoves crawl` brings them up to date")
    rows = db.execute(
        "SELECT a.id, a.version, -bm25(search, ?, 1.0) AS score FROM search JOIN articles a "
        "ON a.id = search.rowid / ? AND a.version = search.rowid % ? WHERE search MATCH ? ORDER BY score DESC LIMIT ?",
        [_TITLE, _VERSIONS, _VERSIONS, " AND ".join(map(_near, cut)), limit],
    ).fetchall()
    wanted = frozenset(word for words in cut for word in words)
    return [_hit(db, article, version, score, wanted) for article, version, score in rows]


def _near(words: Sequence[str]) -> str:
    """FTS5 for words that stand together; quoted, since AND, NOT and * mean something to it."""
    quoted = " ".join(f'"{word}"' for word in dict.fromkeys(words))
    return f"NEAR({quoted}, {_NEAR + len(words)})"


def _hit(db: Database, article: int, version: int, score: float, wanted: frozenset[str]) -> Hit:
    row = next(
        db.query(
            "SELECT a.url, a.source, v.title, t.packed, v.published, v.at FROM articles a JOIN article_versions v "
            "ON v.article = a.id JOIN texts t ON t.id = v.content WHERE a.id = ? AND v.version = ?",
            [article, version],
        )
    )
    return Hit(
        article_url=row["url"],
        source=row["source"],
        title=row["title"],
        published=read_moment(row["published"]),
        read_at=read_time(row["at"]),
        sentence=_best_sentence(unpacked(row["packed"]), wanted),
        score=score,
    )


def _best_sentence(text: str, wanted: frozenset[str]) -> str:
    """The first of those with the most of the words; the first of all where only the title has any."""
    spoken = [text[sentence.start : sentence.end] for sentence in sentences(text)]
    # Cutting costs; a sentence that does not hold the letters of any word does not hold the word.
    likely = [sentence for sentence in spoken if _holds_any(sentence, wanted)] or spoken[:1]
    return max(likely, key=lambda sentence: len(wanted & set(search_words(sentence))), default="")


def _holds_any(sentence: str, wanted: frozenset[str]) -> bool:
    folded = fold_case(sentence)
    return any(word in folded for word in wanted)
