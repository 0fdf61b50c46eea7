package dev.praxis.signing.note;

import java.util.List;
import java.util.Objects;

/**
 * A text that somebody who is known has signed. Only a {@link NoteVerifier} makes it.
 */
public final class VerifiedNote {

    private final String text;
    private final List<VerifiedSignature> signatures;

    VerifiedNote(String text, List<VerifiedSignature> signatures) {
        this.text = Objects.requireNonNull(text, "text");
        this.signatures = List.copyOf(signatures);
    }

    /**
     * The text that was signed.
     *
     * @return the text, with its last newline
     */
    public String text() {
        return text;
    }

    /**
     * The signatures of known keys, all of which verify.
     *
     * @return at least one, in the order of the note
     */
    public List<VerifiedSignature> signatures() {
        return signatures;
    }
}
