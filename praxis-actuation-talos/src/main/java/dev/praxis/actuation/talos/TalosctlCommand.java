package dev.praxis.actuation.talos;

import dev.praxis.api.action.Command;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Builds a talosctl command line: the verb, then node and endpoint, then the verb's flags, each as one
 * {@code --flag=value}, so that no value can ever be read as a flag. Confined to one thread.
 */
final class TalosctlCommand {

    static final String PROGRAM = "talosctl";

    /** How long the process may take beyond the timeout that talosctl itself is given. */
    private static final Duration MARGIN = Duration.ofMinutes(2);

    /** Where talosctl finds its credentials, if not below HOME. */
    private static final Set<String> ENVIRONMENT = Set.of("TALOSCONFIG");

    private final List<String> argv = new ArrayList<>();

    TalosctlCommand(String verb, TalosNode node) {
        argv.add(PROGRAM);
        argv.add(verb);
        flag("nodes", node.node());
        flag("endpoints", node.endpoint());
    }

    TalosctlCommand flag(String name, String value) {
        argv.add("--" + name + "=" + value);
        return this;
    }

    TalosctlCommand flag(String name, boolean value) {
        return flag(name, Boolean.toString(value));
    }

    /** Waits for the end on the node, at most this long by talosctl's own clock. */
    Command waitingFor(Duration patience) {
        flag("wait", true);
        // A Go duration: 30m0s
        flag("timeout", patience.toMinutes() + "m" + patience.toSecondsPart() + "s");
        return within(patience.plus(MARGIN));
    }

    /** Without a timeout of talosctl's own. */
    Command within(Duration timeout) {
        return new Command(argv, ENVIRONMENT, timeout);
    }
}
