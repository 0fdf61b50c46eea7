/**
 * The record of a store as a whole: written out, taken in again by another store, and verified. Works over any {@link
 * dev.praxis.api.store.Store}, on streams that the caller opens and closes. The format is described in docs/store-format.md.
 */
@NullMarked
package dev.praxis.api.store.archive;

import org.jspecify.annotations.NullMarked;
