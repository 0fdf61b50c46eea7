package dev.praxis.store.sqlite;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.store.StoreException;
import dev.praxis.api.store.StoreUnavailableException;
import dev.praxis.api.store.UnknownOutcomeException;
import dev.praxis.api.store.VersionedStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * Another process, whose calls to the kernel are watched. Makes revisions 1 and 2 of a key, and tries to make the third;
 * then looks, waits to be told to go on, makes one more and closes the store. Says what it was told.
 */
final class FaultChild {

    /** How many revisions there are before anything fails. */
    static final int BEFORE = 2;

    /** What it was told of a write. */
    enum Answer {
        WRITTEN,
        NOTHING_WRITTEN,
        UNKNOWN
    }

    /** What it does; each step ends with a line that it says, and begins with one in the trace. */
    enum Step {
        PUT,
        LOOK,
        PUT_AGAIN,
        CLOSE,
        END;

        /** As the trace shows it. */
        String mark() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private FaultChild() {}

    static Path markFile(Path file) {
        return file.resolveSibling("mark");
    }

    public static void main(String[] args) throws IOException {
        URI location = URI.create(args[1]);
        Path file = Path.of(location.getPath());
        VersionedStore store = Samples.open(location);
        for (int i = 1; i <= BEFORE; i++) {
            store.put(Samples.say(i));
        }
        step(file, Step.PUT, () -> put(store, BEFORE + 1));
        step(
                file,
                Step.LOOK,
                () -> store.active(Samples.KEY).map(Fact::revision).orElseThrow());
        System.in.read();
        step(file, Step.PUT_AGAIN, () -> put(store, BEFORE + 2));
        step(file, Step.CLOSE, () -> {
            store.close();
            return "closed";
        });
        step(file, Step.END, () -> "ended");
    }

    private static void step(Path file, Step step, Supplier<Object> work) throws IOException {
        Files.writeString(markFile(file), step.mark());
        Object answer;
        try {
            answer = work.get();
        } catch (StoreException e) {
            answer = "failed: " + e.getMessage();
        }
        System.out.println(step + " " + answer);
        System.out.flush();
    }

    private static Answer put(VersionedStore store, int n) {
        try {
            store.put(Samples.say(n));
            return Answer.WRITTEN;
        } catch (StoreUnavailableException e) {
            return Answer.NOTHING_WRITTEN;
        } catch (UnknownOutcomeException e) {
            return Answer.UNKNOWN;
        }
    }
}
