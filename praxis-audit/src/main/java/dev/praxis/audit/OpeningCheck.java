package dev.praxis.audit;

import dev.praxis.audit.tlog.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What keeps a journal from opening a log, found without a lock and without writing. A writer changes the files meanwhile: a refusal counts
 * only if the checkpoint and {@code pruned.json} were the same before and after it.
 */
final class OpeningCheck {

    private static final int MOST_TRIES = 10;

    private OpeningCheck() {}

    /**
     * Makes the checks of an opening, but for the lock and the witnesses.
     *
     * @throws AuditTamperedException if the files are not as praxis left them
     * @throws AuditUnavailableException if the key of the log cannot be used
     * @throws IOException if the files, or the register, cannot be used
     */
    static void run(Path log, JournalOptions options) throws IOException {
        for (int tries = 1; ; tries++) {
            List<byte[]> before = moving(log);
            try {
                Opening.look(log, options);
                return;
            } catch (AuditTamperedException | IOException e) {
                if (tries == MOST_TRIES || same(before, moving(log))) {
                    throw e;
                }
            }
        }
    }

    /** What each checkpoint and each pruning change. */
    private static List<byte[]> moving(Path log) throws IOException {
        return List.of(bytes(log.resolve(SignedCheckpoint.FILE)), bytes(log.resolve(PrunedPrefix.FILE)));
    }

    private static byte[] bytes(Path file) throws IOException {
        byte[] found = JournalDirectory.read(file);
        return found == null ? new byte[0] : found;
    }

    private static boolean same(List<byte[]> before, List<byte[]> after) {
        return Arrays.equals(before.get(0), after.get(0)) && Arrays.equals(before.get(1), after.get(1));
    }
}
