package dev.praxis.testkit.store;

import dev.praxis.api.store.EmbeddingConflictException;
import dev.praxis.api.store.FactQuery;
import dev.praxis.api.store.Vector;
import dev.praxis.api.store.VectorMatch;
import dev.praxis.api.store.VectorSpace;
import dev.praxis.api.store.VectorStore;
import dev.praxis.api.store.VersionedStore;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Stores that search wrongly, or keep vectors wrongly. */
final class BrokenVectors {

    private BrokenVectors() {}

    /** A sound search; subclasses break one thing. */
    private abstract static class ForwardingVectors extends ForwardingStore implements VectorStore {

        final VectorStore soundVectors;

        ForwardingVectors(VersionedStore sound) {
            super(sound);
            this.soundVectors = (VectorStore) sound;
        }

        @Override
        public void embed(VectorSpace space, String factId, Vector vector) {
            soundVectors.embed(space, factId, vector);
        }

        @Override
        public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
            return soundVectors.nearest(space, vector, limit);
        }
    }

    private record Place(VectorSpace space, String factId) {}

    /** Goes on finding what it found first. */
    static final class SearchesAStaleIndex extends ForwardingVectors {

        private final Map<VectorSpace, List<VectorMatch>> index = new ConcurrentHashMap<>();

        SearchesAStaleIndex(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
            return index.computeIfAbsent(space, any -> super.nearest(space, vector, limit));
        }
    }

    /** Puts equals in the order in which they were recorded, the latest first. */
    static final class PrefersTheLatest extends ForwardingVectors {
        PrefersTheLatest(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
            return super.nearest(space, vector, limit).stream()
                    .sorted(Comparator.comparingDouble(VectorMatch::similarity)
                            .thenComparing(match -> match.fact().sequence())
                            .reversed())
                    .toList();
        }
    }

    /** Rounds the similarity. */
    static final class ComputesInSinglePrecision extends ForwardingVectors {
        ComputesInSinglePrecision(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
            return super.nearest(space, vector, limit).stream()
                    .map(match -> new VectorMatch(match.fact(), (float) match.similarity()))
                    .toList();
        }
    }

    /** Like an approximate index: gives enough, but not always the best. */
    static final class MissesTheBest extends ForwardingVectors {
        MissesTheBest(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
            List<VectorMatch> sound = super.nearest(space, vector, limit);
            List<VectorMatch> all = super.nearest(space, vector, FactQuery.MAX_LIMIT);
            return all.size() > limit ? all.subList(1, limit + 1) : sound;
        }
    }

    /** Keeps the first vector and says nothing of it. */
    static final class IgnoresAnotherVector extends ForwardingVectors {
        IgnoresAnotherVector(VersionedStore sound) {
            super(sound);
        }

        @Override
        public void embed(VectorSpace space, String factId, Vector vector) {
            try {
                super.embed(space, factId, vector);
            } catch (EmbeddingConflictException e) {
                if (!String.valueOf(e.getMessage()).contains("another vector")) {
                    throw e;
                }
            }
        }
    }

    /** Takes the length for a part of the name. */
    static final class KeepsASpaceForEachLength extends ForwardingVectors {
        KeepsASpaceForEachLength(VersionedStore sound) {
            super(sound);
        }

        @Override
        public void embed(VectorSpace space, String factId, Vector vector) {
            super.embed(ofLength(space), factId, vector);
        }

        @Override
        public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
            return super.nearest(ofLength(space), vector, limit);
        }

        private static VectorSpace ofLength(VectorSpace space) {
            return new VectorSpace(space.name() + " of " + space.dimensions(), space.dimensions());
        }
    }

    /** Gives some matches for any limit. */
    static final class ClampsTheLimit extends ForwardingVectors {
        ClampsTheLimit(VersionedStore sound) {
            super(sound);
        }

        @Override
        public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
            return super.nearest(space, vector, Math.max(1, Math.min(limit, FactQuery.MAX_LIMIT)));
        }
    }

    /** Finds only what it embedded since it was opened. */
    static final class KeepsVectorsInMemory extends ForwardingVectors {

        private final Set<Place> known = ConcurrentHashMap.newKeySet();

        KeepsVectorsInMemory(VersionedStore sound) {
            super(sound);
        }

        @Override
        public void embed(VectorSpace space, String factId, Vector vector) {
            super.embed(space, factId, vector);
            known.add(new Place(space, factId));
        }

        @Override
        public List<VectorMatch> nearest(VectorSpace space, Vector vector, int limit) {
            return super.nearest(space, vector, limit).stream()
                    .filter(match ->
                            known.contains(new Place(space, match.fact().id())))
                    .toList();
        }
    }

    /** Looks whether there is a vector, and some time later acknowledges its own. */
    static final class ChecksThenEmbeds extends ForwardingVectors {

        private final Set<Place> known = ConcurrentHashMap.newKeySet();

        ChecksThenEmbeds(VersionedStore sound) {
            super(sound);
        }

        @Override
        public void embed(VectorSpace space, String factId, Vector vector) {
            Place place = new Place(space, factId);
            boolean isFree = !known.contains(place);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            try {
                super.embed(space, factId, vector);
            } catch (EmbeddingConflictException e) {
                if (!isFree) {
                    throw e;
                }
            }
            known.add(place);
        }
    }
}
