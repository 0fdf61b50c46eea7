package dev.praxis.testkit.sink;

import dev.praxis.testkit.RuleNames;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.Nested;

/**
 * The contract of {@link dev.praxis.api.audit.AuditSink} and {@link dev.praxis.api.audit.AuditSinkProvider} as tests. A sink proves
 * itself with one class:
 *
 * <pre>{@code
 * class MySinkTest extends SinkTck {
 *     @Override
 *     protected SinkFixture newFixture() {
 *         return new MySinkFixture();
 *     }
 * }
 * }</pre>
 *
 * <p>Every test carries the id of the rule that it proves, in its display name, in {@link dev.praxis.testkit.Rule} and at the start
 * of the message of a failure. Each runs with a fresh destination. Rules about a {@link Fault} that the fixture cannot cause are
 * reported as aborted, with the reason.
 */
@DisplayNameGeneration(RuleNames.class)
public abstract class SinkTck {

    /** For subclasses; JUnit makes one for each test. */
    protected SinkTck() {}

    /**
     * A fresh, sound destination to which nothing came yet. The TCK closes it.
     *
     * @return the destination
     */
    protected abstract SinkFixture newFixture();

    /**
     * How long a call that is to end by itself may take: longer than any time limit of the sink.
     *
     * @return a time; 30 s unless a subclass says otherwise
     */
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }

    @Nested
    class Lines extends LineRules {
        Lines() {
            super(SinkTck.this);
        }
    }

    @Nested
    class Failures extends FailureRules {
        Failures() {
            super(SinkTck.this);
        }
    }

    @Nested
    class Threads extends ThreadRules {
        Threads() {
            super(SinkTck.this);
        }
    }

    @Nested
    class Opening extends OpeningRules {
        Opening() {
            super(SinkTck.this);
        }
    }
}
