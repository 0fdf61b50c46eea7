package dev.praxis.cli;

import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.ActuatorProvider;
import dev.praxis.api.plugin.Providers;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;

/** The actuators that this command uses: found by the service loader, named here. */
final class NamedActuators {

    /** The names. */
    static final Set<String> NAMED = Set.of("talos");

    private NamedActuators() {}

    static Map<String, Actuator> load() {
        Providers<ActuatorProvider> providers =
                Providers.discover("actuator", ServiceLoader.load(ActuatorProvider.class, Workspace.classLoader()));
        Map<String, Actuator> actuators = new TreeMap<>();
        for (String name : NAMED) {
            actuators.put(name, providers.named(name).create());
        }
        return actuators;
    }
}
