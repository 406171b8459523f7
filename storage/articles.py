"""Articles with every version of their text, and the mentions that each version held: the evidence for the moves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from crawler.model import Article, Mention
from storage.rows import listed, mention_row, moment, moment_or_none, read_list, read_mention, read_moment, storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sentence that speaks of a move, and where it stands."""

    article_url: str
    source: str
    title: str | None
    published: datetime | None
    read_at: datetime
    mention: Mention
    still_there: bool  # False where a later version of the article no longer says it

    @property
    def sentence(self) -> str:
        return self.mention.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """One text of an article, as it was read in one run."""

    version: int
    run: int
    at: datetime
    article: Article


def text_hash(db: Database, url: str) -> str | None:
    """The hash of the newest stored text; None for an article never stored."""
    row = db.execute("SELECT text_hash FROM articles WHERE url = ?", [storable(url)]).fetchone()
    return None if row is None else str(row[0])


def save(db: Database, article: Article, run: int, now: datetime) -> tuple[int, int] | None:
    """Store an article's text as a new version; gives (article, version), or None where the newest is the same."""
    url, hashed = storable(article.url), storable(article.text_hash)
    row = db.execute("SELECT id, version, text_hash FROM articles WHERE url = ?", [url]).fetchone()
    if row is None:
        cursor = db.execute(
            "INSERT INTO articles (url, source, version, text_hash) VALUES (?, ?, 1, ?)", [url, article.source, hashed]
        )
        number, version = int(cursor.lastrowid or 0), 1
    elif row[2] == hashed:
        return None
    else:
        number, version = row[0], row[1] + 1
        db.execute("UPDATE articles SET version = ?, text_hash = ? WHERE id = ?", [version, hashed, number])
    db.execute(
        "INSERT INTO article_versions (article, version, run, at, text_hash, title, text, language, published, "
        "authors, repaired) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [number, version, run, moment(now), hashed, None if article.title is None else storable(article.title),
         storable(article.text), article.language, moment_or_none(article.published), listed(article.authors),
         int(article.repaired)],
    )  # fmt: skip
    return number, version


def save_mentions(db: Database, place: tuple[int, int], mentions: Sequence[Mention], moves: Mapping[int, str]) -> None:
    """Store the mentions of one version of an article; `moves` gives a move's key by the mention's place."""
    for index, mention in enumerate(mentions):
        row = {"article": place[0], "version": place[1], "move": moves.get(index), **mention_row(mention)}
        columns = ", ".join(f'"{name}"' for name in row)
        db.execute(
            f"INSERT INTO mentions ({columns}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608 - the names are ours
            list(row.values()),
        )


def evidence(db: Database, move_key: str) -> list[Evidence]:
    """Every article's latest sentences about a move, earliest publication first, undated ones by when we read them."""
    rows = db.query(
        "SELECT m.*, a.url AS url, a.source AS source, a.version AS newest, v.title AS title, "
        "v.published AS published, v.at AS read_at FROM mentions m JOIN articles a ON a.id = m.article "
        "JOIN article_versions v ON v.article = m.article AND v.version = m.version WHERE m.move = ? ORDER BY m.id",
        [move_key],
    )
    kept: dict[tuple[str, int], list[Evidence]] = {}
    last: dict[str, int] = {}
    for row in rows:
        last[row["url"]] = max(last.get(row["url"], 0), row["version"])
        one = Evidence(
            article_url=row["url"],
            source=row["source"],
            title=row["title"],
            published=read_moment(row["published"]),
            read_at=datetime.fromisoformat(row["read_at"]),
            mention=read_mention(row),
            still_there=row["version"] == row["newest"],
        )
        kept.setdefault((row["url"], row["version"]), []).append(one)
    found = [each for url, version in last.items() for each in kept[url, version]]
    return sorted(found, key=lambda e: (e.published or e.read_at, e.article_url, e.mention.start))


def versions(db: Database, url: str) -> list[StoredVersion]:
    """Every stored text of an article, oldest first."""
    rows = db.query(
        "SELECT v.*, a.url AS url, a.source AS source FROM articles a JOIN article_versions v ON v.article = a.id "
        "WHERE a.url = ? ORDER BY v.version",
        [storable(url)],
    )
    return [
        StoredVersion(
            version=row["version"],
            run=row["run"],
            at=datetime.fromisoformat(row["at"]),
            article=Article(
                url=row["url"],
                source=row["source"],
                title=row["title"],
                text=row["text"],
                language=row["language"],
                published=read_moment(row["published"]),
                authors=read_list(row["authors"]),
                text_hash=row["text_hash"],
                repaired=bool(row["repaired"]),
            ),
        )
        for row in rows
    ]
