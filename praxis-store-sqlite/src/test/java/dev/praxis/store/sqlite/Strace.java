package dev.praxis.store.sqlite;

import dev.praxis.testkit.process.ChildJvm;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A {@link FaultChild} under strace, which watches what it does to the files of its store, and has calls fail. */
record Strace(Path directory) {

    /** Everything that changes a file or its fate. */
    private static final String CALLS = "write,pwrite64,ftruncate,fsync,fdatasync";

    private static final Pattern CALL = Pattern.compile("(\\d+) +(\\w+)\\((.*)");

    /**
     * A call of the thread that writes.
     *
     * @param name its name
     * @param nth which one of that name it is since the thread began, from 1
     * @param text what the trace says of it
     */
    record Call(String name, int nth, String text) {

        /** What strace is to do in place of this call. */
        String fault(String what) {
            return "inject=" + name + ":" + what + ":when=" + nth;
        }

        @Override
        public String toString() {
            return name + " " + nth + " (" + (text.length() > 30 ? text.substring(text.length() - 30) : text) + ")";
        }
    }

    Path file() {
        return directory.resolve("facts.db");
    }

    /** Without a filter in the kernel strace stops the JVM at every call, but only then it can kill there. */
    ChildJvm startToBeKilled(String fault) throws IOException {
        return start(Samples.location(file()), List.of("-e", fault));
    }

    ChildJvm start(String fault) throws IOException {
        return start(Samples.location(file()), List.of("--seccomp-bpf", "-e", fault));
    }

    ChildJvm start(URI location) throws IOException {
        return start(location, List.of("--seccomp-bpf"));
    }

    private ChildJvm start(URI location, List<String> options) throws IOException {
        List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", log().toString()));
        strace.addAll(List.of("-e", "trace=" + CALLS));
        for (String name : List.of("facts.db", "facts.db-wal", "facts.db-shm")) {
            strace.addAll(List.of("-P", directory.resolve(name).toString()));
        }
        strace.addAll(List.of("-P", FaultChild.markFile(file()).toString()));
        strace.addAll(options);
        return StoreChild.command(FaultChild.class, location, "")
                .under(strace.toArray(String[]::new))
                .start();
    }

    /** The calls that the store made in a step, as far as it came. */
    List<Call> calls(FaultChild.Step step) throws IOException {
        List<String> lines = Files.readAllLines(log());
        List<Call> calls = new ArrayList<>();
        List<Call> before = new ArrayList<>();
        String writer = writer(lines);
        boolean inStep = false;
        for (String line : lines) {
            Matcher call = CALL.matcher(line);
            if (!call.matches() || !call.group(1).equals(writer)) {
                continue;
            }
            String name = call.group(2);
            int nth = 1
                    + (int) before.stream()
                            .filter(each -> each.name().equals(name))
                            .count();
            Call made = new Call(name, nth, call.group(3));
            before.add(made);
            Optional<FaultChild.Step> mark = mark(made);
            if (mark.isPresent()) {
                inStep = mark.get() == step;
            } else if (inStep) {
                calls.add(made);
            }
        }
        return calls;
    }

    /** The step that a call says to begin; the marks are written by the thread that then writes to the store. */
    private static Optional<FaultChild.Step> mark(Call call) {
        return Stream.of(FaultChild.Step.values())
                .filter(step -> call.text().contains('"' + step.mark() + '"'))
                .findFirst();
    }

    /** The thread that makes the file a database: the first one that is seen. */
    private static String writer(List<String> lines) {
        return lines.stream()
                .map(CALL::matcher)
                .filter(Matcher::matches)
                .map(call -> call.group(1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("strace saw nothing"));
    }

    private Path log() {
        return directory.resolve("trace");
    }
}
