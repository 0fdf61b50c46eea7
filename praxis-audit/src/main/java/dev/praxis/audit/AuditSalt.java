package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.Sha256;
import dev.praxis.redaction.Redactor;
import dev.praxis.redaction.Replacement;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The key of a log for fingerprints of secrets: a redactor with {@link #replacement()} leaves a keyed fingerprint (HMAC-SHA-256) in
 * the place of each secret, by which an investigator who has a secret can find whether and where it occurred, and nobody without
 * the key can. It is in the file {@code salt} of the log, 0600; whoever has it can try guesses. The log names the SHA-256 of that file in a
 * record, when it is first opened with the key and whenever it is another one. Immutable, thread-safe.
 */
public final class AuditSalt {

    static final String FILE = "salt";
    private static final String KEY_ID = "log";
    private static final int BYTES = 32;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern FINGERPRINT = Pattern.compile(":" + KEY_ID + ":([0-9a-f]{16})]");

    private final byte[] key;

    private AuditSalt(byte[] key) {
        this.key = key;
    }

    /**
     * Reads the key of a log; makes it, and the directory, where there is none. Of several that come first, in this process or
     * others, one makes the key and all get it. Blocks on I/O.
     *
     * @param log the directory of the log
     * @param random where a new key comes from
     * @return the key
     * @throws AuditUnavailableException if it cannot be read or made
     */
    public static AuditSalt readOrCreate(Path log, SecureRandom random) {
        try {
            Optional<AuditSalt> found = find(log);
            return found.isPresent() ? found.get() : create(log, random);
        } catch (IOException e) {
            throw unavailable(log, e);
        }
    }

    /**
     * Reads the key of a log.
     *
     * @param log the directory of the log
     * @return the key; empty if the log has none
     * @throws AuditUnavailableException if it cannot be read, or must not be since it is open to others
     */
    public static Optional<AuditSalt> read(Path log) {
        try {
            return find(log);
        } catch (IOException e) {
            throw unavailable(log, e);
        }
    }

    private static Optional<AuditSalt> find(Path log) throws IOException {
        Path file = log.resolve(FILE);
        OwnerOnly.FILE.require(file);
        byte @Nullable [] bytes = JournalDirectory.read(file);
        if (bytes == null) {
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!HEX.matcher(text).matches()) {
            throw new IOException(file + " is not what praxis wrote");
        }
        return Optional.of(new AuditSalt(HexFormat.of().parseHex(text)));
    }

    /** The file has its name only when it is whole, and never takes the place of another one. */
    private static AuditSalt create(Path log, SecureRandom random) throws IOException {
        Disk disk = new Disk();
        new JournalDirectory(log, disk).create();
        byte[] key = new byte[BYTES];
        random.nextBytes(key);
        Path draft = log.resolve(FILE + "." + HexFormat.of().formatHex(key, 0, 4) + ".new");
        try (FileChannel file = FileChannel.open(
                draft,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.FILE.whenCreated())) {
            disk.write(file, HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII));
            disk.sync(file);
        }
        try {
            Files.createLink(log.resolve(FILE), draft);
        } catch (FileAlreadyExistsException e) {
            return find(log).orElseThrow(() -> new IOException(FILE + " comes and goes"));
        } finally {
            Files.delete(draft);
        }
        disk.syncDirectory(log);
        return new AuditSalt(key);
    }

    private static AuditUnavailableException unavailable(Path log, IOException e) {
        return new AuditUnavailableException(
                "the key for fingerprints of the audit log in " + log + " cannot be used (" + e + "); see to its files",
                e);
    }

    /**
     * What a redactor of this log is to put in the place of secrets. Of a secret with fewer than 16 characters there is no fingerprint.
     *
     * @return the replacement
     */
    public Replacement replacement() {
        return Replacement.fingerprint(KEY_ID, key);
    }

    /** What a log calls this key: the digest of the file that it is in. */
    Sha256 sha256() {
        return Sha256.of(HexFormat.of().formatHex(key).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * What a search found.
     *
     * @param lines the records in which the secret was, oldest first
     * @param silentBefore the record from which on this key was used; those before it had another one or none, and this search says
     *     nothing of them. 1 if the log names no other key, and 0 if it does not name this one either: then it was not opened with it yet
     */
    public record Found(List<String> lines, long silentBefore) {

        /** Copies the list. */
        public Found {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Finds the records in which a secret was. Only what was recorded with this key is found, and only where the whole secret, as it
     * is given here, was recognised as one. Reads the whole log; blocks on I/O.
     *
     * @param log the directory of the log
     * @param secret the secret
     * @return the records, and how far back the answer goes
     * @throws InvalidArgumentException if the secret is too short to have a fingerprint
     * @throws AuditUnavailableException if the log cannot be read, or names another key as the one that it uses
     */
    public Found find(Path log, String secret) {
        String fingerprint = fingerprint(secret);
        List<String> found = new ArrayList<>();
        SaltHistory history = new SaltHistory(sha256().hex());
        AuditReader.read(log, 1, line -> {
            history.read(line);
            if (line.contains(fingerprint)) {
                found.add(line);
            }
        });
        if (history.namesAnother()) {
            throw new AuditUnavailableException(
                    "the key in " + log.resolve(FILE) + " is not the one that record " + history.named()
                            + " of the log names, so nothing would be found with it; put that one back, whose file has the SHA-256 "
                            + history.last(),
                    null);
        }
        return new Found(found, history.silentBefore());
    }

    private String fingerprint(String secret) {
        String redacted = Redactor.builder()
                .replacement(replacement())
                .build()
                .withSecrets(List.of(secret))
                .redact(secret);
        Matcher matcher = FINGERPRINT.matcher(redacted);
        if (!matcher.find()) {
            throw new InvalidArgumentException(
                    "a secret with fewer than 16 characters has no fingerprint, so the log cannot tell whether it occurred");
        }
        return matcher.group();
    }
}
