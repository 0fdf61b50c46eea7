/** Evidence: what is recorded of an action, and where finished records go. */
@NullMarked
package dev.praxis.api.audit;

import org.jspecify.annotations.NullMarked;
