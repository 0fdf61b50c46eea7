package dev.praxis.actuation.talos;

import dev.praxis.api.action.InvalidActionException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The partitions that Talos keeps on its system disk, by label, and what is lost with each. */
enum SystemLabel {
    EFI("EFI: the boot loader and kernel are lost; the node does not boot from this disk any more."),
    BIOS("BIOS: the legacy boot loader is lost; the node does not boot from this disk any more."),
    BOOT("BOOT: the boot assets are lost; the node does not boot from this disk any more."),
    META("META: the node's metadata is lost, such as staged upgrades and network settings kept there."),
    STATE("STATE: the machine configuration is lost; the node comes up in maintenance mode and needs apply-config."),
    EPHEMERAL("EPHEMERAL: pods, etcd data and kubelet data are lost; the node keeps its configuration and identity.");

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    private final String loss;

    SystemLabel(String loss) {
        this.loss = loss;
    }

    /** What is lost, for a person. */
    String loss() {
        return loss;
    }

    /** Reads labels in any letter case, into their canonical order. */
    static Set<SystemLabel> parse(Collection<String> texts) {
        EnumSet<SystemLabel> labels = EnumSet.noneOf(SystemLabel.class);
        texts.forEach(text -> labels.add(parse(text)));
        return Collections.unmodifiableSet(labels);
    }

    private static SystemLabel parse(String text) {
        // In ASCII only: to Java, a dotless i in upper case is an I too.
        boolean word = WORD.matcher(text).matches();
        return Arrays.stream(values())
                .filter(label -> word && text.toUpperCase(Locale.ROOT).equals(label.name()))
                .findFirst()
                .orElseThrow(() -> new InvalidActionException("reset: there is no system label "
                        + (word ? "'" + text + "'" : "of that name") + "; Talos has: "
                        + Arrays.stream(values()).map(Enum::name).collect(Collectors.joining(", "))));
    }
}
