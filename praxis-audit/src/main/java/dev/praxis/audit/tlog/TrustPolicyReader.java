package dev.praxis.audit.tlog;

import dev.praxis.api.PraxisException;
import dev.praxis.audit.tlog.TrustPolicy.Group;
import dev.praxis.audit.tlog.TrustPolicy.One;
import dev.praxis.audit.tlog.TrustPolicy.Party;
import dev.praxis.signing.Ed25519PublicKey;
import dev.praxis.signing.SigningFormatException;
import dev.praxis.signing.note.NoteVerifierKey;
import dev.praxis.signing.note.SignatureType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a policy file line by line (C2SP tlog-policy, "Policy file syntax and structure"). For one file. */
final class TrustPolicyReader {

    private static final String NOBODY = "none";
    private static final Pattern SPACE = Pattern.compile("[ \t]+");
    private static final Pattern COUNT = Pattern.compile("[1-9][0-9]{0,4}");

    private final List<NoteVerifierKey> logs = new ArrayList<>();
    private final List<NoteVerifierKey> witnesses = new ArrayList<>();
    private final Map<String, Party> parties = new HashMap<>();
    private final Set<String> members = new HashSet<>();
    private boolean decided;
    private @Nullable Party quorum;

    TrustPolicy read(byte[] bytes) {
        if (bytes.length > TrustPolicy.MAX_BYTES) {
            throw new SigningFormatException("a policy has at most " + TrustPolicy.MAX_BYTES + " bytes; this has more");
        }
        // Names are octets: one character for each.
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!text.endsWith("\n") || text.chars().anyMatch(c -> (c < ' ' && c != '\n' && c != '\t') || c == 0x7f)) {
            throw new SigningFormatException(
                    "a policy is lines of text that each end in a newline; this has control characters, or no newline at its end");
        }
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            try {
                line(lines[i]);
            } catch (PraxisException e) {
                throw new SigningFormatException("line " + (i + 1) + " of the policy is refused: " + e.getMessage());
            }
        }
        if (!decided) {
            throw new SigningFormatException(
                    "the policy has no quorum line; to ask for no cosignature, write: quorum none");
        }
        return new TrustPolicy(logs, witnesses, quorum);
    }

    private void line(String line) {
        List<String> items = items(line);
        if (items.isEmpty() || items.get(0).startsWith("#")) {
            return;
        }
        switch (items.get(0)) {
            case "log" -> log(items);
            case "witness" -> witness(items);
            case "group" -> group(items);
            case "quorum" -> quorum(items);
            default -> throw new SigningFormatException("a line begins with log, witness, group, quorum or #");
        }
    }

    private static List<String> items(String line) {
        return SPACE.splitAsStream(line).filter(item -> !item.isEmpty()).toList();
    }

    private void log(List<String> items) {
        requireCount(items, 2, 3, "log VKEY [URL]");
        logs.add(key(items.get(1), SignatureType.ED25519, logs));
    }

    private void witness(List<String> items) {
        requireCount(items, 3, 4, "witness NAME VKEY [URL]");
        NoteVerifierKey key = key(items.get(2), SignatureType.COSIGNATURE_V1, witnesses);
        define(items.get(1), new One(key));
        witnesses.add(key);
    }

    private void group(List<String> items) {
        requireCount(items, 4, Integer.MAX_VALUE, "group NAME all|any|NUMBER NAME...");
        List<Party> parts = new ArrayList<>();
        for (String name : items.subList(3, items.size())) {
            parts.add(defined(name));
            if (!members.add(name)) {
                throw new SigningFormatException("a name is a member once, in one group");
            }
        }
        define(items.get(1), new Group(threshold(items.get(2), parts.size()), parts));
    }

    private static int threshold(String text, int size) {
        int threshold = switch (text) {
            case "any" -> 1;
            case "all" -> size;
            default -> COUNT.matcher(text).matches() ? Integer.parseInt(text) : 0;
        };
        if (threshold < 1 || threshold > size) {
            throw new SigningFormatException(
                    "a group of " + size + " asks for all, any, or a number from 1 to " + size);
        }
        return threshold;
    }

    private void quorum(List<String> items) {
        requireCount(items, 2, 2, "quorum NAME");
        if (decided) {
            throw new SigningFormatException("there is one quorum line");
        }
        decided = true;
        quorum = items.get(1).equals(NOBODY) ? null : defined(items.get(1));
    }

    private Party defined(String name) {
        Party party = parties.get(name);
        if (party == null) {
            throw new SigningFormatException("a name stands for a witness or group of a line before");
        }
        return party;
    }

    private void define(String name, Party party) {
        if (name.equals(NOBODY) || parties.putIfAbsent(name, party) != null) {
            throw new SigningFormatException("a name is given once, and never is it " + NOBODY);
        }
    }

    private static NoteVerifierKey key(String octets, SignatureType type, List<NoteVerifierKey> others) {
        NoteVerifierKey key =
                NoteVerifierKey.parse(new String(octets.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        if (key.type() != type) {
            throw new SigningFormatException("the key of a log has type 0x01, and that of a witness 0x04");
        }
        Ed25519PublicKey bare = key.publicKey();
        if (others.stream().anyMatch(other -> other.publicKey().equals(bare))) {
            throw new SigningFormatException("the same key is there already");
        }
        return key;
    }

    private static void requireCount(List<String> items, int least, int most, String form) {
        if (items.size() < least || items.size() > most) {
            throw new SigningFormatException("it is written: " + form);
        }
    }
}
