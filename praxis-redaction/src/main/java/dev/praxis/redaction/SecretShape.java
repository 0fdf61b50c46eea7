package dev.praxis.redaction;

/**
 * Finds secrets of one shape. Immutable and thread-safe. An implementation reads the text from left to right and looks
 * at each character a bounded number of times, whatever the text: hostile text must not buy itself time.
 */
interface SecretShape {

    /** Adds what is to be replaced. */
    void find(Text text, Spans found);
}
