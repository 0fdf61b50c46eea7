package dev.praxis.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.CommandResolution;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.redaction.Redactor;
import dev.praxis.testkit.RequiresTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real shell scripts as children. A timeout here is a watchdog against hanging for ever, not a measurement. */
@Timeout(60)
class ProcessCommandRunnerTest {

    private static final String SYSTEM_PATH = "/usr/bin:/bin";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(500);
    private static final ProcessLimits QUICK = new ProcessLimits(16 << 10, Duration.ofMillis(300));

    @TempDir
    Path bin;

    @Test
    void theExitCodeAndBothStreamsArrive() throws IOException {
        script("both", "echo out; echo err >&2; exit 7");
        CommandResult result = run(command(LONG, "both"));
        assertEquals(7, result.exitCode());
        assertFalse(result.timedOut());
        assertEquals("out\nerr\n", result.excerpt());
        assertEquals(digest("out\nerr\n".getBytes(StandardCharsets.UTF_8)), result.output());
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 11, 15})
    void aSignalIs128PlusItsNumber(int signal) throws IOException {
        script("signalled", "kill -" + signal + " $$; sleep 30");
        CommandResult result = run(command(LONG, "signalled"));
        assertEquals(128 + signal, result.exitCode());
        assertFalse(result.timedOut());
    }

    @Test
    void argumentsAreHandedOverByteForByteAndNoShellLooksAtThem() throws IOException {
        List<String> hostile = List.of(
                "",
                " ",
                "$(touch pwned)",
                "`id`",
                ";reboot",
                "a b\tc\nd",
                "'\"\\",
                "*",
                "--flag=x",
                "%s",
                "{}",
                "~",
                "\u007f\u001b[31m",
                "-",
                "!!",
                "&& true");
        script("arguments", "for a in \"$@\"; do printf '%s\\0' \"$a\"; done");
        List<String> argv = new ArrayList<>(List.of("arguments"));
        argv.addAll(hostile);
        CommandResult result = run(new Command(argv, Set.of(), LONG));
        byte[] expected = (String.join("\0", hostile) + "\0").getBytes(StandardCharsets.UTF_8);
        assertEquals(digest(expected), result.output());
    }

    @Test
    void anArgumentThatTheLocaleCannotExpressIsRefusedAndNeverChanged() throws IOException {
        script("arguments", "printf '%s' \"$1\"");
        String text = "zürich-☃-😀";
        Optional<OutputDigest> ran;
        try {
            ran = Optional.of(run(command(LONG, "arguments", text)).output());
        } catch (CommandRefusedException refused) {
            ran = Optional.empty();
        }
        OutputDigest unchanged = digest(text.getBytes(StandardCharsets.UTF_8));
        assertEquals(unchanged, ran.orElse(unchanged));

        ArgumentEncoding posix = new ArgumentEncoding(StandardCharsets.US_ASCII);
        assertThrows(CommandRefusedException.class, () -> posix.require(List.of("talosctl", text)));
        posix.require(List.of("talosctl", "--plain"));
    }

    @Test
    void theChildSeesTheAllowlistAndWhatItsCommandNamesAndNothingElse() throws IOException {
        script("show", "env | sort");
        Map<String, String> host = host();
        host.putAll(Map.of(
                "HOME", "/home/op",
                "TZ", "UTC",
                "AWS_SECRET_ACCESS_KEY", "not-for-you",
                "LD_PRELOAD", "",
                "TALOSCONFIG", "/home/op/talosconfig",
                "KUBECONFIG", "/home/op/kubeconfig"));
        Command command = new Command(List.of("show"), Set.of("TALOSCONFIG", "NOT_ON_THE_HOST"), LONG);
        List<String> names = runner(host)
                .run(command)
                .excerpt()
                .lines()
                .map(line -> line.substring(0, line.indexOf('=')))
                .filter(name -> !Set.of("PWD", "OLDPWD", "SHLVL", "_").contains(name)) // the shell's own
                .toList();
        assertEquals(List.of("HOME", "PATH", "TALOSCONFIG", "TZ"), names);
    }

    @Test
    void relativeEmptyAndMissingEntriesOfThePathAreNeitherSearchedNorHandedOn() throws IOException {
        script("show", "echo \"$PATH\"");
        Map<String, String> host = new HashMap<>(
                Map.of("PATH", ":.:bin:" + bin.resolve("absent") + ":" + bin + "::" + SYSTEM_PATH + ":../x"));
        assertEquals(
                bin.resolve("absent") + ":" + bin + ":/usr/bin:/bin\n",
                runner(host).run(command(LONG, "show")).excerpt());
    }

    @Test
    void aProgramThatIsNotThereIsRefusedWithWhatWasSearched() throws IOException {
        Files.createDirectory(bin.resolve("folder"));
        Files.writeString(bin.resolve("data"), "#!/bin/sh\n");
        ProcessCommandRunner runner = runner(host());
        for (String program : List.of("no-such-program", "folder", "data", "..")) {
            CommandRefusedException refused =
                    assertThrows(CommandRefusedException.class, () -> runner.run(command(LONG, program)));
            assertTrue(refused.getMessage().contains(bin.toString()), refused.getMessage());
        }
        CommandRefusedException refused = assertThrows(
                CommandRefusedException.class,
                () -> runner(Map.of("PATH", "bin:.")).run(command(LONG, "sh")));
        assertTrue(refused.getMessage().contains("no absolute entry"), refused.getMessage());
        assertThrows(CommandRefusedException.class, () -> runner(Map.of()).run(command(LONG, "sh")));
    }

    @Test
    void locateFindsTheFirstExecutableOnThePath() throws IOException {
        Path here = script("tool", "exit 0");
        assertEquals(Optional.of(here), runner(host()).locate("tool"));
        assertEquals(Optional.empty(), runner(host()).locate("../bin/tool"));
        assertEquals(Optional.empty(), runner(host()).locate(""));
    }

    @Test
    void standardInputIsEmptyAndTheWorkingDirectoryFreshPrivateAndRemoved() throws IOException {
        script("where", "cat; pwd; stat -c %a .; ls -A | wc -l; mkdir -p a/b; echo x >a/b/c; ln -s \"$1\" link");
        Path outside = Files.writeString(bin.resolve("outside"), "keep");
        List<String> lines = run(command(LONG, "where", bin.toString()))
                .excerpt()
                .lines()
                .map(String::strip)
                .toList();
        assertEquals(List.of("700", "0"), lines.subList(1, 3));
        assertFalse(Files.exists(Path.of(lines.get(0))));
        assertEquals("keep", Files.readString(outside));
    }

    @Test
    void aChildThatIgnoresTheRequestToEndIsKilled() throws Exception {
        script("stubborn", "trap '' TERM INT HUP; echo $$ >" + bin.resolve("pid") + "; while :; do sleep 1; done");
        CommandResult result = run(command(SHORT, "stubborn"));
        assertTrue(result.timedOut());
        assertEquals(137, result.exitCode());
        assertGone("pid");
    }

    @Test
    void atTheTimeoutTheWholeTreeEnds() throws Exception {
        script(
                "tree",
                "(sleep 300 & echo $! >" + bin.resolve("grandchild") + "; wait) & " + "echo $$ >" + bin.resolve("pid")
                        + "; echo started; wait");
        CommandResult result = run(command(SHORT, "tree"));
        assertTrue(result.timedOut());
        assertEquals("started\n", result.excerpt());
        assertGone("pid");
        assertGone("grandchild");
    }

    @Test
    void aGrandchildThatOutlivesTheProgramNeitherHangsTheRunnerNorSurvives() throws Exception {
        // Its parents are gone: only the session still tells that it belongs to the program.
        script("leaver", "(trap '' HUP; sleep 300 & echo $! >" + bin.resolve("grandchild") + "); echo done; exit 3");
        CommandResult result = run(command(LONG, "leaver"));
        assertFalse(result.timedOut());
        assertEquals(3, result.exitCode());
        assertEquals("done\n", result.excerpt());
        assertGone("grandchild");
    }

    @RequiresTool(value = "setsid", from = "util-linux")
    @Test
    void aProcessThatEscapesWithTheOutputOpenDoesNotHangTheRunner() throws Exception {
        // A session of its own, under a parent that has ended.
        script(
                "escape",
                "(setsid sh -c 'echo $$ >" + bin.resolve("escaped") + "; exec sleep 300' &); " + "while [ ! -s "
                        + bin.resolve("escaped") + " ]; do sleep 0.01; done; echo done");
        CommandResult result = run(command(LONG, "escape"));
        assertEquals(0, result.exitCode());
        assertEquals("done\n", result.excerpt());
        ProcessHandle.of(pid("escaped")).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Test
    void withoutSetsidTheDescendantsStillEnd() throws Exception {
        Path only = Files.createDirectory(bin.resolve("only"));
        for (String tool : List.of("sh", "sleep")) {
            Files.createSymbolicLink(
                    only.resolve(tool),
                    new ProgramPath(List.of(Path.of("/usr/bin"), Path.of("/bin")))
                            .locate(tool)
                            .orElseThrow());
        }
        script("tree", "sleep 300 & echo $! >" + bin.resolve("grandchild") + "; wait");
        CommandResult result = runner(Map.of("PATH", bin + ":" + only)).run(command(SHORT, "tree"));
        assertTrue(result.timedOut());
        assertGone("grandchild");
    }

    @Test
    void anInterruptEndsTheTreeReportsAnUnknownEndAndKeepsTheFlag() throws Exception {
        script("waits", "echo $$ >" + bin.resolve("pid") + "; sleep 300");
        AtomicReference<CommandResult> result = new AtomicReference<>();
        AtomicReference<Boolean> flag = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            result.set(run(command(LONG, "waits")));
            flag.set(Thread.currentThread().isInterrupted());
        });
        caller.start();
        awaitContent("pid");
        caller.interrupt();
        caller.join();
        assertTrue(result.get().timedOut());
        assertTrue(flag.get());
        assertGone("pid");
    }

    @Test
    void onAnInterruptedThreadNothingStarts() throws Exception {
        script("touches", "echo x >" + bin.resolve("touched"));
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            try {
                run(command(LONG, "touches"));
            } catch (CommandRefusedException e) {
                thrown.set(e);
            }
        });
        caller.start();
        caller.join();
        assertEquals(CommandRefusedException.class, thrown.get().getClass());
        assertFalse(Files.exists(bin.resolve("touched")));
    }

    @Test
    void ofAHugeOutputAllIsDigestedAndTheEndIsKept() throws IOException {
        script("huge", "head -c 20000000 /dev/zero; printf '\\nlast line\\n'");
        byte[] expected = new byte[20_000_000 + 11];
        System.arraycopy("\nlast line\n".getBytes(StandardCharsets.US_ASCII), 0, expected, 20_000_000, 11);
        CommandResult result = run(command(LONG, "huge"));
        assertEquals(digest(expected), result.output());
        assertTrue(result.excerpt().length() < QUICK.excerptBytes() + Excerpt.MARGIN);

        script("lines", "seq 1 200000; echo last line");
        String excerpt = run(command(LONG, "lines")).excerpt();
        assertTrue(excerpt.endsWith("\n200000\nlast line\n"), excerpt);
        assertTrue(excerpt.length() <= QUICK.excerptBytes() + 10, "excerpt of " + excerpt.length());
    }

    @Test
    void binaryOutputIsDigestedAsItIsAndShownWithoutControlCharacters() throws IOException {
        script("binary", "printf 'a\\000b\\377\\033[2Jc\\r\\n\\td\\342\\200\\256e'");
        byte[] expected = {
            'a',
            0,
            'b',
            (byte) 0xff,
            27,
            '[',
            '2',
            'J',
            'c',
            '\r',
            '\n',
            '\t',
            'd',
            (byte) 0xe2,
            (byte) 0x80,
            (byte) 0xae,
            'e'
        };
        CommandResult result = run(command(LONG, "binary"));
        assertEquals(digest(expected), result.output());
        assertEquals("ab\ufffd[2Jc\n\tde", result.excerpt());
    }

    @Test
    void aFileThatTheSystemCannotStartIsNotASuccess() throws IOException {
        Files.writeString(bin.resolve("dangling"), "#!/no/such/interpreter\n");
        Files.setPosixFilePermissions(bin.resolve("dangling"), PosixFilePermissions.fromString("rwx------"));
        int exitCode;
        try {
            exitCode = run(command(LONG, "dangling")).exitCode();
        } catch (CommandRefusedException e) {
            exitCode = 127; // without setsid the JDK itself tells
        }
        assertEquals(127, exitCode);
    }

    @Test
    void whatACommandStandsForIsResolvedBeforeAnythingRuns() throws IOException {
        Path here = script("tool", "echo ran >" + bin.resolve("ran"));
        Map<String, String> host = host();
        host.putAll(Map.of(
                "HOME",
                "/home/op",
                "TALOSCONFIG",
                "/home/op/talosconfig",
                "ODD",
                "hunter2",
                "TZ",
                "UTC",
                "OTHER",
                "/x"));
        Command command = new Command(List.of("tool"), Set.of("TALOSCONFIG", "ODD", "ABSENT"), LONG);
        CommandResolution resolution = runner(host).resolve(command);
        assertEquals(Optional.of(here.toString()), resolution.program());
        assertEquals(
                Map.of(
                        "HOME", variable("/home/op", "/home/op"),
                        "TALOSCONFIG", variable("/home/op/talosconfig", "/home/op/talosconfig"),
                        "ODD", variable("hunter2", Redactor.MARKER)),
                resolution.environment());
        assertFalse(Files.exists(bin.resolve("ran")));
        assertEquals(
                Optional.empty(), runner(host).resolve(command(LONG, "absent")).program());
    }

    @Test
    void aSecretInAPathIsNotShown() {
        String token = "ghp_" + "a1B2".repeat(9);
        Map<String, String> host = Map.of("HOME", "/home/" + token);
        String shown = runner(host)
                .resolve(command(LONG, "tool"))
                .environment()
                .get("HOME")
                .shown();
        assertFalse(shown.contains(token), shown);
    }

    @Test
    void theResolvedFileRunsAlsoWhenAnotherOneComesFirstOnThePathByNow() throws IOException {
        script("tool", "echo resolved");
        Path first = Files.createDirectory(bin.resolve("first"));
        ProcessCommandRunner runner = runner(Map.of("PATH", first + ":" + bin + ":" + SYSTEM_PATH));
        Command command = command(LONG, "tool");
        CommandResolution resolution = runner.resolve(command);
        Files.move(script("other", "echo another"), first.resolve("tool"));
        assertEquals("resolved\n", runner.run(command, resolution).excerpt());
        assertEquals("another\n", runner.run(command).excerpt());
    }

    @Test
    void whatDoesNotHoldAnyMoreIsRefused() throws IOException {
        Path tool = script("tool", "echo ran");
        Command command = command(LONG, "tool");
        ProcessCommandRunner runner = runner(host());
        CommandResolution resolution = runner.resolve(command);
        Map<String, String> otherHome = host();
        otherHome.put("HOME", "/home/other");
        ProcessCommandRunner elsewhere = runner(otherHome);
        assertThrows(CommandRefusedException.class, () -> elsewhere.run(command, resolution));
        Files.delete(tool);
        assertThrows(CommandRefusedException.class, () -> runner.run(command, resolution));
        CommandResolution nothing = runner.resolve(command);
        script("tool", "echo ran");
        assertThrows(CommandRefusedException.class, () -> runner.run(command, nothing));
    }

    @Test
    void closingEndsEveryTreeReportsAnUnknownEndAndRefusesWhatComesLater() throws Exception {
        for (String name : List.of("one", "two")) {
            script(
                    name,
                    "(sleep 300 & echo $! >" + bin.resolve(name + "-grandchild") + "; wait) & pwd >"
                            + bin.resolve(name + "-directory") + "; echo $$ >" + bin.resolve(name + "-pid") + "; wait");
        }
        ProcessCommandRunner runner = runner(host());
        List<CommandResult> results = new CopyOnWriteArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (String name : List.of("one", "two")) {
            Thread caller = new Thread(() -> results.add(runner.run(command(LONG, name))));
            caller.start();
            callers.add(caller);
        }
        for (String name : List.of("one-pid", "two-pid", "one-grandchild", "two-grandchild")) {
            awaitContent(name);
        }
        runner.close();
        for (String name : List.of("one", "two")) {
            assertFalse(Files.exists(
                    Path.of(Files.readString(bin.resolve(name + "-directory")).strip())));
            assertGone(name + "-pid");
            assertGone(name + "-grandchild");
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertEquals(
                List.of(true, true),
                results.stream().map(CommandResult::timedOut).toList());
        script("late", "echo x >" + bin.resolve("late-ran"));
        assertThrows(CommandRefusedException.class, () -> runner.run(command(LONG, "late")));
        assertFalse(Files.exists(bin.resolve("late-ran")));
        runner.close();
    }

    /** A JVM of its own, since only there does a signal mean anything. */
    @Test
    void aHostThatIsAskedToEndLeavesNeitherItsChildNorItsDirectoryBehind() throws Exception {
        Path temporary = Files.createDirectory(bin.resolve("tmp"));
        script("waits", "echo $$ >" + bin.resolve("pid") + "; sleep 300");
        Process host = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostProcess.class.getName(),
                        bin + ":" + SYSTEM_PATH,
                        "waits")
                .redirectErrorStream(true)
                .redirectOutput(bin.resolve("host-output").toFile())
                .start();
        awaitContent("pid");
        host.destroy();
        host.waitFor();
        assertGone("pid");
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
        assertEquals("stopped before its end\n", Files.readString(bin.resolve("host-output")));
    }

    private static CommandResolution.Variable variable(String value, String shown) {
        return new CommandResolution.Variable(Sha256.of(value.getBytes(StandardCharsets.UTF_8)), shown);
    }

    private void awaitContent(String file) throws IOException {
        while (!Files.exists(bin.resolve(file)) || Files.size(bin.resolve(file)) == 0) {
            Thread.onSpinWait();
        }
    }

    private CommandResult run(Command command) {
        return runner(host()).run(command);
    }

    private static ProcessCommandRunner runner(Map<String, String> host) {
        return new ProcessCommandRunner(Redactor.standard(), host, QUICK);
    }

    private Map<String, String> host() {
        return new HashMap<>(Map.of("PATH", bin + ":" + SYSTEM_PATH));
    }

    private static Command command(Duration timeout, String... argv) {
        return new Command(List.of(argv), Set.of(), timeout);
    }

    private Path script(String name, String body) throws IOException {
        Path file = Files.writeString(bin.resolve(name), "#!/bin/sh\n" + body + "\n");
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static OutputDigest digest(byte[] bytes) {
        return new OutputDigest(Sha256.of(bytes), bytes.length);
    }

    private long pid(String file) throws IOException {
        return Long.parseLong(Files.readString(bin.resolve(file)).strip());
    }

    /** The system needs a moment to take away what was killed; a process that lives fails by the class's timeout. */
    private void assertGone(String file) throws Exception {
        long pid = pid(file);
        while (running(pid)) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private static boolean running(long pid) throws IOException {
        Path stat = Path.of("/proc/" + pid + "/stat");
        try {
            String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
            return line.charAt(line.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return Files.exists(stat);
        }
    }
}
