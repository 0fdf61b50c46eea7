package dev.praxis.testkit.history.register;

import dev.praxis.api.store.Store;
import dev.praxis.testkit.history.Event;
import dev.praxis.testkit.history.HistoryFile;
import dev.praxis.testkit.history.SharedClock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * One process of a {@link ProcessRace}. The main method of a test's child hands over to it:
 *
 * <pre>{@code
 * public static void main(String[] args) throws IOException {
 *     RaceChild.run(args, location -> open(location), System.in, System.out);
 * }
 * }</pre>
 */
public final class RaceChild {

    /** What it says when it has taken down some calls. */
    static final String UNDER_WAY = "under way";

    /** What it says at the end. */
    static final String DONE = "done";

    private static final int SOME = 40;

    private RaceChild() {}

    /**
     * Compares the clocks, waits for the start, opens the store and races.
     *
     * @param args what the child was started with
     * @param opener opens the store at the location that the parent named
     * @param in where it is told what to do
     * @param out where it says how far it is
     * @throws IOException if the history cannot be written
     */
    public static void run(
            String[] args, Function<? super String, ? extends Store> opener, InputStream in, PrintStream out)
            throws IOException {
        BufferedReader told = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        out.println(SharedClock.answer(told.readLine()));
        out.flush();
        RegisterRace race = new RegisterRace(
                args[2],
                args[2].hashCode(),
                Integer.parseInt(args[3]),
                Integer.parseInt(args[4]),
                List.of(args[5].split(",", -1)));
        told.readLine();
        AtomicInteger events = new AtomicInteger();
        try (HistoryFile<Request, Reply> file = HistoryFile.create(Path.of(args[1]), new RegisterText());
                Store store = opener.apply(args[0])) {
            race.run(store, (Event<Request, Reply> event) -> {
                file.accept(event);
                if (events.incrementAndGet() == SOME) {
                    out.println(UNDER_WAY);
                    out.flush();
                }
            });
        }
        out.println(DONE);
        out.flush();
    }

    /** What {@link #run} needs to know. */
    static String[] arguments(String location, Path file, RegisterRace race) {
        return new String[] {
            location,
            file.toString(),
            race.name(),
            Integer.toString(race.callers()),
            Integer.toString(race.calls()),
            String.join(",", race.keys())
        };
    }
}
