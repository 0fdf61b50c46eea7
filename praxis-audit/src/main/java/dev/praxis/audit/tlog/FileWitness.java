package dev.praxis.audit.tlog;

import dev.praxis.api.Sha256;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import dev.praxis.signing.note.NoteSignature;
import dev.praxis.signing.note.NoteSigner;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A witness that remembers in files, with the rules of C2SP tlog-witness. Its directory should be where whoever can write the log cannot
 * write: another volume, another user, another machine. {@code <SHA-256 of the origin>/checkpoint} is the last checkpoint that it
 * cosigned, with its cosignature. One process at a time compares and remembers; others wait. Thread-safe; blocks on I/O.
 */
public final class FileWitness implements Witness {

    private static final String LOCK = "witness.lock";
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Path directory;
    private final NoteSigner signer;
    private final NoteVerifierKey log;
    private final FileOperations system;
    private final WholeFiles files;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * A witness of one log.
     *
     * @param directory where it remembers; made if there is none
     * @param signer its key, a {@linkplain NoteSigner#cosigner cosigner}
     * @param log the key of the log that it knows
     */
    public FileWitness(Path directory, NoteSigner signer, NoteVerifierKey log) {
        this(directory, signer, log, new FileOperations());
    }

    FileWitness(Path directory, NoteSigner signer, NoteVerifierKey log, FileOperations system) {
        this.directory = directory;
        this.signer = signer;
        this.log = log;
        this.system = system;
        this.files = new WholeFiles(system);
    }

    @Override
    public NoteVerifierKey key() {
        return signer.verifierKey();
    }

    /**
     * Where the last checkpoint of a log is that a witness cosigned.
     *
     * @param directory the directory of the witness
     * @param origin the name of the log
     * @return the file
     */
    public static Path checkpointOf(Path directory, String origin) {
        return directory
                .resolve(Sha256.of(origin.getBytes(StandardCharsets.UTF_8)).hex())
                .resolve(SignedCheckpoint.FILE);
    }

    /**
     * How many other logs a witness remembers. Blocks on I/O.
     *
     * @param directory the directory of the witness
     * @param origin the name of the log that is not counted
     * @return the number
     * @throws IOException if the directory cannot be read
     */
    public static int otherLogs(Path directory, String origin) throws IOException {
        Path own = checkpointOf(directory, origin);
        int count = 0;
        try (DirectoryStream<Path> logs = Files.newDirectoryStream(directory)) {
            for (Path each : logs) {
                Path checkpoint = each.resolve(SignedCheckpoint.FILE);
                if (!checkpoint.equals(own) && Files.isRegularFile(checkpoint, LinkOption.NOFOLLOW_LINKS)) {
                    count++;
                }
            }
        }
        return count;
    }

    /**
     * How many other logs it remembers. Blocks on I/O.
     *
     * @return the number
     * @throws IOException if its directory cannot be read
     */
    public int otherLogs() throws IOException {
        return otherLogs(directory, log.name());
    }

    @Override
    public WitnessAnswer add(AddCheckpoint request) throws IOException {
        Checkpoint asked;
        try {
            String origin =
                    Checkpoint.parse(request.checkpoint().unverifiedText()).origin();
            if (!origin.equals(log.name())) {
                return new WitnessAnswer.Refused(404, "this witness does not know the log " + origin);
            }
        } catch (EvidenceRefusedException e) {
            return new WitnessAnswer.Refused(400, "what it was asked is no checkpoint");
        }
        try {
            asked = Checkpoint.verified(request.checkpoint(), log);
        } catch (EvidenceRefusedException e) {
            return new WitnessAnswer.Refused(403, "the log did not sign the checkpoint");
        }
        if (request.olderSize() > asked.size()) {
            return new WitnessAnswer.Refused(400, "the old size is larger than the checkpoint");
        }
        lock.lock();
        try {
            return compareAndRemember(request, asked);
        } finally {
            lock.unlock();
        }
    }

    private WitnessAnswer compareAndRemember(AddCheckpoint request, Checkpoint asked) throws IOException {
        Path file = checkpointOf(directory, log.name());
        files.makeDirectories(file.resolveSibling(".").normalize());
        WholeFiles.requireRegularIfThere(directory.resolve(LOCK)); // whoever opened a pipe would wait for ever
        try (FileChannel held = system.open(
                directory.resolve(LOCK),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
            waitFor(held);
            Optional<Checkpoint> last = remembered(file);
            long size = last.map(Checkpoint::size).orElse(0L);
            if (request.olderSize() != size) {
                return new WitnessAnswer.OtherSize(size);
            }
            TreeHash root = last.map(Checkpoint::root).orElse(TreeHash.OF_EMPTY_TREE);
            if (!new ConsistencyProof(size, asked.size(), request.proof()).proves(root, asked.root())) {
                return new WitnessAnswer.Refused(
                        422, "the checkpoint does not continue the one that was cosigned before");
            }
            NoteSignature cosignature = signer.sign(asked.text());
            files.replace(file, request.checkpoint().with(cosignature).bytes());
            return new WitnessAnswer.Cosigned(List.of(cosignature));
        }
    }

    /** Another witness of this process is refused at once where one of another process would wait. */
    private static void waitFor(FileChannel file) throws IOException {
        while (true) {
            try {
                file.lock();
                return;
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(file, RETRY_NANOS);
            }
        }
    }

    private Optional<Checkpoint> remembered(Path file) throws IOException {
        try {
            return SignedCheckpoint.read(file, log).map(SignedCheckpoint::checkpoint);
        } catch (EvidenceRefusedException e) {
            throw new IOException(
                    "the witness in " + directory + " cannot read what it remembers: " + e.getMessage(), e);
        }
    }
}
