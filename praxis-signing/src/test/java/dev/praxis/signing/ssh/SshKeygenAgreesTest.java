package dev.praxis.signing.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.signing.SignatureRejectedException;
import dev.praxis.testkit.RequiresTool;
import dev.praxis.testkit.Seed;
import dev.praxis.testkit.Soak;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** For lists of allowed signers that both understand, praxis and ssh-keygen give the same verdict. */
class SshKeygenAgreesTest {

    private static final List<String> PRINCIPALS = List.of(
            "ada", "grace", "ada,grace", "*", "?da", "*,!ada", "!grace,*", "*@example.org", "\"ada\"", "\"ada,gr*\"");
    private static final List<String> NAMES = List.of("ada", "grace", "ada@example.org");
    private static final List<String> NAMESPACES =
            List.of("praxis-plan", "praxis-*", "*,!praxis-plan", "praxis-policy", "praxis-plan,file", "praxis-pla?");
    private static final List<String> TIMES = List.of(
            "20260614Z",
            "20260615Z",
            "20260616Z",
            "202606151200Z",
            "202606151201Z",
            "20260615120000Z",
            "20260615115959",
            "20260615",
            "202606151200");
    private static final String VERIFY_TIME = "20260615120000Z";
    private static final Instant AT = Instant.parse("2026-06-15T12:00:00Z");

    @TempDir
    Path dir;

    @DisplayName("the same verdict on random lists")
    @RequiresTool(value = "ssh-keygen", from = "openssh-client")
    @Test
    void sameVerdict() throws Exception {
        Seed seed = Seed.fresh();
        Random random = seed.random();
        byte[] message = {1, 2, 3};
        Path messageFile = Files.write(dir.resolve("message"), message);
        SshSignature signature =
                SshSignature.sign(Keys.pair(1), "praxis-plan", SignatureHash.SHA512, new ByteArrayInputStream(message));
        Path signatureFile = Files.write(dir.resolve("message.sig"), signature.armored());
        int accepted = 0;
        int tries = Soak.times(150, 10_000);
        for (int i = 0; i < tries; i++) {
            String list = list(random);
            String name = any(random, NAMES);
            Path signers = Files.writeString(dir.resolve("allowed_signers"), list);
            boolean theirs = SshKeygen.run(
                            messageFile,
                            "-Y",
                            "verify",
                            "-f",
                            signers,
                            "-I",
                            name,
                            "-n",
                            "praxis-plan",
                            "-s",
                            signatureFile,
                            "-O",
                            "verify-time=" + VERIFY_TIME)
                    .succeeded();
            assertEquals(theirs, ours(list, signature, name), () -> seed + ": " + name + " with\n" + list);
            accepted += theirs ? 1 : 0;
        }
        assertTrue(accepted > tries / 10 && accepted < tries * 9 / 10, accepted + " of " + tries + " were accepted");
    }

    private static boolean ours(String list, SshSignature signature, String name) {
        try {
            AllowedSigners.parse(list.getBytes(StandardCharsets.UTF_8), ZoneOffset.UTC)
                    .signerOf(signature, name, AT);
            return true;
        } catch (SignatureRejectedException e) {
            return false;
        }
    }

    private static String list(Random random) {
        StringBuilder list = new StringBuilder();
        int lines = 1 + random.nextInt(3);
        for (int i = 0; i < lines; i++) {
            if (random.nextInt(4) == 0) {
                list.append(any(random, List.of("# comment\n", "\n", "  \t# more\n", " \t \n")));
            }
            list.append(any(random, List.of("", "", " ", "\t")))
                    .append(any(random, PRINCIPALS))
                    .append(any(random, List.of(" ", "\t", "  ")))
                    .append(options(random))
                    .append(Keys.line(1 + random.nextInt(4) / 3))
                    .append(any(random, List.of("", " a comment", "\t# \"x")))
                    .append('\n');
        }
        return list.toString();
    }

    private static String options(Random random) {
        List<String> options = new ArrayList<>();
        if (random.nextBoolean()) {
            options.add(any(random, List.of("namespaces", "NameSpaces")) + "=\"" + any(random, NAMESPACES) + "\"");
        }
        if (random.nextInt(3) == 0) {
            String after = any(random, TIMES);
            options.add("valid-after=\"" + after + "\"");
        } else if (random.nextInt(3) == 0) {
            options.add("valid-before=\"" + any(random, TIMES) + "\"");
        }
        return options.isEmpty() ? "" : String.join(",", options) + any(random, List.of(" ", "\t "));
    }

    private static String any(Random random, List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
