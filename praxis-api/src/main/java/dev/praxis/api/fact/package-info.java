/** Facts: what was asserted, what the store assigned, and how it was retired. */
@NullMarked
package dev.praxis.api.fact;

import org.jspecify.annotations.NullMarked;
