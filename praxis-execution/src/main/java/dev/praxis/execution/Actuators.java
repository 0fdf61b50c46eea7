package dev.praxis.execution;

import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.ActuatorProvider;
import dev.praxis.api.plugin.Providers;

/** Where the gate finds an actuator by its name. Thread-safe. */
@FunctionalInterface
public interface Actuators {

    /**
     * Finds an actuator.
     *
     * @param name its name, such as {@code talos}
     * @return the actuator
     * @throws dev.praxis.api.plugin.ProviderException if there is none that can be used
     */
    Actuator named(String name);

    /**
     * The actuators of the plugins that were found.
     *
     * @param providers the plugins
     * @return where they are found by name
     */
    static Actuators of(Providers<ActuatorProvider> providers) {
        return name -> providers.named(name).create();
    }
}
