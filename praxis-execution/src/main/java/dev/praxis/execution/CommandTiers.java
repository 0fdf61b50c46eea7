package dev.praxis.execution;

import dev.praxis.api.action.Tier;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the commands of known programs can do, as data. A command word stands between the program and its first option;
 * only the words that the table names are looked at, so that a positional argument, such as the name of a host, changes
 * nothing. An option never lowers a tier; an observation stays one only with options that are known to be harmless.
 */
final class CommandTiers {

    /**
     * Program, tier, command words, and for an observation the options it may have. What reads logs, secrets or the data
     * of others is no observation: with {@code talosctl} as with {@code kubectl}.
     */
    private static final String TABLE = """
            talosctl T0 version --nodes --endpoints --client --short
            talosctl T0 health --nodes --endpoints --wait-timeout --control-plane-nodes --worker-nodes --init-node
            talosctl T0 containers --nodes --endpoints --kubernetes -k
            talosctl T0 memory --nodes --endpoints --verbose -v
            talosctl T0 mounts --nodes --endpoints
            talosctl T0 processes --nodes --endpoints --sort -s
            talosctl T0 stats --nodes --endpoints --kubernetes -k
            talosctl T0 time --nodes --endpoints
            talosctl T0 usage --nodes --endpoints --all -a --depth -d --humanize -H --threshold -t
            talosctl T0 etcd members --nodes --endpoints
            talosctl T0 etcd status --nodes --endpoints
            talosctl T0 etcd alarm list --nodes --endpoints
            talosctl T2 dmesg
            talosctl T2 logs
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
            kubectl T0 version --client
            kubectl T0 cluster-info
            kubectl T0 top --namespace -n --all-namespaces -A --containers
            kubectl T2 cluster-info dump
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

    private final Map<String, Row> rows = new TreeMap<>();

    CommandTiers() {
        TABLE.lines().map(Row::parse).forEach(row -> {
            if (rows.put(row.command(), row) != null) {
                throw new IllegalStateException("the table of tiers names " + row.command() + " twice");
            }
        });
    }

    /** What is demanded by the longest command of the table that an argument vector starts with; else the worst. */
    Demand demand(List<String> argv) {
        List<String> words = Stream.concat(
                        Stream.of(argv.get(0)), argv.stream().skip(1).takeWhile(word -> !word.startsWith("-")))
                .toList();
        for (int length = words.size(); length > 1; length--) {
            Row row = rows.get(String.join(" ", words.subList(0, length)));
            if (row != null) {
                return row.demand(argv);
            }
        }
        return new Demand(Tier.T3, "a command of " + argv.get(0) + " that is not known");
    }

    /**
     * What a command demands.
     *
     * @param tier at least this tier
     * @param reason what demands it
     */
    record Demand(Tier tier, String reason) {}

    private record Row(String command, Tier tier, Set<String> harmless) {

        static Row parse(String line) {
            List<String> parts = List.of(line.split(" "));
            List<String> words = Stream.concat(
                            Stream.of(parts.get(0)), parts.stream().skip(2).takeWhile(part -> !part.startsWith("-")))
                    .toList();
            return new Row(
                    String.join(" ", words),
                    Tier.valueOf(parts.get(1)),
                    Set.copyOf(parts.subList(words.size() + 1, parts.size())));
        }

        /** Of an observation every argument that looks like an option counts, also one that is the value of another. */
        Demand demand(List<String> argv) {
            boolean raised = tier == Tier.T0
                    && argv.stream()
                            .skip(1)
                            .filter(argument -> argument.startsWith("-"))
                            .anyMatch(option -> !harmless.contains(option.split("=", 2)[0]));
            return raised
                    ? new Demand(Tier.T2, "the command " + command + " with an option that is not known to be harmless")
                    : new Demand(tier, "the command " + command);
        }
    }
}
