/** Actions on infrastructure: the actuator SPI, plans, tiers and outcomes. */
@NullMarked
package dev.praxis.api.action;

import org.jspecify.annotations.NullMarked;
