package dev.praxis.cli;

import dev.praxis.api.action.ActuatorProvider;
import dev.praxis.api.plugin.Providers;
import dev.praxis.execution.Actuators;
import java.util.ServiceLoader;
import java.util.Set;

/** The actuators that this command uses: found by the service loader, named here. */
final class NamedActuators {

    /** The names. */
    static final Set<String> NAMED = Set.of("talos");

    private NamedActuators() {}

    /** What was found, to be asked by name. */
    static Actuators load() {
        return Actuators.of(
                Providers.discover("actuator", ServiceLoader.load(ActuatorProvider.class, Workspace.classLoader())));
    }
}
