package dev.praxis.testkit.history;

/**
 * Inputs and outputs as text of one line. Immutable.
 *
 * @param <I> what is asked
 * @param <O> what is answered
 */
public interface CallText<I, O> {

    /**
     * Writes an input.
     *
     * @param input the input
     * @return its text, without line ends
     */
    String ofInput(I input);

    /**
     * Reads an input.
     *
     * @param text what {@link #ofInput} wrote
     * @return the input
     * @throws IllegalArgumentException if it is not of that form
     */
    I input(String text);

    /**
     * Writes an output.
     *
     * @param output the output
     * @return its text, without line ends
     */
    String ofOutput(O output);

    /**
     * Reads an output.
     *
     * @param text what {@link #ofOutput} wrote
     * @return the output
     * @throws IllegalArgumentException if it is not of that form
     */
    O output(String text);
}
