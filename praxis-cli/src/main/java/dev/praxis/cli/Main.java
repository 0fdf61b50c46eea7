package dev.praxis.cli;

import dev.praxis.cli.observe.HostSource;
import dev.praxis.redaction.Redactor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Entry point of the process. */
public final class Main {

    /** How long a stopped command may take to record its outcome before the process ends all the same. */
    private static final int RECORD_SECONDS = 15;

    private Main() {}

    /**
     * Runs the command and ends the process with its exit status.
     *
     * @param args the arguments
     */
    public static void main(String[] args) {
        StandardOutput standardOutput = new StandardOutput();
        PrintWriter out = writer(standardOutput);
        PrintWriter err = writer(new FileOutputStream(FileDescriptor.err));
        Thread.setDefaultUncaughtExceptionHandler((thread, fault) -> report(fault, err));
        CliContext context = new CliContext(
                System.getenv(),
                System.in,
                out,
                standardOutput,
                err,
                OperatorConsole.terminalElse(err),
                Clock.systemUTC(),
                new HostSource(Path.of("/")),
                Path.of(System.getProperty("java.io.tmpdir")));
        int status = isGarbled(args) ? refuseGarbled(err) : run(new PraxisCli(context), args);
        System.exit(flushed(standardOutput, out, err, status));
    }

    /**
     * Runs the command so that a signal (Ctrl-C, SIGTERM) stops what it started and lets it record how that ended: a tool
     * that goes on alone would do so without evidence.
     */
    private static int run(PraxisCli cli, String[] args) {
        CountDownLatch finished = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            cli.interrupt();
                            awaitQuietly(finished);
                        },
                        "praxis-interrupt"));
        try {
            return cli.run(args);
        } finally {
            finished.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch finished) {
        try {
            if (!finished.await(RECORD_SECONDS, TimeUnit.SECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What nobody caught is shown as all else is: without secrets, which its message may hold. */
    static void report(Throwable fault, PrintWriter err) {
        StringWriter trace = new StringWriter();
        fault.printStackTrace(new PrintWriter(trace));
        err.print(Redactor.standard().redact(trace.toString()));
        err.flush();
    }

    /** A JVM in a locale without UTF-8 replaces what it cannot decode before anybody sees it: two names become one. */
    private static boolean isGarbled(String[] args) {
        boolean utf8 = "UTF-8".equalsIgnoreCase(System.getProperty("sun.jnu.encoding"));
        return !utf8 && Arrays.stream(args).anyMatch(argument -> argument.indexOf('\uFFFD') >= 0);
    }

    private static int refuseGarbled(PrintWriter err) {
        err.println(
                "praxis: PRX-USAGE: an argument is not ASCII and the locale is not UTF-8, so it was lost on the way;"
                        + " set LC_ALL=C.UTF-8");
        return ExitCode.USAGE.status();
    }

    /**
     * A result that nobody could read must not pass for success; a failure stays what it is. To who went away on purpose nothing
     * is said.
     */
    private static int flushed(StandardOutput standardOutput, PrintWriter out, PrintWriter err, int status) {
        boolean lost = out.checkError();
        if (lost && status == ExitCode.OK.status() && !standardOutput.isReaderGone()) {
            err.println("praxis: PRX-OUTPUT: " + ExitCode.OUTPUT.meaning());
        }
        err.flush();
        return lost && status == ExitCode.OK.status() ? ExitCode.OUTPUT.status() : status;
    }

    /** UTF-8 unless the locale says otherwise: before JDK 18 the default of a C locale is ASCII, which loses text. */
    private static PrintWriter writer(OutputStream stream) {
        Charset locale = Charset.defaultCharset();
        Charset charset = locale.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : locale;
        return new PrintWriter(new OutputStreamWriter(stream, charset), false);
    }
}
