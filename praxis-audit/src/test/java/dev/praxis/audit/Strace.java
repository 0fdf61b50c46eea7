package dev.praxis.audit;

import dev.praxis.testkit.process.ChildJvm;
import dev.praxis.testkit.process.JvmCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A {@link FaultChild} under strace, which watches what it does to the files of its log, and has calls fail.
 *
 * @param directory where the log and the trace are
 */
record Strace(Path directory) {

    /** Everything that changes a file or its fate, and what marks a step. */
    private static final String CALLS = "write,pwrite64,ftruncate,fsync,fdatasync,rename,openat,unlink,mkdir";

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
            return name + " " + nth + " (" + (text.length() > 60 ? text.substring(0, 60) : text) + ")";
        }
    }

    Path log() {
        return directory.resolve("log");
    }

    ChildJvm start() throws IOException {
        return start(List.of("--seccomp-bpf"));
    }

    ChildJvm startToFail(String fault) throws IOException {
        return start(List.of("--seccomp-bpf", "-e", fault));
    }

    /** Without a filter in the kernel strace stops the JVM at every call, but only then it can kill there. */
    ChildJvm startToBeKilled(String fault) throws IOException {
        return start(List.of("-e", fault));
    }

    private ChildJvm start(List<String> options) throws IOException {
        List<String> strace = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", trace().toString()));
        strace.addAll(List.of("-e", "trace=" + CALLS));
        watched().forEach(path -> strace.addAll(List.of("-P", path.toString())));
        strace.addAll(options);
        return JvmCommand.of(FaultChild.class, log().toString())
                .under(strace.toArray(String[]::new))
                .start();
    }

    private Stream<Path> watched() {
        Stream<Path> marks = Stream.of(FaultChild.Step.values()).map(step -> step.mark(log()));
        Stream<Path> inLog = Stream.of(
                        "",
                        "segments",
                        "segments/00000000000000000001.jsonl",
                        "segments/00000000000000000002.jsonl",
                        "segments/00000000000000000003.jsonl",
                        "segments/00000000000000000004.jsonl",
                        "segments/00000000000000000005.jsonl",
                        "segments/00000000000000000006.jsonl",
                        "checkpoint",
                        "checkpoint.new",
                        "log.json",
                        "log.json.new",
                        "pruned.json",
                        "pruned.json.new",
                        "tile",
                        "tile/0",
                        "tile/0/000.p",
                        "tile/0/000.p/3",
                        "tile/0/000.p/3.new",
                        "tile/0/000.p/5",
                        "tile/0/000.p/5.new",
                        "tile/0/000.p/6",
                        "tile/0/000.p/6.new",
                        "tile/0/000.p/2",
                        "tile/0/000.p/2.new")
                .map(name -> log().resolve(name));
        return Stream.concat(marks, inLog);
    }

    /** The calls that were made to the files of the log in a step, as far as it came. */
    List<Call> calls(FaultChild.Step step) throws IOException {
        List<Call> calls = new ArrayList<>();
        Map<String, Integer> made = new HashMap<>();
        Optional<FaultChild.Step> current = Optional.empty();
        for (String line : Files.readAllLines(trace())) {
            Matcher call = CALL.matcher(line);
            if (!call.matches()) {
                continue;
            }
            int nth = made.merge(call.group(1) + " " + call.group(2), 1, Integer::sum);
            Optional<FaultChild.Step> mark = mark(call.group(3));
            if (mark.isPresent()) {
                current = mark;
            } else if (current.filter(step::equals).isPresent()) {
                calls.add(new Call(call.group(2), nth, call.group(3)));
            }
        }
        return calls;
    }

    private Optional<FaultChild.Step> mark(String text) {
        return Stream.of(FaultChild.Step.values())
                .filter(step -> text.startsWith("\"" + step.mark(log()) + "\""))
                .findFirst();
    }

    private Path trace() {
        return directory.resolve("trace");
    }
}
