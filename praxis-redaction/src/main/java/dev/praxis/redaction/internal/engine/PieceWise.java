package dev.praxis.redaction.internal.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A text that comes in pieces and goes through several passes at once. Confined to one thread. */
public final class PieceWise {

    /** In the order in which a text goes through them. */
    private final List<Stage> stages = new ArrayList<>();

    PieceWise(Engine engine, List<Rewriting> passes, Consumer<CharSequence> out) {
        Consumer<CharSequence> next = out;
        for (int i = passes.size() - 1; i >= 0; i--) {
            Stage stage = new Stage(engine, passes.get(i), next);
            stages.add(0, stage);
            next = piece -> stage.write(piece, 0, piece.length());
        }
    }

    /** Takes the characters of a piece between two indexes. */
    public void write(CharSequence piece, int from, int to) {
        stages.get(0).write(piece, from, to);
    }

    /** Gives out what no piece that follows can change. */
    public void flush() {
        stages.forEach(Stage::flush);
    }

    /** Gives out the rest: the text has ended. */
    public void finish() {
        stages.forEach(Stage::finish);
    }
}
