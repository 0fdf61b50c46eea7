/** What praxis costs, beside the least that it could cost. Run by JMH; see docs/benchmarks.md. */
@NullMarked
package dev.praxis.benchmarks;

import org.jspecify.annotations.NullMarked;
