package dev.praxis.actuation.talos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.ActionRequest;
import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.Plan;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** What no request can do, whatever it says. */
class TalosArgvProperties {

    private static final Map<String, Set<String>> FLAGS = Map.of(
            "version", Set.of(),
            "reboot", Set.of("--mode", "--wait", "--timeout"),
            "reset",
                    Set.of(
                            "--system-labels-to-wipe",
                            "--wipe-mode",
                            "--user-disks-to-wipe",
                            "--reboot",
                            "--graceful",
                            "--wait",
                            "--timeout"));

    private final TalosActuator actuator = new TalosActuator();

    @Property(tries = 2000)
    void preparingIsPure(@ForAll("requests") ActionRequest request) {
        assertEquals(prepare(actuator, request), prepare(new TalosActuator(), copy(request)));
    }

    @Property(tries = 5000)
    void noArgumentAddsAFlagOrANode(@ForAll("requests") ActionRequest request) {
        Optional<Plan> plan = prepare(actuator, request);
        Statistics.label("accepted").collect(plan.isPresent());
        plan.ifPresent(accepted -> {
            List<String> argv = accepted.commands().get(0).argv();
            assertEquals(List.of("talosctl", request.verb()), argv.subList(0, 2));
            assertEquals(
                    List.of(
                            "--nodes="
                                    + request.target()
                                            .attributes()
                                            .string("node")
                                            .orElseThrow(),
                            "--endpoints="
                                    + request.target()
                                            .attributes()
                                            .string("endpoint")
                                            .orElseThrow()),
                    argv.subList(2, 4));
            assertTrue(argv.subList(2, 4).stream().noneMatch(flag -> flag.contains(",")));
            List<String> names = argv.subList(4, argv.size()).stream()
                    .map(flag -> flag.substring(0, flag.indexOf('=')))
                    .toList();
            assertEquals(names.stream().distinct().toList(), names);
            assertTrue(FLAGS.get(request.verb()).containsAll(names), argv::toString);
            assertEquals(1, accepted.targets().size());
        });
    }

    @Provide
    Arbitrary<ActionRequest> requests() {
        Arbitrary<String> verbs = Arbitraries.of(FLAGS.keySet());
        Arbitrary<String> names = Arbitraries.of(
                "system-labels", "system-disk", "user-disks", "reboot", "no-graceful", "mode", "nodes", "timeout");
        Arbitrary<JsonObject> arguments =
                Arbitraries.maps(names, values()).ofMaxSize(3).map(JsonObject::of);
        Arbitrary<String> addresses = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.of("10.5.0.2", "cp-1.example.com", "fd00::2")), Tuple.of(1, texts()));
        return Combinators.combine(verbs, addresses, addresses, arguments)
                .as((verb, node, endpoint, given) -> new ActionRequest(verb, Requests.target(node, endpoint), given));
    }

    private static Arbitrary<JsonValue> values() {
        return Arbitraries.oneOf(
                texts().map(JsonString::new),
                texts().list().ofMaxSize(3).map(JsonArray::ofStrings),
                Arbitraries.of(JsonBoolean.TRUE, JsonBoolean.TRUE, JsonBoolean.FALSE));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.of("STATE", "ephemeral", "Meta", "/dev/sdb", "/dev/disk/by-id/x", "default", "powercycle"),
                Arbitraries.of(
                        "--nodes=10.5.0.9",
                        "10.5.0.2,10.5.0.9",
                        "/dev/sdb --insecure",
                        "STATE --nodes=a",
                        "-n",
                        "\"a,b\"",
                        "/dev/sdb,/dev/sdc",
                        "/dev/sdb=/x",
                        "STATE\n--force"),
                Arbitraries.strings()
                        .ofMaxLength(12)
                        .filter(text -> text.chars().noneMatch(c -> c == 0 || Character.isSurrogate((char) c))));
    }

    private static ActionRequest copy(ActionRequest request) {
        JsonObject arguments = CanonicalJson.parseObject(request.arguments().toString());
        return new ActionRequest(request.verb(), request.target(), arguments);
    }

    /** Empty if it was refused. Every other failure fails the property. */
    private static Optional<Plan> prepare(TalosActuator actuator, ActionRequest request) {
        try {
            return Optional.of(actuator.prepare(request));
        } catch (InvalidActionException e) {
            return Optional.empty();
        }
    }
}
