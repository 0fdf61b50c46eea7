/** What every TCK shares: tests that name the rule they prove, and time and ids under control. */
@NullMarked
package dev.praxis.testkit;

import org.jspecify.annotations.NullMarked;
