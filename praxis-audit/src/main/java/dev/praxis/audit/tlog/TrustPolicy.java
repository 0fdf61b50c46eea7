package dev.praxis.audit.tlog;

import dev.praxis.api.PraxisException;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.note.NoteVerifier;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignedNote;
import dev.praxis.signing.note.VerifiedSignature;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which logs are believed, and whose cosignatures a checkpoint needs besides (C2SP tlog-policy). Addresses in it are ignored: nobody
 * is asked, what a checkpoint carries is judged. Immutable, thread-safe.
 */
public final class TrustPolicy {

    /** The most bytes that a policy may have. */
    public static final int MAX_BYTES = 1 << 16;

    private final List<NoteVerifierKey> logs;
    private final List<NoteVerifierKey> witnesses;

    /** Who must have cosigned; null if nobody must. */
    private final @Nullable Party quorum;

    TrustPolicy(List<NoteVerifierKey> logs, List<NoteVerifierKey> witnesses, @Nullable Party quorum) {
        this.logs = List.copyOf(logs);
        this.witnesses = List.copyOf(witnesses);
        this.quorum = quorum;
    }

    /**
     * Reads a policy.
     *
     * @param bytes the policy file
     * @return the policy
     * @throws SigningFormatException if it is none, or has keys of a type that praxis cannot verify
     */
    public static TrustPolicy parse(byte[] bytes) {
        return new TrustPolicyReader().read(bytes);
    }

    /**
     * The keys of the logs that are believed.
     *
     * @return the keys; none if the policy leaves that to others
     */
    public List<NoteVerifierKey> logs() {
        return logs;
    }

    /**
     * Whether a log is believed.
     *
     * @param log its key
     * @return true also if the policy names no log
     */
    public boolean knows(NoteVerifierKey log) {
        return logs.isEmpty() || logs.contains(log);
    }

    /**
     * What the cosignatures of a checkpoint are worth.
     *
     * @param quorate whether those who must have cosigned it did
     * @param cosigners the witnesses of the policy that cosigned it, and when
     */
    public record Judgement(boolean quorate, List<VerifiedSignature> cosigners) {

        /** Copies the list. */
        public Judgement {
            cosigners = List.copyOf(cosigners);
        }

        /** Who cosigned, for people. */
        @Override
        public String toString() {
            return cosigners.isEmpty()
                    ? "no witness of the policy cosigned it"
                    : "it is cosigned by "
                            + cosigners.stream()
                                    .map(each -> each.key().name() + " at " + each.time())
                                    .collect(Collectors.joining(", "));
        }
    }

    /**
     * Judges a checkpoint.
     *
     * @param checkpoint the checkpoint
     * @param log the key of its log, whose signature was verified
     * @return the judgement
     * @throws EvidenceRefusedException if the policy does not believe that log, or the checkpoint has a cosignature that claims to be
     *     by a witness of the policy and does not verify
     */
    public Judgement judge(SignedNote checkpoint, NoteVerifierKey log) {
        if (!knows(log)) {
            throw new EvidenceRefusedException(
                    "the policy names other logs than " + log + "; get the policy for this log");
        }
        List<NoteVerifierKey> known = new ArrayList<>(witnesses);
        known.add(log);
        List<VerifiedSignature> verified;
        try {
            verified = new NoteVerifier(known).verify(checkpoint).signatures();
        } catch (PraxisException e) {
            throw new EvidenceRefusedException("the cosignatures of the checkpoint are refused: " + e.getMessage(), e);
        }
        List<VerifiedSignature> cosigners = verified.stream()
                .filter(each -> !each.key().equals(log))
                .distinct()
                .toList();
        Set<NoteVerifierKey> keys =
                cosigners.stream().map(VerifiedSignature::key).collect(Collectors.toSet());
        return new Judgement(quorum == null || quorum.witnessed(keys), cosigners);
    }

    /** A witness, or several that count as one. */
    sealed interface Party {

        /** Whether it witnessed what these keys cosigned. */
        boolean witnessed(Set<NoteVerifierKey> cosigners);
    }

    /** A witness. */
    record One(NoteVerifierKey key) implements Party {
        @Override
        public boolean witnessed(Set<NoteVerifierKey> cosigners) {
            return cosigners.contains(key);
        }
    }

    /** A group, which witnessed what so many of its members did. */
    record Group(int threshold, List<Party> members) implements Party {

        Group {
            members = List.copyOf(members);
            Objects.checkIndex(threshold - 1, members.size());
        }

        @Override
        public boolean witnessed(Set<NoteVerifierKey> cosigners) {
            return members.stream().filter(each -> each.witnessed(cosigners)).count() >= threshold;
        }
    }
}
