package dev.praxis.audit.sink.syslog;

import dev.praxis.api.Sha256;
import java.nio.charset.StandardCharsets;

/** A text where there is room for a short one only: itself, or its digest when it is long or has control characters. */
final class ShortText {

    private static final int LONGEST_BYTES = 128;

    private ShortText() {}

    static String of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= LONGEST_BYTES && text.chars().noneMatch(Character::isISOControl)
                ? text
                : "sha256:" + Sha256.of(bytes).hex();
    }
}
