package dev.praxis.redaction.internal.rule;

import dev.praxis.redaction.internal.text.Alphabet;

/** A part of a pattern. Immutable. */
sealed interface Piece {

    /**
     * Fixed characters.
     *
     * @param text at least one, of ASCII
     */
    record Fixed(String text) implements Piece {}

    /**
     * Characters of a class, as many as there are.
     *
     * @param alphabet the class
     * @param min how many at least
     * @param max how many at most, {@link Integer#MAX_VALUE} for no limit
     */
    record Run(Alphabet alphabet, int min, int max) implements Piece {}

    /**
     * Where the secret starts or ends inside of what the pattern matches.
     *
     * @param opens whether it starts
     */
    record Mark(boolean opens) implements Piece {}
}
