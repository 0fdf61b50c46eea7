package dev.praxis.redaction.internal.engine;

/** Takes what is left of the line. */
public final class LineTail implements Tail {

    private boolean ended;

    /** A tail that has read nothing yet. */
    public LineTail() {}

    @Override
    public int advance(String text, int from, boolean last) {
        int lineEnd = text.indexOf('\n', from);
        ended = lineEnd >= 0;
        return ended ? lineEnd : text.length();
    }

    @Override
    public boolean hasEnded() {
        return ended;
    }
}
