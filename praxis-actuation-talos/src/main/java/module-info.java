/** Drives Talos Linux nodes through {@code talosctl}. */
module dev.praxis.actuation.talos {
    requires static transitive org.jspecify;
    requires transitive dev.praxis.api;

    exports dev.praxis.actuation.talos;

    provides dev.praxis.api.action.ActuatorProvider with
            dev.praxis.actuation.talos.TalosActuatorProvider;
}
