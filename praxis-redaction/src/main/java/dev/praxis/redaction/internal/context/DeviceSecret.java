package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A secret in the configuration of a network device, behind the way in which it is stored: {@code secret 5 x}, {@code password 7
 * x}, {@code password ENC x}, {@code wpa-psk ascii 0 x}; or at the end of a line that says whose it is: {@code neighbor
 * 10.0.0.1 password x}.
 */
final class DeviceSecret {

    private static final int LONGEST_LINE = 256;
    private static final int LONGEST_WORD = 24;
    private static final int SHORTEST_STORED = 8;
    private static final Alphabet BLANK = Alphabet.of(" \t");
    private static final WordTable KINDS = new WordTable.Builder()
            .add(1, "enc ascii hex cipher irreversible-cipher simple plaintext encrypted sha512 sha256 hash ascii-text")
            .build();

    /** How lines start that give somebody a password. */
    private static final WordTable OWNERS = new WordTable.Builder()
            .add(
                    1,
                    "username neighbor enable local-user ppp tacacs-server radius-server snmp-server ntp standby vrrp peer")
            .build();

    private DeviceSecret() {}

    /** The secret behind a name, from an index on, or null. */
    static @Nullable Value of(Text text, Name name, int start) {
        boolean named = name.strength() == NameStrength.STRONG || name.is(text, "key");
        if (!named || !BLANK.has(text.charAt(start - 1))) {
            return null;
        }
        int from = start;
        for (int kinds = 0; kinds < 2; kinds++) {
            from = behindKind(text, from);
        }
        Value value = Value.at(text, from);
        int length = value.end() - value.start();
        if (length == 0 || Placeholders.has(text, value.start(), value.end()) || isFlag(text, value)) {
            return null;
        }
        Appearance looks = Appearance.of(text, value.start(), value.end());
        boolean stored = name.strength() == NameStrength.STRONG
                && from > start
                && length >= SHORTEST_STORED
                && looks.hasDigit()
                && looks.isMixed();
        boolean given = startsWithOwner(text, name.start()) && endsLine(text, value) && !Prose.at(text, start);
        return stored || given ? value : null;
    }

    private static boolean isFlag(Text text, Value value) {
        return !value.quoted() && text.charAt(value.start()) == '-';
    }

    private static int behindKind(Text text, int start) {
        int end = start;
        while (end - start < LONGEST_WORD && text.charAt(end) > ' ') {
            end++;
        }
        boolean digit = end - start == 1 && Ascii.isDigit(text.charAt(start));
        return BLANK.has(text.charAt(end)) && (digit || KINDS.roles(text, start, end) != 0)
                ? BLANK.runEnd(text, end)
                : start;
    }

    private static boolean startsWithOwner(Text text, int name) {
        int line = name;
        while (line > 0 && name - line < LONGEST_LINE && text.charAt(line - 1) != '\n') {
            line--;
        }
        int word = BLANK.runEnd(text, line);
        int end = word;
        while (end - word < LONGEST_WORD && text.charAt(end) > ' ') {
            end++;
        }
        return end < name && OWNERS.roles(text, word, end) != 0;
    }

    private static boolean endsLine(Text text, Value value) {
        char next = text.charAt(BLANK.runEnd(text, value.quoted() ? value.end() + 1 : value.end()));
        return next == '\n' || next == '\r' || next == Text.NONE;
    }
}
