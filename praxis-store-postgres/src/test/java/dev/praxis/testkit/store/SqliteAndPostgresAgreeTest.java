package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import dev.praxis.api.fact.Key;
import dev.praxis.api.store.Expected;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.store.postgres.PostgresStoreFixture;
import dev.praxis.store.sqlite.SqliteStoreProvider;
import dev.praxis.testkit.store.OperationArbitraries.Focus;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same generated calls on both backends, side by side, with the same clock: answers, hashes and failures are equal. */
class SqliteAndPostgresAgreeTest {

    private static final int PLACES = 3;

    @DisplayName("SQLite and PostgreSQL answer every call alike")
    @ParameterizedTest
    @EnumSource(Focus.class)
    void bothAnswerAlike(Focus focus) {
        long start = new Random().nextLong();
        for (long seed = start; seed - start < PLACES; seed++) {
            List<Operation> sequence = Samples.withSeed(OperationArbitraries.sequences(focus), seed);
            try (StorePlace sqlite = new StorePlace(new InMemory());
                    StorePlace postgres = new StorePlace(new PostgresStoreFixture())) {
                compare(sequence, sqlite, postgres, seed);
            }
        }
    }

    private static void compare(List<Operation> sequence, StorePlace sqlite, StorePlace postgres, long seed) {
        Side ofSqlite = new Side();
        Side ofPostgres = new Side();
        int calls = 0;
        for (Operation operation : sequence) {
            if (operation instanceof Operation.SetClock clock) {
                sqlite.clock().set(clock.now());
                postgres.clock().set(clock.now());
            } else if (operation instanceof Operation.Reopen) {
                postgres.reopen();
            } else {
                Expected expected = expected(operation, sqlite.store());
                assertEquals(
                        ofSqlite.answer(sqlite.store(), operation, expected),
                        ofPostgres.answer(postgres.store(), operation, expected),
                        () -> "seed " + seed + ", " + operation);
                calls++;
            }
        }
        if (calls == 0) {
            fail("nothing was compared");
        }
    }

    private static Expected expected(Operation operation, Store store) {
        if (operation instanceof Operation.PutIf put) {
            return expected(put.assertion().key(), put.expectation(), store);
        } else if (operation instanceof Operation.RetireIf retire) {
            return expected(retire.request().key(), retire.expectation(), store);
        }
        return Expected.absent();
    }

    private static Expected expected(Key key, Operation.Expectation expectation, Store store) {
        return expectation.of(store.history(key, 0, FactQuery.MAX_LIMIT));
    }

    private static final class InMemory implements StoreFixture {

        @Override
        public Store open(StoreOptions options) {
            return new SqliteStoreProvider().open(URI.create("sqlite::memory:"), options);
        }

        @Override
        public boolean keepsData() {
            return false;
        }

        @Override
        public void close() {}
    }
}
