package dev.praxis.testkit.store;

import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Page;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.Write;
import dev.praxis.api.store.WriteBatch;
import dev.praxis.api.store.archive.StoreExport;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A record three times as large as the heap of {@link #SMALL_HEAP}: what lists or exports it there cannot hold it. Stateless.
 */
public final class LargeRecord {

    /** The option for a JVM that lists and exports the record page by page, but cannot hold it. */
    public static final String SMALL_HEAP = "-Xmx10m";

    /** How many facts there are, each with a value of more than {@value #VALUE_BYTES} bytes. */
    public static final int FACTS = 4_000;

    /** The least size of a value; all of them have more than 32 million bytes. */
    public static final int VALUE_BYTES = 8_192;

    private static final int BATCH = 500;
    private static final int PAGE = 50;

    private LargeRecord() {}

    /**
     * Writes the record into an empty store. Needs a usual heap.
     *
     * @param store the store
     */
    public static void write(Store store) {
        String padding = "x".repeat(VALUE_BYTES);
        List<Write> writes = new ArrayList<>();
        for (int i = 0; i < FACTS; i++) {
            JsonObject value = JsonObject.builder()
                    .put("number", i)
                    .put("padding", padding)
                    .build();
            FactKey key = new FactKey("host:" + i, "state", "observed");
            writes.add(new Write.Put(new Assertion(key, value, Instant.EPOCH, "tester", "because"), null));
            if (writes.size() == BATCH || i == FACTS - 1) {
                store.write(WriteBatch.of(writes.toArray(Write[]::new)));
                writes.clear();
            }
        }
    }

    /**
     * Lists all active facts, page by page, and exports the record.
     *
     * @param store the store that has the record
     * @param each gets each fact that is listed
     * @throws AssertionError if not all of it was listed and exported
     * @throws IOException never
     */
    public static void stream(Store store, Consumer<Fact> each) throws IOException {
        int facts = 0;
        FactQuery query = FactQuery.all().withLimit(PAGE);
        FactKey after = null;
        do {
            Page<FactKey> page = store.list(after == null ? query : query.after(after));
            page.facts().forEach(each);
            facts += page.facts().size();
            after = page.next();
        } while (after != null);
        ByteCount bytes = new ByteCount();
        StoreExport.write(store, bytes);
        if (facts != FACTS || bytes.count < (long) FACTS * VALUE_BYTES) {
            throw new AssertionError("listed " + facts + " facts, exported " + bytes.count + " bytes");
        }
    }

    /** Counts what is written and keeps nothing. */
    private static final class ByteCount extends OutputStream {
        private long count;

        @Override
        public void write(int b) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
