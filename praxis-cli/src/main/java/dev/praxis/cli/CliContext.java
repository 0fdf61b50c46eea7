package dev.praxis.cli;

import dev.praxis.cli.observe.HostSource;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * Everything that the command takes from the process around it, so that a test, or the demo, can give it another one.
 *
 * @param environment the environment variables
 * @param in standard input
 * @param out standard output
 * @param bytes standard output, for what is the same in every locale
 * @param err standard error
 * @param console how to reach the operator beside standard output
 * @param clock the time
 * @param host the machine to observe
 * @param temporary where the demo may make its home
 */
record CliContext(
        Map<String, String> environment,
        InputStream in,
        PrintWriter out,
        OutputStream bytes,
        PrintWriter err,
        OperatorConsole console,
        InstantSource clock,
        HostSource host,
        Path temporary) {

    CliContext with(
            Map<String, String> otherEnvironment, PrintWriter otherOut, PrintWriter otherErr, OperatorConsole other) {
        return new CliContext(otherEnvironment, in, otherOut, bytes, otherErr, other, clock, host, temporary);
    }
}
