package dev.praxis.testkit.store;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** Texts that backends have broken, changed or confused. All are allowed by the API and none is empty. */
final class HostileTexts {

    /** é as one character. */
    static final String COMPOSED = "caf\u00e9";

    /** é as e and a combining accent: another text, of the same look. */
    static final String DECOMPOSED = "cafe\u0301";

    /** U+1F600, before U+FFFD by UTF-16 code units and after it by UTF-8 bytes. */
    static final String EMOJI = "\uD83D\uDE00";

    static final String REPLACEMENT = "\uFFFD";

    /** The last code point: no text comes after all that start with it but by growing shorter. */
    static final String LAST = "\uDBFF\uDFFF";

    static final List<String> ALL = List.of(
            " ",
            " leading and trailing ",
            "\t\r\n",
            "\u0001\b\u001f\u007f",
            "\u0085\u2028\u2029",
            "'",
            "\"",
            "''; DROP TABLE fact; --",
            "%",
            "_",
            "\\",
            "\\%\\_",
            "\\u0000",
            "*?[a-z]",
            "?1 :name $1 ${x} {0}",
            "a/b",
            "a|b,c;d:e=f",
            COMPOSED,
            DECOMPOSED,
            "\uFB01 \u00df \u0130 \u0131 \u1E9E",
            "UPPER lower",
            EMOJI,
            "\uD83D\uDC69\u200D\uD83D\uDC69\u200D\uD83D\uDC67",
            REPLACEMENT,
            "\uFFFF",
            "\uFEFFmark",
            "\uE000",
            "\uD7FF",
            LAST,
            "\u202Eright to left",
            "null",
            "true",
            "1e21",
            "-0",
            "00",
            "9007199254740993",
            "2026-03-01T12:00:00Z",
            "{}",
            "[\"",
            "x'00'");

    private HostileTexts() {}

    /** The longest text of a unit, filled up with a letter, that has a length in bytes of UTF-8. */
    static String longest(String unit, int bytes) {
        int unitBytes = unit.getBytes(StandardCharsets.UTF_8).length;
        return unit.repeat(bytes / unitBytes) + "x".repeat(bytes % unitBytes);
    }
}
