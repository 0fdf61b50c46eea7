package dev.praxis.signing.artifact;

import dev.praxis.api.InvalidArgumentException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What can be signed. Each kind has a namespace of its own in the signature, so that what was signed as one kind is never
 * taken as another: who may write redaction rules cannot by that approve a plan.
 */
public enum ArtifactKind {
    /** A plan of actions. */
    PLAN,
    /** An approval of a plan. */
    APPROVAL,
    /** What the gate lets and refuses. */
    POLICY,
    /** A compliance catalog. */
    CATALOG,
    /** Redaction rules. */
    RULES,
    /** Which audit sinks are used. */
    SINKS,
    /** An export of facts or of evidence. */
    EXPORT;

    /**
     * What stands in the signature.
     *
     * @return {@code praxis-} and the name of the kind, such as {@code praxis-plan}
     */
    public String namespace() {
        return "praxis-" + label();
    }

    /**
     * The name of the kind.
     *
     * @return such as {@code plan}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of a name.
     *
     * @param label as {@link #label()} gives it
     * @return the kind
     * @throws InvalidArgumentException if there is none of that name; the message names all
     */
    public static ArtifactKind of(String label) {
        return Arrays.stream(values())
                .filter(kind -> kind.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException("there is no kind of artifact '" + label
                        + "'; there are "
                        + Arrays.stream(values()).map(ArtifactKind::label).collect(Collectors.joining(", "))));
    }
}
