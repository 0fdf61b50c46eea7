package dev.praxis.sandbox;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.CommandResolution;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.ResolvingCommandRunner;
import dev.praxis.redaction.Redactor;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

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
 * <p>A child outlives a host process that ends without {@link #close}: nobody watches it then. A host closes its runner in
 * a shutdown hook, which also runs at SIGTERM and Ctrl-C; nothing helps against SIGKILL.
 *
 * <p>Standard output and standard error are read as one stream. Thread-safe.
 */
public final class ProcessCommandRunner implements ResolvingCommandRunner, AutoCloseable {

    private static final File NULL_DEVICE = new File("/dev/null");

    private final Redactor redactor;
    private final Map<String, String> hostEnvironment;
    private final ProcessLimits limits;
    private final ProgramPath path;
    private final ArgumentEncoding encoding = ArgumentEncoding.ofThisJvm();
    private final LiveCommands live = new LiveCommands();

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
     * Finds a program as {@link #run(Command)} would. Reads directories.
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
     * <p>A value is shown if it is an absolute path, without what the redactor finds secret in it. The file that a variable
     * names is not read.
     */
    @Override
    public CommandResolution resolve(Command command) {
        return new CommandResolution(locate(command.argv().get(0)).map(Path::toString), variables(command));
    }

    /**
     * {@inheritDoc}
     *
     * <p>Ends at most about twice the grace plus a few seconds after the timeout. When the calling thread is interrupted
     * or the runner is {@linkplain #close closed}, the program ends before its time and the result says {@code timedOut},
     * since what it did until then is not known either; an interrupted thread's flag is set again. On a thread that is
     * interrupted already, nothing is started.
     *
     * @throws CommandRefusedException also if an argument has characters that the locale of this JVM cannot express, the
     *     system cannot start it, the calling thread is interrupted already, or this runner is closed
     */
    @Override
    public CommandResult run(Command command, CommandResolution resolution) {
        Path program = resolved(command, resolution);
        encoding.require(command.argv());
        if (Thread.currentThread().isInterrupted()) {
            throw new CommandRefusedException(
                    command.argv().get(0) + " was not started: the calling thread is interrupted; nothing ran", null);
        }
        live.enter(command.argv().get(0));
        try (WorkingDirectory directory = WorkingDirectory.create()) {
            return run(command, program, directory.path());
        } catch (IOException e) {
            throw new CommandRefusedException(
                    program + " could not be started: " + e.getMessage() + "; nothing ran", e);
        } finally {
            live.leave();
        }
    }

    /**
     * Stops every command that runs, as its timeout would, and refuses all later ones. Blocks until each of them has
     * ended, its working directory is removed and its {@link #run(Command, CommandResolution) run} is about to return: at
     * most about twice the grace plus a few seconds. Does nothing the second time.
     *
     * <p>May be called by any thread but one that is in {@code run}. The callers of {@code run} get a result that says
     * {@code timedOut} and have yet to record it: a shutdown hook waits for them too.
     */
    @Override
    public void close() {
        live.stopAll();
    }

    private CommandResult run(Command command, Path program, Path directory) throws IOException {
        Optional<Path> setsid = sessionStarter();
        Process process = start(command, program, setsid, directory);
        try {
            RunningCommand running = new RunningCommand(process, setsid.isPresent(), limits, redactor::redact);
            live.add(running);
            try {
                return running.await(command.timeout());
            } finally {
                live.remove(running);
            }
        } finally {
            process.destroyForcibly(); // has ended by now, unless watching it failed
        }
    }

    /** The file to run, if what was resolved is still so. */
    private Path resolved(Command command, CommandResolution resolution) {
        Path program = resolution.program().map(Path::of).orElseThrow(() -> notFound(command));
        if (!ProgramPath.isProgram(program)) {
            throw new CommandRefusedException(
                    program + " is no executable file any more; nothing ran; make a new dry run", null);
        }
        if (!variables(command).equals(resolution.environment())) {
            throw new CommandRefusedException(
                    command.argv().get(0) + " was resolved in another environment; nothing ran; make a new dry run",
                    null);
        }
        return program;
    }

    private Map<String, CommandResolution.Variable> variables(Command command) {
        Map<String, CommandResolution.Variable> variables = new TreeMap<>();
        ChildEnvironment.of(hostEnvironment, path, command.environment()).forEach((name, value) -> {
            if (name.equals("HOME") || command.environment().contains(name)) {
                variables.put(
                        name,
                        new CommandResolution.Variable(
                                Sha256.of(value.getBytes(StandardCharsets.UTF_8)), shown(name, value)));
            }
        });
        return variables;
    }

    /** Only a path is: anything else may be a secret that no rule knows. */
    private String shown(String name, String value) {
        String prefix = name + "=";
        String redacted = redactor.redact(prefix + value);
        return value.startsWith("/") && redacted.startsWith(prefix)
                ? redacted.substring(prefix.length())
                : Redactor.MARKER;
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
