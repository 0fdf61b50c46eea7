/** The Talos actuator: one class for each verb of talosctl that it can drive. */
@NullMarked
package dev.praxis.actuation.talos;

import org.jspecify.annotations.NullMarked;
