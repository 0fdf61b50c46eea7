package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import java.util.Optional;

/**
 * An action as the command line names it.
 *
 * @param actuator the actuator
 * @param verb the verb
 * @param host the host
 * @param arguments the arguments of the verb
 * @param reason why, if that was said
 */
record ActionWish(String actuator, String verb, String host, JsonObject arguments, Optional<String> reason) {}
