package dev.praxis.redaction.internal.engine;

/**
 * Follows a secret that goes on behind the window of its detector, and finds its end in memory that does not grow with it.
 * What it finds depends on the characters alone, never on how the text is cut. Confined to one thread.
 */
public interface Tail {

    /**
     * Reads on.
     *
     * @param text holds the characters up to an index that were read before, and those behind it that are there by now
     * @param from the index up to which the secret is known to go
     * @param last whether nothing comes behind the text; then all of it is read
     * @return the index up to which the secret is known to go now; what is behind it is given again, with more
     */
    int advance(String text, int from, boolean last);

    /** Whether the secret ends at the index that was given last. */
    boolean hasEnded();
}
