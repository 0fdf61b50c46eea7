package dev.praxis.store.postgres;

import dev.praxis.store.jdbc.Migration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The schema in PostgreSQL. A migration that was released never changes. */
final class PostgresSchema {

    static final String TABLE = "entry";

    /** The triggers that each version of the schema adds, each as table and trigger; see {@link StoreInspection}. */
    static final List<List<String>> GUARDS =
            List.of(List.of("entry.entry_append", "entry.entry_no_change"), PostgresVectorSchema.GUARDS, List.of());

    /** The relations that each version of the schema makes, whose names must be free; see {@link RoomForMigration}. */
    static final List<List<String>> RELATIONS = List.of(
            List.of(
                    TABLE,
                    "entry_pkey",
                    "entry_id_key",
                    "entry_of_key",
                    "entry_fact",
                    "entry_outgoing",
                    "entry_incoming",
                    "entry_request"),
            List.of("vector_space", "vector_space_pkey", "embedding", "embedding_pkey"),
            List.of("entry_of_key_3"));

    /**
     * Functions made after this look for tables in this schema, whatever the caller's search path, and in temporary ones
     * last: nobody can slip a table of his own under a trigger.
     */
    static final String PIN_SEARCH_PATH =
            "SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true)";

    /**
     * SHA-256 over the digests of the four parts, each of the part's bytes. The cast of text to bytea reads backslashes, so
     * they are doubled; convert_to would need no such care but is not immutable.
     */
    private static final String KEY_DIGEST = """
            CREATE FUNCTION entry_key_digest(key_type text, subject text, predicate text, object text)
              RETURNS bytea
              LANGUAGE sql IMMUTABLE PARALLEL SAFE
              RETURN sha256(sha256(decode(replace(key_type, '\\', '\\\\'), 'escape'))
                || sha256(decode(replace(subject, '\\', '\\\\'), 'escape'))
                || sha256(decode(replace(predicate, '\\', '\\\\'), 'escape'))
                || sha256(decode(replace(object, '\\', '\\\\'), 'escape')))""";

    private static final String ENTRY = """
            CREATE TABLE entry (
              seq          BIGINT PRIMARY KEY CHECK (seq > 0),
              id           TEXT COLLATE "C" UNIQUE,
              kind         TEXT COLLATE "C" NOT NULL CHECK (kind IN ('assertion', 'retirement')),
              key_type     TEXT COLLATE "C" NOT NULL CHECK (key_type IN ('fact', 'edge')),
              subject      TEXT COLLATE "C" NOT NULL CHECK (octet_length(subject) BETWEEN 1 AND 1024),
              predicate    TEXT COLLATE "C" NOT NULL CHECK (octet_length(predicate) BETWEEN 1 AND 1024),
              object       TEXT COLLATE "C" NOT NULL CHECK (octet_length(object) BETWEEN 1 AND 1024),
              ordinal      BIGINT NOT NULL,
              revision     BIGINT NOT NULL,
              value        TEXT COLLATE "C",
              valid_from   BIGINT NOT NULL,
              actor        TEXT COLLATE "C" NOT NULL,
              reason       TEXT COLLATE "C" NOT NULL,
              content_hash TEXT COLLATE "C" NOT NULL CHECK (octet_length(content_hash) = 64),
              recorded_at  BIGINT NOT NULL,
              request_key  TEXT COLLATE "C" CHECK (octet_length(request_key) BETWEEN 1 AND 255),
              request_place INTEGER CHECK (request_place > 0),
              key_digest   BYTEA NOT NULL
                GENERATED ALWAYS AS (entry_key_digest(key_type, subject, predicate, object)) STORED,
              CONSTRAINT entry_of_key UNIQUE (key_digest, ordinal),
              CHECK ((kind = 'assertion') = (id IS NOT NULL)),
              CHECK ((kind = 'assertion') = (value IS NOT NULL)),
              CHECK ((request_key IS NULL) = (request_place IS NULL)),
              CHECK (key_type = 'fact' OR octet_length(predicate) <= 512)
            )""";

    /**
     * One row for each key: what a listing walks, however long the histories are. Without the fact type, for which there is
     * no room: the few fact types of a subject and predicate are sorted when they are read.
     */
    private static final String FACTS =
            "CREATE INDEX entry_fact ON entry (subject, predicate) WHERE ordinal = 1 AND key_type = 'fact'";

    /** The same for edges, by where they start and by where they end; a relation is short, so that all of it has room. */
    private static final List<String> EDGES = List.of(
            "CREATE INDEX entry_outgoing ON entry (subject, predicate, object) WHERE ordinal = 1 AND key_type = 'edge'",
            "CREATE INDEX entry_incoming ON entry (object, predicate, subject) WHERE ordinal = 1 AND key_type = 'edge'");

    private static final String REQUESTS =
            "CREATE UNIQUE INDEX entry_request ON entry (request_key, request_place) WHERE request_key IS NOT NULL";

    private static final String NO_CHANGE_FUNCTION = """
            CREATE FUNCTION entry_no_change() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
              RAISE EXCEPTION 'entry is append-only: no %', lower(TG_OP);
            END $$""";

    /** For each statement, so that it also stands before ON CONFLICT DO UPDATE, and before TRUNCATE, which has no rows. */
    private static final String NO_CHANGE = """
            CREATE TRIGGER entry_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON entry
              FOR EACH STATEMENT EXECUTE FUNCTION entry_no_change()""";

    /**
     * Whoever inserts stands in the line of the writers, and sees what was committed before it. A row that would stand in the
     * place of another one is refused before ON CONFLICT DO NOTHING can skip it. For the setting see {@link
     * PostgresDialect#SEEK}.
     */
    private static final String APPEND_FUNCTION = """
            CREATE FUNCTION entry_append() RETURNS trigger LANGUAGE plpgsql
              SET search_path FROM CURRENT SET enable_seqscan = off AS $$
            DECLARE
              last_seq bigint;
              last_recorded bigint;
              last_ordinal bigint := 0;
              last_revision bigint := 0;
              last_kind text := 'none';
            BEGIN
              IF current_setting('transaction_isolation') <> 'read committed' THEN
                RAISE EXCEPTION 'entry takes no rows from a transaction that is not read committed';
              END IF;
              PERFORM pg_advisory_xact_lock(hashtextextended('dev.praxis.store ' || TG_TABLE_SCHEMA, 0));
              SELECT seq, recorded_at INTO last_seq, last_recorded FROM entry ORDER BY seq DESC LIMIT 1;
              IF NEW.seq <= last_seq THEN
                RAISE EXCEPTION 'entry is append-only: seq is not above the last';
              END IF;
              IF NEW.recorded_at < last_recorded THEN
                RAISE EXCEPTION 'entry is append-only: recorded_at is before the last';
              END IF;
              IF EXISTS (SELECT FROM entry WHERE id = NEW.id) THEN
                RAISE EXCEPTION 'entry is append-only: id is taken';
              END IF;
              IF NEW.request_key IS NOT NULL AND EXISTS (SELECT FROM entry
                  WHERE request_key = NEW.request_key AND request_place = NEW.request_place) THEN
                RAISE EXCEPTION 'entry is append-only: place in the request is taken';
              END IF;
              SELECT ordinal, revision, kind INTO last_ordinal, last_revision, last_kind FROM entry
                WHERE key_digest = entry_key_digest(NEW.key_type, NEW.subject, NEW.predicate, NEW.object)
                ORDER BY ordinal DESC LIMIT 1;
              IF NEW.ordinal IS DISTINCT FROM coalesce(last_ordinal, 0) + 1 THEN
                RAISE EXCEPTION 'entry is append-only: ordinal is not the next of the key';
              END IF;
              IF NEW.kind = 'assertion' AND NEW.revision IS DISTINCT FROM coalesce(last_revision, 0) + 1 THEN
                RAISE EXCEPTION 'revision is not the next of the key';
              END IF;
              IF NEW.kind = 'retirement'
                  AND (last_kind IS DISTINCT FROM 'assertion' OR NEW.revision IS DISTINCT FROM last_revision) THEN
                RAISE EXCEPTION 'retirement does not follow the fact that it ends';
              END IF;
              RETURN NEW;
            END $$""";

    private static final String APPEND =
            "CREATE TRIGGER entry_append BEFORE INSERT ON entry FOR EACH ROW EXECUTE FUNCTION entry_append()";

    /**
     * Compares and puts, each for itself, and commits with the statement: one round trip for a compare-and-set. The snapshot of
     * each query in it is from after the lock was had. What it finds out is for the answer; the trigger does not believe it.
     * The lock is not asked for before all of the call has arrived, so no client that froze in the middle of sending holds
     * it.
     */
    private static final String PUT_FUNCTION = """
            CREATE FUNCTION entry_put(lock_wait text, put_at bigint, key_types text[], subjects text[],
                predicates text[], objects text[], ids text[], contents text[], valid_froms bigint[], actors text[],
                reasons text[], hashes text[], expectations text[], expected_revisions bigint[],
                expected_hashes text[], request_keys text[])
              RETURNS TABLE (seq bigint, id text, kind text, ordinal bigint, revision bigint, value text,
                valid_from bigint, actor text, reason text, content_hash text, recorded_at bigint, outcome text)
              LANGUAGE plpgsql SET search_path FROM CURRENT SET enable_seqscan = off AS $$
            DECLARE
              last_seq bigint;
              last_recorded bigint;
              head entry%ROWTYPE;
              put record;
              met boolean;
            BEGIN
              IF current_setting('transaction_isolation') <> 'read committed' THEN
                RETURN;
              END IF;
              PERFORM set_config('lock_timeout', lock_wait, true);
              PERFORM pg_advisory_xact_lock(hashtextextended('dev.praxis.store ' || current_schema(), 0));
              SELECT e.seq, e.recorded_at INTO last_seq, last_recorded FROM entry e ORDER BY e.seq DESC LIMIT 1;
              last_seq := coalesce(last_seq, 0);
              last_recorded := greatest(last_recorded, put_at);
              FOR put IN SELECT * FROM unnest(key_types, subjects, predicates, objects, ids, contents, valid_froms,
                  actors, reasons, hashes, expectations, expected_revisions, expected_hashes, request_keys)
                  AS p(key_type, subject, predicate, object, id, content, valid_from, actor, reason, hash,
                    expectation, expected_revision, expected_hash, request_key) LOOP
                IF put.request_key IS NOT NULL
                    AND EXISTS (SELECT FROM entry e WHERE e.request_key = put.request_key) THEN
                  outcome := 'known';
                  RETURN NEXT;
                  CONTINUE;
                END IF;
                SELECT e.* INTO head FROM entry e
                  WHERE e.key_digest = entry_key_digest(put.key_type, put.subject, put.predicate, put.object)
                  ORDER BY e.ordinal DESC LIMIT 1;
                met := CASE put.expectation
                  WHEN 'any' THEN true
                  WHEN 'absent' THEN head.kind IS DISTINCT FROM 'assertion'
                  WHEN 'content' THEN head.kind = 'assertion' AND head.content_hash = put.expected_hash
                  WHEN 'version' THEN head.kind = 'assertion' AND head.content_hash = put.expected_hash
                    AND head.revision = put.expected_revision
                END;
                IF met IS TRUE THEN
                  last_seq := last_seq + 1;
                  INSERT INTO entry (seq, id, kind, key_type, subject, predicate, object, ordinal, revision, value,
                      valid_from, actor, reason, content_hash, recorded_at, request_key, request_place)
                    VALUES (last_seq, put.id, 'assertion', put.key_type, put.subject, put.predicate, put.object,
                      coalesce(head.ordinal, 0) + 1, coalesce(head.revision, 0) + 1, put.content, put.valid_from,
                      put.actor, put.reason, put.hash, last_recorded, put.request_key,
                      CASE WHEN put.request_key IS NOT NULL THEN 1 END);
                  IF NOT FOUND THEN
                    RAISE EXCEPTION 'entry took no row: there is a rule in the way';
                  END IF;
                  seq := last_seq;
                  revision := coalesce(head.revision, 0) + 1;
                  recorded_at := last_recorded;
                  outcome := 'written';
                ELSE
                  seq := head.seq;
                  id := head.id;
                  kind := head.kind;
                  ordinal := head.ordinal;
                  revision := head.revision;
                  value := head.value;
                  valid_from := head.valid_from;
                  actor := head.actor;
                  reason := head.reason;
                  content_hash := head.content_hash;
                  recorded_at := head.recorded_at;
                  outcome := 'conflict';
                END IF;
                RETURN NEXT;
              END LOOP;
            END $$""";

    /** Also in a session that calls itself a replica, where ordinary triggers do not fire. */
    private static final String ALWAYS = "ALTER TABLE entry ENABLE ALWAYS TRIGGER ";

    /** Only the owner brings the schema forward, nobody back, whatever was granted. */
    private static final String SCHEMA_GUARD_FUNCTION = """
            CREATE FUNCTION praxis_schema_guard() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
              IF TG_OP <> 'INSERT' OR NOT pg_has_role(current_user,
                  (SELECT relowner FROM pg_catalog.pg_class WHERE oid = TG_RELID), 'USAGE') THEN
                RAISE EXCEPTION 'praxis_schema is brought forward by its owner only: no %', lower(TG_OP);
              END IF;
              RETURN NULL;
            END $$""";

    private static final String SCHEMA_GUARD = """
            CREATE TRIGGER praxis_schema_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON praxis_schema
              FOR EACH STATEMENT EXECUTE FUNCTION praxis_schema_guard()""";

    private static final Migration FACT_STORE = new Migration(
            1,
            List.of(
                    PIN_SEARCH_PATH,
                    KEY_DIGEST,
                    ENTRY,
                    FACTS,
                    EDGES.get(0),
                    EDGES.get(1),
                    REQUESTS,
                    NO_CHANGE_FUNCTION,
                    NO_CHANGE,
                    APPEND_FUNCTION,
                    APPEND,
                    ALWAYS + "entry_no_change",
                    ALWAYS + "entry_append",
                    PUT_FUNCTION,
                    SCHEMA_GUARD_FUNCTION,
                    SCHEMA_GUARD));

    /**
     * What a question about the past asks of each entry of a key, in the index of keys: what lies outside of it is passed over
     * without a look at its row, which is somewhere else. Readers go on while the index is built, however long that takes.
     */
    private static final Migration TIMES_IN_THE_INDEX = new Migration(
            3,
            List.of(
                    PIN_SEARCH_PATH,
                    "SELECT set_config('statement_timeout', '0', true)",
                    "CREATE UNIQUE INDEX entry_of_key_3 ON entry (key_digest, ordinal)"
                            + " INCLUDE (kind, valid_from, recorded_at, seq)",
                    "ALTER TABLE entry DROP CONSTRAINT entry_of_key",
                    "ALTER TABLE entry ADD CONSTRAINT entry_of_key UNIQUE USING INDEX entry_of_key_3"));

    static final List<Migration> MIGRATIONS = List.of(FACT_STORE, PostgresVectorSchema.MIGRATION, TIMES_IN_THE_INDEX);

    /** The triggers of both tables, each with how it is enabled and, in PostgreSQL's own bits, when it fires. */
    static final Map<String, String> FIRING = Map.of(
            "trigger entry.entry_append", "A 7",
            "trigger entry.entry_no_change", "A 58",
            "trigger praxis_schema.praxis_schema_guard", "O 62");

    /** The functions that read or write, each with what it does. */
    static final Map<String, String> FUNCTIONS = Map.of(
            "function entry_append", body(APPEND_FUNCTION),
            "function entry_no_change", body(NO_CHANGE_FUNCTION),
            "function entry_put", body(PUT_FUNCTION),
            "function praxis_schema_guard", body(SCHEMA_GUARD_FUNCTION));

    private static final String OF_KEY = "index entry_of_key";

    private static final Map<String, String> OTHER_INDEXES = Map.of(
            "index entry_pkey", "t t seq",
            "index entry_id_key", "t t id",
            "index entry_fact", "t f subject, predicate ordinal = 1 AND key_type = 'fact'::text",
            "index entry_outgoing", "t f subject, predicate, object ordinal = 1 AND key_type = 'edge'::text",
            "index entry_incoming", "t f object, predicate, subject ordinal = 1 AND key_type = 'edge'::text",
            "index entry_request", "t t request_key, request_place request_key IS NOT NULL");

    /** How many constraints there are of each of PostgreSQL's kinds; those of columns have names that PostgreSQL chose. */
    static final Map<String, String> CONSTRAINTS =
            Map.of("constraints of kind c", "13", "constraints of kind p", "1", "constraints of kind u", "2");

    private PostgresSchema() {}

    /** The indexes of a version: in use, unique or not, of these columns, with these others beside them, with these rows. */
    static Map<String, String> indexes(int version) {
        Map<String, String> indexes = new HashMap<>(OTHER_INDEXES);
        indexes.put(
                OF_KEY,
                version < TIMES_IN_THE_INDEX.version()
                        ? "t t key_digest, ordinal"
                        : "t t key_digest, ordinal with kind, valid_from, recorded_at, seq");
        return indexes;
    }

    private static String body(String function) {
        return function.substring(function.indexOf("$$") + 2, function.lastIndexOf("$$"));
    }
}
