package dev.praxis.redaction;

import dev.praxis.redaction.internal.context.SecretNames;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found out about names of members, which are the same in every object and every line. Confined to one thread.
 */
final class KnownNames {

    /** More names than this are not of a schema, but are values themselves. */
    private static final int MOST = 1024;

    private static final int LONGEST = 64;

    /**
     * A name that holds no secret.
     *
     * @param secret whether it says that the value is a secret
     * @param announces whether something in it is looked for, so that it may say what the value is
     */
    private record Known(boolean secret, boolean announces) {}

    private final Hiding hiding;
    private final Map<String, Known> known = new HashMap<>();

    KnownNames(Hiding hiding) {
        this.hiding = hiding;
    }

    /** The name without secrets; the same instance if there was none. */
    String shown(String name) {
        if (known.containsKey(name)) {
            return name;
        }
        String shown = hiding.text(name);
        if (shown.equals(name) && known.size() < MOST && name.length() <= LONGEST) {
            known.put(name, new Known(SecretNames.isSecret(name), looksFor(name)));
        }
        return shown;
    }

    /** Whether the name says that the value is a secret. */
    boolean isSecret(String name) {
        @Nullable Known found = known.get(name);
        return found == null ? SecretNames.isSecret(name) : found.secret();
    }

    /** Whether the name may say of what kind the value is. */
    boolean announces(String name) {
        @Nullable Known found = known.get(name);
        return found == null ? looksFor(name) : found.announces();
    }

    private boolean looksFor(String name) {
        return hiding.looksFor(EmbeddedText.before(name));
    }
}
