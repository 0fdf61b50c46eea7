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
    KEEPS_FIFTEEN_DIGITS("STORE-PUT-2", BrokenWrites.KeepsFifteenDigits::new),
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
    REPLACES_THE_ROW_OF_AN_ID("STORE-HISTORY-1", BrokenReads.ReplacesTheRowOfAnId::new),
    LISTS_IN_UTF_16_ORDER("STORE-LIST-1", BrokenReads.ListsInUtf16Order::new),
    REPEATS_THE_CURSOR("STORE-LIST-2", BrokenReads.RepeatsTheCursor::new),
    FOLDS_CASE_IN_PREFIXES("STORE-LIST-3", BrokenReads.FoldsCaseInPrefixes::new),
    IGNORES_THE_VIEW_OF_LISTS("STORE-LIST-4", BrokenEdges.IgnoresTheViewOfLists::new),
    IGNORES_THE_VALID_TIME_OF_LISTS("STORE-LIST-4", BrokenEdges.IgnoresTheValidTimeOfLists::new),
    HOLDS_AFTER_VALID_FROM("STORE-ASOF-1", BrokenReads.HoldsAfterValidFrom::new),
    KNOWS_ONE_CHANGE_LESS("STORE-ASOF-1", BrokenReads.KnowsOneChangeLess::new),
    SHOWS_LATER_ENDS("STORE-ASOF-2", BrokenReads.ShowsLaterEnds::new),
    CLOSES_ITS_INTERVALS("STORE-TIMELINE-1", BrokenFeeds.ClosesItsIntervals::new),
    TRUSTS_THE_RECORDED_END("STORE-TIMELINE-1", BrokenFeeds.TrustsTheRecordedEnd::new),
    STARTS_TIMELINES_ANEW("STORE-TIMELINE-1", BrokenFeeds.StartsTimelinesAnew::new),
    LISTS_EDGES("STORE-EDGE-1", BrokenEdges.ListsEdges::new),
    TAKES_A_FACT_FOR_AN_EDGE("STORE-EDGE-1", BrokenEdges.TakesAFactForAnEdge::new),
    GOES_THE_WRONG_WAY("STORE-EDGE-2", BrokenEdges.GoesTheWrongWay::new),
    ORDERS_NEIGHBOURS_BY_KEY("STORE-EDGE-2", BrokenEdges.OrdersByKey::new),
    LOSES_SELF_LOOPS("STORE-EDGE-2", BrokenEdges.LosesSelfLoops::new),
    IGNORES_THE_VIEW_OF_NEIGHBOURS("STORE-EDGE-3", BrokenEdges.IgnoresTheViewOfNeighbours::new),
    REPEATS_THE_LAST_CHANGE("STORE-CHANGES-1", BrokenFeeds.RepeatsTheLastChange::new),
    FORGETS_THE_REQUEST_OF_A_CHANGE("STORE-CHANGES-1", BrokenFeeds.ForgetsTheRequestOfAChange::new),
    SHOWS_CHANGES_LATE("STORE-CHANGES-2", BrokenFeeds.ShowsChangesLate::new),
    COUNTS_FACTS_ONLY("STORE-CHANGES-3", BrokenFeeds.CountsFactsOnly::new),
    KEEPS_WHAT_CAME_BEFORE_A_REFUSAL("STORE-BATCH-1", BrokenBatches.KeepsWhatCameBeforeARefusal::new),
    CHECKS_THE_FIRST_CONDITION_ALONE("STORE-BATCH-1", BrokenBatches.ChecksTheFirstConditionAlone::new),
    TELLS_OF_THE_LAST_REFUSAL("STORE-BATCH-1", BrokenBatches.TellsOfTheLastRefusal::new),
    ANSWERS_IN_THE_ORDER_OF_KEYS("STORE-BATCH-2", BrokenBatches.AnswersInTheOrderOfKeys::new),
    TIMES_EACH_WRITE_OF_A_BATCH("STORE-BATCH-2", sound -> new BrokenBatches.WritesOneByOne(sound, 0)),
    SHOWS_HALF_A_BATCH("STORE-BATCH-3", sound -> new BrokenBatches.WritesOneByOne(sound, 50_000)),
    IGNORES_THE_KEY("STORE-IDEMPOTENCY-1", BrokenRequests.IgnoresTheKey::new),
    ANSWERS_WITH_THE_CURRENT_FACTS("STORE-IDEMPOTENCY-1", BrokenRequests.AnswersWithTheCurrentFacts::new),
    CHECKS_A_REPETITION("STORE-IDEMPOTENCY-1", BrokenRequests.ChecksARepetition::new),
    ACCEPTS_OTHER_WRITES("STORE-IDEMPOTENCY-2", BrokenRequests.AcceptsOtherWrites::new),
    COMPARES_WITHOUT_ORDER("STORE-IDEMPOTENCY-2", BrokenRequests.ComparesWithoutOrder::new),
    BURNS_THE_KEY_OF_A_REFUSED_BATCH("STORE-IDEMPOTENCY-3", BrokenRequests.BurnsTheKeyOfARefusedBatch::new),
    FORGETS_OUTCOMES("STORE-IDEMPOTENCY-4", BrokenRequests.ForgetsOutcomes::new),
    ALWAYS_HAS_AN_OUTCOME("STORE-IDEMPOTENCY-4", BrokenRequests.AlwaysHasAnOutcome::new),
    LOOKS_THEN_WRITES("STORE-IDEMPOTENCY-5", BrokenRequests.LooksThenWrites::new),
    CLAMPS_NUMBERS("STORE-ARG-1", BrokenReads.ClampsNumbers::new),
    WRITES_BEFORE_IT_REFUSES("STORE-ARG-1", BrokenWrites.WritesBeforeItRefuses::new),
    HIDES_A_CAPABILITY("STORE-CAP-1", BrokenReads.HidesACapability::new),
    CLAIMS_A_CAPABILITY("STORE-CAP-1", sound -> new PlainStore(sound, Set.of(Capability.VERSIONED))),
    LEAVES_OUT_CONDITIONS("STORE-CAP-2", BrokenBatches.LeavesOutConditions::new),
    ANSWERS_AFTER_CLOSE("STORE-CLOSE-1", BrokenReads.AnswersAfterClose::new),
    WRITES_THOUGH_IT_IS_READ_ONLY(
            "STORE-READ-1",
            (log, options) -> new ModelStore(
                    log, new StoreOptions(false, false, options.busyWait(), options.clock(), options.ids()))),
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
    STAMPS_ANEW("STORE-REPLICA-1", (log, options) -> new BrokenReplicas.StampsAnew(log, options)),
    APPENDS_ONE_BY_ONE("STORE-REPLICA-2", (log, options) -> new BrokenReplicas.AppendsOneByOne(log, options)),
    CLOSES_GAPS("STORE-REPLICA-3", (log, options) -> new BrokenReplicas.ClosesGaps(log, options)),
    SKIPS_RETIREMENTS_OF_NOTHING(
            "STORE-REPLICA-4", (log, options) -> new BrokenReplicas.SkipsRetirementsOfNothing(log, options)),
    HASHES_ANEW("STORE-REPLICA-5", (log, options) -> new BrokenReplicas.HashesAnew(log, options)),
    GIVES_NEW_IDS("STORE-REPLICA-6", (log, options) -> new BrokenReplicas.GivesNewIds(log, options)),
    FORGETS_REQUESTS("STORE-REPLICA-7", (log, options) -> new BrokenReplicas.ForgetsRequests(log, options)),
    FINDS_WHAT_IS_NOT_THERE("STORE-CHECK-1", (log, options) -> new BrokenReplicas.FindsWhatIsNotThere(log, options)),
    MAKES_AN_OLD_SCHEMA("STORE-CHECK-2", (log, options) -> new BrokenReplicas.MakesAnOldSchema(log, options)),
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
