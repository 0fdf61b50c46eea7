package dev.praxis.benchmarks;

import dev.praxis.redaction.Redactor;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What it costs to redact 64 KiB of text, clean and full of secrets, one short line, and to make a redactor; beside a loop
 * of regular expressions over the same rules, which finds less, and a plain copy.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
@State(Scope.Benchmark)
public class RedactionBenchmark {

    private static final String LINE =
            "2026-11-24T21:01:11.123Z INFO  [worker-3] dev.acme.orders.OrderService - processed order 17 in 4 ms OK";

    private final Redactor redactor = Redactor.standard();
    private final List<Pattern> expressions = LogTexts.expressions();
    private final String clean = LogTexts.clean();
    private final String dense = LogTexts.dense();

    /** A log without a secret. */
    @Benchmark
    public String clean() {
        return redactor.redact(clean);
    }

    /** A text with a secret in every line. */
    @Benchmark
    public String dense() {
        return redactor.redact(dense);
    }

    /** One line of a hundred characters. */
    @Benchmark
    public String line() {
        return redactor.redact(LINE);
    }

    /** One more redactor: the rules are known. */
    @Benchmark
    public Redactor build() {
        return Redactor.builder().build();
    }

    /** The limit: the text is copied. */
    @Benchmark
    public char[] copy() {
        return clean.toCharArray();
    }

    /** One regular expression after another on a log without a secret. */
    @Benchmark
    public String cleanExpressions() {
        return LogTexts.replaceAll(expressions, clean);
    }

    /** One regular expression after another on a text with a secret in every line. */
    @Benchmark
    public String denseExpressions() {
        return LogTexts.replaceAll(expressions, dense);
    }
}
