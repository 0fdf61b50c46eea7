/** JSON as praxis hashes, stores, signs and compares it: immutable values and one canonical rendering (RFC 8785). */
@NullMarked
package dev.praxis.api.json;

import org.jspecify.annotations.NullMarked;
