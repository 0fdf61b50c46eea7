package dev.praxis.testkit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test that needs a program of the distribution. Where the program is not on the PATH the test is skipped, and the
 * reason says how to get it; with {@code PRAXIS_REQUIRE_TOOLS=1} in the environment it fails instead, so that a build
 * that must prove everything cannot pass by skipping.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiredTools.class)
public @interface RequiresTool {

    /**
     * The program.
     *
     * @return its bare name, such as {@code setsid}
     */
    String value();

    /**
     * Where it comes from.
     *
     * @return the name of the Debian package, such as {@code util-linux}
     */
    String from();

    /**
     * Arguments to try it with, where it may be there and forbidden, as tracing often is in a container.
     *
     * @return the arguments, with which it must end at once with status 0; none if it need only be there
     */
    String[] probe() default {};
}
