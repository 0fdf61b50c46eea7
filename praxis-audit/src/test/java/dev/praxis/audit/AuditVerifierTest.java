package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.audit.Finding.Kind;
import dev.praxis.redaction.Redactor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditVerifierTest {

    private static final int RECORDS = 8;

    private byte[] head;
    private byte[] journal;
    private List<byte[]> lines;

    @BeforeAll
    void writeALog(@TempDir Path directory) throws IOException {
        try (AuditJournal log = Logs.open(directory)) {
            for (int i = 0; i < RECORDS; i++) {
                log.append(i % 2 == 0 ? Logs.intent("r" + i / 2) : Logs.outcome("r" + i / 2));
            }
        }
        head = Files.readAllBytes(directory.resolve("head.json"));
        journal = Files.readAllBytes(Logs.segment(directory));
        lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < journal.length; i++) {
            if (journal[i] == '\n') {
                lines.add(Arrays.copyOfRange(journal, start, i + 1));
                start = i + 1;
            }
        }
        assertEquals(RECORDS, lines.size());
    }

    @Test
    void anUntouchedLogIsIntact() throws IOException {
        VerificationReport report = verify(head, journal);
        assertEquals(List.of(), report.findings());
        assertEquals(RECORDS, report.records());
        assertEquals(RECORDS, report.lastSequence());
        assertEquals(journal.length, report.bytes());
        assertEquals(List.of(), report.orphanIntents());
        assertEquals(0, report.tornBytes());
    }

    @Test
    void everyFlippedBitOfTheJournalIsFoundAtItsLine() throws IOException {
        int line = 1;
        for (int i = 0; i < journal.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = journal.clone();
                changed[i] ^= (byte) (1 << bit);
                VerificationReport report = verify(head, changed);
                String where = "byte " + i + " bit " + bit + ": " + report.findings();
                assertFalse(report.isIntact(), where);
                assertEquals(line, report.findings().get(0).line(), where);
                assertTrue(report.findings().size() <= 3, where);
            }
            line += journal[i] == '\n' ? 1 : 0;
        }
    }

    @Test
    void everyFlippedBitOfTheHeadIsFound() throws IOException {
        for (int i = 0; i < head.length; i++) {
            for (int bit = 0; bit < 8; bit++) {
                byte[] changed = head.clone();
                changed[i] ^= (byte) (1 << bit);
                assertEquals(1, verify(changed, journal).findings().size(), "byte " + i + " bit " + bit);
            }
        }
    }

    @Test
    void everyRemovedLineIsFoundWhereItWas() throws IOException {
        for (int i = 0; i < RECORDS; i++) {
            List<byte[]> rest = new ArrayList<>(lines);
            rest.remove(i);
            List<Finding> findings = verify(head, join(rest)).findings();
            assertEquals(1, findings.size(), findings.toString());
            assertEquals(i + 1, findings.get(0).line());
            assertEquals(
                    i == RECORDS - 1 ? Kind.TRUNCATED : Kind.SEQUENCE_GAP,
                    findings.get(0).kind());
            assertEquals(join(lines.subList(0, i)).length, findings.get(0).offset());
        }
    }

    @Test
    void everyRepeatedLineIsFoundWhereItStands() throws IOException {
        for (int i = 0; i < RECORDS; i++) {
            List<byte[]> more = new ArrayList<>(lines);
            more.add(i + 1, lines.get(i));
            List<Finding> findings = verify(head, join(more)).findings();
            assertEquals(1, findings.size(), findings.toString());
            assertEquals(i + 2, findings.get(0).line());
        }
    }

    @Test
    void everySwappedPairIsFoundWhereItStands() throws IOException {
        for (int i = 0; i < RECORDS; i++) {
            for (int j = i + 1; j < RECORDS; j++) {
                List<byte[]> swapped = new ArrayList<>(lines);
                Collections.swap(swapped, i, j);
                List<Finding> findings = verify(head, join(swapped)).findings();
                assertEquals(i + 1, findings.get(0).line(), i + "," + j + " " + findings);
                assertTrue(findings.size() <= 4, findings.toString());
            }
        }
    }

    @Test
    void everyCutIsFoundAtTheFirstRecordThatIsNotWhole() throws IOException {
        int line = 0;
        for (int length = 0; length < journal.length; length++) {
            if (length == 0 || journal[length - 1] == '\n') {
                line++;
            }
            List<Finding> findings =
                    verify(head, Arrays.copyOf(journal, length)).findings();
            assertEquals(1, findings.size(), findings.toString());
            assertEquals(Kind.TRUNCATED, findings.get(0).kind());
            assertEquals(line, findings.get(0).line());
        }
    }

    @Test
    void anInsertedRecordWithARightHashOfItsOwnIsFound() throws IOException {
        SealedRecord fifth = RecordFormat.parse(Arrays.copyOf(lines.get(4), lines.get(4).length - 1));
        SealedLine forged =
                new RecordBody(Redactor.standard()).of(Logs.intent("forged")).seal(new Head(4, fifth.hash()));
        List<byte[]> more = new ArrayList<>(lines);
        more.set(4, forged.bytes());
        List<Finding> findings = verify(head, join(more)).findings();
        assertEquals(Kind.CHAIN_BROKEN, findings.get(0).kind());
        assertEquals(5, findings.get(0).line());
    }

    @Test
    void aRemovedFileIsFound() throws IOException {
        assertEquals(Kind.JOURNAL_MISSING, verify(head, null).findings().get(0).kind());
        assertEquals(Kind.HEAD_MISSING, verify(null, journal).findings().get(0).kind());
    }

    @Test
    void bytesBehindTheLastRecordAreTornAndNoFinding() throws IOException {
        ByteArrayOutputStream more = new ByteArrayOutputStream();
        more.writeBytes(journal);
        more.writeBytes(new byte[] {'{', '"', 'a'});
        VerificationReport report = verify(head, more.toByteArray());
        assertEquals(List.of(), report.findings());
        assertEquals(3, report.tornBytes());
        assertEquals(RECORDS, report.records());
    }

    @Test
    void ofManyFlawsTheFirstAreKeptAndAllAreCounted() throws IOException {
        int flaws = 20_000;
        byte[] lineFeeds = new byte[flaws];
        Arrays.fill(lineFeeds, (byte) '\n');
        VerificationReport report = verify(Head.EMPTY.bytes(), lineFeeds);
        assertEquals(1000, report.findings().size());
        assertEquals(flaws, report.findingCount());
        assertEquals(1000, report.findings().get(999).line());
        assertFalse(report.isIntact());
    }

    @Test
    void aDirectoryWithoutALogIsEmptyAndIntact(@TempDir Path directory) {
        VerificationReport report = AuditVerifier.verify(directory.resolve("absent"));
        assertTrue(report.isIntact());
        assertEquals(0, report.records());
    }

    private static byte[] join(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }

    private static VerificationReport verify(byte[] head, byte[] journal) throws IOException {
        return AuditVerifier.verify(new Evidence() {
            @Override
            public byte[] head() {
                return head;
            }

            @Override
            public InputStream journal() {
                return journal == null ? null : new ByteArrayInputStream(journal);
            }
        });
    }
}
