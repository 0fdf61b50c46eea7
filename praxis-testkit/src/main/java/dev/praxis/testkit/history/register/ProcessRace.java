package dev.praxis.testkit.history.register;

import dev.praxis.api.store.Store;
import dev.praxis.testkit.Race;
import dev.praxis.testkit.history.Event;
import dev.praxis.testkit.history.History;
import dev.praxis.testkit.history.HistoryFile;
import dev.praxis.testkit.history.SharedClock;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * Threads of this process and of others that race on the same registers of a store. One of the other processes is killed in
 * the middle; its last calls may have happened or not.
 *
 * @param child starts a process whose main method is {@link RaceChild#run}
 * @param location what the children open
 * @param directory an empty directory for the histories of the children
 * @param processes how many other processes race to the end
 * @param callers how many threads each process has
 * @param calls how many calls each thread makes
 */
public record ProcessRace(JvmCommand child, String location, Path directory, int processes, int callers, int calls) {

    private static final List<String> KEYS = List.of("x", "y");
    private static final String DOOMED = "doomed";

    /**
     * Runs the race. Blocks until it is over.
     *
     * @param opener opens the store in this process, at the same time as the children do
     * @return the calls of all processes
     * @throws IOException if a child or its history is lost
     * @throws InterruptedException if this thread was interrupted
     * @throws AssertionError if a process fails
     */
    public History<Request, Reply> run(Supplier<? extends Store> opener) throws IOException, InterruptedException {
        List<ChildJvm> children = new ArrayList<>();
        Queue<Event<Request, Reply>> events = new ConcurrentLinkedQueue<>();
        try {
            for (String name : names()) {
                int most = name.equals(DOOMED) ? Integer.MAX_VALUE : calls;
                children.add(child.withArguments(RaceChild.arguments(location, file(name), race(name, most)))
                        .start());
            }
            for (ChildJvm each : children) {
                SharedClock.require(each);
            }
            for (ChildJvm each : children) {
                each.tell("go");
            }
            Race race = new Race();
            race.runner(() -> {
                try (Store store = opener.get()) {
                    race("here", calls).run(store, events::add);
                }
            });
            race.runner(() -> end(children));
            race.run();
        } finally {
            children.forEach(ChildJvm::close);
        }
        for (String name : names()) {
            events.addAll(HistoryFile.read(file(name), new RegisterText()));
        }
        return History.of(events);
    }

    /** Kills the first one when it has done something, and lets the others come to their end. */
    private static void end(List<ChildJvm> children) throws IOException, InterruptedException {
        ChildJvm doomed = children.get(0);
        requireSaid(List.of(RaceChild.UNDER_WAY), List.of(doomed.hear()));
        requireSaid(List.of(), doomed.kill());
        for (ChildJvm other : children.subList(1, children.size())) {
            requireSaid(List.of(RaceChild.UNDER_WAY, RaceChild.DONE), other.finish());
        }
    }

    private static void requireSaid(List<String> expected, List<String> said) {
        if (!said.equals(expected)) {
            throw new AssertionError("a child said " + said + " instead of " + expected);
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(List.of(DOOMED));
        for (int i = 1; i <= processes; i++) {
            names.add("process-" + i);
        }
        return names;
    }

    private RegisterRace race(String name, int most) {
        return new RegisterRace(name, name.hashCode(), callers, most, KEYS);
    }

    private Path file(String name) {
        return directory.resolve(name + ".history");
    }
}
