package dev.praxis.audit.view;

import dev.praxis.api.Sha256;
import dev.praxis.audit.Finding;
import dev.praxis.audit.VerificationReport;
import java.util.List;

/** What verifications might have seen. */
final class ViewReports {

    private ViewReports() {}

    static VerificationReport intact(int records) {
        return intact(records, records);
    }

    static VerificationReport intact(int records, int signed) {
        return report(records, signed, List.of());
    }

    static VerificationReport changed(int records, long sequence) {
        return report(
                records,
                records,
                List.of(new Finding(
                        Finding.Kind.HASH_MISMATCH,
                        "segments/00000000000000000001.jsonl",
                        2,
                        10,
                        sequence,
                        "changed")));
    }

    /** Something that no record is to blame for. */
    static VerificationReport found(Finding.Kind kind, String message) {
        return report(1, 1, List.of(new Finding(kind, "checkpoint", 0, 0, 0, message)));
    }

    private static VerificationReport report(int records, int signed, List<Finding> findings) {
        return new VerificationReport(
                records,
                records,
                new Sha256("0".repeat(64)),
                0,
                0,
                0,
                signed,
                List.of(),
                List.of(),
                findings.size(),
                findings);
    }
}
