package dev.praxis.testkit.store;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.store.EmbeddingConflictException;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import java.util.ArrayList;
import java.util.List;

/** The embeddings that a model store keeps, in the order in which they came. Guarded by the lock of its {@link ModelLog}. */
final class ModelVectors {

    private final List<Embedding> embeddings = new ArrayList<>();

    private record Embedding(VectorSpace space, String factId, Vector vector) {}

    void embed(List<ModelChange> changes, VectorSpace space, String factId, Vector vector) {
        space.require(vector);
        requireSameDimensions(space);
        if (changes.stream()
                .noneMatch(change ->
                        change instanceof ModelChange.Put put && put.id().equals(factId))) {
            throw new InvalidArgumentException("no fact has the id '" + factId + "'");
        }
        for (Embedding known : embeddings) {
            if (known.space.equals(space) && known.factId.equals(factId)) {
                if (!known.vector.equals(vector)) {
                    throw EmbeddingConflictException.ofFact(space, factId);
                }
                return;
            }
        }
        embeddings.add(new Embedding(space, factId, vector));
    }

    List<VectorMatch> nearest(List<ModelChange> changes, VectorSpace space, Vector vector, int limit) {
        space.require(vector);
        requireSameDimensions(space);
        List<VectorMatch> matches = new ArrayList<>();
        for (Embedding known : embeddings) {
            if (known.space.equals(space)) {
                changes.stream()
                        .map(ModelChange::key)
                        .distinct()
                        .flatMap(key -> ModelReader.all(changes).active(key).stream())
                        .filter(fact -> fact.id().equals(known.factId))
                        .forEach(fact -> matches.add(new VectorMatch(fact, vector.cosineSimilarity(known.vector))));
            }
        }
        return matches.stream().sorted().limit(limit).toList();
    }

    private void requireSameDimensions(VectorSpace space) {
        for (Embedding known : embeddings) {
            if (known.space.name().equals(space.name()) && known.space.dimensions() != space.dimensions()) {
                throw EmbeddingConflictException.ofSpace(space, known.space.dimensions());
            }
        }
    }
}
