package dev.praxis.redaction;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.json.JsonValue;
import dev.praxis.api.plugin.ApiVersion;
import dev.praxis.api.redaction.RedactionRule;
import dev.praxis.api.redaction.RedactionRules;
import dev.praxis.redaction.internal.rule.RuleReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Rules of a host, from a file. The format is JSON, at most 1 MiB:
 *
 * <pre>{@code
 * {"v": 1, "name": "acme", "version": "1", "rules": [
 *   {"id": "acme-token", "provider": "acme", "kind": "anchored", "pattern": "acme_[0-9a-f]{32,}",
 *    "mustMatch": [{"text": "use acme_0123456789abcdef0123456789abcdef", "secret": "acme_0123456789abcdef0123456789abcdef"}],
 *    "mustNotMatch": ["acme_corp"]},
 *   {"id": "acme-key", "provider": "acme", "kind": "keyed", "pattern": "[0-9a-f]{40}", "names": ["acme"], "within": 40, …}]}
 * }</pre>
 *
 * <p>The members are those of {@link RedactionRule}; {@code within} (40) and the words it belongs to are for keyed rules only;
 * {@code ignoreCase} (false), {@code minEntropy} (0), {@code minDigits} (0), {@code checksum} (none; {@code crc32-base62}),
 * {@code tier} (balanced) and {@code mustNotMatch} may be left out. A sample that is itself the secret may be a string.
 *
 * @param name the name of the rules
 * @param version the version of the rules, which the evidence names
 * @param rules the rules
 */
public record RuleFile(String name, String version, List<RedactionRule> rules) implements RedactionRules {

    /** Copies the rules. */
    public RuleFile {
        rules = List.copyOf(rules);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return its rules
     * @throws IOException if it cannot be read
     * @throws InvalidArgumentException if it is not in the format, or no text at all, with its name, the place and what to do
     */
    public static RuleFile read(Path file) throws IOException {
        try {
            return parse(text(file));
        } catch (InvalidArgumentException e) {
            throw new InvalidArgumentException(file + ": " + e.getMessage());
        }
    }

    private static String text(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "is a directory");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes =
                    in.readNBytes(JsonValue.MAX_BYTES + 1); // one more, so that a longer one is refused and not cut
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidArgumentException(
                    "the rule file is no text in UTF-8; name a file of JSON, as the guide to redaction shows it");
        }
    }

    /**
     * Reads the text of a file.
     *
     * @param json the text
     * @return its rules
     * @throws InvalidArgumentException if it is not in the format, with the place and what to do
     */
    public static RuleFile parse(String json) {
        RuleReader reader = new RuleReader(json);
        return new RuleFile(reader.name(), reader.version(), reader.rules());
    }

    @Override
    public ApiVersion apiVersion() {
        return ApiVersion.CURRENT;
    }
}
