package dev.praxis.store.postgres;

import dev.praxis.store.jdbc.Migration;
import java.util.List;

/**
 * The tables for vectors in PostgreSQL. They need no extension: what is kept stays the same when pgvector comes, goes, or is
 * replaced by a newer one. A migration that was released never changes.
 */
final class PostgresVectorSchema {

    /** The triggers of both tables, each as table and trigger; see {@link StoreInspection}. */
    static final List<String> GUARDS = List.of(
            "vector_space.vector_space_append",
            "vector_space.vector_space_no_change",
            "embedding.embedding_append",
            "embedding.embedding_no_change");

    private static final String SPACE = """
            CREATE TABLE vector_space (
              name       TEXT COLLATE "C" PRIMARY KEY CHECK (octet_length(name) BETWEEN 1 AND 255),
              dimensions INTEGER NOT NULL CHECK (dimensions BETWEEN 1 AND 2000)
            )""";

    /** Without foreign keys: the trigger checks the same, and a foreign key to the entries would come before their own triggers. */
    private static final String EMBEDDING = """
            CREATE TABLE embedding (
              space      TEXT COLLATE "C" NOT NULL,
              seq        BIGINT NOT NULL,
              components REAL[] NOT NULL,
              PRIMARY KEY (space, seq)
            )""";

    private static final String NO_CHANGE_FUNCTION = """
            CREATE FUNCTION vectors_no_change() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
            BEGIN
              RAISE EXCEPTION '% is append-only: no %', TG_TABLE_NAME, lower(TG_OP);
            END $$""";

    /** As for entries: whoever inserts stands in the line of the writers. */
    private static final String APPEND_SPACE_FUNCTION = """
            CREATE FUNCTION vector_space_append() RETURNS trigger LANGUAGE plpgsql
              SET search_path FROM CURRENT SET enable_seqscan = off AS $$
            BEGIN
              IF current_setting('transaction_isolation') <> 'read committed' THEN
                RAISE EXCEPTION 'vector_space takes no rows from a transaction that is not read committed';
              END IF;
              PERFORM pg_advisory_xact_lock(hashtextextended('dev.praxis.store ' || TG_TABLE_SCHEMA, 0));
              IF EXISTS (SELECT FROM vector_space WHERE name = NEW.name) THEN
                RAISE EXCEPTION 'vector_space is append-only: name is taken';
              END IF;
              RETURN NEW;
            END $$""";

    private static final String APPEND_EMBEDDING_FUNCTION = """
            CREATE FUNCTION embedding_append() RETURNS trigger LANGUAGE plpgsql
              SET search_path FROM CURRENT SET enable_seqscan = off AS $$
            BEGIN
              IF current_setting('transaction_isolation') <> 'read committed' THEN
                RAISE EXCEPTION 'embedding takes no rows from a transaction that is not read committed';
              END IF;
              PERFORM pg_advisory_xact_lock(hashtextextended('dev.praxis.store ' || TG_TABLE_SCHEMA, 0));
              IF EXISTS (SELECT FROM embedding WHERE space = NEW.space AND seq = NEW.seq) THEN
                RAISE EXCEPTION 'embedding is append-only: the fact has one in the space';
              END IF;
              IF NOT EXISTS (SELECT FROM entry WHERE seq = NEW.seq AND kind = 'assertion') THEN
                RAISE EXCEPTION 'embedding is not that of a fact';
              END IF;
              IF array_ndims(NEW.components) IS DISTINCT FROM 1 OR array_lower(NEW.components, 1) <> 1
                  OR cardinality(NEW.components) IS DISTINCT FROM
                    (SELECT dimensions FROM vector_space WHERE name = NEW.space) THEN
                RAISE EXCEPTION 'embedding has other dimensions than its space';
              END IF;
              IF EXISTS (SELECT FROM unnest(NEW.components) c
                  WHERE c IS NULL OR c IN ('NaN', 'Infinity', '-Infinity')) THEN
                RAISE EXCEPTION 'embedding has components that are not finite numbers';
              END IF;
              RETURN NEW;
            END $$""";

    static final Migration MIGRATION = new Migration(
            2,
            List.of(
                    PostgresSchema.PIN_SEARCH_PATH,
                    SPACE,
                    EMBEDDING,
                    NO_CHANGE_FUNCTION,
                    noChange("vector_space"),
                    noChange("embedding"),
                    APPEND_SPACE_FUNCTION,
                    append("vector_space"),
                    APPEND_EMBEDDING_FUNCTION,
                    append("embedding"),
                    always("vector_space", "no_change"),
                    always("vector_space", "append"),
                    always("embedding", "no_change"),
                    always("embedding", "append")));

    private PostgresVectorSchema() {}

    private static String noChange(String table) {
        return String.format("""
                CREATE TRIGGER %1$s_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON %1$s
                  FOR EACH STATEMENT EXECUTE FUNCTION vectors_no_change()""", table);
    }

    private static String append(String table) {
        return String.format("""
                CREATE TRIGGER %1$s_append BEFORE INSERT ON %1$s
                  FOR EACH ROW EXECUTE FUNCTION %1$s_append()""", table);
    }

    private static String always(String table, String trigger) {
        return "ALTER TABLE " + table + " ENABLE ALWAYS TRIGGER " + table + "_" + trigger;
    }
}
