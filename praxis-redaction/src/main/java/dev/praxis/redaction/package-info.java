/** Finds secrets in text and JSON and replaces them. */
@NullMarked
package dev.praxis.redaction;

import org.jspecify.annotations.NullMarked;
