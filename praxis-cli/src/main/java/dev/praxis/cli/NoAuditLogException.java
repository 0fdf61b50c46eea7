package dev.praxis.cli;

import dev.praxis.api.PraxisException;
import java.nio.file.Path;

/** There is no audit log to check. */
final class NoAuditLogException extends PraxisException {

    private static final long serialVersionUID = 1L;

    NoAuditLogException(Path directory) {
        super(
                "PRX-AUDIT-ABSENT",
                "there is no audit log in " + directory
                        + ": nothing was ever recorded there, or the log was removed; if it should be there, restore it",
                null);
    }
}
