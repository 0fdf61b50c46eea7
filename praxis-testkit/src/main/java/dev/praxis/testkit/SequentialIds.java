package dev.praxis.testkit;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** Gives {@code id-1}, {@code id-2}, {@code id-3} …. Thread-safe. */
public final class SequentialIds implements Supplier<String> {

    private final AtomicLong given = new AtomicLong();

    /** Creates a supplier that starts at {@code id-1}. */
    public SequentialIds() {}

    @Override
    public String get() {
        return "id-" + given.incrementAndGet();
    }
}
