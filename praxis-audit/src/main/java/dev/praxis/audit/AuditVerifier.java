package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Checks an audit log from its files alone. Thread-safe; blocks on I/O.
 *
 * <p>It takes no lock and may run while records are appended. The head is read before the journal and again after it.
 * What the first head names was acknowledged before the journal was opened, so the journal must have it: that finds every
 * cut up to there. What stands behind it only has to continue the chain. Bytes after the last line feed are a record that is being written or that a crash cut off; they are no
 * flaw as long as no acknowledged record is missing.
 *
 * <p>It changes nothing, so it refuses evidence that others than its owner may read or write. It holds one line at a time,
 * the intents that are open, and the first {@value VerificationReport#MAX_FINDINGS} findings.
 *
 * <p>Whoever can write all files can do what the files alone cannot show, and this cannot find:
 *
 * <ul>
 *   <li>that earlier states of {@code head.json} and the segments were put back together, which drops all records after
 *       them;
 *   <li>that the log was rewritten, from any record on, with right hashes and a head to match;
 *   <li>that everything was removed.
 * </ul>
 *
 * <p>For that, keep sequence and hash of a head elsewhere.
 */
public final class AuditVerifier {

    private AuditVerifier() {}

    /**
     * Verifies the audit log of a directory.
     *
     * @param directory where the files are
     * @return what was seen; a directory without a log gives a report with no records and no findings
     * @throws AuditUnavailableException if a file cannot be read, or must not be since it or the directory is open to others
     */
    public static VerificationReport verify(Path directory) {
        try {
            OwnerOnly.DIRECTORY.require(directory);
            return verify(Evidence.in(directory));
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "the audit log in " + directory + " cannot be read (" + e + "); see to its files", e);
        }
    }

    static VerificationReport verify(Evidence evidence) throws IOException {
        byte @Nullable [] first = evidence.head();
        @Nullable Head head = parse(first);
        ChainCheck check = new ChainCheck(head);
        try (InputStream journal = evidence.journal()) {
            if (journal == null) {
                return withoutJournal(check, first, head);
            }
            JournalLines lines = new JournalLines(journal);
            for (byte @Nullable [] line = lines.next(); line != null; line = lines.next()) {
                check.line(line, lines.lineStart());
            }
            long end = lines.lineStart();
            byte @Nullable [] second = evidence.head();
            long torn = check.finish(parse(second), lines.offset() - end, end);
            headFindings(check, second, lines.offset());
            return check.report(lines.offset(), torn);
        }
    }

    private static VerificationReport withoutJournal(ChainCheck check, byte @Nullable [] bytes, @Nullable Head head) {
        if (head != null && head.sequence() > 0) {
            check.add(new Finding(
                    Finding.Kind.JOURNAL_MISSING,
                    1,
                    0,
                    1,
                    "the segments are missing; head.json names " + head.sequence() + " records"));
        } else if (bytes != null && head == null) {
            headFindings(check, bytes, 0);
        }
        return check.report(0, 0);
    }

    private static void headFindings(ChainCheck check, byte @Nullable [] bytes, long journalBytes) {
        if (bytes == null && journalBytes > 0) {
            check.add(new Finding(Finding.Kind.HEAD_MISSING, 0, 0, 0, "head.json is missing"));
        } else if (bytes != null && parse(bytes) == null) {
            check.add(new Finding(Finding.Kind.HEAD_MISMATCH, 0, 0, 0, "head.json is not what praxis writes"));
        }
    }

    /** The head, or null when there is none or it is not one. */
    private static @Nullable Head parse(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return Head.parse(bytes);
        } catch (PraxisException e) {
            return null; // headFindings says so
        }
    }
}
