package dev.praxis.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The space on the disk of a log: how much is left, and a file that is only there to be given up. Confined to the writer
 * thread.
 */
final class Room {

    /** How much space there is. */
    enum Level {
        AMPLE,
        LOW,
        /** Nothing new may begin. */
        LOCKDOWN
    }

    static final String RESERVE = "reserve";
    private static final int BLOCK = 1 << 16;

    /** Lockdown ends when there is twice the space at which it began, so that it does not come and go. */
    private static final int ENOUGH = 2;

    private final Path log;
    private final SpaceLimits limits;
    private Level level = Level.AMPLE;

    Room(Path log, SpaceLimits limits) {
        this.log = log;
        this.limits = limits;
    }

    Level level() {
        return level;
    }

    /** Refuses what may not begin now; gives the rest. */
    List<Pending> admitted(List<Pending> group) {
        if (level != Level.LOCKDOWN) {
            return group;
        }
        List<Pending> rest = new ArrayList<>();
        for (Pending each : group) {
            if (each.beginsSomething()) {
                each.appended()
                        .failed(new AuditUnavailableException(
                                "nothing new may begin, since the disk of the audit log in " + log
                                        + " is all but full; make room",
                                null));
            } else {
                rest.add(each);
            }
        }
        return rest;
    }

    long usable() throws IOException {
        return Files.getFileStore(log).getUsableSpace();
    }

    /** Looks how much space there is now; fills the reserve again when there is enough. */
    Level look() throws IOException {
        long usable = usable();
        long end = level == Level.LOCKDOWN ? limits.lockdownBelow() * ENOUGH : limits.lockdownBelow();
        if (usable < end) {
            level = Level.LOCKDOWN;
        } else {
            level = usable < limits.warnBelow() ? Level.LOW : Level.AMPLE;
            keepReserve();
        }
        return level;
    }

    private void keepReserve() throws IOException {
        Path reserve = log.resolve(RESERVE);
        boolean kept = Files.exists(reserve, LinkOption.NOFOLLOW_LINKS) && Files.size(reserve) == limits.reserve();
        if (kept || limits.reserve() == 0) {
            return;
        }
        Files.deleteIfExists(reserve);
        // Written, not merely made long: a hole in a file takes no room from anybody.
        try (FileChannel file = FileChannel.open(
                reserve,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OwnerOnly.FILE.whenCreated())) {
            for (long left = limits.reserve(); left > 0; left -= BLOCK) {
                file.write(ByteBuffer.allocate((int) Math.min(BLOCK, left)));
            }
            file.force(true);
        } catch (IOException e) {
            Files.deleteIfExists(reserve);
            throw e;
        }
    }

    /** Whether a failure is one of space; the system says so in words only. */
    boolean isExhausted(Exception failure) throws IOException {
        String said = String.valueOf(failure.getMessage());
        return usable() < limits.lockdownBelow()
                || said.contains("No space left on device")
                || said.contains("Disk quota exceeded");
    }

    /** The disk is full: nothing new may begin, and what the reserve took is free. False if that was so already. */
    boolean giveUpReserve() throws IOException {
        level = Level.LOCKDOWN;
        return Files.deleteIfExists(log.resolve(RESERVE));
    }
}
