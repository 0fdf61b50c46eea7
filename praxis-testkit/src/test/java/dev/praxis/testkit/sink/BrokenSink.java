package dev.praxis.testkit.sink;

import dev.praxis.api.audit.AuditGap;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.AuditSink;
import dev.praxis.api.audit.AuditSinkException;
import dev.praxis.api.audit.SinkConfiguration;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;

/** Sinks that each break one rule. */
enum BrokenSink {
    REPLACES_WHAT_IS_NOT_ASCII("SINK-LINE-1", (place, settings) -> new ModelSink(place, settings) {
        @Override
        String text(AuditLine line) {
            return super.text(line).replaceAll("[^\\x00-\\x7F]", "?");
        }
    }),
    CUTS_LINES("SINK-LINE-2", (place, settings) -> new ModelSink(place, settings) {
        @Override
        String text(AuditLine line) {
            // A cut line is no JSON; cut inside of the text it is.
            return line.json().length() <= ModelPlace.LONGEST
                    ? line.json()
                    : line.json().replaceAll("x{100,}", "x");
        }
    }),
    TURNS_BATCHES_ROUND("SINK-ORDER-1", (place, settings) -> new ModelSink(place, settings) {
        @Override
        public void accept(List<AuditLine> lines) {
            List<AuditLine> turned = new ArrayList<>(lines);
            Collections.reverse(turned);
            super.accept(turned);
        }
    }),
    DROPS_WHAT_IS_FROM_THE_FUTURE("SINK-CLOCK-1", (place, settings) -> new ModelSink(place, settings) {
        @Override
        void send(String text) {
            if (!text.contains("\"time\":\"2999")) {
                super.send(text);
            }
        }
    }),
    KEEPS_ONE_LINE_FOR_A_MOMENT("SINK-CLOCK-1", (place, settings) -> new ModelSink(place, settings) {
        private final Set<String> moments = new HashSet<>();

        @Override
        void send(String text) {
            if (moments.add(text.replaceAll(".*\"time\":\"([^\"]*)\".*", "$1"))) {
                super.send(text);
            }
        }
    }),
    KEEPS_THE_LAST_LINE_BACK("SINK-DONE-1", (place, settings) -> new ModelSink(place, settings) {
        private final List<String> buffer = new ArrayList<>();

        @Override
        void send(String text) {
            buffer.add(text);
            if (buffer.size() > 1) {
                super.send(buffer.remove(0));
            }
        }
    }),
    SWALLOWS_FAILURES("SINK-FAIL-1", (place, settings) -> new ModelSink(place, settings) {
        @Override
        void send(String text) {
            try {
                super.send(text);
            } catch (AuditSinkException e) {
                // That is what is wrong with it.
            }
        }
    }),
    TELLS_WHAT_IS_IN_THE_LINE("SINK-FAIL-2", (place, settings) -> new ModelSink(place, settings) {
        @Override
        void write(String text) throws IOException, InterruptedException {
            try {
                super.write(text);
            } catch (IOException e) {
                throw new IOException("cannot write " + text, e);
            }
        }
    }),
    REFUSES_REPEATS("SINK-AGAIN-1", (place, settings) -> new ModelSink(place, settings) {
        private final Set<Long> seen = new HashSet<>();

        @Override
        String text(AuditLine line) {
            if (!seen.add(line.sequence())) {
                throw new AuditSinkException("duplicate key", null);
            }
            return super.text(line);
        }
    }),
    STAYS_DOWN("SINK-RECOVER-1", (place, settings) -> new ModelSink(place, settings) {
        private boolean down;

        @Override
        void write(String text) throws IOException, InterruptedException {
            if (down) {
                throw new IOException("no connection");
            }
            try {
                super.write(text);
            } catch (IOException e) {
                down = true;
                throw e;
            }
        }
    }),
    GOES_ON_WHERE_IT_WAS_CUT("SINK-SHORT-1", (place, settings) -> new ModelSink(place, settings) {
        @Override
        void write(String text) throws IOException, InterruptedException {
            super.write(text.startsWith("\n") ? text.substring(1) : text);
        }
    }),
    IGNORES_GAPS("SINK-GAP-1", (place, settings) -> new ModelSink(place, settings) {
        @Override
        public void gap(AuditGap gap) {}
    }),
    IS_DEAF("SINK-HANG-1", (place, settings) -> new ModelSink(place, settings) {
        @Override
        void write(String text) throws IOException {
            place().writeDeaf(text);
        }
    }),
    DROPS_WHEN_IT_IS_SLOW("SINK-SLOW-1", (place, settings) -> new ModelSink(place, settings) {
        private int sent;

        @Override
        void send(String text) {
            if (!place().is(Fault.SLOW) || sent++ < 10) {
                super.send(text);
            }
        }
    }),
    BREAKS_WHEN_IT_IS_INTERRUPTED("SINK-INTERRUPT-1", (place, settings) -> new ModelSink(place, settings) {
        private boolean broken;

        @Override
        void send(String text) {
            broken |= Thread.currentThread().isInterrupted();
            if (broken) {
                throw new AuditSinkException("the channel is closed", null);
            }
            super.send(text);
        }
    }),
    WAITS_FOR_ITSELF_WHEN_IT_IS_CLOSED("SINK-CLOSE-1", (place, settings) -> new ModelSink(place, settings) {
        private final ReentrantLock lock = new ReentrantLock();

        @Override
        void send(String text) {
            lock.lock();
            try {
                super.send(text);
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                super.close();
            } finally {
                lock.unlock();
            }
        }
    }),
    DROPS_WHEN_IT_IS_CLOSED("SINK-CLOSE-2", (place, settings) -> new ModelSink(place, settings) {
        private volatile boolean shut;

        @Override
        void send(String text) {
            if (!shut) {
                super.send(text);
            }
        }

        @Override
        public void close() {
            shut = true;
        }
    }),
    OPENS_BLINDLY("SINK-OPEN-1", (place, settings) -> {
        settings.allowOnly();
        return new ModelSink(place);
    }),
    IGNORES_SETTINGS("SINK-OPEN-2", (place, settings) -> new ModelSink(place));

    private final String brokenRule;

    // The functions hold no state; the checker cannot see that.
    @SuppressWarnings("ImmutableEnumChecker")
    private final BiFunction<ModelPlace, SinkConfiguration, AuditSink> opening;

    BrokenSink(String brokenRule, BiFunction<ModelPlace, SinkConfiguration, AuditSink> opening) {
        this.brokenRule = brokenRule;
        this.opening = opening;
    }

    String brokenRule() {
        return brokenRule;
    }

    SinkFixture newFixture() {
        return new ModelPlace(opening);
    }
}
