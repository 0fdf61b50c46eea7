package dev.praxis.signing.artifact;

import dev.praxis.api.PraxisException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that must be signed is not as somebody who is allowed signed it: it or its signature was changed, or removed, or
 * somebody else signed it. It must not be used. Code {@code PRX-SIGN-TAMPERED}.
 */
public final class TamperDetectedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final ArtifactKind kind;

    /**
     * Creates an exception.
     *
     * @param file the file
     * @param kind what it should be
     * @param why what is wrong
     * @param cause the refusal, or null
     */
    public TamperDetectedException(Path file, ArtifactKind kind, String why, @Nullable Throwable cause) {
        super(
                "PRX-SIGN-TAMPERED",
                "the " + kind.label() + " " + file + " is not used, since it is not as an allowed signer signed it: "
                        + why + "; find out who changed what, then put the signed file back or have it signed again",
                cause);
        this.file = Objects.requireNonNull(file, "file");
        this.kind = kind;
    }

    /**
     * The file.
     *
     * @return its path; lost if the exception was serialized
     */
    public Path file() {
        return file;
    }

    /**
     * What it should be.
     *
     * @return the kind
     */
    public ArtifactKind kind() {
        return kind;
    }
}
