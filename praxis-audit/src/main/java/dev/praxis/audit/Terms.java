package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonObject;
import dev.praxis.audit.internal.FileOperations;
import dev.praxis.audit.internal.WholeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The terms on which a log is kept that are not the usual ones. A record says so when they change; the file {@code terms.json} keeps what
 * the last of these records said, so that not each opening has to say it again, and a register that forgot the log is noticed. Immutable.
 *
 * @param whenUnavailable what happens to what cannot be recorded
 * @param registered whether a register remembers how far the log was signed
 * @param salt the SHA-256 of the file {@code salt}, whose key makes the fingerprints of secrets; null where there is none
 */
record Terms(
        WhenUnavailable whenUnavailable,
        boolean registered,
        @Nullable Sha256 salt) {

    static final String FILE = "terms.json";
    private static final Terms USUAL = new Terms(WhenUnavailable.REFUSE_ABOVE_T0, false, null);
    private static final String SALT = "saltSha256";
    private static final int LONGEST = 1024;

    /**
     * The terms on which a log is kept from now on.
     *
     * @throws AuditUnavailableException if the key for fingerprints is there and cannot be used
     */
    static Terms of(JournalOptions options, Path log) {
        return new Terms(
                options.whenUnavailable(),
                options.register() != null,
                AuditSalt.read(log).map(AuditSalt::sha256).orElse(null));
    }

    boolean areUsual() {
        return equals(USUAL);
    }

    /** The key for fingerprints that a record about terms names; empty if it names none. */
    static Optional<String> saltIn(JsonObject args) {
        return args.string(SALT);
    }

    /**
     * Reads the file.
     *
     * @param log the directory of the log
     * @return what it says; the usual terms when there is no such file
     * @throws AuditTamperedException if it is not what praxis writes
     */
    static Terms read(Path log) throws IOException {
        byte @Nullable [] bytes = WholeFiles.read(log.resolve(FILE), LONGEST);
        try {
            return bytes == null ? USUAL : parse(bytes);
        } catch (PraxisException e) {
            throw AuditTamperedException.because(FILE + " is not what praxis wrote");
        }
    }

    private static Terms parse(byte[] bytes) {
        JsonObject object = CanonicalJson.parseObject(new String(bytes, StandardCharsets.UTF_8));
        String answer = object.string("whenUnavailable").orElse("");
        @Nullable Sha256 salt = saltIn(object).map(Sha256::new).orElse(null);
        return Stream.of(WhenUnavailable.values())
                .filter(each -> each.name().equals(answer))
                .map(each -> new Terms(each, object.get("registered").orElse(null) == JsonBoolean.TRUE, salt))
                .filter(terms -> Arrays.equals(terms.bytes(), bytes))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(FILE + " is not what praxis writes"));
    }

    void write(Path log) throws IOException {
        new WholeFiles(new FileOperations()).replace(log.resolve(FILE), bytes());
    }

    /** What a record says of them. */
    JsonObject.Builder json() {
        JsonObject.Builder all = JsonObject.builder()
                .put("whenUnavailable", whenUnavailable.name())
                .put("registered", JsonBoolean.of(registered));
        return salt == null ? all : all.put(SALT, salt.hex());
    }

    private byte[] bytes() {
        return CanonicalJson.bytes(json().put("v", RecordFormat.VERSION).build());
    }
}
