package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * A flag, or a place, at which one tool takes a password. To other programs the same flag means something else (a port, a
 * user, a list of everything), so it counts only behind the name of its tool.
 *
 * @param tool the name of the tool, in lower case; of {@code mysql} and {@code mariadb} how the names of the family start
 * @param command the word, or the letters of flags behind one dash, that has to come between the tool and the flag; or nothing
 * @param flag the flag with its dashes; a number for the argument that has no dash, counted from the command or tool;
 *     {@value #ANY} for every such argument
 * @param glued whether the value may follow without a blank
 * @param apart whether the value may be the next argument
 * @param part what of the value is the secret
 */
record ToolFlag(String tool, String command, String flag, boolean glued, boolean apart, Part part) {

    static final String ANY = "*";

    /** What of a value is the secret. */
    enum Part {
        ALL,
        /** All of it but a {@code token=} before it, when it looks drawn by chance. */
        RANDOM,
        /** {@code user:password}; the user, when nothing stands behind the colon, since then he is the secret. */
        AFTER_COLON,
        /** {@code user%password}. */
        AFTER_PERCENT,
        /** {@code user,password}. */
        AFTER_COMMA,
        /** {@code user/password@database}. */
        AFTER_SLASH,
        /** {@code user/password@database}, with all three. */
        OF_DATABASE,
        /** {@code >password}. */
        AFTER_GREATER,
        /** {@code name=password}. */
        AFTER_EQUALS,
        /** {@code domain/user:password@host}. */
        OF_TARGET,
        /** {@code pass:password}, and not {@code env:NAME} or {@code file:path}. */
        AFTER_PASS
    }

    private static final String PASS = "pass:";
    private static final String TOKEN = "token=";
    private static final int SHORTEST_RANDOM = 16;
    private static final WordTable PUBLIC =
            new WordTable.Builder().add(1, "user username").build();
    private static final Alphabet LETTERS = Alphabet.of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /** Whether it is an argument without a dash, and no flag. */
    boolean isPlace() {
        return Ascii.isDigit(flag.charAt(0)) || flag.equals(ANY);
    }

    /** Whether it is a dash and one letter. */
    boolean isLetter() {
        return flag.length() == 2 && flag.charAt(0) == '-';
    }

    /** Whether it is that argument without a dash, counted from one. */
    boolean isPlace(int place) {
        return flag.charAt(0) - '0' == place || flag.equals(ANY);
    }

    /** Whether the flags between two indexes are those that have to come before. */
    boolean isCommandFlag(Text text, int start, int end) {
        if (command.isEmpty() || command.charAt(0) != '-') {
            return false;
        }
        if (command.charAt(1) == '-') {
            return Ascii.equalsFolded(command, text, start, end);
        }
        for (int i = 1; i < command.length(); i++) {
            int letter = start + 1;
            while (letter < end && text.charAt(letter) != command.charAt(i)) {
                letter++;
            }
            if (letter == end) {
                return false;
            }
        }
        return true;
    }

    /** The index of the value that is glued to this flag at an index, or -1. */
    int gluedValue(Text text, int index) {
        int value = index + flag.length();
        if (!glued || !text.startsWith(flag, index) || text.charAt(value) <= ' ') {
            return -1;
        }
        boolean endsHere = Quotes.isQuote(text.charAt(index - 1)) && Quotes.opening(text, value) >= 0; // "-p"
        return endsHere ? -1 : value;
    }

    /** Whether what stands between two indexes is this flag, and its value comes next. */
    boolean takesNext(Text text, int start, int end) {
        if (!apart || isPlace()) {
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
    @Nullable
    Value secretIn(Text text, Value value) {
        return switch (part) {
            case ALL -> value;
            case RANDOM -> random(text, value);
            case AFTER_COLON -> withDrawnUser(text, value, behind(text, value, ':'));
            case AFTER_PERCENT -> behind(text, value, '%');
            case AFTER_COMMA -> behind(text, value, ',');
            case AFTER_GREATER -> text.charAt(value.start()) == '>' ? behind(text, value, '>') : null;
            case AFTER_EQUALS -> isPublic(text, value) ? null : withoutReference(text, behind(text, value, '='));
            case AFTER_SLASH -> credentials(text, value, false);
            case OF_DATABASE -> credentials(text, value, true);
            case OF_TARGET -> ofTarget(text, value);
            case AFTER_PASS ->
                text.startsWith(PASS, value.start()) && value.start() + PASS.length() < value.end()
                        ? new Value(value.start() + PASS.length(), value.end(), value.quoted())
                        : null;
        };
    }

    private static @Nullable Value random(Text text, Value value) {
        int start = value.start() + (text.startsWith(TOKEN, value.start()) ? TOKEN.length() : 0);
        Value token = new Value(start, Math.max(start, value.end()), value.quoted());
        return SecretCheck.isRandom(text, token, SHORTEST_RANDOM) ? token : null;
    }

    /** With the user, when he is what is secret: {@code curl -u KEY:x}. */
    private static @Nullable Value withDrawnUser(Text text, Value value, @Nullable Value password) {
        if (password == null || password.start() == value.start()) {
            return password;
        }
        Value user = new Value(value.start(), password.start() - 1, value.quoted());
        boolean drawn = password.end() - password.start() == 1 && SecretCheck.isRandom(text, user, SHORTEST_RANDOM);
        return drawn ? user : password;
    }

    /** {@code user=bob}: who logs in stands beside what he logs in with. */
    private static boolean isPublic(Text text, Value value) {
        int end = Alphabet.ALNUM.runEnd(text, value.start());
        return text.charAt(end) == '=' && PUBLIC.roles(text, value.start(), end) != 0;
    }

    /** {@code name=@file} has none. */
    private static @Nullable Value withoutReference(Text text, @Nullable Value value) {
        return value == null || text.charAt(value.start()) == '@' ? null : value;
    }

    private static @Nullable Value behind(Text text, Value value, char sign) {
        int at = value.start();
        while (at < value.end() && text.charAt(at) != sign) {
            at++;
        }
        if (at == value.end() || Placeholders.isPair(text, value.start(), at, at + 1, value.end())) {
            return null;
        }
        if (at + 1 == value.end()) {
            return new Value(value.start(), at, value.quoted());
        }
        boolean apart = !value.quoted() && Quotes.isQuote(text.charAt(at + 1)); // user,'password'
        return apart ? Value.at(text, at + 1) : new Value(at + 1, value.end(), value.quoted());
    }

    private static @Nullable Value credentials(Text text, Value value, boolean database) {
        @Nullable Value password = behind(text, value, '/');
        if (password == null || password.start() == value.start() || password.start() == value.start() + 1) {
            return null;
        }
        int at = lastAt(text, password);
        if (at < 0 && database) {
            return null;
        }
        return new Value(password.start(), at < 0 ? password.end() : at, value.quoted());
    }

    private static @Nullable Value ofTarget(Text text, Value value) {
        @Nullable Value password = behind(text, value, ':');
        boolean path = password == null || password.start() == value.start() + 1 || isAfterSlashes(text, password);
        if (password == null || path || password.end() < value.end()) {
            return null;
        }
        int at = lastAt(text, password);
        boolean domain = hasSlash(text, value.start(), password.start());
        return at < 0 && !domain ? null : new Value(password.start(), at < 0 ? password.end() : at, value.quoted());
    }

    private static boolean isAfterSlashes(Text text, Value value) {
        return text.charAt(value.start()) == '/' || text.charAt(value.start()) == '\\';
    }

    private static boolean hasSlash(Text text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '/') {
                return true;
            }
        }
        return false;
    }

    private static int lastAt(Text text, Value value) {
        int at = value.end() - 1;
        while (at > value.start() && text.charAt(at) != '@') {
            at--;
        }
        return at > value.start() ? at : -1;
    }
}
