package dev.praxis.store.postgres;

import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.crash.KillLoop;
import dev.praxis.testkit.crash.WriteLoad;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import dev.praxis.testkit.store.CounterRace;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Another process. Says "ready" before it opens the store; what it is to do is its first argument. */
final class StoreChild {

    /** How many threads of a child increment. */
    static final int THREADS = 3;

    private StoreChild() {}

    static ChildJvm start(String task, URI location, long... numbers) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(task, location.toString()));
        LongStream.of(numbers).mapToObj(Long::toString).forEach(arguments::add);
        return JvmCommand.of(StoreChild.class, arguments.toArray(String[]::new)).start();
    }

    public static void main(String[] args) {
        int number = Integer.parseInt(args[2]);
        System.out.println(KillLoop.READY);
        System.out.flush();
        try (VersionedStore store = Samples.open(URI.create(args[1]))) {
            if (args[0].equals("increment")) {
                new CounterRace(THREADS, number).run(store, Samples.KEY);
                System.out.println("done " + number);
            } else {
                WriteLoad.writeUntilKilled(store, number, Long.parseLong(args[3]));
            }
        }
    }
}
