package dev.praxis.api.store;

import java.time.InstantSource;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * UUIDs of version 7 (RFC 9562, section 5.7): 48 bits of milliseconds, then 74 random bits. Ids that are made one after
 * another lie side by side in a database's index; random ones make each write touch a page of its own.
 *
 * <p>Thread-safe if the clock and the randomness are.
 *
 * @param clock gives the milliseconds; that ids are unique does not rest on it
 * @param random gives the rest
 */
record TimeOrderedIds(InstantSource clock, Random random) implements Supplier<String> {

    private static final long VERSION_7 = 0x7000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    @Override
    public String get() {
        long most = (clock.millis() << 16) | VERSION_7 | (random.nextLong() & 0xFFF);
        long least = VARIANT | (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
        return new UUID(most, least).toString();
    }
}
