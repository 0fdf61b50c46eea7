package dev.praxis.signing.ssh;

import dev.praxis.api.OneLine;
import dev.praxis.signing.SigningFormatException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of a line of allowed signers: what the key may be used for, and when (ssh-keygen(1), ALLOWED SIGNERS).
 *
 * @param namespaces the namespaces, or null for all
 * @param validAfter from when on, or null for always
 * @param validBefore until when, that moment included, or null for ever
 */
record SignerOptions(
        @Nullable PatternList namespaces,
        @Nullable Instant validAfter,
        @Nullable Instant validBefore) {

    static final SignerOptions NONE = new SignerOptions(null, null, null);

    SignerOptions {
        if (validAfter != null && validBefore != null && validAfter.isAfter(validBefore)) {
            throw new SigningFormatException("valid-after is later than valid-before");
        }
    }

    /** Why a key with these options must not be used, or null if it may. */
    @Nullable
    String refusal(String namespace, Instant at) {
        if (namespaces != null && !namespaces.matches(namespace)) {
            return "it may sign " + namespaces.text() + " and not " + OneLine.of(namespace);
        }
        if (validAfter != null && at.isBefore(validAfter)) {
            return "it is valid from " + validAfter + " on";
        }
        if (validBefore != null && at.isAfter(validBefore)) {
            return "it was valid until " + validBefore;
        }
        return null;
    }

    static SignerOptions parse(String text, ZoneId zone) {
        return new Parser(text, zone).parse();
    }

    /** One pass over {@code name="value",name,…}. */
    private static final class Parser {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuuMMddHHmmss", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

        private final String text;
        private final ZoneId zone;
        private final Set<String> seen = new HashSet<>();
        private int at;
        private @Nullable PatternList namespaces;
        private @Nullable Instant validAfter;
        private @Nullable Instant validBefore;

        Parser(String text, ZoneId zone) {
            this.text = text;
            this.zone = zone;
        }

        SignerOptions parse() {
            while (true) {
                option(name());
                if (at == text.length()) {
                    return new SignerOptions(namespaces, validAfter, validBefore);
                }
                if (text.charAt(at) != ',') {
                    throw new SigningFormatException("options are separated by commas, without spaces");
                }
                at++;
            }
        }

        private String name() {
            int start = at;
            while (at < text.length() && ",=\"".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String name = text.substring(start, at).toLowerCase(Locale.ROOT);
            if (!seen.add(name)) {
                throw new SigningFormatException("the option " + name + " stands there twice");
            }
            return name;
        }

        private void option(String name) {
            switch (name) {
                case "namespaces" -> namespaces = new PatternList(value(name));
                case "valid-after" -> validAfter = time(name, value(name));
                case "valid-before" -> validBefore = time(name, value(name));
                case "cert-authority" ->
                    throw new SigningFormatException("certificate authorities are not supported: praxis takes no "
                            + "certificate, and a line that it passed over would seem to allow somebody; "
                            + "name the keys of the signers themselves");
                default ->
                    throw new SigningFormatException("there is no option '" + name
                            + "'; known are namespaces, valid-after and valid-before, and then comes the key");
            }
        }

        private String value(String name) {
            if (!text.startsWith("=\"", at)) {
                throw new SigningFormatException("the value of " + name + " is written " + name + "=\"…\"");
            }
            StringBuilder value = new StringBuilder();
            for (at += 2; at < text.length(); at++) {
                char c = text.charAt(at);
                if (c == '"') {
                    at++;
                    return value.toString();
                }
                if (c == '\\' && text.startsWith("\"", at + 1)) {
                    c = '"';
                    at++;
                }
                value.append(c);
            }
            throw new SigningFormatException("the value of " + name + " has no quote at its end");
        }

        private Instant time(String name, String value) {
            boolean utc = value.endsWith("Z") || value.endsWith("z");
            String digits = utc ? value.substring(0, value.length() - 1) : value;
            try {
                if (!digits.matches("[0-9]{8}([0-9]{4}([0-9]{2})?)?")) {
                    throw new DateTimeException("not of this form");
                }
                return LocalDateTime.parse((digits + "000000").substring(0, 14), TIME)
                        .atZone(utc ? ZoneOffset.UTC : zone)
                        .toInstant();
            } catch (DateTimeException e) {
                throw new SigningFormatException(
                        "the value of " + name
                                + " is no time; it is written YYYYMMDD, YYYYMMDDHHMM or YYYYMMDDHHMMSS, with Z at the end for UTC");
            }
        }
    }
}
