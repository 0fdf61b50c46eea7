package dev.praxis.signing.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.signing.SignatureRejectedException;
import dev.praxis.signing.SignatureRejectedException.Reason;
import dev.praxis.signing.SigningFileException;
import dev.praxis.signing.SigningFormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedSignersTest {

    private static final Instant NOW = Instant.parse("2026-06-15T12:00:00Z");
    private static final String RSA = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQ==";

    @TempDir
    Path dir;

    @DisplayName("comments, empty lines, blanks, quotes, comments behind the key and keys of other types")
    @Test
    void form() throws Exception {
        AllowedSigners signers = parse("# the team\n\n \t# indented\n"
                + "ada@example.org,grace@example.org " + Keys.line(1) + " a comment, \"with quotes\n"
                + "  \t\"*@ops.example.org\"\t\tNAMESPACES=\"praxis-*,!praxis-policy\",Valid-After=\"20260101Z\"\t "
                + Keys.line(2) + "\n"
                + "old@example.org " + RSA + "\n"
                + "sk@example.org sk-ssh-ed25519@openssh.com AAAA");
        assertEquals(4, signers.signers().size());
        assertEquals(
                List.of(4, 5, 6, 7),
                signers.signers().stream().map(AllowedSigner::line).toList());
        assertEquals("ada@example.org,grace@example.org", allowed(signers, 1, "anything", NOW));
        assertEquals("*@ops.example.org", allowed(signers, 2, "praxis-plan", NOW));
        assertTrue(signers.signers().get(1).isPrincipal("joe@ops.example.org"));
    }

    @DisplayName("a file without a signer allows nobody, and is no error")
    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "# nobody", " \t\n"})
    void empty(String content) {
        assertEquals(Reason.UNKNOWN_SIGNER, refusal(parse(content), 1, "praxis-plan", NOW));
    }

    @DisplayName("a line that is not understood has the file refused, and is named")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada",
                "ada ssh-ed25519",
                "ada ssh-ed25519 AAAA",
                "KEY",
                "ada namespaces=\"a\"",
                "ada namespaces=\"a KEY",
                "ada namespaces=a KEY",
                "ada namespaces KEY",
                "ada namespaces=\"a\", KEY",
                "ada namespaces=\"a\",,valid-after=\"20260101\" KEY",
                "ada namespaces=\"a\",namespaces=\"b\" KEY",
                "ada namespaces=\"a\"valid-after=\"20260101\" KEY",
                "ada namespace=\"a\" KEY",
                "ada no-touch-required KEY",
                "ada ,namespaces=\"a\" KEY",
                "ada valid-after=\"2026\" KEY",
                "ada valid-after=\"20261301\" KEY",
                "ada valid-after=\"20260230\" KEY",
                "ada valid-after=\"202601012460\" KEY",
                "ada valid-after=\"20260101X\" KEY",
                "ada valid-after=\"+2026010\" KEY",
                "ada valid-after=\"2026010112000\" KEY",
                "ada valid-after=\"20260102\",valid-before=\"20260101\" KEY",
                "ada KEY\r",
                "ada namespaces=\"a\" \0 KEY",
                "ada ssh-ed25519 !!!!"
            })
    void refused(String line) {
        SigningFormatException e = assertThrows(
                SigningFormatException.class,
                () -> parse("# first\ngrace " + Keys.line(3) + "\n" + line.replace("KEY", Keys.line(1)) + "\n"));
        assertTrue(e.getMessage().contains("line 3"), e.getMessage());
    }

    @DisplayName("a certificate authority is refused clearly, not passed over")
    @ParameterizedTest
    @ValueSource(strings = {"cert-authority", "Cert-Authority", "namespaces=\"a\",cert-authority"})
    void certificateAuthorities(String options) {
        SigningFormatException e = assertThrows(
                SigningFormatException.class, () -> parse("*@example.org " + options + " " + Keys.line(1)));
        assertTrue(e.getMessage().contains("certificate authorities are not supported"), e.getMessage());
    }

    @DisplayName("both ends of the time are included; without Z it is local")
    @ParameterizedTest
    @CsvSource({
        "valid-after=\"20260615120000Z\",2026-06-15T12:00:00Z,true",
        "valid-after=\"20260615120000z\",2026-06-15T11:59:59Z,false",
        "valid-after=\"202606151200Z\",2026-06-15T12:00:00Z,true",
        "valid-after=\"20260615Z\",2026-06-14T23:59:59Z,false",
        "valid-after=\"20260615Z\",2026-06-15T00:00:00Z,true",
        "valid-before=\"20260615120000Z\",2026-06-15T12:00:00Z,true",
        "valid-before=\"20260615120000Z\",2026-06-15T12:00:01Z,false",
        "valid-after=\"20260615\",2026-06-14T21:59:59Z,false",
        "valid-after=\"20260615\",2026-06-14T22:00:00Z,true",
        "valid-before=\"20260615\",2026-06-14T22:00:00Z,true",
        "valid-before=\"20260615\",2026-06-14T22:00:01Z,false"
    })
    void times(String options, Instant at, boolean valid) throws Exception {
        AllowedSigners signers =
                AllowedSigners.parse(bytes("ada " + options + " " + Keys.line(1)), ZoneId.of("Europe/Berlin"));
        if (valid) {
            assertEquals("ada", allowed(signers, 1, "n", at));
        } else {
            assertEquals(Reason.NOT_ALLOWED, refusal(signers, 1, "n", at));
        }
    }

    @DisplayName("the first line that allows it counts; a principal can be asked for")
    @Test
    void severalLines() throws Exception {
        AllowedSigners signers = parse("a namespaces=\"x\" " + Keys.line(1) + "\n"
                + "b,c valid-before=\"20200101Z\" " + Keys.line(1) + "\n"
                + "c " + Keys.line(1) + "\n"
                + "d " + Keys.line(2));
        SshSignature signature = signature(1, "y");
        assertEquals(3, signers.signerOf(signature, NOW).line());
        assertEquals(3, signers.signerOf(signature, "c", NOW).line());
        assertEquals(1, signers.signerOf(signature(1, "x"), "a", NOW).line());
        for (String notAllowed : List.of("a", "b")) {
            assertEquals(
                    Reason.NOT_ALLOWED,
                    assertThrows(SignatureRejectedException.class, () -> signers.signerOf(signature, notAllowed, NOW))
                            .reason());
        }
        assertEquals(
                Reason.UNKNOWN_SIGNER,
                assertThrows(SignatureRejectedException.class, () -> signers.signerOf(signature, "d", NOW))
                        .reason());
    }

    @DisplayName("patterns of ssh_config(5)")
    @ParameterizedTest
    @CsvSource(
            value = {
                "ada|ada|true",
                "ada|Ada|false",
                "ada|adas|false",
                "*|ada|true",
                "*|''|true",
                "?|a|true",
                "?|''|false",
                "a*a|ada|true",
                "a*a|aa|true",
                "a*a|a|false",
                "*@example.org|ada@example.org|true",
                "*@example.org|ada@example.com|false",
                "*,!ada|ada|false",
                "!ada,*|ada|false",
                "!ada,*|grace|true",
                "!ada|grace|false",
                "ada,grace|grace|true",
                "a**b*c|aXbbYc|true",
                "a**b*c|aXbbYd|false",
                "''|''|true"
            },
            delimiter = '|')
    void patterns(String patterns, String name, boolean matches) {
        assertEquals(matches, new PatternList(patterns).matches(name));
    }

    @DisplayName("a pattern of many stars takes no more than a moment")
    @Test
    void manyStars() {
        String pattern = "*a".repeat(2000) + "b";
        assertEquals(false, new PatternList(pattern).matches("a".repeat(20_000)));
    }

    @DisplayName("what is no UTF-8, too large or not there is refused")
    @Test
    void files() throws Exception {
        assertThrows(
                SigningFormatException.class,
                () -> AllowedSigners.parse(new byte[] {'a', (byte) 0xff}, ZoneOffset.UTC));
        Path file = dir.resolve("allowed_signers");
        assertThrows(SigningFileException.class, () -> AllowedSigners.read(file, ZoneOffset.UTC));
        Files.writeString(file, "ada " + Keys.line(1) + "\nnonsense\n");
        assertTrue(assertThrows(SigningFormatException.class, () -> AllowedSigners.read(file, ZoneOffset.UTC))
                .getMessage()
                .startsWith(file + ": line 2"));
        for (String open : List.of("rw-rw-r--", "rw-r--rw-")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
            assertTrue(assertThrows(SigningFileException.class, () -> AllowedSigners.read(file, ZoneOffset.UTC))
                    .getMessage()
                    .contains("chmod go-w"));
        }
        Files.writeString(file, "ada " + Keys.line(1));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertEquals(1, AllowedSigners.read(file, ZoneOffset.UTC).signers().size());
        Files.write(file, new byte[AllowedSigners.MAX_BYTES + 1]);
        assertThrows(SigningFileException.class, () -> AllowedSigners.read(file, ZoneOffset.UTC));
    }

    private static String allowed(AllowedSigners signers, int key, String namespace, Instant at) throws IOException {
        return signers.signerOf(signature(key, namespace), at).principals();
    }

    private static Reason refusal(AllowedSigners signers, int key, String namespace, Instant at) {
        return assertThrows(SignatureRejectedException.class, () -> signers.signerOf(signature(key, namespace), at))
                .reason();
    }

    private static SshSignature signature(int key, String namespace) throws IOException {
        return SshSignature.sign(
                Keys.pair(key), namespace, SignatureHash.SHA512, new ByteArrayInputStream(new byte[] {1}));
    }

    private static AllowedSigners parse(String content) {
        return AllowedSigners.parse(bytes(content), ZoneOffset.UTC);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
