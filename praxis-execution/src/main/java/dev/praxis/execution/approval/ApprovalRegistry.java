package dev.praxis.execution.approval;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.json.JsonObject;
import dev.praxis.execution.approval.Redemption.Reason;
import dev.praxis.execution.internal.PrivateFiles;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One-time approvals in a directory, shared by all processes that use it.
 *
 * <p>An open approval is a file named by the SHA-256 of its token; a used one is the same file in {@code used/}. Using
 * one up is a rename, which of any number of racing threads and processes exactly one wins, and it is forced to the disk
 * before {@link #redeem} returns: after a power loss a used token is still used. Neither the token nor a value of the
 * action is on disk, only what shows that both belong together: the names of the members of its subject, and HMACs keyed
 * by the token (HMAC-SHA-256, RFC 2104) of the whole and of each of them.
 *
 * <p>Who can write the directory can approve: it is of mode 0700, its files of mode 0600, and what is more open is not
 * trusted. Thread-safe; every method blocks on I/O.
 */
public final class ApprovalRegistry {

    /** How long an approval is good for, unless told otherwise: ten minutes. */
    public static final Duration DEFAULT_TIME_TO_LIVE = Duration.ofMinutes(10);

    private static final int MAX_FILE_BYTES = 64 << 10;

    private final Path open;
    private final Path used;
    private final SecureRandom random;
    private final InstantSource clock;
    private final Duration timeToLive;

    /**
     * The registry of a directory. Does no I/O.
     *
     * @param directory where approvals are kept; created when the first one is issued
     * @param random where tokens come from
     * @param clock what expiry is measured by
     * @param timeToLive how long an approval is good for
     */
    public ApprovalRegistry(Path directory, SecureRandom random, InstantSource clock, Duration timeToLive) {
        this.open = directory.toAbsolutePath();
        this.used = open.resolve("used");
        this.random = Objects.requireNonNull(random, "random");
        this.clock = Objects.requireNonNull(clock, "clock");
        this.timeToLive = Objects.requireNonNull(timeToLive, "timeToLive");
    }

    /**
     * Issues an approval, durably. Sweeps away those that have expired.
     *
     * @param subject everything that it is for; it must be equal when the token is handed in
     * @return the approval, with the only copy of its token
     * @throws ApprovalUnavailableException if it could not be written
     * @throws dev.praxis.api.json.JsonRefusedException if the subject is too long
     */
    public IssuedApproval issue(JsonObject subject) {
        ApprovalToken token = ApprovalToken.mint(random);
        Instant now = UtcMicros.truncate(clock.instant());
        ApprovalFile file = new ApprovalFile(now, UtcMicros.truncate(now.plus(timeToLive)), Binding.of(token, subject));
        try {
            PrivateFiles.createDirectories(used);
            requirePrivateDirectories();
            sweep(now);
            PrivateFiles.write(fileOf(token), file.bytes());
        } catch (IOException | DirectoryIteratorException e) {
            throw unavailable("no approval could be issued", e);
        }
        return new IssuedApproval(token, file.expiresAt());
    }

    /**
     * Takes an approval back, durably. Does nothing if there is none.
     *
     * @param token its token
     * @throws ApprovalUnavailableException if it could not be removed
     */
    public void withdraw(ApprovalToken token) {
        try {
            PrivateFiles.delete(fileOf(token));
        } catch (IOException e) {
            throw unavailable("an approval could not be withdrawn", e);
        }
    }

    /**
     * Checks a token against what is about to be done, and if it is good uses it up, durably.
     *
     * @param token what was handed in
     * @param subject everything that is about to be done
     * @return whether it was taken
     * @throws ApprovalUnavailableException if the approvals cannot be read or written; it may be used up
     * @throws dev.praxis.api.json.JsonRefusedException if the subject is too long
     */
    public Redemption redeem(ApprovalToken token, JsonObject subject) {
        if (!token.isWellFormed()) {
            return refused(Reason.UNKNOWN, "that is not an approval token");
        }
        try {
            return redeemWellFormed(token, subject);
        } catch (NoSuchFileException e) {
            // The file went away under us: another thread or process was faster.
            return refused(Reason.USED, "the approval has just been used or withdrawn by somebody else");
        } catch (IOException e) {
            throw unavailable("the approval could not be checked", e);
        }
    }

    private Redemption redeemWellFormed(ApprovalToken token, JsonObject subject) throws IOException {
        Path file = fileOf(token);
        if (Files.exists(used.resolve(file.getFileName()), LinkOption.NOFOLLOW_LINKS)) {
            return refused(Reason.USED, "the approval was used before; it is good for one run");
        }
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            return refused(Reason.UNKNOWN, "no such approval is open here");
        }
        PrivateFiles.createDirectories(used);
        requirePrivateDirectories();
        Optional<ApprovalFile> read = read(file);
        if (read.isEmpty()) {
            return refused(Reason.DAMAGED, "the file of the approval is damaged or open to others");
        }
        ApprovalFile approval = read.get();
        Instant now = clock.instant();
        if (!now.isBefore(approval.expiresAt())) {
            return refused(Reason.EXPIRED, "the approval expired at " + UtcMicros.format(approval.expiresAt()));
        }
        if (UtcMicros.truncate(now).isBefore(approval.issuedAt())) {
            return refused(Reason.EXPIRED, "the clock was set back to before the approval was issued");
        }
        Binding wanted = Binding.of(token, subject);
        if (!approval.binding().matches(wanted)) {
            List<String> changed = approval.binding().differences(wanted);
            return refused(
                    Reason.MISMATCH,
                    "the approval was given for another action; not the same: "
                            + (changed.isEmpty() ? "its file" : String.join(", ", changed)));
        }
        PrivateFiles.moveInto(file, used);
        return new Redemption.Accepted();
    }

    private Path fileOf(ApprovalToken token) {
        return open.resolve(token.digest().hex());
    }

    /** Empty if the file is not one that this registry can have written. */
    private static Optional<ApprovalFile> read(Path file) throws IOException {
        BasicFileAttributes attributes =
                Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        boolean ours =
                attributes.isRegularFile() && attributes.size() <= MAX_FILE_BYTES && PrivateFiles.isPrivate(file);
        return ours ? ApprovalFile.parse(Files.readAllBytes(file)) : Optional.empty();
    }

    private void requirePrivateDirectories() throws IOException {
        for (Path directory : List.of(open, used)) {
            if (!PrivateFiles.isPrivate(directory)) {
                throw new ApprovalUnavailableException(
                        "the approvals in " + directory + " are not trusted: others have access; check what is there,"
                                + " then: chmod 700 " + directory,
                        null);
            }
        }
    }

    private void sweep(Instant now) throws IOException {
        for (Path directory : List.of(open, used)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, Files::isRegularFile)) {
                for (Path file : files) {
                    if (isOver(file, now)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }

    private boolean isOver(Path file, Instant now) throws IOException {
        try {
            if (PrivateFiles.isDraft(file)) {
                return Files.getLastModifiedTime(file)
                        .toInstant()
                        .plus(timeToLive)
                        .isBefore(now);
            }
            return read(file)
                    .filter(approval -> !now.isBefore(approval.expiresAt()))
                    .isPresent();
        } catch (NoSuchFileException e) {
            return false; // another process has swept it, or used it up
        }
    }

    private static Redemption.Refused refused(Reason reason, String why) {
        return new Redemption.Refused(reason, why + "; make a new dry run and ask for a new approval");
    }

    private ApprovalUnavailableException unavailable(String what, Exception cause) {
        return new ApprovalUnavailableException(
                what + ": " + cause.getClass().getSimpleName() + " in " + open + "; check the directory", cause);
    }
}
