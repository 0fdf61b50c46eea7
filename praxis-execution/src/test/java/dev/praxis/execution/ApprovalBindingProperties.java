package dev.praxis.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.ActionOutcome.Status;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.execution.approval.ApprovalToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** An approval is for exactly what was shown. */
class ApprovalBindingProperties {

    private Path directory;

    @BeforeProperty
    void create() throws IOException {
        directory = Files.createTempDirectory("praxis-approvals-");
    }

    @AfterProperty
    void remove() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Property(tries = 200)
    void anyChangeOfOneArgumentIsDeniedAndTheApprovalIsStillGood(
            @ForAll("argumentMaps") Map<String, JsonValue> arguments,
            @ForAll("names") String name,
            @ForAll("values") JsonValue other) {
        Map<String, JsonValue> changed = new TreeMap<>(arguments);
        changed.put(name, other);
        Assume.that(!changed.equals(arguments));
        assertOnlyTheSameIsTaken(JsonObject.of(arguments), JsonObject.of(changed));
    }

    @Property(tries = 100)
    void anyArgumentLeftOutIsDenied(@ForAll("argumentMaps") Map<String, JsonValue> arguments) {
        for (String name : arguments.keySet()) {
            Map<String, JsonValue> fewer = new TreeMap<>(arguments);
            fewer.remove(name);
            assertOnlyTheSameIsTaken(JsonObject.of(arguments), JsonObject.of(fewer));
        }
    }

    private void assertOnlyTheSameIsTaken(JsonObject approved, JsonObject changed) {
        Lab lab = new Lab(directory);
        ApprovalToken token = lab.approve(wipe(approved));
        assertThrows(ActionDeniedException.class, () -> lab.run(wipe(changed), token));
        assertEquals(0, lab.ran.size());
        assertEquals(Status.SUCCEEDED, lab.run(wipe(approved), token).status());
        assertThrows(ActionDeniedException.class, () -> lab.run(wipe(approved), token));
        assertEquals(1, lab.ran.size());
    }

    @Property(tries = 50)
    void theFileOfAnApprovalGivesNeitherTokenNorArgumentsAway(@ForAll("longTexts") String text) throws IOException {
        Lab lab = new Lab(directory);
        ApprovalToken token =
                lab.approve(wipe(JsonObject.builder().put("x", text).build()));
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = file + Files.readString(file, StandardCharsets.UTF_8);
                assertTrue(
                        !content.contains(text)
                                && !content.contains(token.reveal().substring(4)),
                        content);
            }
        }
    }

    private static ActionProposal wipe(JsonObject arguments) {
        return new ActionProposal("lab", "wipe", "a", arguments, "", Lab.ALICE);
    }

    @Provide
    Arbitrary<Map<String, JsonValue>> argumentMaps() {
        return Arbitraries.maps(names(), values()).ofMaxSize(4);
    }

    /** Not the two that the lab's actuator reacts to. */
    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings().withCharRange('a', 'e').ofMaxLength(2);
    }

    @Provide
    Arbitrary<JsonValue> values() {
        Arbitrary<JsonValue> scalars = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withCharRange(' ', '\u017f')
                        .ofMaxLength(3)
                        .map(JsonString::new),
                Arbitraries.integers().between(-2, 2).map(JsonNumber::of),
                Arbitraries.of(JsonBoolean.TRUE, JsonBoolean.FALSE, JsonNull.NULL));
        return Arbitraries.oneOf(scalars, scalars.list().ofMaxSize(2).map(JsonArray::of));
    }

    @Provide
    Arbitrary<String> longTexts() {
        return Arbitraries.strings().withCharRange('g', 'z').ofMinLength(8).ofMaxLength(40);
    }
}
