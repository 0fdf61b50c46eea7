package dev.praxis.redaction;

import dev.praxis.redaction.internal.context.SecretNames;
import java.util.HashSet;
import java.util.Set;

/** What the names of the members of one object say about the values. Confined to one thread. */
final class MemberNames {

    private final KnownNames names;
    private final Set<String> taken;
    private int number = 1;
    private boolean namesSecret;

    /**
     * The names of one object.
     *
     * @param names what finds secrets in names
     * @param known the names that are known beforehand, and so are not given to others
     */
    MemberNames(KnownNames names, Set<String> known) {
        this.names = names;
        this.taken = new HashSet<>(known);
    }

    /** The name without secrets, which no other member has. */
    String shown(String name) {
        String redacted = names.shown(name);
        if (redacted.equals(name)) {
            return name;
        }
        String free = redacted;
        while (!taken.add(free)) {
            number++; // never starts again, so that many such names cost no more than few
            free = redacted + " " + number;
        }
        return free;
    }

    /** Takes note of a string member: the {@code "name": "DB_PASSWORD"} beside which the {@code "value"} is secret. */
    void saw(String name, String value) {
        namesSecret |= (name.equals("name") || name.equals("key")) && SecretNames.isSecret(value);
    }

    /** Whether the value of a member is a secret, whatever it is. */
    boolean hides(String name, String shown) {
        return names.isSecret(name)
                || (!shown.equals(name) && SecretNames.isSecret(shown))
                || (namesSecret && isValue(name));
    }

    /** Whether a member is the one that another may name. */
    static boolean isValue(String name) {
        return name.equalsIgnoreCase("value");
    }
}
