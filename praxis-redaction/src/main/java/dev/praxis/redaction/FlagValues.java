package dev.praxis.redaction;

/** Values behind a command-line flag that names a secret: {@code --password value}. The form with = is a key's. */
final class FlagValues implements SecretShape {

    private static final Alphabet DASH = Alphabet.of("-");
    private static final Alphabet NAME = Alphabet.BASE64URL;
    private static final Alphabet BLANK = Alphabet.of(" \t");

    @Override
    public void find(String text, Spans found) {
        int i = text.indexOf('-');
        while (i >= 0) {
            int next = i + 1;
            if (startsArgument(text, i)) {
                int end = NAME.runEnd(text, i);
                int value = BLANK.runEnd(text, end);
                next = end;
                if (value > end && value < text.length() && isSecret(text.substring(i, end)) && !isFlag(text, value)) {
                    Value hidden = Value.at(text, value);
                    found.add(hidden.start(), hidden.end());
                    next = Math.max(next, hidden.end());
                }
            }
            i = text.indexOf('-', next);
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
    static boolean isFlag(String text, int start) {
        if (text.startsWith("--", start)) {
            return true;
        }
        boolean oneLetter = start + 2 >= text.length() || text.charAt(start + 2) <= ' ';
        return text.charAt(start) == '-' && oneLetter;
    }

    private static boolean startsArgument(String text, int i) {
        return i == 0 || text.charAt(i - 1) <= ' ' || Quotes.isQuote(text.charAt(i - 1));
    }
}
