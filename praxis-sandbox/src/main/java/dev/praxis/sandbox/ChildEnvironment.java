package dev.praxis.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Chooses what a child sees of the host's environment: an allowlist, what its command names, and nothing else. */
final class ChildEnvironment {

    /** What every child gets, if the host has it. */
    static final Set<String> ALLOWED = Set.of("HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ", "TMPDIR");

    private ChildEnvironment() {}

    static Map<String, String> of(Map<String, String> host, ProgramPath path, Set<String> named) {
        Map<String, String> child = new TreeMap<>();
        host.forEach((name, value) -> {
            if (ALLOWED.contains(name) || named.contains(name)) {
                child.put(name, value);
            }
        });
        child.put("PATH", path.toString());
        return child;
    }
}
