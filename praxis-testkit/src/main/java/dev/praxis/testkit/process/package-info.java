/** Other processes, for tests of what happens between processes and when one of them is killed. */
@NullMarked
package dev.praxis.testkit.process;

import org.jspecify.annotations.NullMarked;
