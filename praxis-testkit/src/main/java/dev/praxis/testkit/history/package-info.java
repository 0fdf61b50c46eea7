/**
 * Histories of calls on a shared object, and whether they are linearizable: whether every call can be taken to have
 * happened at one moment between its invocation and its answer.
 */
@NullMarked
package dev.praxis.testkit.history;

import org.jspecify.annotations.NullMarked;
