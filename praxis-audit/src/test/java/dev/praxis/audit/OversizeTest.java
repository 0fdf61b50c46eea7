package dev.praxis.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.AuditLine;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.redaction.Redactor;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OversizeTest {

    private static final RecordBody BODIES = new RecordBody(Redactor.standard());

    /** Six bytes each in canonical JSON. */
    private static final String EXPENSIVE = "\u0001";

    @Property(tries = 200)
    void everyRecordFitsWhateverItIsMadeOf(
            @ForAll("lengths") int text, @ForAll("lengths") int error, @ForAll("lengths") int args, @ForAll int form) {
        String unit = form % 2 == 0 ? EXPENSIVE : "\ud83d\ude00";
        AuditEntry entry = entry(unit.repeat(text), args(form, unit, args), unit.repeat(error));
        SealedLine line = BODIES.of(entry).seal(new Head((1L << 53) - 2, Sha256.of(new byte[0])));
        assertTrue(line.bytes().length <= RecordFormat.LONGEST_RECORD + 1, line.bytes().length + " bytes");
        SealedRecord record = RecordFormat.parse(line.toLine().json().getBytes(StandardCharsets.UTF_8));
        assertTrue(record.isIntact());
        assertEquals(line.hash(), record.hash());
        assertEquals(line.toLine().json(), record.json(), "canonical");
    }

    @Provide
    Arbitrary<Integer> lengths() {
        return Arbitraries.oneOf(
                Arbitraries.integers().between(0, 40), Arbitraries.integers().between(0, 70_000));
    }

    private static JsonObject args(int form, String unit, int length) {
        JsonObject.Builder args = JsonObject.builder().put("small", "kept");
        return switch (Math.floorMod(form, 3)) {
            case 0 -> args.put("long", unit.repeat(length)).build();
            case 1 -> manyMembers(length / 4);
            default ->
                args.put("list", JsonArray.of(java.util.Collections.nCopies(length, new JsonString("x"))))
                        .build();
        };
    }

    private static JsonObject manyMembers(int count) {
        TreeMap<String, JsonValue> members = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            members.put("member-" + i, JsonNumber.of(i));
        }
        return JsonObject.of(members);
    }

    @Test
    void ofArgumentsThatAreAsDeepAsJsonMayBeThereIsARecordAroundThem(@TempDir Path directory) {
        JsonObject deep = JsonObject.EMPTY;
        while (deep.depth() < JsonValue.MAX_DEPTH) {
            deep = JsonObject.builder().put("deeper", deep).build();
        }
        try (AuditJournal log = Logs.open(directory)) {
            JsonObject kept = CanonicalJson.parseObject(
                    log.append(entry("x", deep, "none")).json());
            assertEquals(Elision.elided(deep), kept.members().get("args"));
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void ofArgumentsThatAreTooLongTheLongestAreReplacedByDigestAndLength(@TempDir Path directory) {
        JsonString big = new JsonString("x y ".repeat(30_000));
        try (AuditJournal log = Logs.open(directory)) {
            AuditLine line = log.append(entry(
                    "a", JsonObject.builder().put("big", big).put("host", "h1").build(), null));
            JsonObject args = (JsonObject)
                    CanonicalJson.parseObject(line.json()).get("args").orElseThrow();
            assertEquals("h1", args.string("host").orElseThrow());
            byte[] canonical = CanonicalJson.bytes(big);
            assertEquals(
                    "{\"$elided\":{\"length\":" + canonical.length + ",\"sha256\":\"" + Sha256.of(canonical) + "\"}}",
                    args.get("big").orElseThrow().toString());
        }
        assertTrue(AuditVerifier.verify(directory).isIntact());
    }

    @Test
    void aTextThatIsTooLongIsCutAndSaysWhatItWas() {
        String target = "host-01.example.org,".repeat(1000);
        SealedLine line = BODIES.of(entry(target, JsonObject.EMPTY, null)).seal(Head.EMPTY);
        String kept =
                CanonicalJson.parseObject(line.toLine().json()).string("target").orElseThrow();
        assertTrue(kept.startsWith("host-01.example.org,host-01"));
        byte[] utf8 = target.getBytes(StandardCharsets.UTF_8);
        assertTrue(kept.endsWith("… [" + utf8.length + " bytes, sha256 " + Sha256.of(utf8) + "]"), kept);
    }

    private static AuditEntry entry(String text, JsonObject args, String error) {
        return new AuditEntry(
                Logs.NOW,
                text,
                text,
                text,
                text,
                text,
                Tier.T1,
                Phase.OUTCOME,
                Decision.ALLOWED,
                args,
                new OutputDigest(Sha256.of(new byte[0]), (1L << 53) - 1),
                error,
                text);
    }
}
