/**
 * The Merkle tree over a log (RFC 6962, RFC 9162): tiles on disk (C2SP tlog-tiles), signed checkpoints, proofs that strangers
 * can check, and witnesses. It knows nothing of what the entries of the log say.
 */
@NullMarked
package dev.praxis.audit.tlog;

import org.jspecify.annotations.NullMarked;
