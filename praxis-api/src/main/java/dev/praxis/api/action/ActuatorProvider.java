package dev.praxis.api.action;

import dev.praxis.api.plugin.Provider;

/** Makes an actuator. Its {@link #name()} is how requests and the command line name it. */
public interface ActuatorProvider extends Provider {

    /**
     * Makes the actuator. Does no I/O.
     *
     * @return the actuator
     */
    Actuator create();
}
