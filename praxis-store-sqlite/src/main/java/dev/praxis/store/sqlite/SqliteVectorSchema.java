package dev.praxis.store.sqlite;

import dev.praxis.store.jdbc.Migration;
import java.util.List;

/** The tables for vectors in SQLite. A migration that was released never changes. */
final class SqliteVectorSchema {

    /** Neither table has row ids: REPLACE with the id of another row would remove that one without firing a trigger. */
    private static final String SPACE = """
            CREATE TABLE vector_space (
              name       TEXT NOT NULL PRIMARY KEY CHECK (length(name) > 0),
              dimensions INTEGER NOT NULL CHECK (dimensions BETWEEN 1 AND 2000)
            ) STRICT, WITHOUT ROWID""";

    private static final String EMBEDDING = """
            CREATE TABLE embedding (
              space      TEXT NOT NULL,
              seq        INTEGER NOT NULL,
              components BLOB NOT NULL,
              PRIMARY KEY (space, seq)
            ) STRICT, WITHOUT ROWID""";

    private static final String APPEND_SPACE = """
            CREATE TRIGGER vector_space_append BEFORE INSERT ON vector_space BEGIN
              SELECT RAISE(ABORT, 'vector_space is append-only: name is taken')
                WHERE EXISTS (SELECT 1 FROM vector_space WHERE name = NEW.name);
            END""";

    private static final String APPEND_EMBEDDING = """
            CREATE TRIGGER embedding_append BEFORE INSERT ON embedding BEGIN
              SELECT RAISE(ABORT, 'embedding is append-only: the fact has one in the space')
                WHERE EXISTS (SELECT 1 FROM embedding WHERE space = NEW.space AND seq = NEW.seq);
              SELECT RAISE(ABORT, 'embedding is not that of a fact')
                WHERE NOT EXISTS (SELECT 1 FROM entry WHERE seq = NEW.seq AND kind = 'assertion');
              SELECT RAISE(ABORT, 'embedding has other dimensions than its space')
                WHERE length(NEW.components) IS NOT
                  (SELECT 4 * dimensions FROM vector_space WHERE name = NEW.space);
            END""";

    static final Migration MIGRATION = new Migration(
            2,
            List.of(
                    SPACE,
                    EMBEDDING,
                    APPEND_SPACE,
                    noUpdate("vector_space"),
                    noDelete("vector_space"),
                    APPEND_EMBEDDING,
                    noUpdate("embedding"),
                    noDelete("embedding")));

    /** The triggers, by name. */
    static final List<String> GUARDS = List.of(
            "embedding_append",
            "embedding_no_delete",
            "embedding_no_update",
            "vector_space_append",
            "vector_space_no_delete",
            "vector_space_no_update");

    private SqliteVectorSchema() {}

    private static String noUpdate(String table) {
        return String.format("""
                CREATE TRIGGER %1$s_no_update BEFORE UPDATE ON %1$s BEGIN
                  SELECT RAISE(ABORT, '%1$s is append-only: no update');
                END""", table);
    }

    private static String noDelete(String table) {
        return String.format("""
                CREATE TRIGGER %1$s_no_delete BEFORE DELETE ON %1$s BEGIN
                  SELECT RAISE(ABORT, '%1$s is append-only: no delete');
                END""", table);
    }
}
