package dev.praxis.api.json;

import dev.praxis.api.InvalidArgumentException;
import java.util.Collection;

/** Depth of containers. Refusing at construction keeps every recursion over a value bounded. */
final class Nesting {

    private Nesting() {}

    static int around(Collection<? extends JsonValue> children) {
        int deepest = 0;
        for (JsonValue child : children) {
            deepest = Math.max(deepest, child.depth());
        }
        if (deepest >= JsonValue.MAX_DEPTH) {
            throw new InvalidArgumentException("JSON is nested deeper than " + JsonValue.MAX_DEPTH
                    + " levels; flatten it or store parts under keys of their own");
        }
        return deepest + 1;
    }
}
