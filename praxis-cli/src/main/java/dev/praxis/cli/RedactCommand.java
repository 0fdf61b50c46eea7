package dev.praxis.cli;

import dev.praxis.redaction.JsonFilter;
import dev.praxis.redaction.Redactor;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Redacts what comes in. */
@Command(
        name = "redact",
        mixinStandardHelpOptions = true,
        description = {
            "Copy standard input to standard output without the secrets in it.",
            "Needs no home and no store."
        })
final class RedactCommand implements Runnable {

    private final PraxisCli cli;

    @Option(
            names = "--json-lines",
            description = {
                "Each line is a JSON document, redacted by the names of its members and by its strings.",
                "One line out for each line in, in the same order; a line that is not JSON is redacted as text."
            })
    private boolean jsonLines;

    RedactCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        Redactor redactor = Redactor.standard();
        try (OutputStream out = new BufferedOutputStream(cli.context().bytes());
                InputStream in = new BufferedInputStream(cli.context().in())) {
            if (jsonLines) {
                lines(new JsonFilter(redactor), in, out);
            } else {
                String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
                out.write(redactor.redact(text).getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw FileFailedException.output(e);
        }
    }

    private static void lines(JsonFilter filter, InputStream in, OutputStream out) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b != '\n') {
                line.write(b);
                continue;
            }
            out.write(redacted(filter, line));
            out.write('\n');
            if (in.available() == 0) {
                out.flush();
            }
        }
        if (line.size() > 0) {
            out.write(redacted(filter, line));
        }
    }

    private static byte[] redacted(JsonFilter filter, ByteArrayOutputStream line) {
        String text = line.toString(StandardCharsets.UTF_8);
        line.reset();
        return filter.redact(text).getBytes(StandardCharsets.UTF_8);
    }
}
