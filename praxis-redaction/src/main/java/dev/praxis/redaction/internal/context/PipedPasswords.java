package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written to the input of a program that reads a password there: {@code echo PASSWORD | sudo -S …}. */
public final class PipedPasswords implements Detector {

    private static final int LONGEST_LINE = 1024;
    private static final int SHORTEST = 6;
    private static final Alphabet BLANK = Alphabet.of(" \t");

    @Override
    public String id() {
        return "piped-password";
    }

    @Override
    public List<String> anchors() {
        return List.of("echo ", "printf ", "yes ", "<<<", "send \"", "send -- \"");
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        if (text.charAt(start) == '<') {
            return hereString(text, start, end, found);
        }
        if (Alphabet.ALNUM.has(text.charAt(start - 1))) {
            return end;
        }
        if (Ascii.lower(text.charAt(start)) == 's') {
            return sent(text, end, found);
        }
        int argument = optionsEnd(text, end);
        Value value = Value.at(text, argument);
        if (text.charAt(start - 1) == '(' && text.charAt(start - 2) == '<') {
            return substituted(text, start, value, found);
        }
        int pipe = BLANK.runEnd(text, value.quoted() ? value.end() + 1 : value.end());
        if (text.charAt(pipe) == '|'
                && text.charAt(pipe + 1) != '|'
                && readsPassword(text, pipe + 1, Lines.end(text, pipe, LONGEST_LINE))) {
            add(text, value, pipe + 1, found);
        }
        return Math.max(end, value.end());
    }

    /** {@code send "PASSWORD\r"} in a script of expect(1). */
    private static int sent(Text text, int start, Spans found) {
        Value value = Value.at(text, start - 1);
        int end = value.end() - 2;
        boolean entered = text.charAt(end) == '\\' && "rn".indexOf(text.charAt(end + 1)) >= 0;
        if (entered
                && end - start >= SHORTEST
                && Appearance.of(text, start, end).isPassword(true)) {
            found.add(start, end);
        }
        return Math.max(start, value.end());
    }

    /** {@code … --with-token < <(echo PASSWORD)}. */
    private static int substituted(Text text, int start, Value value, Spans found) {
        int line = Lines.start(text, start, LONGEST_LINE);
        if (readsPassword(text, line, start) || readsSecret(text, line, start)) {
            add(text, value, line, found);
        }
        return Math.max(start + 1, value.end());
    }

    /** Whether the command between two indexes takes a file with a secret in it. */
    private static boolean readsSecret(Text text, int start, int end) {
        return contains(text, start, end, "secret")
                || contains(text, start, end, "--key-file")
                || contains(text, start, end, "private-key")
                || contains(text, start, end, "auth-user-pass");
    }

    private static int hereString(Text text, int start, int end, Spans found) {
        int line = Lines.start(text, start, LONGEST_LINE);
        Value value = Value.at(text, BLANK.runEnd(text, end));
        if (readsPassword(text, line, start)) {
            add(text, value, line, found);
        }
        return Math.max(end, value.end());
    }

    private static void add(Text text, Value value, int command, Spans found) {
        @Nullable Value secret = value;
        int end = Lines.end(text, command, LONGEST_LINE);
        if (contains(text, command, end, "chpasswd") || contains(text, command, end, "smbpasswd")) {
            secret = new ToolFlag("", "", "-", false, false, ToolFlag.Part.AFTER_COLON).secretIn(text, value);
        }
        if (secret != null && !Placeholders.has(text, secret.start(), secret.end())) {
            found.add(secret.start(), secret.end());
        }
    }

    private static int optionsEnd(Text text, int from) {
        int i = BLANK.runEnd(text, from);
        while (text.charAt(i) == '-' && Ascii.isLetter(text.charAt(i + 1)) && text.charAt(i + 2) == ' ') {
            i = BLANK.runEnd(text, i + 2);
        }
        boolean format = Quotes.isQuote(text.charAt(i)) && text.charAt(i + 1) == '%'; // printf '%s\n' …
        return format ? BLANK.runEnd(text, Math.min(Value.at(text, i).end() + 1, i + LONGEST_LINE)) : i;
    }

    /** Whether the command between two indexes reads a password from its input. */
    private static boolean readsPassword(Text text, int start, int end) {
        boolean sudo = contains(text, start, end, "sudo") && containsExactly(text, start, end, " -S");
        return sudo
                || contains(text, start, end, "-stdin")
                || contains(text, start, end, "passwd")
                || contains(text, start, end, "cryptsetup")
                || contains(text, start, end, "kinit")
                || contains(text, start, end, "--passphrase-fd")
                || contains(text, start, end, "su -")
                || contains(text, start, end, "gpg --batch")
                || contains(text, start, end, "--with-token")
                || contains(text, start, end, "--password")
                || contains(text, start, end, "-pass stdin")
                || contains(text, start, end, "-passin stdin")
                || contains(text, start, end, "secrets create")
                || contains(text, start, end, "secrets versions add")
                || contains(text, start, end, "secret put")
                || contains(text, start, end, "secret set")
                || contains(text, start, end, "kv put")
                || contains(text, start, end, "realm join")
                || contains(text, start, end, "password_stdin")
                || contains(text, start, end, "wg pubkey")
                || contains(text, start, end, "vault login -");
    }

    private static boolean contains(Text text, int start, int end, String folded) {
        for (int i = start; i <= end - folded.length(); i++) {
            if (text.startsWithIgnoringCase(folded, i)) {
                return true;
            }
        }
        return false;
    }

    private static boolean containsExactly(Text text, int start, int end, String exact) {
        for (int i = start; i <= end - exact.length(); i++) {
            if (text.startsWith(exact, i)) {
                return true;
            }
        }
        return false;
    }
}
