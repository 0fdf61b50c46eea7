package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.cli.observe.HostSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** docs/cli.md names every exit status with its meaning, every command and every option that is there. */
class CliReferenceTest {

    private static final Path REFERENCE = Path.of("..", "docs", "cli.md");

    @TempDir
    Path dir;

    @DisplayName("the table of exit statuses is that of --help")
    @Test
    void exitStatuses() throws IOException {
        List<String> expected = Stream.of(ExitCode.values())
                .map(code -> "| " + code.status() + " | " + code.meaning() + " |")
                .toList();
        List<String> documented;
        try (Stream<String> lines = Files.lines(REFERENCE)) {
            documented = lines.filter(line -> line.matches("\\| \\d+ \\|.*"))
                    .map(line -> line.replaceAll("^(\\|[^|]*\\|[^|]*\\|).*", "$1"))
                    .toList();
        }
        assertEquals(expected, documented);
    }

    @DisplayName("every command and option is named")
    @Test
    void commandsAndOptions() throws IOException {
        String reference = Files.readString(REFERENCE);
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine praxis = new PraxisCli(new CliContext(
                        Map.of(),
                        InputStream.nullInputStream(),
                        nowhere,
                        OutputStream.nullOutputStream(),
                        nowhere,
                        lines -> {},
                        Clock.systemUTC(),
                        new HostSource(dir),
                        dir))
                .commandLine();
        Map<String, CommandLine> commands = new TreeMap<>();
        collect("praxis", praxis, commands);
        assertTrue(commands.size() > 15, "only " + commands.size() + " commands were found");
        Set<String> missing = new TreeSet<>();
        commands.forEach((name, command) -> {
            if (!reference.contains("`" + name)) {
                missing.add(name);
            }
            command.getCommandSpec().options().stream()
                    .map(CommandLine.Model.OptionSpec::longestName)
                    .filter(option -> !reference.contains("`" + option))
                    .forEach(missing::add);
        });
        assertEquals(Set.of(), missing);
    }

    /** By the names that a user types. */
    private static void collect(String name, CommandLine command, Map<String, CommandLine> into) {
        into.put(name, command);
        command.getSubcommands().forEach((word, each) -> collect(name + " " + word, each, into));
    }
}
