package dev.praxis.testkit.process;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another JVM that speaks in lines: it says on its standard output what it has done, and is told on its standard input
 * what to do. Confined to one thread; reading and waiting block until the child says something or ends.
 */
public final class ChildJvm implements AutoCloseable {

    private static final int KILLED = 128 + 9;

    private final Process process;
    private final BufferedReader said;
    private final BufferedWriter told;

    ChildJvm(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        this.told = process.outputWriter(StandardCharsets.UTF_8);
    }

    /**
     * The process id.
     *
     * @return the id; that of the wrapper, if the JVM was started under one
     */
    public long pid() {
        return process.pid();
    }

    /**
     * Tells the child a line.
     *
     * @param line the line, without its end
     * @throws IOException if the child has ended
     */
    public void tell(String line) throws IOException {
        told.write(line);
        told.write('\n');
        told.flush();
    }

    /**
     * The next line that the child says.
     *
     * @return the line, without its end
     * @throws IOException if the child ended without another line
     */
    public String hear() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new EOFException("the child ended by itself");
        }
        return line;
    }

    /**
     * Lets the child live on for a while.
     *
     * @param time how long to watch it
     * @return false if it ended by itself in that time
     * @throws InterruptedException if this thread was interrupted
     */
    public boolean livesFor(Duration time) throws InterruptedException {
        return !process.waitFor(time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Kills the child, and what it has started, with SIGKILL.
     *
     * @return what it had said and was not yet heard; the kill may have cut the last line
     * @throws IOException if the output cannot be read
     * @throws InterruptedException if this thread was interrupted
     * @throws AssertionError if the child had ended in another way
     */
    public List<String> kill() throws IOException, InterruptedException {
        killTree();
        List<String> rest = said.lines().toList();
        requireStatus(KILLED);
        return rest;
    }

    /**
     * Waits until the child has ended well.
     *
     * @return what it had said and was not yet heard
     * @throws IOException if the output cannot be read
     * @throws InterruptedException if this thread was interrupted
     * @throws AssertionError if its exit status is not 0
     */
    public List<String> finish() throws IOException, InterruptedException {
        told.close();
        List<String> rest = said.lines().toList();
        requireStatus(0);
        return rest;
    }

    /** Kills the child if it still lives. Does not wait for its end. */
    @Override
    public void close() {
        killTree();
    }

    /** Not by the process' own method, which also closes the pipe with what the child said last. */
    private void killTree() {
        List<ProcessHandle> started = process.descendants().toList();
        process.toHandle().destroyForcibly();
        started.forEach(ProcessHandle::destroyForcibly);
    }

    private void requireStatus(int expected) throws InterruptedException {
        int status = process.waitFor();
        if (status != expected) {
            throw new AssertionError("the child ended with status " + status + " instead of " + expected);
        }
    }
}
