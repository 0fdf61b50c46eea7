package dev.praxis.signing.artifact;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.signing.SigningFileException;
import dev.praxis.signing.ssh.AllowedSigners;
import dev.praxis.signing.ssh.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignatureCheckTest {

    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2026-06-15T12:00:00Z"));
    private static final byte[] CONTENT = "{\"rules\":[]}\n".getBytes(StandardCharsets.UTF_8);

    private final SecureRandom random = new SecureRandom();
    private final SignatureCheck check =
            check("ada " + Keys.line(1) + "\ngrace namespaces=\"praxis-plan\" " + Keys.line(2));

    @TempDir
    Path dir;

    private Path artifact;

    @BeforeEach
    void artifact() throws IOException {
        artifact = Files.write(dir.resolve("rules.json"), CONTENT);
    }

    @DisplayName("what an allowed signer signed as this kind loads, with its content and signer")
    @ParameterizedTest
    @EnumSource
    void loads(ArtifactKind kind) {
        assertEquals(artifact.resolveSibling("rules.json.sig"), sign(kind, 1, false));
        SignedContent loaded = check.load(artifact, kind);
        assertArrayEquals(CONTENT, loaded.bytes());
        assertEquals("ada", loaded.signer().principals());
        assertEquals("ada", check.verify(artifact, kind).principals());
        assertEquals("ada", check.by("ada").verify(artifact, kind).principals());
        assertTampered(check.by("grace"), kind, "grace is not allowed with the key");
        for (ArtifactKind other : EnumSet.complementOf(EnumSet.of(kind))) {
            assertTampered(check, other, "namespace " + kind.namespace());
        }
    }

    @DisplayName("no bit of the content can be flipped, nothing cut or added")
    @Test
    void everyBit() throws Exception {
        sign(ArtifactKind.RULES, 1, false);
        for (int bit = 0; bit < CONTENT.length * 8; bit++) {
            byte[] flipped = CONTENT.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(artifact, flipped);
            assertTampered(check, ArtifactKind.RULES, "another content");
        }
        for (String other : List.of("", "{\"rules\":[]}", "{\"rules\":[]}\n\n")) {
            Files.writeString(artifact, other);
            assertTampered(check, ArtifactKind.RULES, "another content");
        }
    }

    @DisplayName("a signature that is missing, no signature, another's, or not for this is tampering")
    @Test
    void signatures() throws Exception {
        assertTampered(check, ArtifactKind.RULES, "is missing");
        Path signature = sign(ArtifactKind.RULES, 1, false);
        Files.writeString(signature, "nonsense");
        assertTampered(check, ArtifactKind.RULES, "not a signature of OpenSSH");
        sign(ArtifactKind.RULES, 3, true);
        assertTampered(check, ArtifactKind.RULES, "nobody who is allowed");
        sign(ArtifactKind.RULES, 2, true);
        assertTampered(check, ArtifactKind.RULES, "may sign praxis-plan and not praxis-rules");
        sign(ArtifactKind.PLAN, 2, true);
        assertEquals("grace", check.verify(artifact, ArtifactKind.PLAN).principals());
    }

    @DisplayName("what cannot be read is no tampering")
    @Test
    void unreadable() throws Exception {
        assertThrows(SigningFileException.class, () -> check.load(dir.resolve("none"), ArtifactKind.RULES));
        assertThrows(SigningFileException.class, () -> check.verify(dir.resolve("none"), ArtifactKind.RULES));
        Files.createDirectory(dir.resolve("rules.json.sig"));
        assertThrows(SigningFileException.class, () -> check.load(artifact, ArtifactKind.RULES));
        assertThrows(
                SigningFileException.class,
                () -> SignatureFile.create(dir.resolve("none"), ArtifactKind.RULES, Keys.pair(1), false, random));
    }

    @DisplayName("a signature that is there stays unless it is to be overwritten; no draft stays")
    @Test
    void overwrite() throws Exception {
        Path signature = sign(ArtifactKind.RULES, 1, false);
        byte[] before = Files.readAllBytes(signature);
        assertThrows(SigningFileException.class, () -> sign(ArtifactKind.RULES, 2, false));
        assertArrayEquals(before, Files.readAllBytes(signature));
        sign(ArtifactKind.RULES, 2, true);
        assertFalse(java.util.Arrays.equals(before, Files.readAllBytes(signature)));
        try (Stream<Path> files = Files.list(dir)) {
            assertEquals(2, files.count());
        }
    }

    @DisplayName("kinds have names and namespaces of their own")
    @Test
    void kinds() {
        assertEquals(
                ArtifactKind.values().length,
                Stream.of(ArtifactKind.values())
                        .map(ArtifactKind::namespace)
                        .collect(Collectors.toSet())
                        .size());
        assertEquals("praxis-plan", ArtifactKind.PLAN.namespace());
        for (ArtifactKind kind : ArtifactKind.values()) {
            assertEquals(kind, ArtifactKind.of(kind.label()));
        }
        assertThrows(InvalidArgumentException.class, () -> ArtifactKind.of("PLAN"));
    }

    private Path sign(ArtifactKind kind, int key, boolean overwrite) {
        return SignatureFile.create(artifact, kind, Keys.pair(key), overwrite, random);
    }

    private void assertTampered(SignatureCheck checked, ArtifactKind kind, String why) {
        for (TamperDetectedException e : List.of(
                assertThrows(TamperDetectedException.class, () -> checked.load(artifact, kind)),
                assertThrows(TamperDetectedException.class, () -> checked.verify(artifact, kind)))) {
            assertTrue(e.getMessage().contains(why), e.getMessage());
            assertEquals(artifact, e.file());
            assertEquals(kind, e.kind());
        }
    }

    private static SignatureCheck check(String signers) {
        return new SignatureCheck(
                AllowedSigners.parse(signers.getBytes(StandardCharsets.UTF_8), ZoneOffset.UTC), CLOCK);
    }
}
