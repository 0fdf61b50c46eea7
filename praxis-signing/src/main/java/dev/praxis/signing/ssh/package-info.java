/** What OpenSSH made common: key files, detached signatures (SSHSIG) and lists of allowed signers. */
@NullMarked
package dev.praxis.signing.ssh;

import org.jspecify.annotations.NullMarked;
