package dev.praxis.store.postgres;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import dev.praxis.testkit.store.CounterRace;
import java.io.IOException;
import java.net.URI;

/** Another process. Says "ready" before it opens the store; what it is to do is its first argument. */
final class StoreChild {

    /** How many threads of a child increment. */
    static final int THREADS = 3;

    private StoreChild() {}

    static ChildJvm start(String task, URI location, int number) throws IOException {
        return JvmCommand.of(StoreChild.class, task, location.toString(), Integer.toString(number))
                .start();
    }

    public static void main(String[] args) {
        int number = Integer.parseInt(args[2]);
        System.out.println("ready");
        System.out.flush();
        try (VersionedStore store = Samples.open(URI.create(args[1]))) {
            if (args[0].equals("increment")) {
                new CounterRace(THREADS, number).run(store, Samples.KEY);
                System.out.println("done " + number);
            } else {
                writeForEver(store, number);
            }
        }
    }

    /** Acknowledges each write by its key, revision and content, until it is killed. */
    private static void writeForEver(VersionedStore store, int round) {
        for (int i = 0; ; i++) {
            FactKey key = new FactKey("host:" + i % 3, "memory", "observed");
            if (i % 7 == 6 && store.active(key).isPresent()) {
                store.retire(Samples.end(key, i));
            }
            Fact fact = store.put(Samples.say(key, 1000L * round + i));
            System.out.println(key.subject() + " " + fact.revision() + " " + fact.contentHash() + " .");
            System.out.flush();
        }
    }
}
