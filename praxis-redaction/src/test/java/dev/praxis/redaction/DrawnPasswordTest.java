package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords that a generator draws from what can be typed, in the places where they stand: no piece longer than a quarter is left. */
class DrawnPasswordTest {

    private static final int TRIES = 500;
    private static final int SHORTEST = 8;
    private static final int LENGTHS = 17;
    private static final long SEED = 20_240_501;
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** What most generators add to letters and digits. */
    private static final String USUAL = LETTERS + "!@#$%^*-_+?.";

    /**
     * A place, what cannot stand in it since it ends the value there or is read by the shell, and how many of a thousand
     * passwords of all printable characters may leave a piece: those with a pair, a list or a string in them, which look as
     * what else stands there.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '\u0001',
            value = {
                "spring.datasource.password=~ # 10",
                "DB_PASSWORD=~ # 10",
                "db:⏎␠␠password:␠~⏎␠␠port:␠1 # 12",
                "[db]⏎password␠=␠~⏎port␠=␠1 # 10",
                "Password:␠~ # 12",
                "12:00:01␠INFO␠login␠Password:␠~ # 15",
                "12:00:01␠INFO␠login␠password=~␠ok # 30",
                "jdbc:sqlserver://h:1433;user=sa;password=~ ; 30",
                "Server=h;User␠Id=u;Password=~;Encrypt=true ;'\" 25",
                "tool␠--password=~␠run \"'`;&|<>()$\\ 15",
                "tool␠--password␠~␠run \"'`;&|<>()$\\ 10",
                "export␠DB_PASSWORD=~ \"'`;&|<>()$\\# 15",
                "db_password=~ # 20",
                "PGPASSWORD=~␠psql␠-h␠db \"'`;&|<>()$\\ 10",
                "password:␠'~' ' 5",
                "WITH␠PASSWORD␠'~' ' 5",
                "{\"password\":␠\"~\"} \"\\ 5",
                "postgres://bob:~@db:5432/app \"'`<> 5",
                "https://bob:~@[::1]:5432/app \"'`<> 5",
                "redis://bob:~@cache:6379/0 # 5"
            })
    void noPieceIsLeft(String place, String excluded, int allowed) {
        String form = place.replace('⏎', '\n').replace('␠', ' ');
        Redactor redactor = Redactor.standard();
        assertEquals(List.of(), leaks(redactor, form, USUAL, excluded + "="));
        List<String> leaks = leaks(redactor, form, printable(), excluded);
        assertTrue(leaks.size() * 1000 <= allowed * TRIES, () -> leaks.size() + " of " + TRIES + ": " + leaks);
    }

    /** A sentence says less of what it tells, so that a word that may be a name or code stays. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {"The␠password␠is␠~ 50", "the␠password␠for␠bob␠is␠~.␠Thanks 50"})
    void fewPiecesAreLeftInASentence(String place, int allowed) {
        String form = place.replace('␠', ' ');
        Redactor redactor = Redactor.standard();
        List<String> usual = leaks(redactor, form, USUAL, "=");
        assertTrue(usual.size() * 1000 <= 30 * TRIES, () -> usual.size() + " of " + TRIES + ": " + usual);
        List<String> all = leaks(redactor, form, printable(), "");
        assertTrue(all.size() * 1000 <= allowed * TRIES, () -> all.size() + " of " + TRIES + ": " + all);
    }

    private static List<String> leaks(Redactor redactor, String form, String alphabet, String excluded) {
        Random random = new Random(SEED);
        List<String> leaks = new ArrayList<>();
        for (int i = 0; i < TRIES; i++) {
            String password = password(random, alphabet, excluded);
            String redacted = redactor.redact(form.replace("~", password)).replace(Redactor.MARKER, "\n");
            if (leavesPiece(password, redacted, form)) {
                leaks.add(password);
            }
        }
        return leaks;
    }

    private static boolean leavesPiece(String password, String redacted, String form) {
        int longest = password.length() / 4;
        for (int i = 0; i + longest < password.length(); i++) {
            String piece = password.substring(i, i + longest + 1);
            if (redacted.contains(piece) && !form.contains(piece)) {
                return true;
            }
        }
        return false;
    }

    private static String password(Random random, String alphabet, String excluded) {
        int length = SHORTEST + random.nextInt(LENGTHS);
        StringBuilder password = new StringBuilder(length);
        while (password.length() < length) {
            char c = alphabet.charAt(random.nextInt(alphabet.length()));
            // a dash at the start is a flag, a dollar sign a variable, digits before a question mark or a hash a port
            boolean first = password.isEmpty() && "-$0123456789".indexOf(c) >= 0;
            if (excluded.indexOf(c) < 0 && !first) {
                password.append(c);
            }
        }
        return password.toString();
    }

    private static String printable() {
        StringBuilder all = new StringBuilder();
        for (char c = '!'; c <= '~'; c++) {
            all.append(c);
        }
        return all.toString();
    }
}
