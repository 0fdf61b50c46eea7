/** What survives a crash: writers that report what was acknowledged, and the comparison with what is there afterwards. */
@NullMarked
package dev.praxis.testkit.crash;

import org.jspecify.annotations.NullMarked;
