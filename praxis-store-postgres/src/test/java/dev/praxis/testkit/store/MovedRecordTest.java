package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.ReplicaStore;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.archive.ExportReader;
import dev.praxis.api.store.archive.StoreExport;
import dev.praxis.api.store.archive.StoreImport;
import dev.praxis.api.store.archive.StoreVerifier;
import dev.praxis.store.postgres.PostgresStoreFixture;
import dev.praxis.store.sqlite.SqliteStoreProvider;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A generated record goes from one backend to the other and back. */
class MovedRecordTest {

    private static final int BATCHES = 60;

    @DisplayName("SQLite to PostgreSQL to SQLite is the identity: the exports have the same bytes, and all verify")
    @Test
    void thereAndBack() throws IOException {
        long seed = new Random().nextLong();
        try (Store first = memory();
                PostgresStoreFixture place = new PostgresStoreFixture();
                Store between = place.open(StoreOptions.defaults());
                Store last = memory()) {
            HostileRecord.write(first, seed, BATCHES);
            byte[] export = export(first);

            load(export, between);
            byte[] moved = export(between);
            load(moved, last);

            assertArrayEquals(export, moved, "seed " + seed);
            assertArrayEquals(export, export(last), "seed " + seed);
            for (Store store : List.of(first, between, last)) {
                assertEquals(
                        List.of(),
                        StoreVerifier.verify(store, null, FactQuery.MAX_LIMIT).findings(),
                        "seed " + seed);
            }
        }
    }

    private static Store memory() {
        return new SqliteStoreProvider().open(URI.create("sqlite::memory:"), StoreOptions.defaults());
    }

    private static byte[] export(Store store) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StoreExport.write(store, out);
        return out.toByteArray();
    }

    private static void load(byte[] export, Store target) throws IOException {
        StoreImport.read(ExportReader.open(new ByteArrayInputStream(export)), (ReplicaStore) target);
    }
}
