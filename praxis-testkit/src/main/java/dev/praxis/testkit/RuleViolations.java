package dev.praxis.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * Puts the id of the rule in front of every failure of its test, also of what comes before and after it. Comes with
 * {@link Rule}. Thread-safe.
 */
public final class RuleViolations implements TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {

    /** Creates an extension; JUnit does this. */
    public RuleViolations() {}

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw named(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw named(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw named(context, failure);
    }

    private static Throwable named(ExtensionContext context, Throwable failure) {
        if (failure instanceof TestAbortedException) {
            return failure;
        }
        Rule rule = context.getRequiredTestMethod().getAnnotation(Rule.class);
        String message = rule.value() + ": "
                + (failure instanceof AssertionError ? failure.getMessage() : "the test met an unexpected " + failure);
        if (failure instanceof AssertionFailedError failed && failed.isExpectedDefined() && failed.isActualDefined()) {
            return new AssertionFailedError(message, failed.getExpected(), failed.getActual(), failure);
        }
        return new AssertionFailedError(message, failure);
    }
}
