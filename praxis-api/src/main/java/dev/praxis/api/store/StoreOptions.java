package dev.praxis.api.store;

import dev.praxis.api.InvalidArgumentException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * How to open a store.
 *
 * @param createIfAbsent whether to make the store when there is none
 * @param readOnly whether it is only read: nothing is written, not even to bring an older schema forward, and writes are refused
 *     with {@link StoreReadOnlyException}
 * @param busyWait how long a write waits for other writers before {@link StoreBusyException}; positive, at most an hour
 * @param clock where recorded times come from; called for each write by the thread that writes, which may be that of another
 *     caller, perhaps more than once, while other writers wait. It must be quick, must not wait for anything and must not
 *     call the store; what it throws comes out of the write, and nothing is written
 * @param ids where ids of facts come from; each call gives one that was never given before; called as the clock is. Not every
 *     id that is given is used
 */
public record StoreOptions(
        boolean createIfAbsent, boolean readOnly, Duration busyWait, InstantSource clock, Supplier<String> ids) {

    /**
     * Checks the options.
     *
     * @throws InvalidArgumentException if the wait is not positive or longer than an hour, or a store that is only read is to be
     *     made
     */
    public StoreOptions {
        Objects.requireNonNull(clock, "clock");
        Objects.requireNonNull(ids, "ids");
        if (busyWait.isNegative() || busyWait.isZero() || busyWait.compareTo(Duration.ofHours(1)) > 0) {
            throw new InvalidArgumentException(
                    "busy wait " + busyWait + " is out of range; allowed is more than 0 up to one hour");
        }
        if (createIfAbsent && readOnly) {
            throw new InvalidArgumentException(
                    "a store that is only read cannot be made when it is absent; choose one of both");
        }
    }

    /**
     * The safe default: make the store if there is none, wait 10 seconds for other writers, the system's clock, UUIDs
     * of version 7 as ids.
     *
     * @return the options
     */
    public static StoreOptions defaults() {
        return new StoreOptions(
                true,
                false,
                Duration.ofSeconds(10),
                Clock.systemUTC(),
                new TimeOrderedIds(Clock.systemUTC(), new SecureRandom()));
    }

    /**
     * The same options, refusing to make a store.
     *
     * @return the options
     */
    public StoreOptions mustExist() {
        return new StoreOptions(false, readOnly, busyWait, clock, ids);
    }

    /**
     * The same options, to read only: for a check or a copy, on a medium that cannot be written, of a store that an older praxis
     * made and that must stay as it is.
     *
     * @return the options
     */
    public StoreOptions forReading() {
        return new StoreOptions(false, true, busyWait, clock, ids);
    }

    /**
     * The same options with another wait.
     *
     * @param wait how long a write waits for other writers
     * @return the options
     */
    public StoreOptions withBusyWait(Duration wait) {
        return new StoreOptions(createIfAbsent, readOnly, wait, clock, ids);
    }

    /**
     * The same options with another clock.
     *
     * @param source where recorded times come from
     * @return the options
     */
    public StoreOptions withClock(InstantSource source) {
        return new StoreOptions(createIfAbsent, readOnly, busyWait, source, ids);
    }

    /**
     * The same options with other ids.
     *
     * @param source where ids of facts come from
     * @return the options
     */
    public StoreOptions withIds(Supplier<String> source) {
        return new StoreOptions(createIfAbsent, readOnly, busyWait, clock, source);
    }
}
