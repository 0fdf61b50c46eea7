package dev.praxis.store.sqlite;

import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.VersionedStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Another process. Says "ready" before it opens the store; what it is to do is its first argument. */
final class StoreChild {

    private StoreChild() {}

    static Process start(String task, Path file, int number) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-cp",
                System.getProperty("java.class.path"),
                StoreChild.class.getName(),
                task,
                file.toString(),
                Integer.toString(number)));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    public static void main(String[] args) {
        Path file = Path.of(args[1]);
        int number = Integer.parseInt(args[2]);
        System.out.println("ready");
        System.out.flush();
        try (VersionedStore store = Samples.open(file)) {
            switch (args[0]) {
                case "increment" -> System.out.println("done " + WritersTest.increment(store, number));
                case "writeInThreads" -> System.out.println("done " + WritersTest.writeInThreads(store, number));
                default -> writeForEver(store, number);
            }
        }
    }

    /** Acknowledges each write by its key, revision and content, until it is killed. Three write and share commits. */
    private static void writeForEver(VersionedStore store, int round) {
        for (int i = 0; i < 3; i++) {
            FactKey key = new FactKey("host:" + i, "memory", "observed");
            new Thread(() -> writeForEver(store, key, round)).start();
        }
        WritersTest.awaitUninterruptibly(new CountDownLatch(1));
    }

    private static void writeForEver(VersionedStore store, FactKey key, int round) {
        for (int i = 0; ; i++) {
            if (i % 7 == 6 && store.active(key).isPresent()) {
                store.retire(Samples.end(key, i));
            }
            Fact fact = store.put(Samples.say(key, 1000L * round + i));
            // One call for the whole line: other threads print too.
            System.out.print(key.subject() + " " + fact.revision() + " " + fact.contentHash() + " .\n");
            System.out.flush();
        }
    }
}
