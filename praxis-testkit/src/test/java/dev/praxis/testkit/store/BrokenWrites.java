package dev.praxis.testkit.store;

import dev.praxis.api.Sha256;
import dev.praxis.api.fact.Assertion;
import dev.praxis.api.fact.Fact;
import dev.praxis.api.fact.FactKey;
import dev.praxis.api.fact.Key;
import dev.praxis.api.fact.Retirement;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.store.NoActiveFactException;
import dev.praxis.api.store.RetirementRequest;
import dev.praxis.api.store.VersionedStore;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.Normalizer;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/** Stores that take down something else than they were told. */
final class BrokenWrites {

    private BrokenWrites() {}

    /** Takes the same content for a repetition and writes nothing. */
    static final class SkipsEqualContent extends ForwardingStore {
        SkipsEqualContent(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact put(Assertion assertion) {
            return sound.active(assertion.key())
                    .filter(active -> active.contentHash().equals(assertion.contentHash()))
                    .orElseGet(() -> super.put(assertion));
        }
    }

    /** Composes the characters of keys, as some file systems and some input libraries do. */
    static final class NormalisesKeys extends ForwardingStore {
        NormalisesKeys(VersionedStore sound) {
            super(sound);
        }

        @Override
        Key stored(Key any) {
            if (!(any instanceof FactKey key)) {
                return any;
            }
            return new FactKey(nfc(key.subject()), nfc(key.predicate()), nfc(key.factType()));
        }

        @Override
        public Fact put(Assertion said) {
            return super.put(
                    new Assertion(stored(said.key()), said.value(), said.validFrom(), said.actor(), said.reason()));
        }

        private static String nfc(String text) {
            return Normalizer.normalize(text, Normalizer.Form.NFC);
        }
    }

    /** Keeps valid times in milliseconds. */
    static final class KeepsMilliseconds extends ForwardingStore {
        KeepsMilliseconds(VersionedStore sound) {
            super(sound);
        }

        @Override
        Fact seen(Fact fact) {
            Assertion said = fact.assertion();
            Assertion kept = new Assertion(
                    said.key(),
                    said.value(),
                    said.validFrom().truncatedTo(ChronoUnit.MILLIS),
                    said.actor(),
                    said.reason());
            return new Fact(
                    fact.id(),
                    kept,
                    fact.revision(),
                    fact.sequence(),
                    fact.recordedAt(),
                    fact.contentHash(),
                    fact.retirement());
        }
    }

    /** Keeps numbers with fifteen digits, as a column for decimal numbers does that goes through text. */
    static final class KeepsFifteenDigits extends ForwardingStore {
        private static final MathContext DIGITS = new MathContext(15, RoundingMode.DOWN);

        KeepsFifteenDigits(VersionedStore sound) {
            super(sound);
        }

        @Override
        Fact seen(Fact fact) {
            Assertion said = fact.assertion();
            Assertion kept =
                    new Assertion(said.key(), rounded(said.value()), said.validFrom(), said.actor(), said.reason());
            return new Fact(
                    fact.id(),
                    kept,
                    fact.revision(),
                    fact.sequence(),
                    fact.recordedAt(),
                    fact.contentHash(),
                    fact.retirement());
        }

        private static JsonObject rounded(JsonObject object) {
            TreeMap<String, JsonValue> members = new TreeMap<>(object.members());
            members.replaceAll((name, value) -> rounded(value));
            return JsonObject.of(members);
        }

        private static JsonValue rounded(JsonValue value) {
            if (value instanceof JsonNumber number) {
                return new JsonNumber(
                        new BigDecimal(number.value()).round(DIGITS).doubleValue());
            } else if (value instanceof JsonArray array) {
                return JsonArray.of(array.elements().stream()
                        .map(element -> rounded(element))
                        .toList());
            }
            return value instanceof JsonObject object ? rounded(object) : value;
        }
    }

    /** Rounds recorded times to the next microsecond, as PostgreSQL does with what it is given. */
    record RoundingClock(InstantSource clock) implements InstantSource {
        @Override
        public Instant instant() {
            return clock.instant().plusNanos(500).truncatedTo(ChronoUnit.MICROS);
        }
    }

    /** Ends a superseded fact in the name of the one who asserted it. */
    static final class EndsInTheWrongName extends ForwardingStore {
        EndsInTheWrongName(VersionedStore sound) {
            super(sound);
        }

        @Override
        Fact seen(Fact fact) {
            return fact.ended()
                    .filter(end -> !end.actor().equals("who retires"))
                    .map(end -> fact.retiredBy(new Retirement(
                            end.invalidAt(),
                            end.supersededAt(),
                            end.sequence(),
                            fact.assertion().actor(),
                            end.reason())))
                    .orElse(fact);
        }
    }

    /** Hashes the value alone. */
    static final class HashesTheValueAlone extends ForwardingStore {
        HashesTheValueAlone(VersionedStore sound) {
            super(sound);
        }

        @Override
        Fact seen(Fact fact) {
            return new Fact(
                    fact.id(),
                    fact.assertion(),
                    fact.revision(),
                    fact.sequence(),
                    fact.recordedAt(),
                    Sha256.of(CanonicalJson.bytes(fact.assertion().value())),
                    fact.retirement());
        }
    }

    /** Counts revisions from one again after a retirement. */
    static final class RestartsRevisions extends ForwardingStore {
        RestartsRevisions(VersionedStore sound) {
            super(sound);
        }

        @Override
        Fact seen(Fact fact) {
            List<Fact> facts = soundHistory(fact.key());
            long revision = 1;
            for (int i = 0; i < fact.revision() - 1; i++) {
                long endedBy = facts.get(i).ended().map(Retirement::sequence).orElseThrow();
                revision = endedBy == facts.get(i + 1).sequence() ? revision + 1 : 1;
            }
            return new Fact(
                    fact.id(),
                    fact.assertion(),
                    revision,
                    fact.sequence(),
                    fact.recordedAt(),
                    fact.contentHash(),
                    fact.retirement());
        }
    }

    /** Gives a retirement the sequence of the fact that it ends. */
    static final class CountsNoRetirements extends ForwardingStore {
        CountsNoRetirements(VersionedStore sound) {
            super(sound);
        }

        @Override
        Fact seen(Fact fact) {
            return fact.ended()
                    .map(end -> fact.retiredBy(new Retirement(
                            end.invalidAt(), end.supersededAt(), fact.sequence(), end.actor(), end.reason())))
                    .orElse(fact);
        }
    }

    /** Takes the time of the clock, also when that went backwards. */
    static final class FollowsTheClockBackwards extends ForwardingStore {
        private final InstantSource clock;
        private final Map<Long, Instant> times = new ConcurrentHashMap<>();

        FollowsTheClockBackwards(VersionedStore sound, InstantSource clock) {
            super(sound);
            this.clock = clock;
        }

        @Override
        public Fact put(Assertion assertion) {
            Instant now = clock.instant();
            Fact put = sound.put(assertion);
            times.put(put.sequence(), now);
            return seen(put);
        }

        @Override
        Fact seen(Fact fact) {
            return new Fact(
                    fact.id(),
                    fact.assertion(),
                    fact.revision(),
                    fact.sequence(),
                    times.getOrDefault(fact.sequence(), fact.recordedAt()),
                    fact.contentHash(),
                    fact.retirement());
        }
    }

    /** Leaves the former fact active until the valid time of the new one has come. */
    static final class KeepsTheFormerFactActive extends ForwardingStore {
        private final InstantSource clock;

        KeepsTheFormerFactActive(VersionedStore sound, InstantSource clock) {
            super(sound);
            this.clock = clock;
        }

        @Override
        Fact seen(Fact fact) {
            boolean stillTrue = fact.ended()
                    .filter(end -> end.invalidAt().isAfter(clock.instant()))
                    .isPresent();
            return !stillTrue
                    ? fact
                    : new Fact(
                            fact.id(),
                            fact.assertion(),
                            fact.revision(),
                            fact.sequence(),
                            fact.recordedAt(),
                            fact.contentHash(),
                            null);
        }
    }

    /** Retires as of now, whatever valid time is asked for. */
    static final class RetiresAsOfNow extends ForwardingStore {
        private final InstantSource clock;

        RetiresAsOfNow(VersionedStore sound, InstantSource clock) {
            super(sound);
            this.clock = clock;
        }

        @Override
        public Fact retire(RetirementRequest request) {
            return super.retire(
                    new RetirementRequest(request.key(), clock.instant(), request.actor(), request.reason()));
        }
    }

    /** Takes the retirement of a retired fact for a success. */
    static final class RetiresTwice extends ForwardingStore {
        RetiresTwice(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact retire(RetirementRequest request) {
            try {
                return super.retire(request);
            } catch (NoActiveFactException e) {
                List<Fact> facts = soundHistory(request.key());
                return Optional.of(facts)
                        .filter(some -> !some.isEmpty())
                        .map(some -> some.get(some.size() - 1))
                        .orElseThrow(() -> e);
            }
        }
    }

    /** Writes what fits of a value that is too long, then refuses it. */
    static final class WritesBeforeItRefuses extends ForwardingStore {
        WritesBeforeItRefuses(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact put(Assertion said) {
            try {
                return super.put(said);
            } catch (JsonRefusedException e) {
                sound.put(new Assertion(said.key(), JsonObject.EMPTY, said.validFrom(), said.actor(), said.reason()));
                throw e;
            }
        }
    }

    /** Answers a put without writing it while another one is under way. */
    static final class DropsWritesUnderLoad extends ForwardingStore {
        private static final long LONG_ENOUGH_TO_MEET_NANOS = 100_000;
        private final AtomicInteger underWay = new AtomicInteger();

        DropsWritesUnderLoad(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact put(Assertion assertion) {
            boolean alone = underWay.incrementAndGet() == 1;
            try {
                Optional<Fact> active = sound.active(assertion.key());
                if (!alone && active.isPresent()) {
                    Fact other = active.get();
                    return new Fact(
                            "id-0",
                            assertion,
                            other.revision(),
                            other.sequence(),
                            other.recordedAt(),
                            assertion.contentHash(),
                            null);
                }
                Fact put = super.put(assertion);
                LockSupport.parkNanos(LONG_ENOUGH_TO_MEET_NANOS);
                return put;
            } finally {
                underWay.decrementAndGet();
            }
        }
    }

    /** Takes who came last first; sound but for those at the bottom of the pile. */
    static final class ServesTheLastComerFirst extends ForwardingStore {
        private static final long LONG_ENOUGH_TO_MEET_NANOS = 50_000;
        private final ReentrantLock guard = new ReentrantLock();
        private final Deque<CountDownLatch> pile = new ArrayDeque<>();
        private boolean busy;

        ServesTheLastComerFirst(VersionedStore sound) {
            super(sound);
        }

        @Override
        public Fact put(Assertion assertion) {
            awaitTurn();
            try {
                LockSupport.parkNanos(LONG_ENOUGH_TO_MEET_NANOS);
                return super.put(assertion);
            } finally {
                endTurn();
            }
        }

        private void awaitTurn() {
            CountDownLatch turn = new CountDownLatch(1);
            guard.lock();
            try {
                if (busy) {
                    pile.push(turn);
                } else {
                    busy = true;
                    turn.countDown();
                }
            } finally {
                guard.unlock();
            }
            try {
                turn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        private void endTurn() {
            guard.lock();
            try {
                if (pile.isEmpty()) {
                    busy = false;
                } else {
                    pile.pop().countDown();
                }
            } finally {
                guard.unlock();
            }
        }
    }
}
