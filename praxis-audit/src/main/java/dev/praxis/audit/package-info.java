/** The tamper-evident journal of what was done, and its verification. */
@NullMarked
package dev.praxis.audit;

import org.jspecify.annotations.NullMarked;
