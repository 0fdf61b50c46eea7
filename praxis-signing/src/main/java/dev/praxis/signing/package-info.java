/** Ed25519 keys, and what refuses a signature. */
@NullMarked
package dev.praxis.signing;

import org.jspecify.annotations.NullMarked;
