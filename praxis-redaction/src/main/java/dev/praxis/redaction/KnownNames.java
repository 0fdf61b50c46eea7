package dev.praxis.redaction;

import dev.praxis.redaction.internal.context.SecretNames;
import java.util.HashMap;
import java.util.Map;

/**
 * What was found out about names of members, which are the same in every object and every line. Confined to one thread.
 */
final class KnownNames {

    /** More names than this are not of a schema, but are values themselves. */
    private static final int MOST = 1024;

    private static final int LONGEST = 64;

    private final Hiding hiding;
    /** Of names that hold no secret: whether they name one. */
    private final Map<String, Boolean> secretByName = new HashMap<>();

    KnownNames(Hiding hiding) {
        this.hiding = hiding;
    }

    /** The name without secrets; the same instance if there was none. */
    String shown(String name) {
        if (secretByName.containsKey(name)) {
            return name;
        }
        String shown = hiding.text(name);
        if (shown.equals(name) && secretByName.size() < MOST && name.length() <= LONGEST) {
            secretByName.put(name, SecretNames.isSecret(name));
        }
        return shown;
    }

    /** Whether the name says that the value is a secret. */
    boolean isSecret(String name) {
        Boolean known = secretByName.get(name);
        return known == null ? SecretNames.isSecret(name) : known;
    }
}
