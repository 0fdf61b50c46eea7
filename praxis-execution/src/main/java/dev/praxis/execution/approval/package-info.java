/** One-time approvals by a human: minted, kept as a digest, redeemed once. */
@NullMarked
package dev.praxis.execution.approval;

import org.jspecify.annotations.NullMarked;
