package dev.praxis.actuation.talos;

import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.ActuatorProvider;
import dev.praxis.api.plugin.ApiVersion;

/** Provides the actuator {@code talos}. */
public final class TalosActuatorProvider implements ActuatorProvider {

    /** For {@link java.util.ServiceLoader}. */
    public TalosActuatorProvider() {}

    @Override
    public String name() {
        return "talos";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public Actuator create() {
        return new TalosActuator();
    }
}
