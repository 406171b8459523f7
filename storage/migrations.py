"""The schema as it grew: frozen SQL, in order. A step that has shipped is never edited; a change is a new step.

Nothing of ours is imported here: a step must mean the same on the day it is run as on the day it was written.
"""

from __future__ import annotations

import hashlib
import zlib

from sqlite_utils import Database, Migrations

schema = Migrations("labmoves")

# What a version of labmoves must at least be to read the file, written by the newest step that older ones cannot read.
NEEDS = "0.1.0"

_FIRST = (
    "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY, command TEXT NOT NULL, sources TEXT NOT NULL,
        started_at TEXT NOT NULL, finished_at TEXT, outcome TEXT)""",
    """CREATE TABLE source_runs (
        source TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs(id),
        links INTEGER NOT NULL, pages INTEGER NOT NULL, unchanged INTEGER NOT NULL, screened_out INTEGER NOT NULL,
        rejected INTEGER NOT NULL, matched INTEGER NOT NULL, errors TEXT NOT NULL, issues TEXT NOT NULL,
        PRIMARY KEY (source, run)) WITHOUT ROWID""",
    "CREATE INDEX source_runs_by_run ON source_runs (run)",
    """CREATE TABLE visits (
        url TEXT PRIMARY KEY, source TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs(id),
        fetched_at TEXT NOT NULL, outcome TEXT NOT NULL, status INTEGER, detail TEXT NOT NULL,
        etag TEXT, last_modified TEXT, announced_title TEXT, failures INTEGER NOT NULL) WITHOUT ROWID""",
    "CREATE INDEX visits_matched ON visits (source, fetched_at) WHERE outcome = 'matched'",
    """CREATE TABLE articles (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
        version INTEGER NOT NULL, text_hash TEXT NOT NULL)""",
    """CREATE TABLE article_versions (
        article INTEGER NOT NULL REFERENCES articles(id), version INTEGER NOT NULL,
        run INTEGER NOT NULL REFERENCES runs(id), at TEXT NOT NULL,
        text_hash TEXT NOT NULL, title TEXT, text TEXT NOT NULL, language TEXT NOT NULL,
        published TEXT, authors TEXT NOT NULL, repaired INTEGER NOT NULL,
        PRIMARY KEY (article, version))""",
    """CREATE TABLE moves (
        key TEXT PRIMARY KEY, version INTEGER NOT NULL,
        person TEXT NOT NULL, spellings TEXT NOT NULL, lab TEXT NOT NULL, lab_id TEXT NOT NULL,
        kind TEXT NOT NULL, status TEXT NOT NULL, role TEXT, other_org TEXT, announced TEXT, effective TEXT,
        first_reported_at TEXT NOT NULL, first_reported_by TEXT NOT NULL, first_url TEXT NOT NULL,
        sentence TEXT NOT NULL, attributed_to TEXT, status_since TEXT,
        recap INTEGER NOT NULL, alerted INTEGER NOT NULL)""",
    "CREATE INDEX moves_by_time ON moves (first_reported_at, key)",
    "CREATE INDEX moves_by_lab ON moves (lab_id, first_reported_at)",
    "CREATE INDEX moves_due ON moves (effective) WHERE status IN ('reported', 'confirmed') AND effective IS NOT NULL",
    """CREATE TABLE name_keys (
        lab_id TEXT NOT NULL, name_key TEXT NOT NULL, move TEXT NOT NULL REFERENCES moves(key),
        PRIMARY KEY (lab_id, name_key, move)) WITHOUT ROWID""",
    """CREATE TABLE move_versions (
        move TEXT NOT NULL REFERENCES moves(key), version INTEGER NOT NULL,
        run INTEGER NOT NULL REFERENCES runs(id), at TEXT NOT NULL, verdict TEXT NOT NULL, because TEXT NOT NULL,
        whole TEXT NOT NULL, article_url TEXT NOT NULL, source TEXT NOT NULL,
        PRIMARY KEY (move, version))""",
    "CREATE INDEX move_versions_by_run ON move_versions (run, move)",
    "CREATE INDEX move_versions_by_time ON move_versions (at, move)",
    """CREATE TABLE mentions (
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL, version INTEGER NOT NULL, move TEXT REFERENCES moves(key),
        person TEXT NOT NULL, spellings TEXT NOT NULL, lab TEXT NOT NULL, lab_id TEXT NOT NULL, kind TEXT NOT NULL,
        role TEXT, other_org TEXT, certainty TEXT NOT NULL, negated INTEGER NOT NULL, fresh INTEGER NOT NULL,
        announced TEXT, effective TEXT, attributed_to TEXT, sentence TEXT NOT NULL,
        "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL,
        FOREIGN KEY (article, version) REFERENCES article_versions (article, version))""",
    "CREATE INDEX mentions_by_article ON mentions (article, version)",
    "CREATE INDEX mentions_by_move ON mentions (move)",
    """CREATE TABLE outbox (
        id INTEGER PRIMARY KEY, move TEXT NOT NULL REFERENCES moves(key), version INTEGER NOT NULL,
        verdict TEXT NOT NULL, because TEXT NOT NULL, whole TEXT NOT NULL, article_url TEXT NOT NULL,
        message_id TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0, next_try_at TEXT NOT NULL, sent_at TEXT, last_error TEXT,
        UNIQUE (move, verdict, version))""",
    "CREATE INDEX outbox_waiting ON outbox (next_try_at) WHERE sent_at IS NULL",
)


@schema(name="001_first")
def first(db: Database) -> None:
    """Labmoves 0.1."""
    for statement in _FIRST:
        db.execute(statement)


@schema(name="002_recipients_and_texts")
def recipients_and_texts(db: Database) -> None:
    """Some recipients may have a letter while others wait; a text under several addresses is found by its hash."""
    db.execute("ALTER TABLE outbox ADD COLUMN recipients TEXT NOT NULL DEFAULT '[]'")
    db.execute("CREATE INDEX articles_by_text ON articles (source, text_hash)")


@schema(name="003_memory")
def memory(db: Database) -> None:
    """A person is found whatever the lab, and an article by its words; Store.open fills the index of words."""
    db.execute("CREATE INDEX name_keys_by_name ON name_keys (name_key)")
    db.execute("CREATE VIRTUAL TABLE search USING fts5 (title, text, content = '', tokenize = 'unicode61')")


_ROSTERS = (
    """CREATE TABLE rosters (
        url TEXT PRIMARY KEY, source TEXT NOT NULL, lab TEXT NOT NULL,
        run INTEGER NOT NULL REFERENCES runs(id), looked_at TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE TABLE roster_members (
        url TEXT NOT NULL REFERENCES rosters(url), place INTEGER NOT NULL, name TEXT NOT NULL, post TEXT,
        PRIMARY KEY (url, place)) WITHOUT ROWID""",
    """CREATE TABLE roster_changes (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL REFERENCES rosters(url), run INTEGER NOT NULL REFERENCES runs(id),
        at TEXT NOT NULL, since TEXT NOT NULL, name TEXT NOT NULL, post TEXT, appeared INTEGER NOT NULL)""",
    "CREATE INDEX roster_changes_by_url ON roster_changes (url, at)",
)


@schema(name="004_rosters")
def rosters(db: Database) -> None:
    """Who is on a lab's page of people, and who appeared and vanished from look to look."""
    for statement in _ROSTERS:
        db.execute(statement)


@schema(name="005_newest")
def newest(db: Database) -> None:
    """How new a source's newest article was in each run: what tells a silent source from a quiet one."""
    db.execute("ALTER TABLE source_runs ADD COLUMN newest TEXT")
    db.execute("CREATE INDEX source_runs_by_newest ON source_runs (source, newest)")


_READERS = (
    "CREATE TABLE readers (name TEXT PRIMARY KEY, run INTEGER NOT NULL, looked_at TEXT NOT NULL) WITHOUT ROWID",
    "CREATE INDEX article_edits_by_run ON article_versions (run) WHERE version > 1",
    "CREATE INDEX article_edits_by_time ON article_versions (at) WHERE version > 1",
)


@schema(name="006_readers")
def readers(db: Database) -> None:
    """What each reader has seen, and the edits of a span without a look at every version."""
    for statement in _READERS:
        db.execute(statement)


@schema(name="007_timetable")
def timetable(db: Database) -> None:
    """When each source is crawled next. A row without a rule follows from the rule that its reader has."""
    db.execute(
        """CREATE TABLE timetable (
        source TEXT PRIMARY KEY, at TEXT NOT NULL, because TEXT NOT NULL, rule TEXT NOT NULL,
        last TEXT, failures INTEGER NOT NULL, asked_until TEXT) WITHOUT ROWID"""
    )
    db.execute(
        "INSERT INTO timetable (source, at, because, rule, last, failures) "
        "SELECT s.source, max(r.started_at), 'every', '', max(r.started_at), 0 "
        "FROM source_runs s JOIN runs r ON r.id = s.run GROUP BY s.source"
    )


@schema(name="008_archives")
def archives(db: Database) -> None:
    """How far each web archive was read; next is the byte of its next record, NULL where it was read to its end."""
    db.execute(
        """CREATE TABLE archives (
            name TEXT PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), at TEXT NOT NULL, next INTEGER,
            pages INTEGER NOT NULL, matched INTEGER NOT NULL, spoilt INTEGER NOT NULL) WITHOUT ROWID"""
    )


_SUBSCRIBERS = (
    "ALTER TABLE outbox RENAME TO outbox_before",
    """CREATE TABLE outbox (
        id INTEGER PRIMARY KEY, subscriber TEXT NOT NULL, kind TEXT NOT NULL,
        move TEXT REFERENCES moves(key), version INTEGER, verdict TEXT, because TEXT, whole TEXT, article_url TEXT,
        marks TEXT, digest INTEGER REFERENCES outbox(id),
        message_id TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0, next_try_at TEXT NOT NULL, sent_at TEXT, dead_at TEXT, withheld TEXT,
        last_error TEXT, recipients TEXT NOT NULL DEFAULT '[]',
        UNIQUE (subscriber, move, verdict, version))""",
    """INSERT INTO outbox (id, subscriber, kind, move, version, verdict, because, whole, article_url, marks, message_id,
        created_at, attempts, next_try_at, sent_at, last_error, recipients)
        SELECT id, 'recipients', 'news', move, version, verdict, because, whole, article_url, '[]', message_id,
        created_at, attempts, next_try_at, sent_at, last_error, recipients FROM outbox_before""",
    "DROP TABLE outbox_before",
    "CREATE INDEX outbox_waiting ON outbox (next_try_at) "
    "WHERE sent_at IS NULL AND dead_at IS NULL AND withheld IS NULL AND digest IS NULL",
    "CREATE INDEX outbox_by_move ON outbox (move, subscriber)",
    "CREATE INDEX outbox_by_digest ON outbox (digest) WHERE digest IS NOT NULL",
)


@schema(name="009_subscribers")
def subscribers(db: Database) -> None:
    """Letters to many subscribers, each for itself; letters that hold others; letters that no server will take."""
    for statement in _SUBSCRIBERS:
        db.execute(statement)


_REVISITS = (
    """CREATE TABLE revisits (
        article INTEGER PRIMARY KEY REFERENCES articles(id), url TEXT NOT NULL, source TEXT NOT NULL,
        since TEXT NOT NULL, due_at TEXT, missing_run INTEGER)""",
    "CREATE INDEX revisits_due ON revisits (source, due_at) WHERE due_at IS NOT NULL",
    "CREATE INDEX revisits_by_url ON revisits (url)",
    """CREATE TABLE deletions (
        article INTEGER NOT NULL REFERENCES articles(id), run INTEGER NOT NULL REFERENCES runs(id),
        at TEXT NOT NULL, status INTEGER, PRIMARY KEY (article, run)) WITHOUT ROWID""",
    "CREATE INDEX deletions_by_run ON deletions (run)",
    "CREATE INDEX deletions_by_time ON deletions (at)",
    # What an older version read is looked at once, and then as often as its age still allows.
    """INSERT INTO revisits (article, url, source, since, due_at)
        SELECT a.id, v.url, v.source, w.at, w.at FROM articles a JOIN visits v ON v.url = a.url
        JOIN article_versions w ON w.article = a.id AND w.version = 1 WHERE v.outcome = 'matched'""",
)


@schema(name="010_revisits")
def revisits(db: Database) -> None:
    """When each article with a move is looked at again, and which were taken away."""
    for statement in _REVISITS:
        db.execute(statement)


@schema(name="011_mutes")
def mutes(db: Database) -> None:
    """What nobody wants letters about for a while."""
    db.execute(
        """CREATE TABLE mutes (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, names TEXT NOT NULL,
            because TEXT NOT NULL, at TEXT NOT NULL, until TEXT, lifted_at TEXT)"""
    )


_JUDGEMENTS = (
    "ALTER TABLE moves ADD COLUMN judged TEXT",
    "ALTER TABLE moves ADD COLUMN merged_into TEXT",
    "CREATE INDEX moves_merged ON moves (merged_into) WHERE merged_into IS NOT NULL",
    """CREATE TABLE judgements (
        id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), at TEXT NOT NULL, act TEXT NOT NULL,
        move TEXT NOT NULL REFERENCES moves(key), other TEXT REFERENCES moves(key), statements TEXT NOT NULL,
        because TEXT NOT NULL, undone_at TEXT, undone_because TEXT)""",
)


@schema(name="012_judgements")
def judgements(db: Database) -> None:
    """What a person ruled of a move."""
    for statement in _JUDGEMENTS:
        db.execute(statement)


@schema(name="013_troubles")
def troubles(db: Database) -> None:
    """The sources whose trouble the operators were told of."""
    db.execute("CREATE TABLE troubles (source TEXT PRIMARY KEY, told_at TEXT NOT NULL) WITHOUT ROWID")


_TEXTS = (
    "CREATE TABLE texts (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, packed BLOB NOT NULL)",
    "ALTER TABLE article_versions ADD COLUMN content INTEGER REFERENCES texts(id)",
    "ALTER TABLE visits ADD COLUMN fingerprint BLOB",
    "ALTER TABLE visits ADD COLUMN title_mark BLOB",
    "UPDATE visits SET title_mark = mark(announced_title) WHERE announced_title IS NOT NULL",
    "UPDATE visits SET announced_title = NULL WHERE outcome <> 'matched'",
)


@schema(name="014_texts")
def texts(db: Database) -> None:
    """Each text once, packed by zlib under the first half of its SHA-256; and what a page without a move leaves.

    Of its headline a mark is enough, eight bytes of SHA-256.
    """
    db.conn.create_function("mark", 1, lambda title: hashlib.sha256(title.encode()).digest()[:8], deterministic=True)
    for statement in _TEXTS:
        db.execute(statement)
    for article, version in db.execute("SELECT article, version FROM article_versions").fetchall():
        place = [article, version]
        row = db.execute("SELECT text FROM article_versions WHERE article = ? AND version = ?", place).fetchone()
        raw = row[0].encode()
        digest = hashlib.sha256(raw).digest()[:16]
        packed = [digest, zlib.compress(raw, 9)]
        db.execute("INSERT INTO texts (hash, packed) VALUES (?, ?) ON CONFLICT DO NOTHING", packed)
        where = "(SELECT id FROM texts WHERE hash = ?) WHERE article = ? AND version = ?"
        db.execute(f"UPDATE article_versions SET content = {where}", [digest, *place])  # noqa: S608 - fixed text
    db.execute("ALTER TABLE article_versions DROP COLUMN text")


@schema(name="015_unreversed")
def unreversed(db: Database) -> None:
    """What a departure was before the person came back: it is that again where the return is denied."""
    db.execute("ALTER TABLE moves ADD COLUMN unreversed TEXT")


@schema(name="016_teams")
def teams(db: Database) -> None:
    """Labs' pages of people are called teams everywhere; a roster is who is at a lab as far as the moves tell."""
    db.execute("ALTER TABLE rosters RENAME TO teams")
    db.execute("ALTER TABLE roster_members RENAME TO team_members")
    db.execute("ALTER TABLE roster_changes RENAME TO team_changes")
    db.execute("DROP INDEX roster_changes_by_url")
    db.execute("CREATE INDEX team_changes_by_url ON team_changes (url, at)")
