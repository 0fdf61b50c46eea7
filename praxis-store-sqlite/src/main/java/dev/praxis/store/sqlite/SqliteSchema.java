package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Migration;
import java.util.ArrayList;
import java.util.List;

/** The schema in SQLite. A migration that was released never changes. */
final class SqliteSchema {

    /** "PRX1" in ASCII: byte 68 of the file, where file(1) finds it. */
    static final int APPLICATION_ID = 0x50525831;

    private static final String ENTRY = entries("entry", "\n  UNIQUE (subject, predicate, object, key_type, ordinal),");

    /** One row for each key: what a listing walks, however long the histories are. */
    private static final String FACTS = """
            CREATE UNIQUE INDEX entry_fact ON entry (ordinal, key_type, subject, predicate, object)
              WHERE ordinal = 1 AND key_type = 'fact'""";

    /** The same for edges, by where they start and by where they end. */
    private static final List<String> EDGES = List.of("""
            CREATE UNIQUE INDEX entry_outgoing ON entry (ordinal, key_type, subject, predicate, object)
              WHERE ordinal = 1 AND key_type = 'edge'""", """
            CREATE UNIQUE INDEX entry_incoming ON entry (ordinal, key_type, object, predicate, subject)
              WHERE ordinal = 1 AND key_type = 'edge'""");

    private static final String REQUESTS = """
            CREATE UNIQUE INDEX entry_request ON entry (request_key, request_place) WHERE request_key IS NOT NULL""";

    private static final String NO_UPDATE = """
            CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN
              SELECT RAISE(ABORT, 'entry is append-only: no update');
            END""";

    private static final String NO_DELETE = """
            CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN
              SELECT RAISE(ABORT, 'entry is append-only: no delete');
            END""";

    /**
     * REPLACE deletes without firing delete triggers, so what it would replace is refused before it gets there. One look at the
     * end of the table and one at the end of the key: this runs for every row.
     *
     * <p>Beside max() stand the other columns of the row that has the maximum (SQLite, "Bare columns in an aggregate query").
     * ORDER BY and LIMIT in their place would look at another row: what a trigger selects is discarded, and SQLite leaves the
     * order out.
     */
    private static final String APPEND_ONLY = """
            CREATE TRIGGER entry_append BEFORE INSERT ON entry BEGIN
              SELECT CASE
                  WHEN NEW.seq <= l.seq THEN RAISE(ABORT, 'entry is append-only: seq is not above the last')
                  WHEN NEW.recorded_at < l.recorded_at
                    THEN RAISE(ABORT, 'entry is append-only: recorded_at is before the last')
                END
                FROM (SELECT max(seq) AS seq, recorded_at FROM entry) l;
              SELECT RAISE(ABORT, 'entry is append-only: id is taken')
                WHERE EXISTS (SELECT 1 FROM entry WHERE id = NEW.id);
              SELECT RAISE(ABORT, 'entry is append-only: place in the request is taken')
                WHERE NEW.request_key IS NOT NULL AND EXISTS (SELECT 1 FROM entry
                  WHERE request_key = NEW.request_key AND request_place = NEW.request_place);
              SELECT CASE
                  WHEN NEW.ordinal IS NOT coalesce(h.ordinal, 0) + 1
                    THEN RAISE(ABORT, 'entry is append-only: ordinal is not the next of the key')
                  WHEN NEW.kind = 'assertion' AND NEW.revision IS NOT coalesce(h.revision, 0) + 1
                    THEN RAISE(ABORT, 'revision is not the next of the key')
                  WHEN NEW.kind = 'retirement' AND (h.kind IS NOT 'assertion' OR NEW.revision IS NOT h.revision)
                    THEN RAISE(ABORT, 'retirement does not follow the fact that it ends')
                END
                FROM (SELECT max(ordinal) AS ordinal, revision, kind FROM entry
                  WHERE subject = NEW.subject AND predicate = NEW.predicate AND object = NEW.object
                    AND key_type = NEW.key_type) h;
            END""";

    private static final Migration FACT_STORE = new Migration(
            1,
            List.of(
                    "PRAGMA application_id = " + APPLICATION_ID,
                    ENTRY,
                    FACTS,
                    EDGES.get(0),
                    EDGES.get(1),
                    REQUESTS,
                    NO_UPDATE,
                    NO_DELETE,
                    APPEND_ONLY));

    /**
     * The entries of a key with what a question about the past asks of each: what lies outside of it is passed over without a
     * look at its row, which is somewhere else in the file. That no ordinal is twice is seen to by {@link #APPEND_ONLY}; the
     * constraint that said so too was an index of its own, without the times, and SQLite cannot drop a constraint.
     */
    private static final String KEYS = """
            CREATE INDEX entry_key ON entry
              (subject, predicate, object, key_type, ordinal, kind, valid_from, recorded_at)""";

    static final Migration TIMES_IN_THE_INDEX = new Migration(
            3,
            List.of(
                    // A trigger of ours, and perhaps a view of somebody's, speak of a table that is away for a moment.
                    "PRAGMA legacy_alter_table = ON",
                    entries("entry_3", ""),
                    "INSERT INTO entry_3 SELECT * FROM entry ORDER BY seq",
                    "DROP TABLE entry",
                    "ALTER TABLE entry_3 RENAME TO entry",
                    "PRAGMA legacy_alter_table = OFF",
                    KEYS,
                    FACTS,
                    EDGES.get(0),
                    EDGES.get(1),
                    REQUESTS,
                    NO_UPDATE,
                    NO_DELETE,
                    APPEND_ONLY));

    static final List<Migration> MIGRATIONS = List.of(FACT_STORE, SqliteVectorSchema.MIGRATION, TIMES_IN_THE_INDEX);

    private SqliteSchema() {}

    /** The triggers without which a store of this version is not opened. */
    static List<String> guards(int version) {
        List<String> guards = new ArrayList<>(List.of("entry_append", "entry_no_delete", "entry_no_update"));
        if (version >= SqliteVectorSchema.MIGRATION.version()) {
            guards.addAll(SqliteVectorSchema.GUARDS);
        }
        return guards;
    }

    /** The table of entries, with one constraint more or without. */
    private static String entries(String name, String constraint) {
        return String.format("""
                CREATE TABLE %s (
                  seq           INTEGER PRIMARY KEY,
                  id            TEXT UNIQUE,
                  kind          TEXT NOT NULL CHECK (kind IN ('assertion', 'retirement')),
                  key_type      TEXT NOT NULL CHECK (key_type IN ('fact', 'edge')),
                  subject       TEXT NOT NULL,
                  predicate     TEXT NOT NULL,
                  object        TEXT NOT NULL,
                  ordinal       INTEGER NOT NULL,
                  revision      INTEGER NOT NULL,
                  value         TEXT,
                  valid_from    INTEGER NOT NULL,
                  actor         TEXT NOT NULL,
                  reason        TEXT NOT NULL,
                  content_hash  TEXT NOT NULL,
                  recorded_at   INTEGER NOT NULL,
                  request_key   TEXT,
                  request_place INTEGER CHECK (request_place > 0),%s
                  CHECK ((kind = 'assertion') = (id IS NOT NULL)),
                  CHECK ((kind = 'assertion') = (value IS NOT NULL)),
                  CHECK ((request_key IS NULL) = (request_place IS NULL))
                ) STRICT""", name, constraint);
    }
}
