package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.audit.view.HtmlReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which records of a page are those that the verification saw. */
class ReportOfALogTest {

    private static final List<byte[]> LINES = SampleLog.lines(10, 0);

    @TempDir
    Path directory;

    @BeforeEach
    void write() {
        SampleLog.write(directory.resolve("log"), LINES, 100, SampleLog.signer());
    }

    @DisplayName("the lines of the log, those that follow excepted, and none that only say that they are of it")
    @Test
    void checked() throws IOException {
        requireChecked(LINES, "[0,9]");
        requireChecked(LINES.subList(4, 10), "[0,5]");
        requireChecked(SampleLog.continued(LINES, 12, 0), "[0,9]");
        requireChecked(SampleLog.lines(10, 7), "[0,-1]");
        List<byte[]> some = new ArrayList<>(SampleLog.lines(4, 7));
        some.addAll(LINES.subList(4, 10));
        requireChecked(some, "[4,9]");
        some = new ArrayList<>(LINES);
        Collections.swap(some, 2, 3);
        requireChecked(some, "[4,9]");
        some = new ArrayList<>(LINES);
        String changed = new String(LINES.get(5), StandardCharsets.UTF_8).replace("actor-1", "actor-2");
        some.set(5, changed.getBytes(StandardCharsets.UTF_8));
        requireChecked(some, "[6,9]");
    }

    private void requireChecked(List<byte[]> lines, String range) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        HtmlReport.write(
                out,
                "a log",
                AuditVerifier.verify(directory.resolve("log")),
                consumer -> lines.forEach(line -> consumer.accept(new String(line, StandardCharsets.UTF_8))));
        String page = out.toString(StandardCharsets.UTF_8);
        String said = page.substring(page.lastIndexOf("\"run\":["));
        assertTrue(said.startsWith("\"run\":" + range + "}"), said.substring(0, 40));
    }
}
