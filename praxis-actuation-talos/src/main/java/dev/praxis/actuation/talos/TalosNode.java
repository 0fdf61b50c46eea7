package dev.praxis.actuation.talos;

import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.Target;

/**
 * Where a Talos host is.
 *
 * @param node the address of the node itself
 * @param endpoint the address of the API that is asked to reach it
 */
record TalosNode(String node, String endpoint) {

    static TalosNode of(Target target) {
        return new TalosNode(address(target, "node"), address(target, "endpoint"));
    }

    private static String address(Target target, String member) {
        String text = target.attributes()
                .string(member)
                .orElseThrow(() -> new InvalidActionException("host " + target.name() + " declares no '" + member
                        + "'; declare it as one IP address or host name"));
        if (!HostAddress.isValid(text)) {
            throw new InvalidActionException("the '" + member + "' that host " + target.name()
                    + " declares is not exactly one IP address (no zone, no leading zeros) or host name (RFC 1123);"
                    + " declare it again");
        }
        return text;
    }
}
