package dev.praxis.store.jdbc;

import dev.praxis.api.store.VectorMatch;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.PriorityQueue;

/** The best of the matches that were offered, however many that were. Confined to one thread. */
final class NearestMatches {

    private final int limit;

    /** The worst first, which is the next to go. */
    private final PriorityQueue<VectorMatch> best = new PriorityQueue<>(Collections.reverseOrder());

    NearestMatches(int limit) {
        this.limit = limit;
    }

    /** Takes a match if it is one of the best so far; reads it only if it can be. */
    void offer(double similarity, MatchReader match) throws SQLException {
        VectorMatch worst = best.size() < limit ? null : best.element();
        if (worst == null) {
            best.add(match.read());
        } else if (similarity >= worst.similarity()) {
            best.add(match.read());
            best.remove();
        }
    }

    List<VectorMatch> inOrder() {
        return best.stream().sorted().toList();
    }

    /** Reads the match of the current row. */
    @FunctionalInterface
    interface MatchReader {
        VectorMatch read() throws SQLException;
    }
}
