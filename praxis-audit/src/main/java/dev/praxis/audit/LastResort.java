package dev.praxis.audit;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Where records go that cannot be kept: standard error, so that they are not lost in silence. Thread-safe. */
final class LastResort {

    private final PrintStream out;

    LastResort(PrintStream out) {
        this.out = out;
    }

    /** Standard error itself: what a host has put in the place of {@code System.err} may go nowhere. */
    static LastResort standardError() {
        return new LastResort(new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8));
    }

    /** Shows a record, which is redacted, and why it is not in the log. */
    void show(UnsealedRecord record, Throwable why) {
        out.println("praxis audit: NOT IN THE LOG (" + oneLine(why) + "): " + record.json());
    }

    void say(String what) {
        out.println("praxis audit: " + what);
    }

    private static String oneLine(Throwable why) {
        return String.valueOf(why).replace('\n', ' ');
    }
}
