package dev.praxis.signing.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program that everything here must agree with. */
public final class SshKeygen {

    private SshKeygen() {}

    /** How it ended, and what it said on both streams. */
    public record Result(int status, String output) {

        public boolean succeeded() {
            return status == 0;
        }
    }

    public static Result run(Path input, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("ssh-keygen"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectInput(input.toFile());
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IllegalStateException(command + " does not end");
        }
        return new Result(process.exitValue(), output);
    }

    public static Result run(Object... arguments) throws IOException, InterruptedException {
        return run(Path.of("/dev/null"), arguments);
    }
}
