package dev.praxis.testkit.history;

import dev.praxis.testkit.process.ChildJvm;
import java.io.IOException;

/**
 * Checks that {@link System#nanoTime()} is one clock for two processes: a time that the child takes after it was told one of
 * this process, and before it was heard, lies between the two. Java does not promise that; HotSpot on Linux reads
 * CLOCK_MONOTONIC, which is one for a machine.
 */
public final class SharedClock {

    private SharedClock() {}

    /**
     * Compares this process' clock with that of a child, which calls {@link #answer} with what it is told.
     *
     * @param child the child
     * @throws IOException if it has ended
     * @throws IllegalStateException if the two clocks differ, so that no history may be merged from both processes
     */
    public static void require(ChildJvm child) throws IOException {
        long before = System.nanoTime();
        child.tell(Long.toString(before));
        long between = Long.parseLong(child.hear());
        long after = System.nanoTime();
        if (between < before || between > after) {
            throw new IllegalStateException("the clocks of two processes differ: the child read " + between
                    + " between " + before + " and " + after);
        }
    }

    /**
     * What a child says to that.
     *
     * @param told the time that the child was told
     * @return its own
     */
    public static String answer(String told) {
        long now = System.nanoTime();
        if (now < Long.parseLong(told)) {
            throw new IllegalStateException("the clocks of two processes differ: it is " + now + " after " + told);
        }
        return Long.toString(now);
    }
}
