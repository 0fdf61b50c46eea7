package dev.praxis.samples;

import dev.praxis.api.action.Actuator;
import dev.praxis.api.action.ActuatorProvider;
import dev.praxis.api.plugin.ApiVersion;

/** Makes the sample actuator. */
public final class UnitActuatorProvider implements ActuatorProvider {

    @Override
    public String name() {
        return "unit";
    }

    @Override
    public ApiVersion apiVersion() {
        return new ApiVersion(0, 1);
    }

    @Override
    public Actuator create() {
        return new UnitActuator();
    }
}
