package dev.praxis.actuation.talos;

import java.util.regex.Pattern;

/**
 * What may stand where talosctl expects one node. Stricter than most parsers on purpose: talosctl splits on commas, so a
 * zone id or a name with a comma is a second node; and what C libraries read as an address in disguise (octal, hex, a
 * single number) is not taken for a name. ASCII only.
 */
final class HostAddress {

    private static final int MAX_NAME = 253;
    private static final Pattern IPV4 = Pattern.compile(
            "(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])");
    private static final Pattern LABELS = Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.)*"
            + "([A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9A-Fa-f]*");
    private static final Pattern HEX_GROUP = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private HostAddress() {}

    static boolean isValid(String text) {
        return IPV4.matcher(text).matches() || isIpv6(text) || isName(text);
    }

    /** RFC 1123, 2.1; the last label must not be a number, or the name could be read as an address. */
    private static boolean isName(String text) {
        var matcher = LABELS.matcher(text);
        return text.length() <= MAX_NAME
                && matcher.matches()
                && !NUMBER.matcher(matcher.group(1)).matches();
    }

    /** RFC 4291, 2.2, all three forms. */
    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        String head = text.substring(0, gap);
        String tail = text.substring(gap + 2);
        int before = head.isEmpty() ? 0 : groups(head, false);
        int after = tail.isEmpty() ? 0 : groups(tail, true);
        return before >= 0 && after >= 0 && before + after <= 7;
    }

    /** The number of 16-bit groups, or -1. Only the end of an address may be written as IPv4. */
    private static int groups(String text, boolean mayEndInIpv4) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            if (HEX_GROUP.matcher(parts[i]).matches()) {
                count++;
            } else if (last && mayEndInIpv4 && IPV4.matcher(parts[i]).matches()) {
                count += 2;
            } else {
                return -1;
            }
        }
        return count;
    }
}
