package dev.praxis.redaction;

/** Values behind a command-line flag that names a secret: {@code --password value}. The form with = is a key's. */
final class FlagValues implements SecretShape {

    private static final Alphabet DASH = Alphabet.of("-");
    private static final Alphabet NAME = Alphabet.BASE64URL;

    @Override
    public void find(Text text, Spans found) {
        int i = text.indexOf("-", 0);
        while (i >= 0) {
            int next = i + 1;
            if (Arguments.startsAt(text, i)) {
                int end = NAME.runEnd(text, i);
                int value = Arguments.next(text, end);
                next = end;
                if (value >= 0 && isSecret(text.substring(i, end)) && !startsFlag(text, value)) {
                    Value hidden = Value.at(text, value);
                    found.add(hidden.start(), hidden.end());
                    next = Math.max(next, hidden.end());
                }
            }
            i = text.indexOf("-", next);
        }
    }

    /** Whether an argument is a flag, with one or two dashes, whose value is a secret. */
    static boolean isSecret(String argument) {
        int name = DASH.runEnd(argument, 0);
        return name >= 1
                && name <= 2
                && NAME.runEnd(argument, 0) == argument.length()
                && SecretNames.isSecret(argument);
    }

    /** Whether the next flag stands where a value was expected: {@code --ask-password --verbose}. */
    static boolean isFlag(CharSequence text, int start) {
        if (text.charAt(start) != '-') {
            return false;
        }
        boolean second = start + 1 < text.length() && text.charAt(start + 1) == '-';
        return second || start + 2 >= text.length() || text.charAt(start + 2) <= ' ';
    }

    private static boolean startsFlag(Text text, int value) {
        int quote = Quotes.opening(text, value);
        int start = quote < 0 ? value : quote + 1;
        return start < text.length() && isFlag(text, start);
    }
}
