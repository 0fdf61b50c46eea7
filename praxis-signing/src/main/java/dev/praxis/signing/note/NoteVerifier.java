package dev.praxis.signing.note;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.signing.SignatureRejectedException;
import dev.praxis.signing.SignatureRejectedException.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Says who of those who are known signed a note. Immutable, thread-safe.
 *
 * <p>A signature is by a known key if both its name and its key id are those of the key; every other one is ignored. One
 * by a known key that does not verify has the whole note rejected, which the specification leaves to the verifier: what
 * carries a forged signature is not believed for another one's sake.
 */
public final class NoteVerifier {

    private final List<NoteVerifierKey> known;

    /**
     * Knows some keys.
     *
     * @param known the keys; at least one
     * @throws InvalidArgumentException if there is none, or two share both name and key id
     */
    public NoteVerifier(Collection<NoteVerifierKey> known) {
        this.known = List.copyOf(known);
        if (this.known.isEmpty()) {
            throw new InvalidArgumentException("a verifier that knows no key rejects every note; name a verifier key");
        }
        for (int i = 0; i < this.known.size(); i++) {
            for (NoteVerifierKey earlier : this.known.subList(0, i)) {
                NoteVerifierKey later = this.known.get(i);
                if (earlier.name().equals(later.name()) && earlier.keyId() == later.keyId()) {
                    throw new InvalidArgumentException("the verifier keys " + earlier + " and " + later
                            + " have the same name and key id, so that no signature tells which of them made it; "
                            + "name one of them");
                }
            }
        }
    }

    /**
     * Verifies a note.
     *
     * @param note the note
     * @return its text, and those who are known and signed it
     * @throws SignatureRejectedException if no known key signed it ({@link Reason#UNKNOWN_SIGNER}), or a signature by a
     *     known key does not verify ({@link Reason#BAD_SIGNATURE})
     */
    public VerifiedNote verify(SignedNote note) {
        byte[] text = NoteText.encode(note.unverifiedText());
        List<VerifiedSignature> verified = new ArrayList<>();
        for (NoteSignature signature : note.signatures()) {
            Optional<NoteVerifierKey> key =
                    known.stream().filter(each -> each.isNamedBy(signature)).findFirst();
            if (key.isPresent()) {
                verified.add(key.get().verified(text, signature.signature()).orElseThrow(() -> bad(signature)));
            }
        }
        if (verified.isEmpty()) {
            throw new SignatureRejectedException(
                    Reason.UNKNOWN_SIGNER,
                    "the note is rejected, since no key that is known signed it; it has signatures of "
                            + String.join(", ", names(note)) + ", and known are " + known);
        }
        return new VerifiedNote(note.unverifiedText(), verified);
    }

    private static SignatureRejectedException bad(NoteSignature signature) {
        return new SignatureRejectedException(
                Reason.BAD_SIGNATURE,
                "the note is rejected, since the signature of " + signature.name()
                        + " does not verify: the text or the signature was changed; get the note again from its source");
    }

    private static List<String> names(SignedNote note) {
        return note.signatures().stream().map(NoteSignature::name).toList();
    }
}
