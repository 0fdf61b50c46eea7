package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A flag behind which one tool takes a password. To other programs the same flag means something else (a port, a user, a
 * list of everything), so it counts only behind the name of its tool.
 *
 * @param tool how the name of the tool starts, in lower case: {@code mysql} stands for {@code mysqldump} as well
 * @param flag the flag with its dashes
 * @param glued whether the value may follow without a blank
 * @param apart whether the value may be the next argument
 * @param part what of the value is the secret
 */
public record PasswordFlag(String tool, String flag, boolean glued, boolean apart, Part part) {

    static final List<PasswordFlag> STANDARD = List.of(
            glued("mysql", "-p", Part.ALL),
            glued("mariadb", "-p", Part.ALL),
            glued("mycli", "-p", Part.ALL),
            either("sshpass", "-p", Part.ALL),
            apart("redis-cli", "-a", Part.ALL),
            either("curl", "-u", Part.AFTER_USER),
            either("curl", "-U", Part.AFTER_USER),
            apart("curl", "--user", Part.AFTER_USER),
            apart("curl", "--proxy-user", Part.AFTER_USER),
            glued("curl", "--user=", Part.AFTER_USER),
            glued("curl", "--proxy-user=", Part.AFTER_USER),
            apart("openssl", "-passin", Part.AFTER_PASS),
            apart("openssl", "-passout", Part.AFTER_PASS));

    /** What of a value is the secret. */
    public enum Part {
        ALL,
        /** {@code user:password}; the user, when nothing stands behind the colon, since then he is the secret. */
        AFTER_USER,
        /** {@code pass:password}, and not {@code env:NAME} or {@code file:path}. */
        AFTER_PASS
    }

    private static final String PASS = "pass:";
    private static final Alphabet LETTERS = Alphabet.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static PasswordFlag glued(String tool, String flag, Part part) {
        return new PasswordFlag(tool, flag, true, false, part);
    }

    private static PasswordFlag apart(String tool, String flag, Part part) {
        return new PasswordFlag(tool, flag, false, true, part);
    }

    private static PasswordFlag either(String tool, String flag, Part part) {
        return new PasswordFlag(tool, flag, true, true, part);
    }

    /** The index of the value that is glued to this flag at an index, or -1. */
    public int gluedValue(Text text, int index) {
        int value = index + flag.length();
        if (!glued || !text.startsWith(flag, index) || !text.has(value) || text.charAt(value) <= ' ') {
            return -1;
        }
        boolean endsHere =
                index > 0 && Quotes.isQuote(text.charAt(index - 1)) && Quotes.opening(text, value) >= 0; // "-p"
        return endsHere ? -1 : value;
    }

    /** Whether what stands between two indexes is this flag, and its value comes next. */
    public boolean takesNext(Text text, int start, int end) {
        if (!apart) {
            return false;
        }
        if (end - start == flag.length() && text.startsWith(flag, start)) {
            return true;
        }
        // One letter may end a group of others: curl -sSu name:password
        char letter = flag.charAt(1);
        return flag.length() == 2
                && end - start > 2
                && text.charAt(start) == '-'
                && text.charAt(end - 1) == letter
                && LETTERS.runEnd(text, start + 1) >= end;
    }

    /** The secret within a value, or null. */
    public @Nullable Value secretIn(Text text, Value value) {
        return switch (part) {
            case ALL -> value;
            case AFTER_USER -> afterUser(text, value);
            case AFTER_PASS ->
                text.startsWith(PASS, value.start()) && value.start() + PASS.length() < value.end()
                        ? new Value(value.start() + PASS.length(), value.end())
                        : null;
        };
    }

    private static @Nullable Value afterUser(Text text, Value value) {
        int colon = value.start();
        while (colon < value.end() && text.charAt(colon) != ':') {
            colon++;
        }
        if (colon == value.end()) {
            return null;
        }
        return colon + 1 == value.end() ? new Value(value.start(), colon) : new Value(colon + 1, value.end());
    }
}
