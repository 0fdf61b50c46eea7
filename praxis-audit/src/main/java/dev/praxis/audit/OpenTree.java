package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import dev.praxis.audit.tlog.Checkpoint;
import dev.praxis.audit.tlog.MerkleLog;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.audit.tlog.TileTree;
import dev.praxis.audit.tlog.TreeDamagedException;
import dev.praxis.audit.tlog.TreeHasher;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignedNote;
import dev.praxis.signing.ssh.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tree of a journal, with the key that signs its checkpoints. Confined to the writer thread, the lock held.
 */
final class OpenTree {

    private static final String KEY_COMMENT = "praxis audit log";
    private static final int ORIGIN_BYTES = 16;

    private final Path log;
    private final NoteVerifierKey key;
    private final MerkleLog tree;

    private OpenTree(Path log, NoteVerifierKey key, MerkleLog tree) {
        this.log = log;
        this.key = key;
        this.tree = tree;
    }

    /**
     * Opens the tree of a log as of its last checkpoint. A log that is not there yet gets a key if there is none, a checkpoint, and
     * then its name.
     *
     * @param keyFile where the key is, or will be
     * @param origin the name of a new log, or null for one made of random digits
     * @throws AuditTamperedException if what is there is not what was left there
     */
    static OpenTree open(Path log, Path keyFile, @Nullable String origin, SecureRandom random) throws IOException {
        boolean isNew = isNew(log);
        Optional<LogIdentity> identity = identity(log);
        NoteSigner signer = identity.isPresent()
                ? known(log, keyFile, identity.get())
                : nameless(log, keyFile, isNew, origin, random);
        try {
            OpenTree tree = new OpenTree(log, signer.verifierKey(), MerkleLog.open(log, signer));
            if (identity.isEmpty()) {
                new WholeFiles(new FileOperations())
                        .replace(log.resolve(LogIdentity.FILE), new LogIdentity(signer.verifierKey()).bytes());
            }
            return tree;
        } catch (TreeDamagedException e) {
            throw AuditTamperedException.because(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Opens the tree of a log that has its name; writes nothing.
     *
     * @return the tree; empty where there is no log, or one whose making was cut off
     * @throws AuditTamperedException if what is there is not what was left there
     */
    static Optional<OpenTree> find(Path log, Path keyFile) throws IOException {
        if (isNew(log)) {
            return Optional.empty();
        }
        Optional<LogIdentity> identity = identity(log);
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        NoteSigner signer = known(log, keyFile, identity.get());
        try {
            return Optional.of(new OpenTree(log, signer.verifierKey(), MerkleLog.open(log, signer)));
        } catch (TreeDamagedException e) {
            throw AuditTamperedException.because(String.valueOf(e.getMessage()));
        }
    }

    /** Whether there is no log yet, which has a checkpoint before all else. */
    private static boolean isNew(Path log) throws IOException {
        boolean isNew = Files.notExists(log.resolve(SignedCheckpoint.FILE), LinkOption.NOFOLLOW_LINKS);
        Optional<String> remains = isNew ? Beginning.remains(log) : Optional.empty();
        if (remains.isPresent()) {
            throw AuditTamperedException.because("the checkpoint is missing, and there still is " + remains.get()
                    + ": a log was here and was removed in part, and no other one begins in its place");
        }
        return isNew;
    }

    private static NoteSigner known(Path log, Path keyFile, LogIdentity identity) {
        try {
            NoteSigner signer = NoteSigner.ed25519(identity.key().name(), KeyFile.read(keyFile));
            if (identity.key().equals(signer.verifierKey())) {
                return signer;
            }
        } catch (PraxisException e) {
            throw withoutKey(log, e);
        }
        throw AuditTamperedException.because(
                "the key in " + keyFile + " is not the one that " + LogIdentity.FILE + " names");
    }

    /** The signer of a new log, or of one whose making was cut off. */
    private static NoteSigner nameless(
            Path log, Path keyFile, boolean isNew, @Nullable String origin, SecureRandom random) throws IOException {
        Optional<Beginning> begun = Beginning.in(log);
        if (!isNew && begun.isEmpty()) {
            throw AuditTamperedException.because(LogIdentity.FILE + " is missing while there is more of the log");
        }
        try {
            Ed25519KeyPair key = isNew ? KeyFile.readOrCreate(keyFile, KEY_COMMENT, random) : KeyFile.read(keyFile);
            String fresh = origin == null ? randomOrigin(random) : origin;
            return NoteSigner.ed25519(begun.map(Beginning::origin).orElse(fresh), key);
        } catch (PraxisException e) {
            throw withoutKey(log, e);
        }
    }

    private static AuditUnavailableException withoutKey(Path log, PraxisException e) {
        return new AuditUnavailableException(
                "the audit log in " + log + " cannot be opened without its key (" + e.getMessage() + ")", e);
    }

    private static Optional<LogIdentity> identity(Path log) throws IOException {
        try {
            return LogIdentity.read(log);
        } catch (PraxisException e) {
            throw AuditTamperedException.because(LogIdentity.FILE + " is not what praxis wrote");
        }
    }

    private static String randomOrigin(SecureRandom random) {
        byte[] digits = new byte[ORIGIN_BYTES];
        random.nextBytes(digits);
        return "praxis-audit/" + HexFormat.of().formatHex(digits);
    }

    /** What the checkpoints are verified with. */
    NoteVerifierKey key() {
        return key;
    }

    /** What was signed last, with its signatures. */
    SignedCheckpoint lastSigned() {
        return tree.last();
    }

    /** What was signed last. */
    Checkpoint last() {
        return tree.last().checkpoint();
    }

    /**
     * Whether the last checkpoint continues another one of this log.
     *
     * @param older the other one, which is not larger
     */
    boolean continues(Checkpoint older) throws IOException {
        return new TileTree(log, signed()).consistency(older.size()).proves(older.root(), last().root());
    }

    /** How many records a checkpoint covers. */
    long signed() {
        return tree.last().checkpoint().size();
    }

    /** Whether a line, without its line feed, is the last record that a checkpoint covers. */
    boolean isLastSigned(byte[] line) throws IOException {
        return new TileTree(log, signed()).leaf(signed() - 1).equals(new TreeHasher().leaf(line));
    }

    /** Whether a line, without its line feed, is a record that the last checkpoint covers: by a proof, not by the word of a tile. */
    boolean proves(long sequence, byte[] line) throws IOException {
        if (sequence < 1 || sequence > signed()) {
            return false;
        }
        try {
            return new TileTree(log, signed())
                    .inclusion(sequence - 1)
                    .proves(new TreeHasher().leaf(line), last().root());
        } catch (TreeDamagedException e) {
            throw AuditTamperedException.because(String.valueOf(e.getMessage()));
        }
    }

    /** Adds durable lines, line feeds included. */
    void append(List<SealedLine> lines) {
        for (SealedLine line : lines) {
            append(Arrays.copyOf(line.bytes(), line.bytes().length - 1));
        }
    }

    /** Adds a durable line without its line feed. */
    void append(byte[] line) {
        tree.append(line);
    }

    /**
     * Signs the tree as it is now.
     *
     * @throws AuditTamperedException if what is on disk is not what was left there; nothing was signed
     */
    void checkpoint() throws IOException {
        requireUnchanged();
        try {
            tree.checkpoint();
        } catch (TreeDamagedException e) {
            throw AuditTamperedException.because(String.valueOf(e.getMessage()));
        }
    }

    /**
     * Puts the last checkpoint with cosignatures in its place; does nothing if another one was signed meanwhile.
     *
     * @throws AuditTamperedException if what is on disk is not what was left there; nothing was written
     */
    void publish(SignedNote cosigned) throws IOException {
        if (cosigned.unverifiedText().equals(tree.last().note().unverifiedText())) {
            requireUnchanged();
            tree.publish(cosigned);
        }
    }

    private void requireUnchanged() throws IOException {
        byte @Nullable [] present = JournalDirectory.read(log.resolve(SignedCheckpoint.FILE));
        if (!tree.isAsLeft(present)) {
            throw AuditTamperedException.because("the checkpoint was changed while the log was written to");
        }
    }
}
