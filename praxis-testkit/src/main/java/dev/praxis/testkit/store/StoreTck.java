package dev.praxis.testkit.store;

import dev.praxis.testkit.RuleNames;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link dev.praxis.api.store.Store}, {@link dev.praxis.api.store.VersionedStore}, {@link
 * dev.praxis.api.store.ReplicaStore}, {@link dev.praxis.api.store.SelfCheckingStore} and {@link
 * dev.praxis.api.store.VectorStore} as tests. A backend proves itself with one class:
 *
 * <pre>{@code
 * class MyStoreTest extends StoreTck {
 *     @Override
 *     protected StoreFixture newFixture() {
 *         return new MyStoreFixture();
 *     }
 * }
 * }</pre>
 *
 * <p>Every test carries the id of the rule that it proves, in its display name, in {@link dev.praxis.testkit.Rule} and at
 * the start of the message of a failure. Each runs at a fresh place. A store without a capability must say so; the
 * rules of that capability are then reported as aborted, with the reason, and so is durability where nothing is kept.
 *
 * <p>The model rules compare the store with {@link ModelStore} over generated sequences of calls. Their seed is new in
 * every run; a failure shows the shortest sequence that was found, and the seed, which the system property
 * {@code praxis.tck.seed} replays.
 */
@DisplayNameGeneration(RuleNames.class)
public abstract class StoreTck {

    /** For subclasses; JUnit makes one for each test. */
    protected StoreTck() {}

    /**
     * A fresh, empty place. The TCK closes it.
     *
     * @return the place
     */
    protected abstract StoreFixture newFixture();

    @Nested
    class Put extends PutRules {
        Put() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Fidelity extends FidelityRules {
        Fidelity() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Order extends OrderRules {
        Order() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Retire extends RetireRules {
        Retire() {
            super(StoreTck.this);
        }
    }

    @Nested
    class History extends HistoryRules {
        History() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Listing extends ListRules {
        Listing() {
            super(StoreTck.this);
        }
    }

    @Nested
    class AsOf extends AsOfRules {
        AsOf() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Views extends ViewRules {
        Views() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Edges extends EdgeRules {
        Edges() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Neighbours extends NeighbourRules {
        Neighbours() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Timelines extends TimelineRules {
        Timelines() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Changes extends ChangeRules {
        Changes() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Arguments extends ArgumentRules {
        Arguments() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Lifecycle extends LifecycleRules {
        Lifecycle() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Batches extends BatchRules {
        Batches() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Idempotency extends IdempotencyRules {
        Idempotency() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Capabilities extends CapabilityRules {
        Capabilities() {
            super(StoreTck.this);
        }
    }

    @Nested
    class CompareAndSet extends CompareAndSetRules {
        CompareAndSet() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Races extends RaceRules {
        Races() {
            super(StoreTck.this);
        }
    }

    @Nested
    class BatchRaces extends BatchRaceRules {
        BatchRaces() {
            super(StoreTck.this);
        }
    }

    @Nested
    class CompareAndSetRaces extends CompareAndSetRaceRules {
        CompareAndSetRaces() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Linearizability extends LinearizabilityRules {
        Linearizability() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Replica extends ReplicaRules {
        Replica() {
            super(StoreTck.this);
        }
    }

    @Nested
    class SelfCheck extends SelfCheckRules {
        SelfCheck() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Model extends ModelRules {
        Model() {
            super(StoreTck.this);
        }
    }

    @Nested
    class Vectors extends VectorRules {
        Vectors() {
            super(StoreTck.this);
        }
    }

    @Nested
    class VectorModel extends VectorModelRules {
        VectorModel() {
            super(StoreTck.this);
        }
    }
}
