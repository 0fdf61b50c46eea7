package dev.praxis.actuation.talos;

import dev.praxis.api.action.InvalidActionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a reset wipes. There is no scope by default: talosctl's own default is the whole system disk, and most who ran it
 * without thinking meant less.
 */
sealed interface ResetScope {

    /** The parameter for partitions of the system disk. */
    String SYSTEM_LABELS = "system-labels";

    /** The parameter for the whole system disk. */
    String SYSTEM_DISK = "system-disk";

    /** The parameter for disks that are not the system disk. */
    String USER_DISKS = "user-disks";

    /** What is lost, for a person. */
    List<String> losses();

    /** Puts the scope on the command line. */
    void on(TalosctlCommand command);

    /** Some partitions of the system disk. */
    record Labels(Set<SystemLabel> labels) implements ResetScope {
        @Override
        public List<String> losses() {
            List<String> lines = new ArrayList<>();
            lines.add("Wipes these partitions of the system disk; from Talos 1.12 on they are also removed from it:");
            labels.forEach(label -> lines.add("  " + label.loss()));
            return lines;
        }

        @Override
        public void on(TalosctlCommand command) {
            // With labels, every wipe mode that the server accepts means the same: these labels.
            command.flag(
                    "system-labels-to-wipe", labels.stream().map(Enum::name).collect(Collectors.joining(",")));
        }
    }

    /** The whole system disk, and nothing else. */
    record SystemDisk() implements ResetScope {
        @Override
        public List<String> losses() {
            return List.of("Wipes the WHOLE SYSTEM DISK: Talos itself, boot loader, META, STATE and EPHEMERAL;"
                    + " the node must be installed again.");
        }

        @Override
        public void on(TalosctlCommand command) {
            command.flag("wipe-mode", "system-disk");
        }
    }

    /** The whole system disk and some user disks. */
    record All(List<String> disks) implements ResetScope {
        @Override
        public List<String> losses() {
            List<String> lines = new ArrayList<>(new SystemDisk().losses());
            lines.addAll(new UserDisks(disks).losses());
            return lines;
        }

        @Override
        public void on(TalosctlCommand command) {
            command.flag("wipe-mode", "all").flag("user-disks-to-wipe", String.join(",", disks));
        }
    }

    /** Some user disks. */
    record UserDisks(List<String> disks) implements ResetScope {
        @Override
        public List<String> losses() {
            return List.of("Wipes these user disks, everything on them is lost: " + String.join(", ", disks));
        }

        @Override
        public void on(TalosctlCommand command) {
            command.flag("wipe-mode", "user-disks").flag("user-disks-to-wipe", String.join(",", disks));
        }
    }

    /** Reads the one scope that the arguments name. */
    static ResetScope of(Arguments arguments) {
        Optional<Set<SystemLabel>> labels =
                arguments.list(SYSTEM_LABELS).map(texts -> SystemLabel.parse(notEmpty(SYSTEM_LABELS, texts)));
        Optional<List<String>> disks = arguments
                .list(USER_DISKS)
                .map(texts -> notEmpty(USER_DISKS, texts).stream()
                        .map(ResetScope::requireDisk)
                        .distinct()
                        .sorted()
                        .toList());
        boolean systemDisk = arguments.flag(SYSTEM_DISK);
        if (labels.isPresent() && (systemDisk || disks.isPresent())) {
            throw new InvalidActionException(
                    "reset: system-labels contradicts system-disk and user-disks; choose one, reset the other next");
        }
        if (labels.isPresent()) {
            return new Labels(labels.get());
        }
        if (disks.isPresent()) {
            return systemDisk ? new All(disks.get()) : new UserDisks(disks.get());
        }
        if (systemDisk) {
            return new SystemDisk();
        }
        throw new InvalidActionException("reset needs a scope: system-labels (such as EPHEMERAL or STATE,EPHEMERAL),"
                + " system-disk for the whole system disk, user-disks (such as /dev/sdb), or system-disk with"
                + " user-disks");
    }

    private static List<String> notEmpty(String name, List<String> texts) {
        if (texts.isEmpty()) {
            throw new InvalidActionException("reset: " + name + " is empty; name at least one or leave it out");
        }
        return texts;
    }

    private static String requireDisk(String path) {
        // talosctl splits on commas; the server resolves the path as root.
        Pattern disk = Pattern.compile("/dev(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._:+@-]{1,255})+");
        if (path.length() > 1024 || !disk.matcher(path).matches()) {
            throw new InvalidActionException("reset: a user disk is not a path like /dev/sdb or /dev/disk/by-id/…:"
                    + " letters, digits and ._:+@- below /dev, no '..', no comma");
        }
        return path;
    }
}
