package dev.praxis.testkit.crash;

/**
 * One attempt to write; a store holds its name with what it wrote.
 *
 * @param writer who tries, unique for ever; the actor of the entry
 * @param number the attempts of a writer in turn: 1, 2, 3 …; the reason of the entry
 */
record Attempt(String writer, long number) {

    static Attempt of(String actor, String reason) {
        return new Attempt(actor, Long.parseLong(reason));
    }

    @Override
    public String toString() {
        return writer + " " + number;
    }
}
