package dev.praxis.execution;

import dev.praxis.api.Sha256;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.audit.AuditLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A test double: keeps entries in memory, after a check that may throw in their place. */
final class RecordingAuditLog implements AuditLog {

    private final List<AuditEntry> entries = new CopyOnWriteArrayList<>();
    private volatile Consumer<AuditEntry> check = entry -> {};

    void failWhere(Consumer<AuditEntry> throwing) {
        check = throwing;
    }

    List<AuditEntry> entries() {
        return List.copyOf(entries);
    }

    /** Phase, decision and error of each entry, in short. */
    List<String> story() {
        return entries.stream().map(e -> e.phase() + " " + e.decision()).toList();
    }

    @Override
    public AuditLine append(AuditEntry entry) {
        check.accept(entry);
        entries.add(entry);
        return new AuditLine(entries.size(), Sha256.of(new byte[0]), "{}");
    }

    @Override
    public void close() {}
}
