package dev.praxis.api.store;

import dev.praxis.api.fact.FactVersion;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the history of a key ends, and so what may come next of it.
 *
 * @param revision the last revision, 0 when there is none
 * @param active the version of the active fact, or null when none is active
 */
public record KeyEnd(long revision, @Nullable FactVersion active) {

    /** The end of a key of which nothing was ever said. */
    public static final KeyEnd NONE = new KeyEnd(0, null);

    /**
     * What keeps a change from being the next of its key.
     *
     * @param next the change
     * @return the fault in words, or empty
     */
    public Optional<String> faultOf(Change next) {
        if (next instanceof Change.Asserted asserted) {
            return asserted.fact().revision() == revision + 1
                    ? Optional.empty()
                    : Optional.of("its revision " + asserted.fact().revision()
                            + " is not the next of its key, which is " + (revision + 1));
        }
        return ((Change.Retired) next).version().equals(active)
                ? Optional.empty()
                : Optional.of("it retires a version that is not active");
    }

    /**
     * The end behind a change.
     *
     * @param last the last change of the key
     * @return the end
     */
    public static KeyEnd after(Change last) {
        return last instanceof Change.Asserted asserted
                ? new KeyEnd(asserted.fact().revision(), asserted.fact().version())
                : new KeyEnd(((Change.Retired) last).version().revision(), null);
    }
}
