package dev.praxis.api.redaction;

import dev.praxis.api.plugin.Provider;
import java.util.List;

/** More rules, from a plugin. */
public interface RedactionRules extends Provider {

    /**
     * The version of the rules, which the evidence names.
     *
     * @return for example {@code 3}
     */
    String version();

    /**
     * The rules.
     *
     * @return an immutable list, the same at every call
     */
    List<RedactionRule> rules();
}
