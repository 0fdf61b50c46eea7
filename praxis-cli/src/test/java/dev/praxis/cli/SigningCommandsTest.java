package dev.praxis.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.JsonObject;
import dev.praxis.cli.CliHarness.Result;
import dev.praxis.testkit.RequiresTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SigningCommandsTest {

    @TempDir
    Path dir;

    private CliHarness praxis;
    private Path rules;

    @BeforeEach
    void aFile() throws IOException {
        praxis = new CliHarness(dir.resolve("home"));
        rules = Files.writeString(dir.resolve("rules.json"), "{}\n");
    }

    @DisplayName("a new key, a signature, a list of signers: the file verifies, and no other one does")
    @Test
    void theWholeWay() throws IOException {
        JsonObject key = ok("key", "new", "--comment", "ada", "--json").json();
        Path keyFile = dir.resolve("home/keys/signing.key");
        assertEquals(keyFile.toString(), key.string("file").orElseThrow());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)));
        String publicKey = key.string("publicKey").orElseThrow();
        assertEquals(publicKey + "\n", Files.readString(dir.resolve("home/keys/signing.key.pub")));
        assertEquals(
                key.string("fingerprint"), ok("key", "show", "--json").json().string("fingerprint"));

        assertEquals(
                rules + ".sig",
                ok("sign", rules.toString(), "--kind", "rules", "--json")
                        .json()
                        .string("signature")
                        .orElseThrow());
        allow("ada@example.org " + publicKey);
        assertEquals(
                "ada@example.org",
                ok("verify", rules.toString(), "--kind", "rules", "--json")
                        .json()
                        .string("principals")
                        .orElseThrow());
        ok("verify", rules.toString(), "--kind", "rules", "--by", "ada@example.org");
        refused(ExitCode.SIGNATURE, "PRX-SIGN-TAMPERED", "verify", rules.toString(), "--kind", "plan");
        refused(ExitCode.SIGNATURE, "PRX-SIGN-TAMPERED", "verify", rules.toString(), "--kind", "rules", "--by", "eve");

        Files.writeString(rules, "{ }\n");
        refused(ExitCode.SIGNATURE, "PRX-SIGN-TAMPERED", "verify", rules.toString(), "--kind", "rules");
        refused(ExitCode.SIGNING, "PRX-SIGN-FILE", "sign", rules.toString(), "--kind", "rules");
        ok("sign", rules.toString(), "--kind", "rules", "--overwrite");
        ok("verify", rules.toString(), "--kind", "rules");
        Files.delete(dir.resolve("rules.json.sig"));
        refused(ExitCode.SIGNATURE, "PRX-SIGN-TAMPERED", "verify", rules.toString(), "--kind", "rules");
    }

    @DisplayName("what ssh-keygen made verifies, and ssh-keygen verifies what praxis made")
    @RequiresTool(value = "ssh-keygen", from = "openssh-client")
    @Test
    void withSshKeygen() throws Exception {
        Path key = dir.resolve("id");
        assertEquals(0, sshKeygen("-q", "-t", "ed25519", "-N", "", "-C", "ada", "-f", key.toString()));
        Path signers = signers(dir.resolve("signers"), "ada " + Files.readString(dir.resolve("id.pub")));
        assertEquals(0, sshKeygen("-Y", "sign", "-f", key.toString(), "-n", "praxis-rules", rules.toString()));
        ok("verify", rules.toString(), "--kind", "rules", "--signers", signers.toString());

        ok("sign", rules.toString(), "--kind", "rules", "--key", key.toString(), "--overwrite");
        List<String> verify = List.of(
                "-Y", "verify", "-f", signers.toString(), "-I", "ada", "-n", "praxis-rules", "-s", rules + ".sig");
        assertEquals(0, sshKeygen(verify.toArray(String[]::new)));
        Files.writeString(rules, "{ }\n");
        assertFalse(0 == sshKeygen(verify.toArray(String[]::new)));
    }

    @DisplayName("a signer is allowed when the list says so")
    @Test
    void times() throws IOException {
        String publicKey = ok("key", "new", "--json").json().string("publicKey").orElseThrow();
        ok("sign", rules.toString(), "--kind", "rules");
        allow("ada valid-before=\"20200101Z\" " + publicKey);
        refused(ExitCode.SIGNATURE, "PRX-SIGN-TAMPERED", "verify", rules.toString(), "--kind", "rules");
        ok("verify", rules.toString(), "--kind", "rules", "--at", "2019-06-01T00:00:00Z");
    }

    @DisplayName("what cannot be used is refused with its own exit status, and a key is never overwritten")
    @Test
    void refusals() throws IOException {
        refused(ExitCode.SIGNING, "PRX-SIGN-FILE", "key", "show");
        refused(ExitCode.SIGNING, "PRX-SIGN-FILE", "sign", rules.toString(), "--kind", "rules");
        refused(ExitCode.SIGNING, "PRX-SIGN-FILE", "verify", rules.toString(), "--kind", "rules");
        refused(ExitCode.USAGE, "PRX-USAGE", "verify", rules.toString());
        ok("key", "new");
        String before = Files.readString(dir.resolve("home/keys/signing.key"));
        refused(ExitCode.SIGNING, "PRX-SIGN-FILE", "key", "new");
        assertEquals(before, Files.readString(dir.resolve("home/keys/signing.key")));
        refused(ExitCode.ARGUMENT, "PRX-INVALID-ARGUMENT", "sign", rules.toString(), "--kind", "recipe");
        allow("nonsense");
        refused(ExitCode.SIGNING, "PRX-SIGN-FORMAT", "verify", rules.toString(), "--kind", "rules");
    }

    private void allow(String line) throws IOException {
        signers(dir.resolve("home/allowed_signers"), line + "\n");
    }

    private static Path signers(Path file, String content) throws IOException {
        return Files.setPosixFilePermissions(
                Files.writeString(file, content), PosixFilePermissions.fromString("rw-r--r--"));
    }

    private Result ok(String... args) {
        Result result = praxis.run(args);
        assertEquals(0, result.status(), result.err());
        return result;
    }

    private void refused(ExitCode code, String stableCode, String... args) {
        Result result = praxis.run(args);
        assertEquals(code.status(), result.status(), result.err());
        assertTrue(result.err().contains(stableCode), result.err());
        assertEquals("", result.out());
    }

    private int sshKeygen(String... args) throws Exception {
        List<String> command = new java.util.ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectInput(rules.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
