package dev.praxis.testkit.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorStore;
import java.util.List;

/**
 * What a search may answer.
 *
 * @param all every match that there is
 * @param limit how many were asked for
 */
record NearestCheck(List<VectorMatch> all, int limit) {

    /** Fails unless the answer has as many matches as it can, true ones, in order, and leaves none out that it must give. */
    void check(List<VectorMatch> answer) {
        assertEquals(Math.min(limit, all.size()), answer.size(), "how many matches there are with the limit " + limit);
        assertEquals(answer.stream().sorted().toList(), answer, "the order of the matches");
        assertEquals(answer.stream().distinct().toList(), answer, "the matches, each once");
        for (VectorMatch match : answer) {
            assertTrue(all.contains(match), match + " is not one of " + all);
        }
        for (VectorMatch match : all) {
            assertTrue(
                    answer.contains(match) || match.similarity() <= least(answer) + VectorStore.TOLERANCE,
                    match + " was left out of " + answer);
        }
    }

    private static double least(List<VectorMatch> answer) {
        return answer.get(answer.size() - 1).similarity();
    }
}
