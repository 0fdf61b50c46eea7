package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

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

/**
 * The same generated calls on both backends and on the model, side by side, with the same clock: answers, hashes and failures
 * are equal.
 */
class SqliteAndPostgresAgreeTest {

    private static final int PLACES = 3;

    @DisplayName("SQLite, PostgreSQL and the model answer every call alike")
    @ParameterizedTest
    @EnumSource(Focus.class)
    void allAnswerAlike(Focus focus) {
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
        // The model decides what is expected, and is called last.
        ModelStore model = new ModelStore(sqlite.options());
        Side ofSqlite = new Side(sqlite::store, model);
        Side ofPostgres = new Side(postgres::store, model);
        Side ofModel = new Side(() -> model, model);
        int calls = 0;
        for (Operation operation : sequence) {
            if (operation instanceof Operation.SetClock clock) {
                sqlite.clock().set(clock.now());
                postgres.clock().set(clock.now());
            } else if (operation instanceof Operation.Reopen) {
                postgres.reopen();
            } else if (operation instanceof Operation.Call call) {
                String answer = ofSqlite.answer(call);
                assertEquals(answer, ofPostgres.answer(call), () -> "PostgreSQL, seed " + seed + ", " + call);
                assertEquals(answer, ofModel.answer(call), () -> "the model, seed " + seed + ", " + call);
                calls++;
            }
        }
        if (calls == 0) {
            fail("nothing was compared");
        }
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
