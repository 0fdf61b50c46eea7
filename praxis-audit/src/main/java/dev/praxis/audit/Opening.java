package dev.praxis.audit;

import dev.praxis.api.audit.AuditLine;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the files of a journal are opened: lock, tree, what others remember, recovery. Confined to the writer thread. */
final class Opening {

    /**
     * An open log.
     *
     * @param lock what makes it the only writer; to be closed after the writer
     * @param writer what appends
     * @param takenIn what the recovery found or wrote behind the checkpoint, in order
     * @param about what a human should know of that
     * @param orphans what was allowed in the last segment and has no outcome, after a crash
     */
    record Opened(
            JournalLock lock,
            JournalWriter writer,
            List<AuditLine> takenIn,
            List<String> about,
            List<OrphanIntent> orphans) {}

    private final JournalDirectory files;
    private final JournalOptions options;
    private final Disk disk;
    private final Maintenance maintenance;
    private final Witnessing witnesses;

    Opening(JournalDirectory files, JournalOptions options, Disk disk, Maintenance maintenance, Witnessing witnesses) {
        this.files = files;
        this.options = options;
        this.disk = disk;
        this.maintenance = maintenance;
        this.witnesses = witnesses;
    }

    /**
     * Opens the files; makes them where there are none.
     *
     * @throws AuditBusyException if another writer has them
     * @throws AuditTamperedException if they are not as praxis left them
     * @throws AuditUnavailableException if the key of the log cannot be used
     * @throws IOException if they cannot be used
     */
    Opened open() throws IOException {
        files.create();
        JournalLock lock = JournalLock.acquire(files.path(), options.lockWait());
        try {
            return open(lock);
        } catch (IOException | RuntimeException | Error e) {
            try (lock) {
                throw e;
            }
        }
    }

    private Opened open(JournalLock lock) throws IOException {
        Path path = files.path();
        OpenTree tree = OpenTree.open(path, options.keyFileOf(path), options.origin(), new SecureRandom());
        Terms told = Terms.read(path);
        RegisterGuard register = new RegisterGuard(options.register());
        register.requireContinued(tree, told.registered());
        int otherLogs = witnesses.requireContinued(tree.key(), tree.lastSigned());
        Recovery recovery = new Recovery(files, disk, maintenance, tree);
        Segment segment = recovery.run();
        JournalWriter writer =
                new JournalWriter(files, lock, maintenance, options, tree, register, recovery.head(), segment);
        Terms now = Terms.of(options, path);
        if (!now.equals(told)) {
            writer.tell(maintenance.policy(writer.nextSequence(), now), () -> now.write(path));
        }
        List<String> about = new ArrayList<>(recovery.about().stream().toList());
        if (otherLogs > 0) {
            writer.tell(maintenance.otherLogs(writer.nextSequence(), otherLogs));
            about.add("the audit log in " + path + " is new, and a witness of it remembers " + otherLogs
                    + (otherLogs == 1 ? " other log" : " other logs")
                    + "; unless they are elsewhere, they were here and were removed");
        }
        tell(writer, MissedNotes.beside(path));
        return new Opened(lock, writer, recovery.takenIn(), about, orphans(recovery));
    }

    /**
     * Makes the checks of an opening, but for the lock and the witnesses; writes nothing, so it can run beside a writer.
     *
     * @throws AuditTamperedException if the files are not as praxis left them
     * @throws AuditUnavailableException if the key of the log, or the one for fingerprints, cannot be used
     * @throws IOException if they cannot be used
     */
    static void look(Path path, JournalOptions options) throws IOException {
        new JournalDirectory(path, new Disk()).requireParts();
        Optional<OpenTree> tree = OpenTree.find(path, options.keyFileOf(path));
        Terms told = Terms.read(path);
        Terms.of(options, path); // a key for fingerprints that cannot be used
        if (tree.isPresent()) {
            new RegisterGuard(options.register()).requireContinued(tree.get(), told.registered());
            LogEnd.find(path, new Retention(path, new Disk()), tree.get());
        }
    }

    private void tell(JournalWriter writer, MissedNotes notes) {
        if (!notes.missed().isEmpty()) {
            writer.tell(maintenance.noted(writer.nextSequence(), notes.together()), notes::remove);
        }
        if (!notes.refused().isEmpty()) {
            writer.tell(
                    maintenance.notesRefused(
                            writer.nextSequence(), notes.refused().size(), notes.refusedNames()),
                    notes::setAside);
        }
    }

    /** After a crash: what was allowed in the last segment and has no outcome may have run. */
    private List<OrphanIntent> orphans(Recovery recovery) throws IOException {
        if (recovery.takenIn().isEmpty()) {
            return List.of();
        }
        List<SegmentFile> segments = files.segments();
        return OpenIntents.from(files.path(), segments.get(segments.size() - 1).first());
    }
}
