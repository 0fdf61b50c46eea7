package dev.praxis.testkit.store;

import dev.praxis.api.store.Capability;
import dev.praxis.api.store.Store;
import dev.praxis.api.store.StoreOptions;
import dev.praxis.api.store.VersionedStore;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The model with one fault each, and the rule that the fault breaks. */
enum Mutant {
    SKIPS_EQUAL_CONTENT("STORE-PUT-1", BrokenWrites.SkipsEqualContent::new),
    CACHES_THE_ACTIVE_FACT("STORE-PUT-1", BrokenReads.CachesTheActiveFact::new),
    NORMALISES_KEYS("STORE-PUT-2", BrokenWrites.NormalisesKeys::new),
    KEEPS_MILLISECONDS("STORE-PUT-2", BrokenWrites.KeepsMilliseconds::new),
    ROUNDS_RECORDED_TIMES(
            "STORE-PUT-2",
            (log, options) -> new ModelStore(log, options.withClock(new BrokenWrites.RoundingClock(options.clock())))),
    ENDS_IN_THE_WRONG_NAME("STORE-PUT-3", BrokenWrites.EndsInTheWrongName::new),
    HASHES_THE_VALUE_ALONE("STORE-PUT-4", BrokenWrites.HashesTheValueAlone::new),
    RESTARTS_REVISIONS("STORE-REV-1", BrokenWrites.RestartsRevisions::new),
    COUNTS_NO_RETIREMENTS("STORE-SEQ-1", BrokenWrites.CountsNoRetirements::new),
    FOLLOWS_THE_CLOCK_BACKWARDS(
            "STORE-TIME-1",
            (log, options) -> new BrokenWrites.FollowsTheClockBackwards(new ModelStore(log, options), options.clock())),
    KEEPS_THE_FORMER_FACT_ACTIVE(
            "STORE-ACTIVE-1",
            (log, options) -> new BrokenWrites.KeepsTheFormerFactActive(new ModelStore(log, options), options.clock())),
    RETIRES_AS_OF_NOW(
            "STORE-RETIRE-1",
            (log, options) -> new BrokenWrites.RetiresAsOfNow(new ModelStore(log, options), options.clock())),
    RETIRES_TWICE("STORE-RETIRE-2", BrokenWrites.RetiresTwice::new),
    FORGETS("STORE-HISTORY-1", BrokenReads.Forgets::new),
    LISTS_IN_UTF_16_ORDER("STORE-LIST-1", BrokenReads.ListsInUtf16Order::new),
    REPEATS_THE_CURSOR("STORE-LIST-2", BrokenReads.RepeatsTheCursor::new),
    FOLDS_CASE_IN_PREFIXES("STORE-LIST-3", BrokenReads.FoldsCaseInPrefixes::new),
    HOLDS_AFTER_VALID_FROM("STORE-ASOF-1", BrokenReads.HoldsAfterValidFrom::new),
    SHOWS_LATER_ENDS("STORE-ASOF-2", BrokenReads.ShowsLaterEnds::new),
    CLAMPS_NUMBERS("STORE-ARG-1", BrokenReads.ClampsNumbers::new),
    WRITES_BEFORE_IT_REFUSES("STORE-ARG-1", BrokenWrites.WritesBeforeItRefuses::new),
    HIDES_A_CAPABILITY("STORE-CAP-1", BrokenReads.HidesACapability::new),
    CLAIMS_A_CAPABILITY("STORE-CAP-1", sound -> new PlainStore(sound, Set.of(Capability.VERSIONED))),
    ANSWERS_AFTER_CLOSE("STORE-CLOSE-1", BrokenReads.AnswersAfterClose::new),
    KEEPS_NOTHING("STORE-DURABLE-1", (log, options) -> new ModelStore(options)),
    DROPS_WRITES_UNDER_LOAD("STORE-RACE-1", BrokenWrites.DropsWritesUnderLoad::new),
    READS_A_REPLICA_THAT_LAGS("STORE-RACE-1", BrokenReads.ReadsAReplicaThatLags::new),
    IGNORES_WHAT_IS_EXPECTED("STORE-CAS-1", BrokenConditions.IgnoresWhatIsExpected::new),
    CONFLICTS_WITHOUT_THE_CURRENT_FACT("STORE-CAS-2", BrokenConditions.ConflictsWithoutTheCurrentFact::new),
    IGNORES_THE_REVISION("STORE-CAS-3", BrokenConditions.IgnoresTheRevision::new),
    NEVER_ABSENT_AGAIN("STORE-CAS-4", BrokenConditions.NeverAbsentAgain::new),
    COMPARES_CONTENT_WITH_ITS_REVISION("STORE-CAS-5", BrokenConditions.ComparesContentWithItsRevision::new),
    RETIRES_WHATEVER_IS_EXPECTED("STORE-CAS-6", BrokenConditions.RetiresWhateverIsExpected::new),
    CHECKS_THEN_ACTS("STORE-CAS-7", BrokenConditions.ChecksThenActs::new),
    SEARCHES_A_STALE_INDEX("STORE-VECTOR-1", BrokenVectors.SearchesAStaleIndex::new),
    PREFERS_THE_LATEST("STORE-VECTOR-2", BrokenVectors.PrefersTheLatest::new),
    COMPUTES_IN_SINGLE_PRECISION("STORE-VECTOR-3", BrokenVectors.ComputesInSinglePrecision::new),
    MISSES_THE_BEST("STORE-VECTOR-4", BrokenVectors.MissesTheBest::new),
    IGNORES_ANOTHER_VECTOR("STORE-VECTOR-5", BrokenVectors.IgnoresAnotherVector::new),
    KEEPS_A_SPACE_FOR_EACH_LENGTH("STORE-VECTOR-6", BrokenVectors.KeepsASpaceForEachLength::new),
    CLAMPS_THE_LIMIT_OF_A_SEARCH("STORE-VECTOR-7", BrokenVectors.ClampsTheLimit::new),
    KEEPS_VECTORS_IN_MEMORY("STORE-VECTOR-8", BrokenVectors.KeepsVectorsInMemory::new),
    CHECKS_THEN_EMBEDS("STORE-VECTOR-9", BrokenVectors.ChecksThenEmbeds::new);

    private final String brokenRule;

    // The functions are constructors and hold no state; the checker cannot see that.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<ModelLog, StoreOptions, Store> opening;

    Mutant(String brokenRule, Function<VersionedStore, Store> breaking) {
        this(brokenRule, (log, options) -> breaking.apply(new ModelStore(log, options)));
    }

    Mutant(String brokenRule, BiFunction<ModelLog, StoreOptions, Store> opening) {
        this.brokenRule = brokenRule;
        this.opening = opening;
    }

    String brokenRule() {
        return brokenRule;
    }

    StoreFixture newFixture() {
        ModelLog log = new ModelLog();
        return new StoreFixture() {
            @Override
            public Store open(StoreOptions options) {
                return opening.apply(log, options);
            }

            @Override
            public boolean keepsData() {
                return true;
            }

            @Override
            public void close() {}
        };
    }
}
