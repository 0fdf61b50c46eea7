package dev.praxis.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Makes a method a test of one rule of a numbered contract. The message of every failure starts with the id of the
 * rule; with {@link RuleNames} on the class the display name does too.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@ExtendWith(RuleViolations.class)
public @interface Rule {

    /**
     * The id of the rule.
     *
     * @return the id as it stands in the javadoc of the contract, such as {@code STORE-CAS-2}
     */
    String value();
}
