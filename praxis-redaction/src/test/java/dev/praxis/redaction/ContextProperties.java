package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * For each shape: a generated secret in a generated surrounding is gone in every fragment longer than a third of it, and
 * the surrounding is what it was.
 */
class ContextProperties {

    private static final Redactor REDACTOR = Redactor.standard();
    private static final String SECRET = "~";

    /** A surrounding with a place for the secret; whole lines, since some of them mean something at the start of a line. */
    private static final List<String> PLAIN = List.of(
            "DB_PASSWORD=~",
            "export DB_PASSWORD=~ OTHER=1",
            "db.password: ~",
            "  db_password: ~",
            "client_secret = ~",
            "run --password ~ --verbose",
            "run --db-password=~ --verbose",
            "run -token ~ x",
            "ENV API_TOKEN ~",
            "map[password:~ user:bob]",
            "Config{password=~, user=bob}",
            "<password>~</password>",
            "<password>\n  ~\n</password>",
            "sshpass -p ~ ssh root@h",
            "mysql -uroot -p~ app",
            "ssh -p2222 bastion mysql -p~ app",
            "curl -u bob:~ https://h.example/",
            "ldapsearch -x -w ~ -b dc=x",
            "redis-cli -h 10.0.0.1 -a ~ info",
            "ipmitool -H h -U root -P ~ power status",
            "smbclient //h/s -U bob%~ -c ls",
            "echo ~ | sudo -S id",
            "echo bob:~ | chpasswd",
            "machine h.example login bob password ~",
            "db.example:5432:app:bob:~",
            "https://bob:~@h.example/x",
            "redis://:~@cache:6379/0",
            "jdbc:postgresql://h/db?user=bob&password=~&ssl=true",
            "Server=h;User Id=u;Password=~;Encrypt=true",
            "x-api-key: ~",
            "the root password is ~",
            "the password for bob was changed to ~",
            "\u001b[1mpassword\u001b[0m=\u001b[31m~\u001b[0m",
            "requirepass ~");

    private static final List<String> QUOTED = List.of(
            "{\"user\":\"bob\",\"password\":\"~\",\"port\":1}",
            "{\"a\":\"{\\\"password\\\": \\\"~\\\"}\"}",
            "{'password': '~', 'user': 'bob'}",
            "config[\"api_key\"] = \"~\"",
            "config.setProperty(\"api_key\", \"~\")",
            "client.withPassword(\"~\").build()",
            "var password string = \"~\"",
            "if (password == \"~\") {",
            "password: '~'",
            "client_secret := `~`",
            "<add key=\"DbPassword\" value=\"~\"/>",
            "{\"name\":\"DB_PASSWORD\",\"value\":\"~\"}",
            "[\"mysqld\", \"--password\", \"~\"]",
            "Access denied using password \"~\"",
            "ALTER USER bob WITH PASSWORD '~'",
            "curl -H \"Authorization: Bearer ~\" https://h.example/",
            "curl -H 'Cookie: ~' https://h.example/");

    @Property(tries = 600)
    void aSecretWithoutQuotesIsGone(
            @ForAll("before") String before,
            @ForAll("plainPlaces") String place,
            @ForAll("words") String secret,
            @ForAll("after") String after) {
        check(before, place, secret, after);
    }

    @Property(tries = 600)
    void aSecretInQuotesIsGone(
            @ForAll("before") String before,
            @ForAll("quotedPlaces") String place,
            @ForAll("strings") String secret,
            @ForAll("after") String after) {
        check(before, place, secret, after);
    }

    @Property(tries = 300)
    void severalOnALineAreGone(
            @ForAll("joinable") List<String> places, @ForAll("words") String secret, @ForAll("joints") String joint) {
        String line = String.join(joint, places);
        String redacted = REDACTOR.redact(line.replace(SECRET, secret));
        assertGone(secret, redacted);
        assertEquals(line.replace(SECRET, Redactor.MARKER), redacted);
    }

    @Property(tries = 200)
    void aPrivateKeyIsGoneHoweverItIsWritten(
            @ForAll("keyLabels") String label, @ForAll("bodies") String body, @ForAll("lineFeeds") String lineFeed) {
        String key = "-----BEGIN " + label + "-----" + lineFeed + body + lineFeed;
        assertEquals("a\n" + Redactor.MARKER + "\nb", REDACTOR.redact("a\n" + key + "-----END " + label + "-----\nb"));
        assertEquals("a\n" + Redactor.MARKER, REDACTOR.redact("a\n" + key), "cut off");
    }

    private static void check(String before, String place, String secret, String after) {
        String redacted = REDACTOR.redact(before + place.replace(SECRET, secret) + after);
        assertGone(secret, redacted);
        assertSame(redacted, REDACTOR.redact(redacted));
        String kept = place.contains("Bearer ") ? place.replace("Bearer ", "") : place; // a header goes to its end
        assertEquals(before + kept.replace(SECRET, Redactor.MARKER) + after, redacted);
    }

    private static void assertGone(String secret, String redacted) {
        int third = secret.length() / 3 + 1;
        for (int i = 0; i + third <= secret.length(); i++) {
            String fragment = secret.substring(i, i + third);
            assertFalse(redacted.contains(fragment), () -> fragment + " is left in " + redacted);
        }
    }

    @Provide
    Arbitrary<String> plainPlaces() {
        return Arbitraries.of(PLAIN);
    }

    @Provide
    Arbitrary<String> quotedPlaces() {
        return Arbitraries.of(QUOTED);
    }

    @Provide
    Arbitrary<List<String>> joinable() {
        return Arbitraries.of("DB_PASSWORD=~", "api_key=~", "pw=~", "user=bob", "token=~", "n=1")
                .list()
                .ofMinSize(2)
                .ofMaxSize(5);
    }

    @Provide
    Arbitrary<String> joints() {
        return Arbitraries.of(" ", "&", ", ", "; ", "\n", ";");
    }

    @Provide
    Arbitrary<String> before() {
        return Arbitraries.of("", "2026-01-02 INFO started\n", "user: bob\n", "{\"n\":1}\n", "\n\n# begin\n");
    }

    @Provide
    Arbitrary<String> after() {
        return Arbitraries.of("", "\n", "\nuser: bob\n", "\n{\"n\":1}\n", "\nx=1 y=2\n", "\n\n# end\n");
    }

    /** As people and generators make them: letters, digits and the signs that need no quotes anywhere. */
    @Provide
    Arbitrary<String> words() {
        return secret("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.~+", 8, 40)
                .map(text -> "q7" + text + "Z9");
    }

    /** With blanks and the signs that only quotes keep together. */
    @Provide
    Arbitrary<String> strings() {
        return secret("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789-_.~+!#%*?/@:", 8, 40)
                .map(text -> "q7" + text + "Z9");
    }

    private static Arbitrary<String> secret(String alphabet, int shortest, int longest) {
        return Arbitraries.strings()
                .withChars(alphabet)
                .ofMinLength(shortest)
                .ofMaxLength(longest)
                .map(text -> text.replace(SECRET, "t"));
    }

    @Provide
    Arbitrary<String> keyLabels() {
        return Arbitraries.of(
                "PRIVATE KEY",
                "RSA PRIVATE KEY",
                "EC PRIVATE KEY",
                "DSA PRIVATE KEY",
                "OPENSSH PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY",
                "PGP PRIVATE KEY BLOCK");
    }

    @Provide
    Arbitrary<String> bodies() {
        Arbitrary<String> line = Arbitraries.strings()
                .withChars("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
                .ofLength(64);
        return Combinators.combine(line, line, line).as((a, b, c) -> a + "\n" + b + "\n" + c);
    }

    @Provide
    Arbitrary<String> lineFeeds() {
        return Arbitraries.of("\n", "\r\n", "\\n", " ");
    }
}
