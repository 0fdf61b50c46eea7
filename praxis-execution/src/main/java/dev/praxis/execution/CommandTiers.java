package dev.praxis.execution;

import dev.praxis.api.action.Tier;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the command words of known programs can do, as data. A command word stands between the program and its first
 * option; only the words that the table names are looked at, so that a positional argument, such as the name of a host,
 * changes nothing.
 */
final class CommandTiers {

    /** Program, tier, command words. What reads secrets is not an observation. */
    private static final String TABLE = """
            talosctl T0 version
            talosctl T0 health
            talosctl T0 containers
            talosctl T0 dmesg
            talosctl T0 logs
            talosctl T0 memory
            talosctl T0 mounts
            talosctl T0 processes
            talosctl T0 stats
            talosctl T0 time
            talosctl T0 usage
            talosctl T0 etcd members
            talosctl T0 etcd status
            talosctl T0 etcd alarm list
            talosctl T2 get
            talosctl T2 read
            talosctl T2 copy
            talosctl T2 kubeconfig
            talosctl T2 support
            talosctl T2 apply-config
            talosctl T2 patch
            talosctl T2 reboot
            talosctl T2 shutdown
            talosctl T2 restart
            talosctl T2 service
            talosctl T2 image
            talosctl T2 etcd snapshot
            talosctl T2 etcd defrag
            talosctl T2 etcd alarm disarm
            talosctl T2 etcd forfeit-leadership
            talosctl T3 reset
            talosctl T3 wipe
            talosctl T3 upgrade
            talosctl T3 upgrade-k8s
            talosctl T3 bootstrap
            talosctl T3 rollback
            talosctl T3 rotate-ca
            talosctl T3 etcd leave
            talosctl T3 etcd remove-member
            talosctl T3 etcd downgrade
            kubectl T0 version
            kubectl T0 cluster-info
            kubectl T0 top
            kubectl T2 get
            kubectl T2 describe
            kubectl T2 logs
            kubectl T2 apply
            kubectl T2 patch
            kubectl T2 scale
            kubectl T2 cordon
            kubectl T2 uncordon
            kubectl T2 drain
            kubectl T2 rollout
            kubectl T3 delete
            kubectl T3 replace
            """;

    private final Map<String, Tier> tiers = new TreeMap<>();

    CommandTiers() {
        TABLE.lines().map(line -> line.split(" ", 3)).forEach(row -> {
            if (tiers.put(row[0] + " " + row[2], Tier.valueOf(row[1])) != null) {
                throw new IllegalStateException("the table of tiers names " + row[0] + " " + row[2] + " twice");
            }
        });
    }

    /** The longest command of the table that an argument vector starts with. */
    Optional<String> command(List<String> argv) {
        List<String> words = Stream.concat(
                        Stream.of(argv.get(0)), argv.stream().skip(1).takeWhile(word -> !word.startsWith("-")))
                .toList();
        for (int length = words.size(); length > 1; length--) {
            String command = String.join(" ", words.subList(0, length));
            if (tiers.containsKey(command)) {
                return Optional.of(command);
            }
        }
        return Optional.empty();
    }

    /** The tier of a command of the table; what is not there may be anything, so it is the worst. */
    Tier tier(String command) {
        return tiers.getOrDefault(command, Tier.T3);
    }
}
