PRAGMA application_id = 0x6C616273;
BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'labmoves','001_first','2026-11-24 04:44:23.701338+00:00');
INSERT INTO "_sqlite_migrations" VALUES(2,'labmoves','002_recipients_and_texts','2026-11-27 05:21:56.610019+00:00');
INSERT INTO "_sqlite_migrations" VALUES(3,'labmoves','003_memory','2026-11-27 05:40:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES(4,'labmoves','004_rosters','2026-11-27 05:46:34.072181+00:00');
INSERT INTO "_sqlite_migrations" VALUES(5,'labmoves','005_newest','2026-11-27 10:02:10.852809+00:00');
INSERT INTO "_sqlite_migrations" VALUES(6,'labmoves','006_readers','2026-11-27 10:02:10.852809+00:00');
INSERT INTO "_sqlite_migrations" VALUES(7,'labmoves','007_timetable','2026-11-27 10:14:41.317120+00:00');
INSERT INTO "_sqlite_migrations" VALUES(8,'labmoves','008_archives','2026-11-27 10:18:10.852809+00:00');
INSERT INTO "_sqlite_migrations" VALUES(9,'labmoves','009_subscribers','2026-11-27 10:25:03.714677+00:00');
INSERT INTO "_sqlite_migrations" VALUES(10,'labmoves','010_revisits','2026-11-27 10:25:03.714677+00:00');
INSERT INTO "_sqlite_migrations" VALUES(11,'labmoves','011_mutes','2026-11-27 10:50:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES(12,'labmoves','012_judgements','2026-11-27 10:54:28.751725+00:00');
INSERT INTO "_sqlite_migrations" VALUES(13,'labmoves','013_troubles','2026-11-27 10:50:00.000000+00:00');
INSERT INTO "_sqlite_migrations" VALUES(14,'labmoves','014_texts','2026-11-27 11:33:08.569324+00:00');
INSERT INTO "_sqlite_migrations" VALUES(15,'labmoves','015_unreversed','2026-11-27 11:46:12.331506+00:00');
INSERT INTO "_sqlite_migrations" VALUES(16,'labmoves','016_teams','2026-11-28 00:30:00.000000+00:00');
CREATE TABLE archives (
            name TEXT PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), at TEXT NOT NULL, next INTEGER,
            pages INTEGER NOT NULL, matched INTEGER NOT NULL, spoilt INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO "archives" VALUES('/news/a.warc.gz',1,'2026-11-24T12:00:00+00:00',NULL,3,1,0);
CREATE TABLE article_versions (
        article INTEGER NOT NULL REFERENCES articles(id), version INTEGER NOT NULL,
        run INTEGER NOT NULL REFERENCES runs(id), at TEXT NOT NULL,
        text_hash TEXT NOT NULL, title TEXT, language TEXT NOT NULL,
        published TEXT, authors TEXT NOT NULL, repaired INTEGER NOT NULL, content INTEGER REFERENCES texts(id),
        PRIMARY KEY (article, version));
INSERT INTO "article_versions" VALUES(1,1,1,'2026-11-24T12:00:00+00:00','t1-eae5250bcdd8d70d9d1e','Title 1','en','2026-11-24T11:00:00+00:00','["A. Writer"]',0,1);
CREATE TABLE articles (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, source TEXT NOT NULL,
        version INTEGER NOT NULL, text_hash TEXT NOT NULL);
INSERT INTO "articles" VALUES(1,'https://a.example/1','a',1,'t1-eae5250bcdd8d70d9d1e');
CREATE TABLE deletions (
        article INTEGER NOT NULL REFERENCES articles(id), run INTEGER NOT NULL REFERENCES runs(id),
        at TEXT NOT NULL, status INTEGER, PRIMARY KEY (article, run)) WITHOUT ROWID;
CREATE TABLE judgements (
        id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES runs(id), at TEXT NOT NULL, act TEXT NOT NULL,
        move TEXT NOT NULL REFERENCES moves(key), other TEXT REFERENCES moves(key), statements TEXT NOT NULL,
        because TEXT NOT NULL, undone_at TEXT, undone_because TEXT);
CREATE TABLE mentions (
        id INTEGER PRIMARY KEY, article INTEGER NOT NULL, version INTEGER NOT NULL, move TEXT REFERENCES moves(key),
        person TEXT NOT NULL, spellings TEXT NOT NULL, lab TEXT NOT NULL, lab_id TEXT NOT NULL, kind TEXT NOT NULL,
        role TEXT, other_org TEXT, certainty TEXT NOT NULL, negated INTEGER NOT NULL, fresh INTEGER NOT NULL,
        announced TEXT, effective TEXT, attributed_to TEXT, sentence TEXT NOT NULL,
        "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL,
        FOREIGN KEY (article, version) REFERENCES article_versions (article, version));
INSERT INTO "mentions" VALUES(1,1,1,'m1-61310560c2b6b63f213f','Lilian Weng','["翁荔"]','OpenAI','openai','departure',NULL,NULL,'reported',0,1,NULL,NULL,NULL,'Lilian Weng left.',0,5,0.9,'[]');
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "meta" VALUES('needs','0.1.0');
INSERT INTO "meta" VALUES('schema','016_teams');
INSERT INTO "meta" VALUES('written_by','0.1.0');
CREATE TABLE move_versions (
        move TEXT NOT NULL REFERENCES moves(key), version INTEGER NOT NULL,
        run INTEGER NOT NULL REFERENCES runs(id), at TEXT NOT NULL, verdict TEXT NOT NULL, because TEXT NOT NULL,
        whole TEXT NOT NULL, article_url TEXT NOT NULL, source TEXT NOT NULL,
        PRIMARY KEY (move, version));
INSERT INTO "move_versions" VALUES('m1-61310560c2b6b63f213f',1,1,'2026-11-24T12:00:00+00:00','new','["not known before"]','{"key": "m1-61310560c2b6b63f213f", "person": "Lilian Weng", "spellings": "[\"翁荔\"]", "lab": "OpenAI", "lab_id": "openai", "kind": "departure", "status": "reported", "role": null, "other_org": null, "announced": null, "effective": null, "first_reported_at": "2026-11-24T11:00:00+00:00", "first_reported_by": "a", "first_url": "https://a.example/1", "sentence": "Lilian Weng left.", "attributed_to": null, "status_since": "2026-11-24T11:00:00+00:00", "recap": 0, "alerted": 1}','https://a.example/1','a');
CREATE TABLE moves (
        key TEXT PRIMARY KEY, version INTEGER NOT NULL,
        person TEXT NOT NULL, spellings TEXT NOT NULL, lab TEXT NOT NULL, lab_id TEXT NOT NULL,
        kind TEXT NOT NULL, status TEXT NOT NULL, role TEXT, other_org TEXT, announced TEXT, effective TEXT,
        first_reported_at TEXT NOT NULL, first_reported_by TEXT NOT NULL, first_url TEXT NOT NULL,
        sentence TEXT NOT NULL, attributed_to TEXT, status_since TEXT,
        recap INTEGER NOT NULL, alerted INTEGER NOT NULL, judged TEXT, merged_into TEXT, unreversed TEXT);
INSERT INTO "moves" VALUES('m1-61310560c2b6b63f213f',1,'Lilian Weng','["翁荔"]','OpenAI','openai','departure','reported',NULL,NULL,NULL,NULL,'2026-11-24T11:00:00+00:00','a','https://a.example/1','Lilian Weng left.',NULL,'2026-11-24T11:00:00+00:00',0,1,NULL,NULL,NULL);
CREATE TABLE mutes (
            id INTEGER PRIMARY KEY, kind TEXT NOT NULL, subject TEXT NOT NULL, names TEXT NOT NULL,
            because TEXT NOT NULL, at TEXT NOT NULL, until TEXT, lifted_at TEXT);
CREATE TABLE name_keys (
        lab_id TEXT NOT NULL, name_key TEXT NOT NULL, move TEXT NOT NULL REFERENCES moves(key),
        PRIMARY KEY (lab_id, name_key, move)) WITHOUT ROWID;
INSERT INTO "name_keys" VALUES('openai','c:翁荔','m1-61310560c2b6b63f213f');
INSERT INTO "name_keys" VALUES('openai','i:weng/l','m1-61310560c2b6b63f213f');
INSERT INTO "name_keys" VALUES('openai','l:weng/lilian','m1-61310560c2b6b63f213f');
INSERT INTO "name_keys" VALUES('openai','p:lilian weng','m1-61310560c2b6b63f213f');
INSERT INTO "name_keys" VALUES('openai','w:lilian','m1-61310560c2b6b63f213f');
INSERT INTO "name_keys" VALUES('openai','w:weng','m1-61310560c2b6b63f213f');
INSERT INTO "name_keys" VALUES('openai','x:lilian|weng','m1-61310560c2b6b63f213f');
INSERT INTO "name_keys" VALUES('openai','x:weng|li','m1-61310560c2b6b63f213f');
INSERT INTO "name_keys" VALUES('openai','x:weng|lilian','m1-61310560c2b6b63f213f');
CREATE TABLE outbox (
        id INTEGER PRIMARY KEY, subscriber TEXT NOT NULL, kind TEXT NOT NULL,
        move TEXT REFERENCES moves(key), version INTEGER, verdict TEXT, because TEXT, whole TEXT, article_url TEXT,
        marks TEXT, digest INTEGER REFERENCES outbox(id),
        message_id TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL,
        attempts INTEGER NOT NULL DEFAULT 0, next_try_at TEXT NOT NULL, sent_at TEXT, dead_at TEXT, withheld TEXT,
        last_error TEXT, recipients TEXT NOT NULL DEFAULT '[]',
        UNIQUE (subscriber, move, verdict, version));
INSERT INTO "outbox" VALUES(1,'recipients','news','m1-61310560c2b6b63f213f',1,'new','["not known before"]','{"key": "m1-61310560c2b6b63f213f", "person": "Lilian Weng", "spellings": "[\"翁荔\"]", "lab": "OpenAI", "lab_id": "openai", "kind": "departure", "status": "reported", "role": null, "other_org": null, "announced": null, "effective": null, "first_reported_at": "2026-11-24T11:00:00+00:00", "first_reported_by": "a", "first_url": "https://a.example/1", "sentence": "Lilian Weng left.", "attributed_to": null, "status_since": "2026-11-24T11:00:00+00:00", "recap": 0, "alerted": 1}','https://a.example/1','[]',NULL,'<m1-61310560c2b6b63f213f.new.1@labmoves.invalid>','2026-11-24T12:00:00+00:00',0,'2026-11-24T12:00:00+00:00',NULL,NULL,NULL,NULL,'[]');
CREATE TABLE readers (name TEXT PRIMARY KEY, run INTEGER NOT NULL, looked_at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "readers" VALUES('default',1,'2026-11-24T12:00:00+00:00');
CREATE TABLE revisits (
        article INTEGER PRIMARY KEY REFERENCES articles(id), url TEXT NOT NULL, source TEXT NOT NULL,
        since TEXT NOT NULL, due_at TEXT, missing_run INTEGER);
INSERT INTO "revisits" VALUES(1,'https://a.example/1','a','2026-11-24T12:00:00+00:00','2026-11-24T12:00:00+00:00',NULL);
CREATE TABLE "team_changes" (
        id INTEGER PRIMARY KEY, url TEXT NOT NULL REFERENCES "teams"(url), run INTEGER NOT NULL REFERENCES runs(id),
        at TEXT NOT NULL, since TEXT NOT NULL, name TEXT NOT NULL, post TEXT, appeared INTEGER NOT NULL);
INSERT INTO "team_changes" VALUES(1,'https://openai.example/team',1,'2026-11-25T12:00:00+00:00','2026-11-24T12:00:00+00:00','Ada Wong','Research',0);
CREATE TABLE "team_members" (
        url TEXT NOT NULL REFERENCES "teams"(url), place INTEGER NOT NULL, name TEXT NOT NULL, post TEXT,
        PRIMARY KEY (url, place)) WITHOUT ROWID;
INSERT INTO "team_members" VALUES('https://openai.example/team',0,'Bo Lin',NULL);
CREATE TABLE "teams" (
        url TEXT PRIMARY KEY, source TEXT NOT NULL, lab TEXT NOT NULL,
        run INTEGER NOT NULL REFERENCES runs(id), looked_at TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "teams" VALUES('https://openai.example/team','a','openai',1,'2026-11-25T12:00:00+00:00');
CREATE TABLE runs (
        id INTEGER PRIMARY KEY, command TEXT NOT NULL, sources TEXT NOT NULL,
        started_at TEXT NOT NULL, finished_at TEXT, outcome TEXT);
INSERT INTO "runs" VALUES(1,'crawl','["a"]','2026-11-24T12:00:00+00:00','2026-11-24T12:00:00+00:00','finished');
CREATE TABLE source_runs (
        source TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs(id),
        links INTEGER NOT NULL, pages INTEGER NOT NULL, unchanged INTEGER NOT NULL, screened_out INTEGER NOT NULL,
        rejected INTEGER NOT NULL, matched INTEGER NOT NULL, errors TEXT NOT NULL, issues TEXT NOT NULL, newest TEXT,
        PRIMARY KEY (source, run)) WITHOUT ROWID;
INSERT INTO "source_runs" VALUES('a',1,1,1,0,0,0,0,'[]','[]','2026-11-24T11:00:00+00:00');
CREATE TABLE texts (id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, packed BLOB NOT NULL);
INSERT INTO "texts" VALUES(1,X'EAE5250BCDD8D70D9D1EB583B13900B4',X'78DA734C495408CFCF4B57C8494D2BD1030022E204BB');
CREATE TABLE timetable (
        source TEXT PRIMARY KEY, at TEXT NOT NULL, because TEXT NOT NULL, rule TEXT NOT NULL,
        last TEXT, failures INTEGER NOT NULL, asked_until TEXT) WITHOUT ROWID;
INSERT INTO "timetable" VALUES('a','2026-11-24T13:00:00+00:00','back-off','every 30m','2026-11-24T12:00:00+00:00',1,NULL);
CREATE TABLE troubles (source TEXT PRIMARY KEY, told_at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE visits (
        url TEXT PRIMARY KEY, source TEXT NOT NULL, run INTEGER NOT NULL REFERENCES runs(id),
        fetched_at TEXT NOT NULL, outcome TEXT NOT NULL, status INTEGER, detail TEXT NOT NULL,
        etag TEXT, last_modified TEXT, announced_title TEXT, failures INTEGER NOT NULL, fingerprint BLOB, title_mark BLOB) WITHOUT ROWID;
INSERT INTO "visits" VALUES('https://a.example/1','a',1,'2026-11-24T12:00:00+00:00','matched',200,'',NULL,NULL,NULL,0,NULL,NULL);
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
CREATE INDEX source_runs_by_run ON source_runs (run);
CREATE INDEX visits_matched ON visits (source, fetched_at) WHERE outcome = 'matched';
CREATE INDEX moves_by_time ON moves (first_reported_at, key);
CREATE INDEX moves_by_lab ON moves (lab_id, first_reported_at);
CREATE INDEX moves_due ON moves (effective) WHERE status IN ('reported', 'confirmed') AND effective IS NOT NULL;
CREATE INDEX move_versions_by_run ON move_versions (run, move);
CREATE INDEX move_versions_by_time ON move_versions (at, move);
CREATE INDEX mentions_by_article ON mentions (article, version);
CREATE INDEX mentions_by_move ON mentions (move);
CREATE INDEX outbox_waiting ON outbox (next_try_at) WHERE sent_at IS NULL AND dead_at IS NULL AND withheld IS NULL AND digest IS NULL;
CREATE INDEX outbox_by_move ON outbox (move, subscriber);
CREATE INDEX outbox_by_digest ON outbox (digest) WHERE digest IS NOT NULL;
CREATE INDEX articles_by_text ON articles (source, text_hash);
CREATE INDEX name_keys_by_name ON name_keys (name_key);
CREATE INDEX team_changes_by_url ON team_changes (url, at);
CREATE INDEX source_runs_by_newest ON source_runs (source, newest);
CREATE INDEX article_edits_by_run ON article_versions (run) WHERE version > 1;
CREATE INDEX article_edits_by_time ON article_versions (at) WHERE version > 1;
CREATE INDEX revisits_due ON revisits (source, due_at) WHERE due_at IS NOT NULL;
CREATE INDEX revisits_by_url ON revisits (url);
CREATE INDEX deletions_by_run ON deletions (run);
CREATE INDEX deletions_by_time ON deletions (at);
CREATE INDEX moves_merged ON moves (merged_into) WHERE merged_into IS NOT NULL;
CREATE VIRTUAL TABLE search USING fts5 (title, text, content = '', tokenize = 'unicode61');
INSERT INTO search (rowid, title, text) VALUES(1048577,'title 1','ada wong left');
INSERT INTO "meta" VALUES('words','w1');
COMMIT;
