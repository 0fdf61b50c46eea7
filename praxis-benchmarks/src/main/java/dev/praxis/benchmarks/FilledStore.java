package dev.praxis.benchmarks;

import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.VersionedStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A store with many facts, {@value #REVISIONS} for each key. It is a copy of one that the first run makes and leaves in
 * the build directory.
 */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // by @Setup
public class FilledStore {

    static final int REVISIONS = 10;

    /** How many facts; {@code -p facts=10000000} on demand. */
    @Param({"10000", "1000000"})
    int facts;

    StoreFile file;
    VersionedStore store;
    private final SplittableRandom random = new SplittableRandom(1);

    /** Copies the store, having made it if it is not there. */
    @Setup
    public void open() throws IOException {
        StoreFile template = StoreFile.named("facts-" + facts + ".db");
        if (!Files.exists(template.path())) {
            StoreFile made = StoreFile.fresh();
            try (VersionedStore filling = made.open()) {
                Facts.fill(filling, keys(), REVISIONS);
            }
            Files.move(made.path(), template.path());
            made.delete();
        }
        file = StoreFile.fresh();
        Files.copy(template.path(), file.path(), StandardCopyOption.COPY_ATTRIBUTES);
        store = file.open();
    }

    /** Removes the copy. */
    @TearDown
    public void close() throws IOException {
        store.close();
        file.delete();
    }

    private int keys() {
        return facts / REVISIONS;
    }

    /** A key at random; the benchmarks over this state have one thread. */
    FactKey anyKey() {
        return Facts.key(random.nextInt(keys()));
    }
}
