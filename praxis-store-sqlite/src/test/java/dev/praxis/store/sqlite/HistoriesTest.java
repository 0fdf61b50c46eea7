package dev.praxis.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.testkit.history.History;
import dev.praxis.testkit.history.register.ProcessRace;
import dev.praxis.testkit.history.register.RaceChild;
import dev.praxis.testkit.history.register.RegisterSpec;
import dev.praxis.testkit.history.register.Reply;
import dev.praxis.testkit.history.register.Request;
import dev.praxis.testkit.process.JvmCommand;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class HistoriesTest {

    @TempDir
    Path directory;

    /** Races on the file that it is told. */
    static final class Child {

        private Child() {}

        public static void main(String[] args) throws IOException {
            RaceChild.run(args, location -> Samples.open(Path.of(location)), System.in, System.out);
        }
    }

    @Test
    void allAnswersOfRacingThreadsAndProcessesFitOneOrder() throws Exception {
        Path file = directory.resolve("facts.db");
        JvmCommand child = JvmCommand.of(Child.class).withOptions("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
        History<Request, Reply> history =
                new ProcessRace(child, file.toString(), directory, 2, 3, 100).run(() -> Samples.open(file));
        RegisterSpec.requireLinearizable(history);
        assertTrue(history.calls().size() > 900, () -> history.calls().size() + " calls");
    }
}
