"""Articles with every version of their text, and the mentions that each version held: the evidence for the moves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from crawler.model import Article, Mention
from crawler.text.substance import substance
from storage import texts
from storage.database import insert
from storage.rows import Row, from_row, moment, read_moment, read_time, storable, to_row

_WHOLE = (
    "SELECT v.*, a.url AS url, a.source AS source, t.packed AS packed FROM articles a "
    "JOIN article_versions v ON v.article = a.id JOIN texts t ON t.id = v.content"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One sentence that speaks of a move, and where it stands; `number` is that of its mention."""

    number: int
    article_url: str
    source: str
    title: str | None
    published: datetime | None
    read_at: datetime
    mention: Mention
    still_there: bool  # False where a later version of the article no longer says it
    gone_since: datetime | None = None  # the article was taken away

    @property
    def sentence(self) -> str:
        """As it stands in the article."""
        return self.mention.sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldMention:
    """A mention that a version of an article held, and the key of its move, where deciding gave it one."""

    number: int
    mention: Mention
    move: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredVersion:
    """One text of an article, as it was read in one run, with what it said."""

    version: int
    run: int
    at: datetime
    article: Article
    mentions: tuple[HeldMention, ...] = ()


def text_hash(db: Database, url: str) -> str | None:
    """The hash of the newest stored text; None for an article never stored."""
    row = db.execute("SELECT text_hash FROM articles WHERE url = ?", [storable(url)]).fetchone()
    return None if row is None else str(row[0])


def is_known(db: Database, article: Article) -> bool:
    """True where it says what its newest stored text says; of one never stored, where another of its source does."""
    hashed = text_hash(db, article.url)
    if hashed is None:
        same = "SELECT EXISTS (SELECT 1 FROM articles WHERE source = ? AND text_hash = ?)"
        return bool(db.execute(same, [storable(article.source), article.text_hash]).fetchone()[0])
    if hashed == article.text_hash:
        return True
    known = newest(db, article.url)
    return known is not None and substance(known.title, known.text) == substance(article.title, article.text)


def save(db: Database, article: Article, run: int, now: datetime) -> tuple[int, int] | None:
    """Store an article's text as a new version; gives (article, version), or None where the newest is the same."""
    row = to_row(article)
    url, source, hashed = row.pop("url"), row.pop("source"), row["text_hash"]
    stored = db.execute("SELECT id, version, text_hash FROM articles WHERE url = ?", [url]).fetchone()
    if stored is None:
        version = 1
        number = insert(db, "articles", {"url": url, "source": source, "version": version, "text_hash": hashed})
    elif stored[2] == hashed:
        return None
    else:
        number, version = stored[0], stored[1] + 1
        db.execute("UPDATE articles SET version = ?, text_hash = ? WHERE id = ?", [version, hashed, number])
    row["content"] = texts.put(db, row.pop("text"))
    insert(db, "article_versions", {"article": number, "version": version, "run": run, "at": moment(now), **row})
    return number, version


def save_mentions(db: Database, place: tuple[int, int], mentions: Sequence[Mention], moves: Mapping[int, str]) -> None:
    """Store the mentions of one version of an article; `moves` gives a move's key by the mention's place."""
    for index, mention in enumerate(mentions):
        place_and_move = {"article": place[0], "version": place[1], "move": moves.get(index)}
        insert(db, "mentions", place_and_move | to_row(mention))


def spoken_of(db: Database, url: str) -> frozenset[str]:
    """The keys of the moves that an article's versions speak of."""
    rows = db.execute(
        "SELECT DISTINCT move FROM mentions WHERE article = (SELECT id FROM articles WHERE url = ?) "
        "AND move IS NOT NULL",
        [storable(url)],
    )
    return frozenset(row[0] for row in rows.fetchall())


def evidence(db: Database, move_key: str) -> list[Evidence]:
    """Every article's latest sentences about a move, earliest publication first, undated ones by when first read."""
    rows = db.query(
        "SELECT m.*, a.url AS url, a.source AS source, a.version AS newest, v.title AS title, "
        "v.published AS published, w.at AS read_at, (SELECT iif(status IS NULL, NULL, at) FROM deletions d "
        "WHERE d.article = m.article ORDER BY run DESC LIMIT 1) AS gone "
        "FROM mentions m JOIN articles a ON a.id = m.article "
        "JOIN article_versions v ON v.article = m.article AND v.version = m.version "
        "JOIN article_versions w ON w.article = m.article AND w.version = 1 WHERE m.move = ? ORDER BY m.id",
        [move_key],
    )
    kept: dict[tuple[str, int], list[Evidence]] = {}
    last: dict[str, int] = {}
    for row in rows:
        last[row["url"]] = max(last.get(row["url"], 0), row["version"])
        one = Evidence(
            number=row["id"],
            article_url=row["url"],
            source=row["source"],
            title=row["title"],
            published=read_moment(row["published"]),
            read_at=read_time(row["read_at"]),
            mention=from_row(Mention, row),
            still_there=row["version"] == row["newest"],
            gone_since=read_moment(row["gone"]),
        )
        kept.setdefault((row["url"], row["version"]), []).append(one)
    found = [each for url, version in last.items() for each in kept[url, version]]
    return sorted(found, key=lambda e: (e.published or e.read_at, e.article_url, e.mention.start))


def versions(db: Database, url: str) -> list[StoredVersion]:
    """Every stored text of an article, oldest first."""
    rows = db.query(
        f"{_WHOLE} WHERE a.url = ? ORDER BY v.version",
        [storable(url)],
    )
    return [_version(db, row) for row in rows]


def newest(db: Database, url: str) -> Article | None:
    """An article with its newest stored text; None for one never stored."""
    place = db.execute("SELECT id, version FROM articles WHERE url = ?", [storable(url)]).fetchone()
    return None if place is None else one_version(db, *place).article


def one_version(db: Database, article: int, version: int) -> StoredVersion:
    """One text of the article with this number; raises StopIteration where there is none, which is a bug."""
    rows = db.query(
        f"{_WHOLE} WHERE v.article = ? AND v.version = ?",
        [article, version],
    )
    return _version(db, next(iter(rows)))


def _version(db: Database, row: Row) -> StoredVersion:
    return StoredVersion(
        version=row["version"],
        run=row["run"],
        at=read_time(row["at"]),
        article=from_row(Article, {**row, "text": texts.unpacked(row["packed"])}),
        mentions=tuple(_held(db, row["article"], row["version"])),
    )


def _held(db: Database, article: int, version: int) -> Iterator[HeldMention]:
    """Of one version, in the order they stand in it; what the title says comes first."""
    rows = db.query("SELECT * FROM mentions WHERE article = ? AND version = ?", [article, version])
    for row in sorted(rows, key=lambda row: (row["start"], row["id"])):
        yield HeldMention(number=row["id"], mention=from_row(Mention, row), move=row["move"])
