package dev.praxis.execution.approval;

import dev.praxis.api.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a human hands back to say yes: {@code prx_} and 32 random bytes in base64url (RFC 4648, 5, without padding).
 * Whoever has it can run the one action it was issued for, so it is never printed by accident: {@link #toString()} hides
 * it. Immutable and thread-safe.
 */
public final class ApprovalToken {

    private static final String PREFIX = "prx_";
    private static final int RANDOM_BYTES = 32;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[A-Za-z0-9_-]{43}");

    private final String text;

    private ApprovalToken(String text) {
        this.text = text;
    }

    /**
     * A token that somebody handed in. Any text is taken here; the registry refuses what is not a token, so that the
     * refusal is one that is recorded.
     *
     * @param text what was handed in
     * @return the token
     */
    public static ApprovalToken of(String text) {
        return new ApprovalToken(Objects.requireNonNull(text, "text"));
    }

    static ApprovalToken mint(SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return new ApprovalToken(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /**
     * The token itself, for the one who shall have it.
     *
     * @return the secret text
     */
    public String reveal() {
        return text;
    }

    boolean isWellFormed() {
        return FORM.matcher(text).matches();
    }

    /** Names the token on disk without giving it away. */
    Sha256 digest() {
        return Sha256.of(key());
    }

    byte[] key() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Hides the token. */
    @Override
    public String toString() {
        return "ApprovalToken[hidden]";
    }
}
