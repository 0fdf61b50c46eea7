package dev.praxis.cli;

import dev.praxis.audit.AuditVerifier;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.FileWitness;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which key a log is verified with. */
final class LogKey {

    private static final int LONGEST_FILE = 4096;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = {
                "The verifier key of the log, name+hash+key, or a file with it. Default: the one that the log itself names,",
                "which shows damage, but not a log that was replaced as a whole."
            })
    private @Nullable String key;

    /** The key that was given, or else that which the log names. */
    NoteVerifierKey of(Path log) {
        if (key == null) {
            return AuditVerifier.keyOf(log);
        }
        return NoteVerifierKey.parse(key.contains("+") ? key : fromFile(Path.of(key)));
    }

    private static String fromFile(Path file) {
        return new String(read(file, LONGEST_FILE), StandardCharsets.UTF_8).strip();
    }

    /** A checkpoint that was kept in a file, or in the directory of a witness. */
    static SignedCheckpoint checkpoint(Path place, NoteVerifierKey key) {
        Path file = Files.isDirectory(place) ? FileWitness.checkpointOf(place, key.name()) : place;
        try {
            return SignedCheckpoint.read(file, key)
                    .orElseThrow(() -> new EvidenceRefusedException("there is no checkpoint " + file));
        } catch (IOException e) {
            throw FileFailedException.unusable("cannot read " + file, e);
        }
    }

    static byte[] read(Path file, int limit) {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(limit);
        } catch (IOException e) {
            throw FileFailedException.unusable("cannot read " + file, e);
        }
    }
}
