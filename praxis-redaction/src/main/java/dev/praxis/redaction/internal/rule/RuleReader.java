package dev.praxis.redaction.internal.rule;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.PraxisException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRule.Checksum;
import dev.praxis.api.redaction.RedactionRule.Kind;
import dev.praxis.api.redaction.RedactionRule.Sample;
import dev.praxis.api.redaction.RedactionRule.Tier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the text of a rule file, whose format is that of {@code RuleFile}. Confined to one thread. */
public final class RuleReader {

    private static final int FORMAT = 1;
    private static final int WITHIN = 40;
    private static final Set<String> FILE_MEMBERS = Set.of("v", "name", "version", "rules");
    private static final Set<String> RULE_MEMBERS = Set.of(
            "id",
            "provider",
            "kind",
            "pattern",
            "names",
            "within",
            "ignoreCase",
            "minEntropy",
            "minDigits",
            "checksum",
            "tier",
            "mustMatch",
            "mustNotMatch");
    private static final Map<String, Checksum> CHECKSUMS = Map.of("crc32-base62", Checksum.CRC32_BASE62);

    private final String name;
    private final String version;
    private final List<RedactionRule> rules = new ArrayList<>();
    private String where = "the rule file";

    /**
     * Reads a text.
     *
     * @throws InvalidArgumentException if it is not in the format
     */
    public RuleReader(String json) {
        JsonObject file;
        try {
            file = CanonicalJson.parseObject(json);
        } catch (PraxisException e) {
            throw new InvalidArgumentException("the rule file is no JSON object: " + e.getMessage());
        }
        requireKnown(file, FILE_MEMBERS);
        if (number(file, "v", 0) != FORMAT) {
            throw refused("has no \"v\": " + FORMAT + ", the only format there is");
        }
        name = string(file, "name");
        version = string(file, "version");
        Set<String> ids = new HashSet<>();
        for (JsonValue rule : array(file, "rules")) {
            if (!(rule instanceof JsonObject object)) {
                throw refused("has a rule that is no object");
            }
            where = "a rule of the rule file '" + name + "'";
            where = "rule '" + string(object, "id") + "' of the rule file '" + name + "'";
            rules.add(rule(object));
            if (!ids.add(string(object, "id"))) {
                throw refused("is there twice");
            }
        }
    }

    /** The name of the rules. */
    public String name() {
        return name;
    }

    /** The version of the rules. */
    public String version() {
        return version;
    }

    /** The rules. */
    public List<RedactionRule> rules() {
        return List.copyOf(rules);
    }

    private RedactionRule rule(JsonObject rule) {
        requireKnown(rule, RULE_MEMBERS);
        Kind kind = constant(Kind.class, rule, "kind", "");
        return new RedactionRule(
                string(rule, "id"),
                string(rule, "provider"),
                kind,
                string(rule, "pattern"),
                strings(rule, "names"),
                (int) number(rule, "within", kind == Kind.KEYED ? WITHIN : 0),
                rule.get("ignoreCase").map(this::flag).orElse(false),
                number(rule, "minEntropy", 0),
                (int) number(rule, "minDigits", 0),
                checksum(rule),
                constant(Tier.class, rule, "tier", "balanced"),
                samples(rule),
                strings(rule, "mustNotMatch"));
    }

    private Optional<Checksum> checksum(JsonObject rule) {
        if (rule.get("checksum").isEmpty()) {
            return Optional.empty();
        }
        Checksum known = CHECKSUMS.get(string(rule, "checksum"));
        if (known == null) {
            throw refused("has an unknown checksum; there is " + CHECKSUMS.keySet());
        }
        return Optional.of(known);
    }

    private List<Sample> samples(JsonObject rule) {
        List<Sample> samples = new ArrayList<>();
        for (JsonValue sample : array(rule, "mustMatch")) {
            if (sample instanceof JsonString whole) {
                samples.add(new Sample(whole.value(), whole.value()));
            } else if (sample instanceof JsonObject object) {
                requireKnown(object, Set.of("text", "secret"));
                samples.add(new Sample(string(object, "text"), string(object, "secret")));
            } else {
                throw refused("has a sample that is neither a string nor an object of text and secret");
            }
        }
        return samples;
    }

    private <E extends Enum<E>> E constant(Class<E> type, JsonObject rule, String member, String otherwise) {
        String given = rule.get(member).isEmpty() ? otherwise : string(rule, member);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(given)) {
                return constant;
            }
        }
        throw refused("has an unknown or no \"" + member + "\"; see the format");
    }

    private List<String> strings(JsonObject object, String member) {
        List<String> strings = new ArrayList<>();
        for (JsonValue value : object.get(member).isEmpty() ? List.<JsonValue>of() : array(object, member)) {
            if (!(value instanceof JsonString string)) {
                throw refused("has something in \"" + member + "\" that is no string");
            }
            strings.add(string.value());
        }
        return strings;
    }

    private boolean flag(JsonValue value) {
        if (!(value instanceof JsonBoolean bool)) {
            throw refused("has an \"ignoreCase\" that is neither true nor false");
        }
        return bool == JsonBoolean.TRUE;
    }

    private String string(JsonObject object, String member) {
        if (!(object.get(member).orElse(null) instanceof JsonString string)) {
            throw refused("has no string \"" + member + "\"");
        }
        return string.value();
    }

    private double number(JsonObject object, String member, double otherwise) {
        JsonValue value = object.get(member).orElse(new JsonNumber(otherwise));
        if (!(value instanceof JsonNumber number)) {
            throw refused("has a \"" + member + "\" that is no number");
        }
        return number.value();
    }

    private List<JsonValue> array(JsonObject object, String member) {
        if (!(object.get(member).orElse(null) instanceof JsonArray array)) {
            throw refused("has no array \"" + member + "\"");
        }
        return array.elements();
    }

    private void requireKnown(JsonObject object, Set<String> known) {
        for (String member : object.members().keySet()) {
            if (!known.contains(member)) {
                throw refused("has the unknown member \"" + member + "\"; correct or remove it");
            }
        }
    }

    private InvalidArgumentException refused(String why) {
        return new InvalidArgumentException(where + " " + why);
    }
}
