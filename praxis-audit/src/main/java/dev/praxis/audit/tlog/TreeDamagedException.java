package dev.praxis.audit.tlog;

import dev.praxis.api.PraxisException;

/**
 * The tree on disk is not the one that was signed: a tile or the checkpoint is missing, was changed, or belongs to another
 * log. Nothing was written. Keep a copy of the whole log, then verify it. Code {@code PRX-AUDIT-TREE-DAMAGED}.
 */
public final class TreeDamagedException extends PraxisException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is wrong, and where
     */
    public TreeDamagedException(String message) {
        super("PRX-AUDIT-TREE-DAMAGED", message, null);
    }
}
