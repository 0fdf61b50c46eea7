package dev.praxis.execution.approval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.execution.approval.Redemption.Reason;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ApprovalRegistryTest {

    private static final JsonObject SUBJECT = RedeemingProcess.SUBJECT;

    @TempDir
    Path temporary;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T08:00:00Z"));

    @Test
    void onDiskThereIsOnlyADigestABindingAndTimesPrivately() throws IOException {
        IssuedApproval issued = registry().issue(SUBJECT);
        Path file = directory().resolve(issued.token().digest().hex());
        assertEquals(List.of(file), openFiles());
        JsonObject json = CanonicalJson.parseObject(Files.readString(file));
        assertEquals(
                Set.of("version", "issuedAt", "expiresAt", "binding", "members"),
                json.members().keySet());
        assertEquals("2026-11-21T08:10:00.000000Z", json.string("expiresAt").orElseThrow());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory())));
    }

    @Test
    void equalSubjectsOfTwoTokensHaveNothingInCommonOnDisk() throws IOException {
        registry().issue(SUBJECT);
        registry().issue(SUBJECT);
        List<Path> files = openFiles();
        assertEquals(2, files.size());
        assertNotEquals(
                CanonicalJson.parseObject(Files.readString(files.get(0))).string("binding"),
                CanonicalJson.parseObject(Files.readString(files.get(1))).string("binding"));
    }

    @Test
    void theTokenIsNotPrintedByAccident() {
        IssuedApproval issued = registry().issue(SUBJECT);
        assertTrue(!issued.toString().contains(issued.token().reveal().substring(4)));
        assertEquals("ApprovalToken[hidden]", issued.token().toString());
    }

    @Test
    void issuingSweepsWhatHasExpiredAndNothingElse() throws IOException {
        ApprovalToken used = registry().issue(SUBJECT).token();
        registry().redeem(used, SUBJECT);
        registry().issue(SUBJECT);
        Path draft = Files.writeString(directory().resolve(".cut-off.draft"), "half");
        Files.setLastModifiedTime(draft, FileTime.from(now.get()));
        Path stranger = Files.writeString(directory().resolve("notes.txt"), "mine");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)));
        ApprovalToken young = registry().issue(SUBJECT).token();
        assertEquals(4, openFiles().size());
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(5)).plusSeconds(1));
        ApprovalToken last = registry().issue(SUBJECT).token();
        assertEquals(Set.of(fileOf(young), fileOf(last), stranger), Set.copyOf(openFiles()));
        assertEquals(0, count(directory().resolve("used")));
        assertEquals(Reason.UNKNOWN, reason(registry().redeem(used, SUBJECT)));
    }

    @Test
    void aWithdrawnApprovalIsGone() {
        ApprovalToken token = registry().issue(SUBJECT).token();
        registry().withdraw(token);
        registry().withdraw(token);
        assertEquals(Reason.UNKNOWN, reason(registry().redeem(token, SUBJECT)));
    }

    @Test
    void aFileCopiedBackAfterUseDoesNotReviveTheToken() throws IOException {
        ApprovalToken token = registry().issue(SUBJECT).token();
        byte[] bytes = Files.readAllBytes(fileOf(token));
        assertInstanceOf(Redemption.Accepted.class, registry().redeem(token, SUBJECT));
        Files.write(fileOf(token), bytes);
        assertEquals(Reason.USED, reason(registry().redeem(token, SUBJECT)));
    }

    @Test
    void aLinkInPlaceOfTheFileIsNotTrusted() throws IOException {
        ApprovalToken token = registry().issue(SUBJECT).token();
        Path elsewhere = Files.move(fileOf(token), temporary.resolve("elsewhere"));
        Files.createSymbolicLink(fileOf(token), elsewhere);
        assertEquals(Reason.DAMAGED, reason(registry().redeem(token, SUBJECT)));
    }

    @Test
    void oneFlippedBitInTheFileIsNeverTaken() throws IOException {
        ApprovalToken token = registry().issue(JsonObject.EMPTY).token();
        byte[] bytes = Files.readAllBytes(fileOf(token));
        int start = new String(bytes, StandardCharsets.US_ASCII).indexOf("\"binding\":\"") + 11;
        for (int bit = start * 8; bit < (start + 64) * 8; bit++) {
            byte[] flipped = bytes.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            Files.write(fileOf(token), flipped);
            assertInstanceOf(Redemption.Refused.class, registry().redeem(token, JsonObject.EMPTY));
        }
        Files.write(fileOf(token), bytes);
        assertInstanceOf(Redemption.Accepted.class, registry().redeem(token, JsonObject.EMPTY));
    }

    @Test
    void aDirectoryThatCannotBeUsedIsSaid() throws IOException {
        Files.writeString(directory(), "in the way");
        assertThrows(ApprovalUnavailableException.class, () -> registry().issue(SUBJECT));
    }

    @Test
    @Timeout(60)
    void ofRacingProcessesThatDieAtOnceExactlyOneWins() throws Exception {
        ApprovalRegistry registry = new ApprovalRegistry(
                directory(), new SecureRandom(), InstantSource.system(), ApprovalRegistry.DEFAULT_TIME_TO_LIVE);
        ApprovalToken token = registry.issue(SUBJECT).token();
        List<Process> processes = new ArrayList<>();
        List<BufferedReader> outputs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            RedeemingProcess.class.getName(),
                            directory().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            processes.add(process);
            outputs.add(process.inputReader(StandardCharsets.UTF_8));
        }
        for (BufferedReader output : outputs) {
            assertEquals("ready", output.readLine());
        }
        for (Process process : processes) {
            process.getOutputStream().write((token.reveal() + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }
        List<String> results = new ArrayList<>();
        for (BufferedReader output : outputs) {
            results.add(output.readLine());
        }
        for (Process process : processes) {
            assertEquals(137, process.waitFor());
        }
        assertEquals(
                List.of("Accepted", "Refused", "Refused"),
                results.stream().sorted().toList());
        assertEquals(Reason.USED, reason(registry.redeem(token, SUBJECT)));
    }

    private ApprovalRegistry registry() {
        return new ApprovalRegistry(directory(), new SecureRandom(), now::get, ApprovalRegistry.DEFAULT_TIME_TO_LIVE);
    }

    private Path directory() {
        return temporary.resolve("approvals");
    }

    private Path fileOf(ApprovalToken token) {
        return directory().resolve(token.digest().hex());
    }

    private static Reason reason(Redemption redemption) {
        return assertInstanceOf(Redemption.Refused.class, redemption).reason();
    }

    private List<Path> openFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static long count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.count();
        }
    }
}
