package dev.praxis.actuation.talos;

import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.Parameter;
import dev.praxis.api.action.Verb;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The arguments of a request, checked against what the verb takes. */
final class Arguments {

    private final JsonObject given;

    private Arguments(JsonObject given) {
        this.given = given;
    }

    static Arguments of(Verb verb, JsonObject given) {
        given.members().forEach((name, value) -> {
            Parameter parameter = verb.parameters().stream()
                    .filter(candidate -> candidate.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> unknown(verb));
            if (!fits(parameter.kind(), value)) {
                throw new InvalidActionException(verb.name() + ": " + name + " takes " + expected(parameter.kind()));
            }
        });
        return new Arguments(given);
    }

    boolean flag(String name) {
        return given.get(name).isPresent();
    }

    Optional<String> text(String name) {
        return given.string(name);
    }

    /** Empty if it was not given; an empty list if it was given empty. */
    Optional<List<String>> list(String name) {
        return given.get(name)
                .map(value -> ((JsonArray) value)
                        .elements().stream()
                                .map(element -> ((JsonString) element).value())
                                .toList());
    }

    private static boolean fits(Parameter.Kind kind, JsonValue value) {
        return switch (kind) {
            case FLAG -> value == JsonBoolean.TRUE;
            case TEXT -> value instanceof JsonString;
            case LIST ->
                value instanceof JsonArray array && array.elements().stream().allMatch(JsonString.class::isInstance);
        };
    }

    private static String expected(Parameter.Kind kind) {
        return switch (kind) {
            case FLAG -> "no value: give it, which is true, or leave it out";
            case TEXT -> "one text";
            case LIST -> "a list of texts";
        };
    }

    /** Does not repeat the name: what is unknown may be anything, a secret in the wrong place included. */
    private static InvalidActionException unknown(Verb verb) {
        String known = verb.parameters().stream().map(Parameter::name).collect(Collectors.joining(", "));
        return new InvalidActionException(verb.name() + " was given an argument that it does not take; it takes "
                + (known.isEmpty() ? "none" : known));
    }
}
