package dev.praxis.signing.ssh;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.Ed25519PublicKey;
import dev.praxis.signing.SigningFileException;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.testkit.RequiresTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFileTest {

    private final SecureRandom random = new SecureRandom();

    @TempDir
    Path dir;

    @DisplayName(
            "a key is read as it was written, whatever its comment; files and directories have their modes; no draft stays")
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ada@example.org", "clé de résumé", "twelve chars", "two\nlines\u202e"})
    void roundTrip(String comment) throws Exception {
        Path file = dir.resolve("new").resolve("keys").resolve("praxis.key");
        Ed25519KeyPair pair = Ed25519KeyPair.generate(random);
        KeyFile.create(file, pair, comment, random);
        assertArrayEquals(pair.seed(), KeyFile.read(file).seed());
        assertEquals(
                pair.publicKey(),
                PublicKeyLine.parse(Files.readString(KeyFile.publicKeyFile(file)))
                        .key());
        assertEquals("rw-------", mode(file));
        assertEquals("rwx------", mode(dir.resolve("new")));
        assertEquals("rwx------", mode(file.getParent()));
        assertEquals(2, names(file.getParent()).size());
    }

    @DisplayName("ssh-keygen reads what praxis wrote")
    @RequiresTool(value = "ssh-keygen", from = "openssh-client")
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "ada@example.org", "seven c"})
    void sshKeygenReads(String comment) throws Exception {
        Path file = dir.resolve("key");
        KeyFile.create(file, Keys.pair(1), comment, random);
        SshKeygen.Result shown = SshKeygen.run("-y", "-f", file);
        assertEquals(new PublicKeyLine(Keys.pair(1).publicKey(), comment) + "\n", shown.output());
        String listed = SshKeygen.run("-l", "-f", KeyFile.publicKeyFile(file)).output();
        String fingerprint = new PublicKeyLine(Keys.pair(1).publicKey(), comment).fingerprint();
        assertTrue(listed.startsWith("256 " + fingerprint + " "), listed);
    }

    @DisplayName("praxis reads what ssh-keygen wrote")
    @RequiresTool(value = "ssh-keygen", from = "openssh-client")
    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ada@example.org"})
    void readsSshKeygen(String comment) throws Exception {
        Path file = dir.resolve("key");
        assertTrue(SshKeygen.run("-q", "-t", "ed25519", "-N", "", "-C", comment, "-f", file)
                .succeeded());
        PublicKeyLine line = PublicKeyLine.parse(Files.readString(KeyFile.publicKeyFile(file)));
        assertEquals(comment, line.comment());
        assertEquals(line.key(), KeyFile.read(file).publicKey());
    }

    @DisplayName("a key with a passphrase, and one of another type, are refused with what to do")
    @RequiresTool(value = "ssh-keygen", from = "openssh-client")
    @Test
    void otherKeys() throws Exception {
        Path locked = dir.resolve("locked");
        SshKeygen.run("-q", "-t", "ed25519", "-N", "a passphrase", "-f", locked);
        assertTrue(assertThrows(SigningFormatException.class, () -> KeyFile.read(locked))
                .getMessage()
                .contains("passphrase"));
        for (String type : List.of("rsa", "ecdsa")) {
            Path other = dir.resolve(type);
            SshKeygen.run("-q", "-t", type, "-N", "", "-f", other);
            assertTrue(assertThrows(SigningFormatException.class, () -> KeyFile.read(other))
                    .getMessage()
                    .contains("another type"));
            String line = Files.readString(KeyFile.publicKeyFile(other));
            assertThrows(SigningFormatException.class, () -> PublicKeyLine.parse(line));
        }
    }

    @DisplayName("a key that others may use is refused, and so is what is no file or no key")
    @Test
    void refused() throws Exception {
        Path file = dir.resolve("key");
        KeyFile.create(file, Keys.pair(1), "", random);
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rw------x")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
            assertTrue(assertThrows(SigningFileException.class, () -> KeyFile.read(file))
                    .getMessage()
                    .contains("chmod 600"));
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        assertArrayEquals(Keys.pair(1).seed(), KeyFile.read(file).seed());
        assertThrows(SigningFileException.class, () -> KeyFile.read(dir.resolve("none")));
        assertThrows(SigningFileException.class, () -> KeyFile.read(dir));
        Path large = dir.resolve("large");
        Files.write(large, new byte[1 << 17]);
        Files.setPosixFilePermissions(large, PosixFilePermissions.fromString("rw-------"));
        assertThrows(SigningFileException.class, () -> KeyFile.read(large));
    }

    @DisplayName("a key that is there is not overwritten, through a link neither")
    @Test
    void neverOverwritten() throws Exception {
        Path file = dir.resolve("key");
        KeyFile.create(file, Keys.pair(1), "", random);
        byte[] before = Files.readAllBytes(file);
        byte[] publicBefore = Files.readAllBytes(KeyFile.publicKeyFile(file));
        assertThrows(SigningFileException.class, () -> KeyFile.create(file, Keys.pair(2), "", random));
        assertArrayEquals(before, Files.readAllBytes(file));
        assertArrayEquals(publicBefore, Files.readAllBytes(KeyFile.publicKeyFile(file)));
        Path link = Files.createSymbolicLink(dir.resolve("link"), dir.resolve("nowhere"));
        assertThrows(SigningFileException.class, () -> KeyFile.create(link, Keys.pair(2), "", random));
        assertFalse(Files.exists(dir.resolve("nowhere")));
        assertEquals(List.of("key", "key.pub", "link"), names(dir));
    }

    @DisplayName("of many that come first one makes the key, and all get it")
    @Test
    void oneKey() throws Exception {
        Path file = dir.resolve("keys").resolve("key");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Ed25519PublicKey>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(() ->
                        KeyFile.readOrCreate(file, "audit", new SecureRandom()).publicKey());
            }
            Set<Ed25519PublicKey> keys = new HashSet<>();
            for (Future<Ed25519PublicKey> key : threads.invokeAll(calls)) {
                keys.add(key.get());
            }
            assertEquals(Set.of(KeyFile.read(file).publicKey()), keys);
            assertEquals(List.of("key", "key.pub"), names(file.getParent()));
        } finally {
            threads.shutdownNow();
        }
    }

    @DisplayName("no bit of a key file can be flipped without the key being refused or the same")
    @Test
    void everyBit() {
        byte[] binary = Armor.PRIVATE_KEY.decode(PrivateKeyText.encode(Keys.pair(1), "c"));
        for (int bit = 0; bit < binary.length * 8; bit++) {
            byte[] flipped = binary.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            try {
                Ed25519KeyPair read = PrivateKeyText.decode(Armor.PRIVATE_KEY.encode(flipped));
                assertEquals(Keys.pair(1).publicKey(), read.publicKey(), "bit " + bit);
            } catch (SigningFormatException e) {
                // As it should be: only the comment may say anything.
            }
        }
        for (int length = 0; length < binary.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(binary, length);
            assertThrows(SigningFormatException.class, () -> PrivateKeyText.decode(Armor.PRIVATE_KEY.encode(cut)));
        }
    }

    @DisplayName("what is not armored as it should be is refused")
    @Test
    void armor() {
        String good = new String(PrivateKeyText.encode(Keys.pair(1), "c"), StandardCharsets.US_ASCII);
        for (String bad : List.of(
                "",
                "\n",
                " " + good,
                good + "\n",
                good + "x",
                good.replace("\n", "\r\n"),
                good.replace("OPENSSH", "RSA"),
                good.replace("-----BEGIN", "----BEGIN"),
                good.substring(0, good.indexOf("-----END")),
                "-----BEGIN OPENSSH PRIVATE KEY-----\n-----END OPENSSH PRIVATE KEY-----\n",
                "-----BEGIN OPENSSH PRIVATE KEY-----\n\n-----END OPENSSH PRIVATE KEY-----\n")) {
            assertThrows(
                    SigningFormatException.class,
                    () -> PrivateKeyText.decode(bad.getBytes(StandardCharsets.US_ASCII)),
                    bad);
        }
    }

    @DisplayName("a line that is no public key of Ed25519 is refused")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ssh-ed25519",
                "ssh-ed25519 AAAA",
                "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIzB267WwpvyKsufBiwGSrZ37qvlRoNifbb2XXzjGXa",
                "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIIzB267WwpvyKsufBiwGSrZ37qvlRoNifbb2XXzjGXaI",
                "ssh-ed25519 AAAAB3NzaC1yc2EAAAAgjMHbrtbCm/Iqy58GLAZKtnfuq+VGg2J9tvZdfOMZdog="
            })
    void publicKeyLines(String line) {
        assertThrows(SigningFormatException.class, () -> PublicKeyLine.parse(line));
    }

    private static String mode(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static List<String> names(Path directory) throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
