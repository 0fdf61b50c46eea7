package dev.praxis.testkit.store;

import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.testkit.ManualClock;
import dev.praxis.testkit.SequentialIds;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** A fixture with an open store whose clock and ids are under control. Confined to one thread. */
final class StorePlace implements AutoCloseable {

    /** What the clock shows first. */
    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final ManualClock clock = new ManualClock(NOON);
    private final StoreOptions options;
    private final StoreFixture fixture;
    private Store store;

    /** Opens a store at an empty place; closes the place if that fails. */
    StorePlace(StoreFixture fixture) {
        this(fixture, UnaryOperator.identity());
    }

    /** Opens a store with other options than those of every place; closes the place if that fails. */
    StorePlace(StoreFixture fixture, UnaryOperator<StoreOptions> changed) {
        this.fixture = fixture;
        this.options = changed.apply(StoreOptions.defaults().withClock(clock).withIds(new SequentialIds()));
        try {
            this.store = fixture.open(options);
        } catch (RuntimeException | Error e) {
            fixture.close();
            throw e;
        }
    }

    Store store() {
        return store;
    }

    ManualClock clock() {
        return clock;
    }

    StoreOptions options() {
        return options;
    }

    boolean keepsData() {
        return fixture.keepsData();
    }

    /** Closes the store and opens the place again. */
    Store reopen() {
        return reopen(options);
    }

    /** Closes the store and opens the place again, to read only. */
    Store reopenForReading() {
        return reopen(options.forReading());
    }

    private Store reopen(StoreOptions as) {
        store.close();
        store = fixture.open(as);
        return store;
    }

    @Override
    public void close() {
        try {
            store.close();
        } finally {
            fixture.close();
        }
    }
}
