package dev.praxis.redaction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RedactorProperties {

    private static final Redactor REDACTOR = Redactor.standard();

    @Property(tries = 1000)
    void redactingTwiceIsRedactingOnce(@ForAll("mixes") String text) {
        String once = REDACTOR.redact(text);
        assertSame(once, REDACTOR.redact(once));
    }

    @Property(tries = 1000)
    void noPartOfATokenSurvivesWhateverStandsAroundIt(
            @ForAll("around") String before, @ForAll("secrets") String secret, @ForAll("around") String after) {
        String redacted = REDACTOR.redact(before + " " + secret + " " + after);
        String tail = secret.substring(secret.length() - 10);
        assertFalse(redacted.contains(tail), redacted);
    }

    @Property(tries = 1000)
    void noPartOfAValueBehindASecretKeySurvives(
            @ForAll("keys") String key, @ForAll("separators") String separator, @ForAll("values") String value) {
        String redacted = REDACTOR.redact("run " + key + separator + value + " done=1");
        assertFalse(redacted.contains(value.substring(value.length() - 6)), redacted);
        assertFalse(redacted.contains(value.substring(0, 6)), redacted);
        assertTrue(redacted.contains(key), redacted);
    }

    @Property(tries = 300)
    void jsonIsRedactedEverywhereAndOnce(@ForAll("documents") JsonValue document, @ForAll("secrets") String secret) {
        JsonValue with = JsonObject.builder()
                .put("a", document)
                .put("note " + secret, JsonArray.of(new JsonString("x " + secret)))
                .build();
        JsonValue redacted = REDACTOR.redact(with);
        assertFalse(CanonicalJson.text(redacted).contains(secret.substring(secret.length() - 10)));
        assertEquals(redacted, REDACTOR.redact(redacted));
    }

    @Property(tries = 500)
    void argumentsAreRedactedOnce(@ForAll("argumentVectors") List<String> argv) {
        List<String> once = REDACTOR.redactArguments(argv);
        assertEquals(argv.size(), once.size());
        assertSame(once, REDACTOR.redactArguments(once));
    }

    @Property(tries = 500)
    void noPartOfASecretSurvivesInAnArgumentVector(
            @ForAll("secretArguments") List<String> argv, @ForAll("values") String value) {
        List<String> with = argv.stream().map(part -> part.replace("~", value)).toList();
        JsonValue array = JsonArray.ofStrings(with);
        for (String redacted : List.of(
                CanonicalJson.text(REDACTOR.redact(array)),
                REDACTOR.redactArguments(with).toString(),
                REDACTOR.redact(CanonicalJson.text(array)))) {
            assertFalse(redacted.contains(value.substring(value.length() - 6)), redacted);
            assertFalse(redacted.contains(value.substring(0, 6)), redacted);
        }
    }

    @Property(tries = 500)
    void arraysAreRedactedOnce(@ForAll("argumentVectors") List<String> elements) {
        JsonValue once = REDACTOR.redact((JsonValue) JsonArray.ofStrings(elements));
        assertSame(once, REDACTOR.redact(once));
    }

    @Property(tries = 300)
    void theWorkIsLinearWhateverIsRepeated(@ForAll("units") String unit) {
        String text = unit.repeat(50_000 / unit.length() + 1);
        long once = REDACTOR.work(text);
        long twice = REDACTOR.work(text + text);
        assertTrue(twice <= 2.3 * once, once + " reads, then " + twice);
    }

    @Provide
    Arbitrary<String> units() {
        Arbitrary<String> piece = Arbitraries.oneOf(
                Arbitraries.of(
                        "PWD=/", "PWD", "pass", "\r", "a", "-", "p", "u", "/", "~", "#", "|", ">", "curl ", "-u",
                        "login "),
                HostileTexts.fragments().filter(part -> part.length() < 16));
        return piece.list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<String>> secretArguments() {
        return Arbitraries.of(
                List.of("mysqld", "--password", "~"),
                List.of("x", "-token", "~", "y"),
                List.of("--db-password=~"),
                List.of("mysql", "-p~"),
                List.of("/bin/curl", "-u", "bob:~", "https://h/"),
                List.of("curl", "-su", "bob:~"),
                List.of("sshpass", "-p", "~", "ssh", "h"),
                List.of("redis-cli", "-a", "~"),
                List.of("openssl", "rsa", "-passin", "pass:~"));
    }

    @Provide
    Arbitrary<String> secrets() {
        return HostileTexts.secrets();
    }

    @Provide
    Arbitrary<String> around() {
        return HostileTexts.around();
    }

    @Provide
    Arbitrary<String> mixes() {
        return HostileTexts.mixes();
    }

    @Provide
    Arbitrary<List<String>> argumentVectors() {
        return Arbitraries.oneOf(
                        mixes(),
                        Arbitraries.of("mysql", "--password", "-psecret", "--token=abc", "-v", "--verbose"),
                        Arbitraries.of(
                                "curl", "-u", "-sU", "a:b", "token:", "DB_PASSWORD", "sshpass", "-p", "", "x/mysql"),
                        Arbitraries.of(
                                "openssl", "-passin", "pass:x", "redis-cli", "-a", "machine h login b password p"))
                .list()
                .ofMaxSize(8);
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.of(
                "password",
                "db_password",
                "dbPassword",
                "DB-PASSWORD",
                "db.passwd",
                "PGPASSWORD",
                "client_secret",
                "apiKey",
                "API_KEY",
                "AWS_SECRET_ACCESS_KEY",
                "access-token",
                "passphrase",
                "MYSQL_PWD",
                "credential");
    }

    @Provide
    Arbitrary<String> separators() {
        return Arbitraries.of("=", ": ", ":", " = ", " := ", "=\"", ": '", " => ");
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("0123456789/+-_.!#%@&;,")
                .ofMinLength(12)
                .ofMaxLength(60)
                .map(text -> "Q7" + text + "Q9");
    }

    @Provide
    Arbitrary<JsonValue> documents() {
        Arbitrary<JsonValue> strings = around().map(JsonString::new);
        return strings.list().ofMaxSize(4).map(JsonArray::of);
    }
}
