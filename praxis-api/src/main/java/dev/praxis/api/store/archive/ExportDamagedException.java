package dev.praxis.api.store.archive;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/**
 * What was read is not an export, not all of one, or not as it was written. Not retryable: take another copy. Code
 * {@code PRX-EXPORT-DAMAGED}.
 */
public final class ExportDamagedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    private final long line;

    /**
     * Creates an exception.
     *
     * @param line the line that was refused: 1, 2, 3 …
     * @param why what is wrong with it
     * @param cause the underlying failure, or null
     */
    public ExportDamagedException(long line, String why, @Nullable Throwable cause) {
        super(
                "PRX-EXPORT-DAMAGED",
                "line " + line + " of the export: " + why + "; nothing from there on was used; take another copy",
                cause);
        this.line = line;
    }

    /**
     * The line that was refused.
     *
     * @return 1 or more
     */
    public long line() {
        return line;
    }
}
