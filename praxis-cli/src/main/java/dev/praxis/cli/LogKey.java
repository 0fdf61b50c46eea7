package dev.praxis.cli;

import dev.praxis.api.PraxisException;
import dev.praxis.audit.AuditVerifier;
import dev.praxis.audit.tlog.EvidenceRefusedException;
import dev.praxis.audit.tlog.FileWitness;
import dev.praxis.audit.tlog.SignedCheckpoint;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.note.NoteVerifierKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which key a log is verified with. */
final class LogKey {

    private static final int LONGEST_FILE = 4096;
    private static final Pattern KEY = Pattern.compile("[^+]+\\+[0-9a-f]{8}\\+");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = {
                "The verifier key of the log, name+hash+key, or a file with it. Default: the one that the log itself names,",
                "which shows damage, but not a log that was replaced as a whole."
            })
    private @Nullable String key;

    boolean isGiven() {
        return key != null;
    }

    /** The key that was given, or else that which the log names. */
    NoteVerifierKey of(Path log) {
        if (key == null) {
            return AuditVerifier.keyOf(log);
        }
        if (KEY.matcher(key).lookingAt()) {
            return NoteVerifierKey.parse(key);
        }
        if (!isFile(key)) {
            throw new SigningFormatException(
                    "--key is neither a verifier key, name+hash+key, nor a file that is there; "
                            + "'praxis audit verify' prints the key of a log");
        }
        return NoteVerifierKey.parse(fromFile(Path.of(key)));
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String fromFile(Path file) {
        return new String(NamedFile.read(file, LONGEST_FILE), StandardCharsets.UTF_8).strip();
    }

    /** A checkpoint that was kept in a file, or in the directory of a witness. */
    static SignedCheckpoint checkpoint(Path place, NoteVerifierKey key) {
        boolean witness = Files.isDirectory(place);
        Path file = witness ? FileWitness.checkpointOf(place, key.name()) : place;
        try {
            return SignedCheckpoint.read(file, key).orElseThrow(() -> missing(place, witness));
        } catch (IOException e) {
            throw FileFailedException.unusable("cannot read " + file, e);
        }
    }

    private static PraxisException missing(Path place, boolean witness) {
        return witness
                ? new EvidenceRefusedException("the witness in " + place + " remembers nothing of this log")
                : FileFailedException.unusable(
                        "cannot read " + place, new NoSuchFileException("there is no such file"));
    }
}
