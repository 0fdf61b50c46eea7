package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import dev.praxis.audit.tlog.FileWitness;
import dev.praxis.audit.tlog.Witness;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.ssh.KeyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;

/**
 * Who is asked to cosign the checkpoints of a journal, and how many must have done so for a record to count as witnessed. Immutable.
 *
 * @param sources where the witnesses come from
 * @param quorum how many of them must have cosigned; 1 to their number, or 0 if there are none
 * @param patience how long opening and closing wait for the witnesses; 0 to one minute. Nothing else does
 */
public record WitnessPolicy(List<Source> sources, int quorum, Duration patience) {

    private static final Duration LONGEST_PATIENCE = Duration.ofMinutes(1);
    private static final Duration USUAL_PATIENCE = Duration.ofSeconds(5);
    private static final String LOCAL_NAME = "praxis-local-witness";
    private static final String LOCAL_KEY = "witness.key";
    private static final String LOCAL_VKEY = "witness.vkey";

    /** Makes a witness, once the name and key of the log are known. Called on a thread that may block. */
    @FunctionalInterface
    public interface Source {

        /**
         * A witness of a log.
         *
         * @param log the key of the log
         * @return the witness
         * @throws IOException if it is not there now; it is tried again with the next checkpoint
         */
        Witness of(NoteVerifierKey log) throws IOException;
    }

    /**
     * Copies the list.
     *
     * @throws InvalidArgumentException if the quorum or the patience is out of range
     */
    public WitnessPolicy {
        sources = List.copyOf(sources);
        Objects.requireNonNull(patience, "patience");
        if (quorum > sources.size() || quorum < Math.min(1, sources.size())) {
            throw new InvalidArgumentException("a quorum of " + quorum + " cannot be asked of " + sources.size()
                    + " witnesses; ask for at least one, and for no more than there are");
        }
        if (patience.isNegative() || patience.compareTo(LONGEST_PATIENCE) > 0) {
            throw new InvalidArgumentException(
                    "the patience with witnesses (" + patience + ") is out of range; allowed is 0 to 1 minute");
        }
    }

    /**
     * Nobody is asked.
     *
     * @return the policy
     */
    public static WitnessPolicy none() {
        return new WitnessPolicy(List.of(), 0, USUAL_PATIENCE);
    }

    /**
     * Some of several witnesses must cosign; opening and closing wait for them for 5 s.
     *
     * @param quorum how many
     * @param sources where they come from
     * @return the policy
     * @throws InvalidArgumentException if the quorum is out of range
     */
    public static WitnessPolicy of(int quorum, Source... sources) {
        return new WitnessPolicy(List.of(sources), quorum, USUAL_PATIENCE);
    }

    /**
     * A witness in files of this machine, with a key of its own, {@code witness.key}, that is made there when it is first needed, and
     * {@code witness.vkey} beside it, by which others verify its cosignatures.
     *
     * @param directory where it remembers: on another volume, best below its mount point, so that it is missing when the volume is.
     *     It must be there
     * @param clock the time of its cosignatures
     * @return where the witness comes from
     */
    public static Source inDirectory(Path directory, InstantSource clock) {
        return log -> {
            if (!Files.isDirectory(directory)) {
                throw new IOException(
                        "the directory of the witness, " + directory + ", is not there; make or mount it");
            }
            NoteSigner signer = NoteSigner.cosigner(
                    LOCAL_NAME,
                    KeyFile.readOrCreate(directory.resolve(LOCAL_KEY), LOCAL_NAME, new SecureRandom()),
                    clock);
            publish(signer.verifierKey(), directory.resolve(LOCAL_VKEY));
            return new FileWitness(directory, signer, log);
        };
    }

    private static void publish(NoteVerifierKey key, Path file) throws IOException {
        if (!Files.exists(file)) {
            new WholeFiles(new FileOperations()).replace(file, (key + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }
}
