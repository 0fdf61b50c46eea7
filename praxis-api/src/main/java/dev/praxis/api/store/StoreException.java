package dev.praxis.api.store;

import dev.praxis.api.PraxisException;
import org.jspecify.annotations.Nullable;

/** A store refused a call or failed. */
public abstract sealed class StoreException extends PraxisException
        permits CapabilityAbsentException,
                ChangeRefusedException,
                EmbeddingConflictException,
                IdempotencyKeyReusedException,
                NoActiveFactException,
                NotAStoreException,
                SchemaTooNewException,
                StoreAbsentException,
                StoreBusyException,
                StoreClosedException,
                StoreCorruptException,
                StoreReadOnlyException,
                StoreUnavailableException,
                UnknownOutcomeException,
                VersionConflictException {

    private static final long serialVersionUID = 1L;

    StoreException(String code, String message, @Nullable Throwable cause) {
        super(code, message, cause);
    }
}
