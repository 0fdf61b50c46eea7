package dev.praxis.testkit;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGenerator;

/**
 * Names a test after its rule and its method: {@code theConflictCarriesTheFact} of the rule {@code STORE-CAS-2} is shown
 * as "STORE-CAS-2: the conflict carries the fact". Thread-safe.
 */
public final class RuleNames extends DisplayNameGenerator.Standard {

    private static final Pattern START_OF_WORD = Pattern.compile("(?=[A-Z])");

    /** Creates a generator; JUnit does this. */
    public RuleNames() {}

    @Override
    public String generateDisplayNameForMethod(
            List<Class<?>> enclosingInstanceTypes, Class<?> testClass, Method testMethod) {
        Rule rule = testMethod.getAnnotation(Rule.class);
        if (rule == null) {
            return super.generateDisplayNameForMethod(enclosingInstanceTypes, testClass, testMethod);
        }
        String sentence = START_OF_WORD.matcher(testMethod.getName()).replaceAll(" ");
        return rule.value() + ": " + sentence.toLowerCase(Locale.ROOT);
    }
}
