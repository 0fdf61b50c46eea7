package dev.praxis.cli;

import dev.praxis.api.PraxisException;
import dev.praxis.audit.VerificationReport;
import java.util.Map;

/** What the exit status of the command means. The numbers are part of the interface and never change their meaning. */
enum ExitCode {
    OK(0, "done"),
    INTERNAL(1, "a fault of praxis itself; run again with --debug and report it"),
    USAGE(2, "the command line is not understood"),
    JSON(3, "a value is not JSON, or not JSON that means the same to every reader"),
    ARGUMENT(4, "a value is outside what its type allows"),
    ACTION(5, "the action does not exist in this form: unknown label, missing scope, contradictory options"),
    HOST_UNKNOWN(6, "no such host"),
    HOST_TYPE(7, "the host is of another type than the actuator acts on"),
    NOT_FOUND(8, "no such fact, or no audit log"),
    CONFLICT(9, "compare-and-set found another version; nothing was written"),
    HOME(10, "the praxis home cannot be used"),
    NOT_A_STORE(11, "the store file is not a store"),
    SCHEMA_NEWER(12, "the store was made by a newer praxis"),
    BUSY(13, "another process held a lock for too long; the same command may succeed later"),
    STORE(14, "the store failed"),
    DENIED(15, "the gate denied the action; nothing ran"),
    ACTION_FAILED(16, "the action ran and failed"),
    ACTION_UNKNOWN(17, "the action may have happened or not; look before you try again"),
    TAMPERED(18, "the audit log is damaged or was tampered with"),
    AUDIT(19, "the audit log cannot take records"),
    PLUGIN(20, "a plugin that was named cannot be used"),
    COMMAND(21, "a program could not be started; nothing ran"),
    APPROVAL(22, "an approval could not be kept or delivered"),
    DEMO(23, "a step of the demo did not do what it should"),
    OUTPUT(24, "it was done, but the result could not be written to standard output"),
    RECORD_DAMAGED(25, "the fact store, or an export of it, is damaged or was altered"),
    OTHER_RECORD(26, "the store holds another record than the one to import"),
    FILE(27, "a file that was named cannot be read or written, or is there already"),
    SIGNATURE(28, "a signed file is not as an allowed signer signed it"),
    SIGNING(29, "a key, a signature or a list of signers cannot be used"),
    TIMESTAMP(30, "a time stamp must not be trusted"),
    AUTHORITY(31, "a time stamp authority could not be asked; the same command may succeed later"),
    SECRETS(32, "redact --check found something that would be hidden"),
    LOG_NOT_SIGNED(33, "the records are whole, but the log did not sign them so: its tree or checkpoint was changed"),
    LOG_REWRITTEN(34, "the log is not the one that others remember: it was cut, put back or rewritten"),
    PROOF(35, "a receipt or checkpoint does not prove what it should");

    private static final Map<String, ExitCode> BY_CODE = Map.ofEntries(
            Map.entry("PRX-USAGE", USAGE),
            Map.entry("PRX-JSON-REFUSED", JSON),
            Map.entry("PRX-INVALID-ARGUMENT", ARGUMENT),
            Map.entry("PRX-ACTION-INVALID", ACTION),
            Map.entry("PRX-HOST-UNKNOWN", HOST_UNKNOWN),
            Map.entry("PRX-HOST-TYPE", HOST_TYPE),
            Map.entry("PRX-STORE-NO-ACTIVE-FACT", NOT_FOUND),
            Map.entry("PRX-STORE-ABSENT", NOT_FOUND),
            Map.entry("PRX-AUDIT-ABSENT", NOT_FOUND),
            Map.entry("PRX-HOST-DECLARED", CONFLICT),
            Map.entry("PRX-STORE-CONFLICT", CONFLICT),
            Map.entry("PRX-HOME-UNUSABLE", HOME),
            Map.entry("PRX-STOP-UNAVAILABLE", HOME),
            Map.entry("PRX-STORE-NOT-A-STORE", NOT_A_STORE),
            Map.entry("PRX-STORE-SCHEMA-NEWER", SCHEMA_NEWER),
            Map.entry("PRX-STORE-BUSY", BUSY),
            Map.entry("PRX-AUDIT-BUSY", BUSY),
            Map.entry("PRX-STORE-UNAVAILABLE", STORE),
            Map.entry("PRX-STORE-CORRUPT", STORE),
            Map.entry("PRX-STORE-UNKNOWN-OUTCOME", STORE),
            Map.entry("PRX-STORE-CLOSED", STORE),
            Map.entry("PRX-STORE-READ-ONLY", STORE),
            Map.entry("PRX-STORE-CAPABILITY", STORE),
            Map.entry("PRX-STORE-KEY-REUSED", CONFLICT),
            Map.entry("PRX-STORE-CHANGE-REFUSED", OTHER_RECORD),
            Map.entry("PRX-EXPORT-DAMAGED", RECORD_DAMAGED),
            Map.entry("PRX-FILE", FILE),
            Map.entry("PRX-OUTPUT", OUTPUT),
            Map.entry("PRX-TIMESTAMP-REJECTED", TIMESTAMP),
            Map.entry("PRX-TIMESTAMP-UNAVAILABLE", AUTHORITY),
            Map.entry("PRX-SIGN-TAMPERED", SIGNATURE),
            Map.entry("PRX-SIGN-REJECTED", SIGNATURE),
            Map.entry("PRX-SIGN-FORMAT", SIGNING),
            Map.entry("PRX-SIGN-FILE", SIGNING),
            Map.entry("PRX-STORE-EMBEDDING-CONFLICT", CONFLICT),
            Map.entry("PRX-GATE-DENIED", DENIED),
            Map.entry("PRX-GATE-UNRECORDED", AUDIT),
            Map.entry("PRX-GATE-INTENT-UNRECORDED", AUDIT),
            Map.entry("PRX-GATE-OUTCOME-UNDELIVERED", AUDIT),
            Map.entry("PRX-GATE-UNDELIVERED", APPROVAL),
            Map.entry("PRX-APPROVAL-UNAVAILABLE", APPROVAL),
            Map.entry("PRX-ACTUATOR-FAULT", PLUGIN),
            Map.entry("PRX-AUDIT-TAMPERED", TAMPERED),
            Map.entry("PRX-AUDIT-UNAVAILABLE", AUDIT),
            Map.entry("PRX-AUDIT-SINK", AUDIT),
            Map.entry("PRX-AUDIT-TREE-DAMAGED", LOG_NOT_SIGNED),
            Map.entry("PRX-AUDIT-EVIDENCE-REFUSED", PROOF),
            Map.entry("PRX-PLUGIN", PLUGIN),
            Map.entry("PRX-COMMAND-REFUSED", COMMAND));

    private final int status;
    private final String meaning;

    ExitCode(int status, String meaning) {
        this.status = status;
        this.meaning = meaning;
    }

    int status() {
        return status;
    }

    String meaning() {
        return meaning;
    }

    /** What a verified log means: the innermost flaw explains the others. */
    static ExitCode of(VerificationReport report) {
        return report.innermost()
                .map(layer -> switch (layer) {
                    case RECORDS -> TAMPERED;
                    case TREE -> LOG_NOT_SIGNED;
                    case WITNESS -> LOG_REWRITTEN;
                })
                .orElse(OK);
    }

    static ExitCode of(PraxisException e) {
        return BY_CODE.getOrDefault(e.code(), INTERNAL);
    }
}
