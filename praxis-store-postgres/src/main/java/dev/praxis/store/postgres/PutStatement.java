package dev.praxis.store.postgres;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.IdempotencyKey;
import dev.praxis.store.jdbc.KeyColumns;
import dev.praxis.store.jdbc.PutAnswer;
import dev.praxis.store.jdbc.Session;
import dev.praxis.store.jdbc.SinglePut;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Puts in one statement, which the server commits; see {@link PostgresSchema}. */
final class PutStatement {

    private static final String SQL = "SELECT * FROM entry_put(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Session session;
    private final List<SinglePut> puts;
    private final List<Array> arrays = new ArrayList<>();

    private PutStatement(Session session, List<SinglePut> puts) {
        this.session = session;
        this.puts = puts;
    }

    /** Carries puts out, each for itself; the answers in their order. */
    static List<PutAnswer> run(Session session, List<SinglePut> puts, Instant now, Duration lockWait)
            throws SQLException {
        return new PutStatement(session, puts).run(now, lockWait);
    }

    private List<PutAnswer> run(Instant now, Duration lockWait) throws SQLException {
        PreparedStatement statement = session.prepare(SQL);
        statement.setString(1, PostgresDialect.millis(lockWait));
        statement.setLong(2, UtcMicros.toEpochMicros(now));
        try {
            bindKeys(statement);
            bindFacts(statement);
            bindConditions(statement);
            try (ResultSet rows = statement.executeQuery()) {
                return answers(rows);
            }
        } finally {
            for (Array array : arrays) {
                array.free();
            }
        }
    }

    private void bindKeys(PreparedStatement statement) throws SQLException {
        bind(statement, 3, "text", put -> key(put).keyType());
        bind(statement, 4, "text", put -> key(put).subject());
        bind(statement, 5, "text", put -> key(put).predicate());
        bind(statement, 6, "text", put -> key(put).object());
    }

    private void bindFacts(PreparedStatement statement) throws SQLException {
        bind(statement, 7, "text", SinglePut::id);
        bind(statement, 8, "text", SinglePut::value);
        bind(
                statement,
                9,
                "bigint",
                put -> UtcMicros.toEpochMicros(put.assertion().validFrom()));
        bind(statement, 10, "text", put -> put.assertion().actor());
        bind(statement, 11, "text", put -> put.assertion().reason());
        bind(statement, 12, "text", put -> put.contentHash().hex());
    }

    private void bindConditions(PreparedStatement statement) throws SQLException {
        bind(statement, 13, "text", put -> expectation(put.expected()));
        bind(statement, 14, "bigint", put -> expectedRevision(put.expected()));
        bind(statement, 15, "text", put -> expectedHash(put.expected()));
        bind(statement, 16, "text", put -> {
            IdempotencyKey key = put.idempotencyKey();
            return key == null ? null : key.value();
        });
    }

    private void bind(
            PreparedStatement statement, int parameter, String type, Function<SinglePut, @Nullable Object> column)
            throws SQLException {
        Connection connection = session.connection();
        @Nullable Object[] values = new Object[puts.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(puts.get(i));
        }
        Array array = connection.createArrayOf(type, values);
        arrays.add(array);
        statement.setArray(parameter, array);
    }

    private List<PutAnswer> answers(ResultSet rows) throws SQLException {
        List<PutAnswer> answers = new ArrayList<>();
        while (rows.next()) {
            answers.add(
                    PutAnswer.read(rows, puts.get(answers.size()).assertion().key()));
        }
        // A connection of the host that is not read committed gets no answers.
        return answers.isEmpty() ? Collections.nCopies(puts.size(), new PutAnswer.Undecided()) : answers;
    }

    private static KeyColumns key(SinglePut put) {
        return KeyColumns.of(put.assertion().key());
    }

    private static String expectation(@Nullable Expected expected) {
        if (expected == null) {
            return "any";
        }
        if (expected instanceof Expected.Absent) {
            return "absent";
        }
        return expected instanceof Expected.Version ? "version" : "content";
    }

    private static @Nullable Long expectedRevision(@Nullable Expected expected) {
        return expected instanceof Expected.Version version ? version.version().revision() : null;
    }

    private static @Nullable String expectedHash(@Nullable Expected expected) {
        if (expected instanceof Expected.Version version) {
            return version.version().contentHash().hex();
        }
        return expected instanceof Expected.Content content
                ? content.contentHash().hex()
                : null;
    }
}
