package dev.praxis.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark still runs on the schema that the store makes. What it measures here means nothing. */
class BenchmarksRunTest {

    @Test
    void eachRunsOnce() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("dev\\.praxis\\.benchmarks\\..*")
                        .param("facts", "100")
                        .forks(0)
                        .mode(Mode.SingleShotTime)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .timeout(TimeValue.seconds(60))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Set<String> ran = new TreeSet<>();
        results.forEach(
                result -> ran.add(result.getParams().getBenchmark().replaceFirst("dev\\.praxis\\.benchmarks\\.", "")));
        assertEquals(
                Set.of(
                        "AuditAppendBenchmark.eightCallers",
                        "AuditAppendBenchmark.oneCaller",
                        "AuditAppendBenchmark.oneCallerHandOver",
                        "AuditAppendBenchmark.oneCallerLimit",
                        "AuditAppendBenchmark.sixtyFourCallers",
                        "AuditCheckpointBenchmark.checkpoint",
                        "AuditVerifyBenchmark.hashesLimit",
                        "AuditVerifyBenchmark.verify",
                        "PostgresCasBenchmark.oneCaller",
                        "PostgresCasBenchmark.oneCallerLimit",
                        "PostgresCasBenchmark.oneRowInPlace",
                        "PostgresCasBenchmark.sixteenCallers",
                        "PostgresPointBenchmark.active",
                        "PostgresPointBenchmark.activeAndPutIf",
                        "PostgresPointBenchmark.asOf",
                        "RedactionBenchmark.build",
                        "RedactionBenchmark.clean",
                        "RedactionBenchmark.cleanExpressions",
                        "RedactionBenchmark.copy",
                        "RedactionBenchmark.dense",
                        "RedactionBenchmark.denseExpressions",
                        "RedactionBenchmark.line",
                        "RedactionStartBenchmark.standard",
                        "SqliteCasBenchmark.oneCaller",
                        "SqliteCasBenchmark.oneCallerLimit",
                        "SqliteCasBenchmark.sixteenCallers",
                        "SqliteCasBenchmark.sixteenCallersLimit",
                        "SqliteFairnessBenchmark.twoProcesses",
                        "SqliteFairnessBenchmark.twoProcessesLimit",
                        "SqlitePointBenchmark.active",
                        "SqlitePointBenchmark.activeAndPutIf",
                        "SqlitePointBenchmark.activeLimit",
                        "SqlitePointBenchmark.asOf",
                        "SqlitePointBenchmark.asOfLimit",
                        "SqliteReadBenchmark.active",
                        "SqliteReadBenchmark.activeLimit",
                        "SqliteReadBenchmark.list"),
                ran);
    }
}
