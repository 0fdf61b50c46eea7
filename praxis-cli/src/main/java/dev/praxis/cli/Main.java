package dev.praxis.cli;

import dev.praxis.cli.observe.HostSource;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** Entry point of the process. */
public final class Main {

    private Main() {}

    /**
     * Runs the command and ends the process with its exit status.
     *
     * @param args the arguments
     */
    public static void main(String[] args) {
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        CliContext context = new CliContext(
                System.getenv(),
                System.in,
                out,
                err,
                OperatorConsole.terminalElse(err),
                Clock.systemUTC(),
                new HostSource(Path.of("/")),
                Path.of(System.getProperty("java.io.tmpdir")));
        int status = new PraxisCli(context).run(args);
        out.flush();
        err.flush();
        System.exit(status);
    }

    /** UTF-8 unless the locale says otherwise: before JDK 18 the default of a C locale is ASCII, which loses text. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        Charset locale = Charset.defaultCharset();
        Charset charset = locale.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : locale;
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), charset), false);
    }
}
