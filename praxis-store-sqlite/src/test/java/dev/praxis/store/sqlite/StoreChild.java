package dev.praxis.store.sqlite;

import dev.praxis.api.fact.FactKey;
import dev.praxis.api.store.VersionedStore;
import dev.praxis.testkit.crash.KillLoop;
import dev.praxis.testkit.crash.WriteLoad;
import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import dev.praxis.testkit.store.CounterRace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Another process. Says "ready" before it opens the store; what it is to do is its first argument. */
final class StoreChild {

    /** How many threads of a child increment. */
    static final int THREADS = 3;

    private StoreChild() {}

    static ChildJvm start(String task, URI location, long... numbers) throws IOException {
        return command(StoreChild.class, location, task, numbers).start();
    }

    /** The driver unpacks its library beside the store: who is killed does not clean up. */
    static JvmCommand command(Class<?> main, URI location, String task, long... numbers) {
        List<String> arguments = new ArrayList<>(List.of(task, location.toString()));
        LongStream.of(numbers).mapToObj(Long::toString).forEach(arguments::add);
        return JvmCommand.of(main, arguments.toArray(String[]::new))
                .withOptions(
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.sqlite.tmpdir=" + Path.of(location.getPath()).getParent());
    }

    /** One put for each line that it hears; says its sequence. */
    private static void putWhenTold(VersionedStore store) {
        BufferedReader told = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        told.lines().forEach(line -> {
            System.out.println(
                    store.put(Samples.say(new FactKey(line, "child", "put"), 1)).sequence());
            System.out.flush();
        });
    }

    public static void main(String[] args) {
        int number = Integer.parseInt(args[2]);
        System.out.println(KillLoop.READY);
        System.out.flush();
        try (VersionedStore store = Samples.open(URI.create(args[1]))) {
            switch (args[0]) {
                case "increment" -> {
                    new CounterRace(THREADS, number).run(store, Samples.KEY);
                    System.out.println("done " + number);
                }
                case "writeInThreads" -> System.out.println("done " + WritersTest.writeInThreads(store, number));
                case "putWhenTold" -> putWhenTold(store);
                default -> WriteLoad.writeUntilKilled(store, number, Long.parseLong(args[3]));
            }
        }
    }
}
