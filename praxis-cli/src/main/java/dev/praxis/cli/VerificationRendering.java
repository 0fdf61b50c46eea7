package dev.praxis.cli;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import dev.praxis.audit.Finding;
import dev.praxis.audit.OrphanIntent;
import dev.praxis.audit.TakenIn;
import dev.praxis.audit.VerificationReport;
import dev.praxis.signing.note.NoteVerifierKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the verification of a log is shown. */
record VerificationRendering(Path log, NoteVerifierKey key, VerificationReport report, boolean byPolicy) {

    private static final int MOST_TAKEN_IN = 10;

    String[] lines() {
        List<String> lines = new ArrayList<>();
        lines.add("checked " + report.records() + " records, " + report.bytes() + " bytes in " + log
                + ": form, hash, chain, sequence, tree and checkpoint");
        lines.add("key of the log: " + key);
        lines.add("last record: sequence " + report.lastSequence() + ", hash " + report.lastHash());
        lines.add(report.signed() == 0 ? "signed: no record yet" : "signed: records 1 to " + report.signed());
        if (byPolicy && report.isIntact()) {
            lines.add("cosigned as the policy asks: those records");
        }
        if (report.lastSequence() > report.signed()) {
            lines.add("note: the records behind it are covered by the hash chain only, until the next checkpoint");
        }
        if (report.pruned() > 0) {
            lines.add("note: records 1 to " + report.pruned() + " were pruned; the tree still has their hashes");
        }
        takenIn(lines);
        if (report.tornBytes() > 0) {
            lines.add("note: a crash left " + report.tornBytes()
                    + " bytes of a record that was never acknowledged; the next record moves them aside");
        }
        for (OrphanIntent orphan : report.orphanIntents()) {
            lines.add("note: record " + orphan.sequence() + " allowed " + orphan.tool() + " on " + orphan.target()
                    + " and has no outcome: it may have run; look (request " + orphan.requestId() + ")");
        }
        for (Finding finding : report.findings()) {
            lines.add("FOUND " + finding.kind() + " at " + place(finding) + ": " + finding.message());
        }
        lines.add(report.isIntact() ? "intact" : "NOT INTACT: " + report.findingCount() + " found");
        return lines.toArray(String[]::new);
    }

    private void takenIn(List<String> lines) {
        List<TakenIn> all = report.takenIn();
        List<TakenIn> last = all.subList(Math.max(0, all.size() - MOST_TAKEN_IN), all.size());
        if (last.size() < all.size()) {
            lines.add("note: before the next ones, records were taken in " + (all.size() - last.size())
                    + " times; --json names them");
        }
        for (TakenIn each : last) {
            lines.add("note: " + each + " stood behind the last checkpoint after a crash, taken in as record "
                    + each.record() + " says; until then nothing covered it but the chain, which needs no key");
        }
    }

    private static String place(Finding finding) {
        return finding.file()
                + (finding.line() == 0 ? "" : ", line " + finding.line() + ", byte " + finding.offset())
                + (finding.sequence() == 0 ? "" : ", sequence " + finding.sequence());
    }

    JsonObject json() {
        List<JsonValue> findings = new ArrayList<>();
        for (Finding finding : report.findings()) {
            findings.add(JsonObject.builder()
                    .put("kind", finding.kind().name())
                    .put("file", finding.file())
                    .put("line", finding.line())
                    .put("offset", finding.offset())
                    .put("sequence", finding.sequence())
                    .put("message", finding.message())
                    .build());
        }
        List<JsonValue> orphans = new ArrayList<>();
        for (OrphanIntent orphan : report.orphanIntents()) {
            orphans.add(JsonObject.builder()
                    .put("sequence", orphan.sequence())
                    .put("requestId", orphan.requestId())
                    .put("tool", orphan.tool())
                    .put("target", orphan.target())
                    .build());
        }
        List<JsonValue> takenIn = new ArrayList<>();
        for (TakenIn each : report.takenIn()) {
            takenIn.add(JsonObject.builder()
                    .put("first", each.first())
                    .put("last", each.last())
                    .put("record", each.record())
                    .build());
        }
        return JsonObject.builder()
                .put("intact", report.isIntact())
                .put("key", key.toString())
                .put("records", report.records())
                .put("lastSequence", report.lastSequence())
                .put("lastHash", report.lastHash().hex())
                .put("bytes", report.bytes())
                .put("tornBytes", report.tornBytes())
                .put("pruned", report.pruned())
                .put("signed", report.signed())
                .put("orphanIntents", JsonArray.of(orphans))
                .put("takenIn", JsonArray.of(takenIn))
                .put("findings", JsonArray.of(findings))
                .put("findingCount", report.findingCount())
                .build();
    }
}
