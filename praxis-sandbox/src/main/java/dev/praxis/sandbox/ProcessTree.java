package dev.praxis.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A child and what it started, for ending all of it: every descendant seen so far and, where the child leads a session
 * of its own, every process of that session, which also finds one whose parents are gone. A process that left the
 * session and whose parents ended before anybody looked is not found: best effort. Confined to one thread.
 */
final class ProcessTree {

    private static final Path PROC = Path.of("/proc");
    private static final long POLL_MILLIS = 10;

    private final ProcessHandle root;
    private final boolean ownSession;
    private final Set<ProcessHandle> seen = new LinkedHashSet<>();

    ProcessTree(ProcessHandle root, boolean ownSession) {
        this.root = root;
        this.ownSession = ownSession;
    }

    /** Remembers who is there now. */
    void look() {
        seen.removeIf(process -> !isRunning(process));
        root.descendants().forEach(seen::add);
        // The descendants of a process whose parent has ended are not the root's any more, but still its own parent's.
        Set.copyOf(seen).forEach(process -> process.descendants().forEach(seen::add));
        if (ownSession) {
            sessionMembers().forEach(seen::add);
        }
    }

    /**
     * Ends everything that is left: asks (SIGTERM), and after the grace kills (SIGKILL).
     *
     * @return whether everything found has ended
     */
    boolean end(Duration grace) throws InterruptedException {
        return anyAlive() ? signalUntilGone(false, grace) || signalUntilGone(true, Duration.ofSeconds(2)) : true;
    }

    /** Kills everything that is left, at once and without waiting. */
    void kill() {
        look();
        signal(true);
    }

    private boolean signalUntilGone(boolean forcibly, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        signal(forcibly);
        while (anyAlive()) {
            if (System.nanoTime() - deadline >= 0) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            if (forcibly) {
                signal(true); // what was forked while the others were killed
            }
        }
        return true;
    }

    private void signal(boolean forcibly) {
        if (forcibly) {
            root.destroyForcibly();
            seen.forEach(ProcessHandle::destroyForcibly);
        } else {
            root.destroy();
            seen.forEach(ProcessHandle::destroy);
        }
    }

    private boolean anyAlive() {
        look();
        return isRunning(root) || seen.stream().anyMatch(ProcessTree::isRunning);
    }

    /** A zombie has ended; it only waits for a parent that may never come to look. */
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive()
                && stat(process.pid()).map(stat -> !stat.ended()).orElse(true);
    }

    private Set<ProcessHandle> sessionMembers() {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        try (DirectoryStream<Path> pids = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : pids) {
                long pid = Long.parseLong(entry.getFileName().toString());
                if (stat(pid)
                        .filter(s -> s.session() == root.pid() && !s.ended())
                        .isPresent()) {
                    ProcessHandle.of(pid).ifPresent(members::add);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return members; // no /proc on this system: the descendants are all that can be found
        }
        return members;
    }

    private static Optional<Stat> stat(long pid) {
        try {
            return Stat.parse(Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty(); // the process has gone, or there is no /proc
        }
    }

    /** State and session of a process, from proc_pid_stat(5). */
    private record Stat(char state, long session) {

        private static final Pattern AFTER_NAME = Pattern.compile("\\) (\\S) -?\\d+ -?\\d+ (-?\\d+) ");

        static Optional<Stat> parse(String line) {
            // The name stands in parentheses and may hold anything, also parentheses and spaces.
            Matcher fields = AFTER_NAME.matcher(line);
            int nameEnd = line.lastIndexOf(')');
            return nameEnd >= 0 && fields.find(nameEnd)
                    ? Optional.of(new Stat(fields.group(1).charAt(0), Long.parseLong(fields.group(2))))
                    : Optional.empty();
        }

        boolean ended() {
            return state == 'Z' || state == 'X';
        }
    }
}
