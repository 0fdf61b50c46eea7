package dev.praxis.sandbox;

import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.CommandRunner;
import dev.praxis.redaction.Redactor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Runs commands as ordinary child processes.
 *
 * <p>Isolation is {@code process}: best effort, no wall. The child runs as the user of the host process and can read
 * what that user can read and reach what the host can reach. What it gets is deliberate: a program from an absolute
 * entry of the host's PATH, its arguments handed over as they are and never through a shell, an environment of an
 * allowlist (PATH, HOME, USER, LOGNAME, LANG, LC_ALL, TZ, TMPDIR) and the names its command asks for, no standard
 * input, no terminal, and as working directory a fresh one of mode 0700 that is removed afterwards, so that a file with
 * a relative name neither comes from nor litters where the host happens to run.
 *
 * <p>Where util-linux's {@code setsid} is on the host's PATH the child leads a session of its own. When the time is up,
 * when the caller is interrupted, and when the program has ended but left processes behind, everything found of its tree
 * is asked to end (SIGTERM) and after the grace killed (SIGKILL). A process that made itself a session of its own and
 * whose parents had ended before anybody looked is not found. It cannot keep the runner waiting: its output no longer
 * counts.
 *
 * <p>Standard output and standard error are read as one stream. Immutable and thread-safe.
 */
public final class ProcessCommandRunner implements CommandRunner {

    private static final File NULL_DEVICE = new File("/dev/null");

    private final Redactor redactor;
    private final Map<String, String> hostEnvironment;
    private final ProcessLimits limits;
    private final ProgramPath path;
    private final ArgumentEncoding encoding = ArgumentEncoding.ofThisJvm();

    /**
     * A runner with the {@linkplain ProcessLimits#DEFAULT default limits}.
     *
     * @param redactor what takes secrets out of excerpts
     * @param hostEnvironment the environment to find programs by and to choose from; copied
     */
    public ProcessCommandRunner(Redactor redactor, Map<String, String> hostEnvironment) {
        this(redactor, hostEnvironment, ProcessLimits.DEFAULT);
    }

    /**
     * A runner.
     *
     * @param redactor what takes secrets out of excerpts
     * @param hostEnvironment the environment to find programs by and to choose from; copied
     * @param limits what is allowed beyond the timeout of a command
     */
    public ProcessCommandRunner(Redactor redactor, Map<String, String> hostEnvironment, ProcessLimits limits) {
        this.redactor = Objects.requireNonNull(redactor, "redactor");
        this.hostEnvironment = Map.copyOf(hostEnvironment);
        this.limits = Objects.requireNonNull(limits, "limits");
        this.path = ProgramPath.parse(this.hostEnvironment.getOrDefault("PATH", ""));
    }

    /**
     * Finds a program as {@link #run} would. Reads directories.
     *
     * @param program the bare name of a program
     * @return the first executable regular file of that name in an absolute entry of the PATH, or empty
     */
    public Optional<Path> locate(String program) {
        return path.locate(program);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Ends at most about twice the grace plus a few seconds after the timeout. When the calling thread is interrupted
     * the result says {@code timedOut}, since what the program did until then is not known either, and the thread's
     * interrupt flag is set again. On a thread that is interrupted already, nothing is started.
     *
     * @throws CommandRefusedException also if the program is not found, an argument has characters that the locale of
     *     this JVM cannot express, the system cannot start it, or the calling thread is interrupted already
     */
    @Override
    public CommandResult run(Command command) {
        Path program = locate(command.argv().get(0)).orElseThrow(() -> notFound(command));
        encoding.require(command.argv());
        if (Thread.currentThread().isInterrupted()) {
            throw new CommandRefusedException(
                    command.argv().get(0) + " was not started: the calling thread is interrupted; nothing ran", null);
        }
        try (WorkingDirectory directory = WorkingDirectory.create()) {
            Optional<Path> setsid = sessionStarter();
            Process process = start(command, program, setsid, directory.path());
            try {
                return new RunningCommand(process, setsid.isPresent(), limits, redactor::redact)
                        .await(command.timeout());
            } finally {
                process.destroyForcibly(); // has ended by now, unless watching it failed
            }
        } catch (IOException e) {
            throw new CommandRefusedException(
                    program + " could not be started: " + e.getMessage() + "; nothing ran", e);
        }
    }

    private Process start(Command command, Path program, Optional<Path> setsid, Path directory) throws IOException {
        List<String> argv = new ArrayList<>();
        // A fresh child leads no process group, so setsid need not fork and becomes the program; --wait is for the case
        // that it does fork.
        setsid.ifPresent(starter -> argv.addAll(List.of(starter.toString(), "--wait")));
        argv.add(program.toString());
        argv.addAll(command.argv().subList(1, command.argv().size()));
        ProcessBuilder builder = new ProcessBuilder(argv)
                .directory(directory.toFile())
                .redirectInput(NULL_DEVICE)
                .redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(ChildEnvironment.of(hostEnvironment, path, command.environment()));
        return builder.start();
    }

    /** BusyBox has a setsid without {@code --wait}. */
    private Optional<Path> sessionStarter() {
        return locate("setsid").filter(file -> {
            try {
                return !file.toRealPath().getFileName().toString().startsWith("busybox");
            } catch (IOException e) {
                return false; // gone since it was found
            }
        });
    }

    private CommandRefusedException notFound(Command command) {
        return new CommandRefusedException(
                command.argv().get(0) + " was not found as an executable file on the PATH; searched: "
                        + (path.entries().isEmpty() ? "nothing, the PATH has no absolute entry" : path)
                        + "; install it or put its directory on the PATH",
                null);
    }
}
