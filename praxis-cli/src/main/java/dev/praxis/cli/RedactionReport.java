package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import dev.praxis.redaction.Finding;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was found: counts, and the places when they are wanted; never what. Confined to one thread. */
final class RedactionReport {

    /** More line ends need not be known at once than lie within what a filter may hold back. */
    private static final int MOST_LINE_ENDS = 1 << 20;

    private final boolean places;
    private final PraxisCli cli;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private long[] lineEnds = new long[1024];
    private int known;
    private long forgotten;
    private long seen;

    RedactionReport(boolean places, PraxisCli cli) {
        this.places = places;
        this.cli = cli;
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    /** Takes note of the line ends in what comes next. */
    void saw(byte[] bytes, int length) {
        if (!places) {
            return;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[i] == '\n') {
                remember(seen + i);
            }
        }
        seen += length;
    }

    private void remember(long lineEnd) {
        if (known == MOST_LINE_ENDS) {
            int half = known / 2;
            System.arraycopy(lineEnds, half, lineEnds, 0, known - half);
            known -= half;
            forgotten += half;
        }
        if (known == lineEnds.length) {
            lineEnds = Arrays.copyOf(lineEnds, known * 2);
        }
        lineEnds[known++] = lineEnd;
    }

    /** Something was found in a text. */
    void inText(Finding finding) {
        count(finding.ruleId());
        if (places) {
            int before = -Arrays.binarySearch(lineEnds, 0, known, finding.start()) - 1;
            long lineStart = before == 0 ? 0 : lineEnds[before - 1] + 1;
            place(
                    forgotten + before + 1,
                    finding.start() - lineStart + 1,
                    finding.end() - finding.start(),
                    finding.ruleId());
        }
    }

    /** Something was found in a line that is a JSON document. */
    void inLine(long line, String ruleId) {
        count(ruleId);
        if (places) {
            cli.output()
                    .result(
                            JsonObject.builder()
                                    .put("line", line)
                                    .put("rule", ruleId)
                                    .build(),
                            "line " + line + ": " + ruleId);
        }
    }

    private void count(String ruleId) {
        counts.merge(ruleId, 1L, Long::sum);
    }

    private void place(long line, long column, long length, String ruleId) {
        cli.output()
                .result(
                        JsonObject.builder()
                                .put("line", line)
                                .put("byte", column)
                                .put("length", length)
                                .put("rule", ruleId)
                                .build(),
                        "line " + line + ", byte " + column + ", " + length + " bytes: " + ruleId);
    }

    /** Prints how often each rule fired. */
    void print() {
        JsonObject.Builder json = JsonObject.builder();
        counts.forEach(json::put);
        if (cli.output().isJson()) {
            cli.context()
                    .err()
                    .println(JsonObject.builder().put("redacted", json.build()).build());
        } else {
            counts.forEach((rule, count) -> cli.context().err().println(String.format("%8d  %s", count, rule)));
        }
        cli.context().err().flush();
    }
}
