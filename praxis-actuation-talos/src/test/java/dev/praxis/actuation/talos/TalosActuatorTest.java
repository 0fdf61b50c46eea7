package dev.praxis.actuation.talos;

import static dev.praxis.actuation.talos.Requests.request;
import static dev.praxis.actuation.talos.Requests.target;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.Sha256;
import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.ActionRequest;
import dev.praxis.api.action.ActuatorProvider;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.CommandRunner;
import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Precondition;
import dev.praxis.api.action.Target;
import dev.praxis.api.action.Tier;
import dev.praxis.api.action.Verb;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.plugin.Providers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TalosActuatorTest {

    private static final Duration TALOSCTL_TIMEOUT = Duration.ofMinutes(30);

    private final TalosActuator actuator = new TalosActuator();

    @Test
    void theServiceLoaderFindsIt() {
        var provider = Providers.discover("actuator", ServiceLoader.load(ActuatorProvider.class))
                .named("talos");
        assertEquals("talos", provider.create().targetType());
    }

    @Test
    void theVerbsHaveTheirTiers() {
        assertEquals(
                List.of("version T0", "reboot T2", "reset T3"),
                actuator.verbs().stream()
                        .map(verb -> verb.name() + " " + verb.tierFloor())
                        .toList());
        for (Verb verb : actuator.verbs()) {
            assertFalse(verb.summary().contains("\n"));
        }
    }

    @Test
    void versionOnlyAsks() {
        Plan plan = actuator.prepare(request("version", "{}"));
        assertEquals(List.of("talosctl", "version", "--nodes=10.5.0.2", "--endpoints=10.5.0.1"), argv(plan));
        assertEquals(Tier.T0, plan.tierFloor());
        assertEquals(List.of("10.5.0.2"), plan.targets());
    }

    @Test
    void rebootNamesItsModeAndWaits() {
        assertEquals(
                List.of(
                        "talosctl",
                        "reboot",
                        "--nodes=10.5.0.2",
                        "--endpoints=10.5.0.1",
                        "--mode=powercycle",
                        "--wait=true",
                        "--timeout=30m0s"),
                argv(actuator.prepare(request("reboot", "{\"mode\":\"powercycle\"}"))));
        assertTrue(argv(actuator.prepare(request("reboot", "{}"))).contains("--mode=default"));
        assertRefused("reboot", "{\"mode\":\"force\"}", "powercycle");
        assertRefused("reboot", "{\"mode\":true}", "mode takes");
    }

    @Test
    void aResetOfLabelsWipesOnlyThese() {
        Plan plan = actuator.prepare(request("reset", "{\"system-labels\":[\"State\",\"ephemeral\"],\"reboot\":true}"));
        assertEquals(
                List.of(
                        "talosctl",
                        "reset",
                        "--nodes=10.5.0.2",
                        "--endpoints=10.5.0.1",
                        "--system-labels-to-wipe=STATE,EPHEMERAL",
                        "--reboot=true",
                        "--graceful=true",
                        "--wait=true",
                        "--timeout=30m0s"),
                argv(plan));
        assertEquals(Tier.T3, plan.tierFloor());
        String preview = String.join("\n", plan.preview());
        assertTrue(preview.contains("machine configuration is lost"), preview);
        assertTrue(preview.contains("etcd data"), preview);
        assertFalse(preview.contains("SHUT DOWN"), preview);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"system-disk\":true} | --wipe-mode=system-disk",
                "{\"system-disk\":true,\"user-disks\":[\"/dev/sdb\"]} | --wipe-mode=all --user-disks-to-wipe=/dev/sdb",
                "{\"user-disks\":[\"/dev/sdc\",\"/dev/disk/by-path/pci-0000:00:1f.2-ata-1\"]} | --wipe-mode=user-disks"
                        + " --user-disks-to-wipe=/dev/disk/by-path/pci-0000:00:1f.2-ata-1,/dev/sdc",
            })
    void everyOtherScopeNamesItsWipeMode(String arguments, String flags) {
        List<String> argv = argv(actuator.prepare(request("reset", arguments)));
        assertEquals(
                flags + " --reboot=false --graceful=true --wait=true --timeout=30m0s",
                String.join(" ", argv.subList(4, argv.size())));
    }

    @Test
    void withoutRebootThePreviewSaysThatTheNodeGoesOff() {
        Plan plan = actuator.prepare(request("reset", "{\"system-labels\":[\"EPHEMERAL\"],\"no-graceful\":true}"));
        assertTrue(argv(plan).containsAll(List.of("--reboot=false", "--graceful=false")));
        assertTrue(plan.preview().stream().anyMatch(line -> line.contains("SHUT DOWN after the wipe")));
        assertTrue(plan.preview().stream().anyMatch(line -> line.contains("does NOT leave etcd")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | needs a scope",
                "{\"reboot\":true} | needs a scope",
                "{\"system-labels\":[]} | system-labels is empty",
                "{\"user-disks\":[],\"system-disk\":true} | user-disks is empty",
                "{\"system-labels\":[\"EPHEMERALL\"]} | no system label 'EPHEMERALL'; Talos has: EFI, BIOS, BOOT, META, STATE, EPHEMERAL",
                "{\"system-labels\":[\"META\",\"\"]} | Talos has: EFI",
                "{\"system-labels\":[\"bıos\"]} | Talos has: EFI",
                "{\"system-labels\":[\"STATE,EPHEMERAL\"]} | Talos has: EFI",
                "{\"system-labels\":[\"STATE\"],\"system-disk\":true} | contradicts",
                "{\"system-labels\":[\"STATE\"],\"user-disks\":[\"/dev/sdb\"]} | contradicts",
                "{\"user-disks\":[\"sdb\"]} | not a path",
                "{\"user-disks\":[\"/dev\"]} | not a path",
                "{\"user-disks\":[\"/dev/\"]} | not a path",
                "{\"user-disks\":[\"/dev/../etc/passwd\"]} | not a path",
                "{\"user-disks\":[\"/dev/disk/..\"]} | not a path",
                "{\"user-disks\":[\"/dev/./sda\"]} | not a path",
                "{\"user-disks\":[\"/dev/sda,/dev/sdb\"]} | not a path",
                "{\"user-disks\":[\"/dev/sd a\"]} | not a path",
                "{\"user-disks\":[\"/dev/sda\\n\"]} | not a path",
                "{\"system-disk\":\"yes\"} | system-disk takes no value",
                "{\"system-disk\":false} | system-disk takes no value",
                "{\"system-labels\":\"STATE\"} | a list of texts",
                "{\"system-labels\":[1]} | a list of texts",
                "{\"system-disk\":true,\"nodes\":[\"10.5.0.3\"]} | does not take; it takes system-labels",
                "{\"system-disk\":true,\"insecure\":true} | does not take",
            })
    void whatDoesNotSayOneScopeIsRefusedWithWhatToChoose(String arguments, String message) {
        assertRefused("reset", arguments, message);
    }

    @Test
    void everyOtherArgumentOfEveryVerbIsRefused() {
        for (Verb verb : actuator.verbs()) {
            assertRefused(verb.name(), "{\"nodes\":\"10.5.0.3\"}", "does not take");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "upgrade", "Reset", "reset ", "--help", "etcd leave"})
    void anUnknownVerbIsRefused(String verb) {
        assertRefused(verb, "{}", "it has: version, reboot, reset");
    }

    @Test
    void aHostWithoutAddressesIsRefused() {
        JsonObject attributes = CanonicalJson.parseObject("{\"node\":\"10.5.0.2\"}");
        Target incomplete = new Target("cp-1", "talos", attributes, Requests.KEY, Requests.VERSION);
        assertThrows(
                InvalidActionException.class,
                () -> actuator.prepare(new ActionRequest("version", incomplete, JsonObject.EMPTY)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.5.0.2",
                "0.0.0.0",
                "255.255.255.255",
                "fd00::1",
                "::1",
                "::",
                "1:2:3:4:5:6:7:8",
                "::ffff:10.5.0.2",
                "2001:db8::",
                "cp-1",
                "cp-1.example.com",
                "CP1",
                "1password.example",
                "a"
            })
    void anAddressOrNameIsTaken(String address) {
        Plan plan = actuator.prepare(new ActionRequest("version", target(address, address), JsonObject.EMPTY));
        assertTrue(argv(plan).contains("--nodes=" + address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "10.5.0.2,10.5.0.3",
                "10.5.0.2 ",
                "10.5.0.2\n",
                "010.5.0.2",
                "10.5.0",
                "10.5.0.256",
                "3232235777",
                "0x7f000001",
                "host.0x7f",
                "10.5.0.2:50000",
                "fe80::1%eth0",
                "fe80::1%a,10.0.0.2",
                "[::1]",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7::8",
                "::10.5.0.2:1",
                "10.5.0.2::",
                "12345::",
                ":1",
                "1:",
                "host\n",
                "-host",
                "host-",
                "a..b",
                ".a",
                "a.",
                "under_score",
                "\u212Aelvin",
                "h\u0131st",
                "\u0661\u0662.1.1.1",
                "--insecure",
                "a=b",
                "\"a\"",
                "/etc"
            })
    void whatIsNotExactlyOneAddressIsRefused(String address) {
        for (Target target : List.of(target(address, "10.5.0.1"), target("10.5.0.1", address))) {
            assertThrows(
                    InvalidActionException.class,
                    () -> actuator.prepare(new ActionRequest("version", target, JsonObject.EMPTY)));
        }
    }

    @Test
    void thePlanHoldsOnlyWhileTheHostIsDeclaredAsItIs() {
        for (String verb : List.of("version", "reboot")) {
            List<Precondition> preconditions =
                    actuator.prepare(request(verb, "{}")).preconditions();
            assertEquals(1, preconditions.size());
            assertEquals(Requests.KEY, preconditions.get(0).fact());
            assertEquals(Requests.VERSION, preconditions.get(0).version());
        }
    }

    @Test
    void theProcessMayTakeLongerThanTalosctlWaits() {
        for (String arguments : List.of("{\"system-disk\":true}", "{\"system-labels\":[\"META\"]}")) {
            Command command =
                    actuator.prepare(request("reset", arguments)).commands().get(0);
            assertTrue(command.timeout().compareTo(TALOSCTL_TIMEOUT) > 0);
            assertEquals(Set.of("TALOSCONFIG"), command.environment());
        }
    }

    @ParameterizedTest
    @CsvSource({"0,false,SUCCEEDED", "1,false,FAILED", "0,true,UNKNOWN", "137,true,UNKNOWN", "143,false,UNKNOWN"})
    void theEndOfTheProcessIsTheOutcome(int exitCode, boolean timedOut, ActionOutcome.Status expected) {
        OutputDigest digest = new OutputDigest(Sha256.of(new byte[] {7}), 1);
        List<Command> ran = new ArrayList<>();
        CommandRunner runner = command -> {
            ran.add(command);
            return new CommandResult(exitCode, timedOut, digest, "the end", Duration.ofSeconds(5));
        };
        Plan plan = actuator.prepare(request("reset", "{\"system-disk\":true}"));
        ActionOutcome outcome = actuator.execute(plan, () -> runner);
        assertEquals(plan.commands(), ran);
        assertEquals(expected, outcome.status());
        assertSame(digest, outcome.output());
        assertEquals("the end", outcome.excerpt());
        assertTrue(expected != ActionOutcome.Status.FAILED || outcome.message().contains("exit status " + exitCode));
    }

    @Test
    void aProgramThatCannotStartIsNotHidden() {
        Plan plan = actuator.prepare(request("version", "{}"));
        CommandRunner refusing = command -> {
            throw new CommandRefusedException("talosctl was not found", null);
        };
        assertThrows(CommandRefusedException.class, () -> actuator.execute(plan, () -> refusing));
    }

    @Test
    void thePlanOfSomebodyElseIsRefused() {
        Command stranger = new Command(List.of("rm", "-rf"), Set.of(), Duration.ofSeconds(1));
        Command own = actuator.prepare(request("version", "{}")).commands().get(0);
        for (List<Command> commands : List.of(List.of(stranger), List.of(own, stranger))) {
            Plan plan = new Plan(List.of("x"), Tier.T0, commands, List.of(), List.of());
            assertThrows(
                    InvalidActionException.class,
                    () -> actuator.execute(plan, () -> command -> {
                        throw new AssertionError("nothing may run");
                    }));
        }
    }

    private void assertRefused(String verb, String arguments, String message) {
        InvalidActionException refused =
                assertThrows(InvalidActionException.class, () -> actuator.prepare(request(verb, arguments)));
        assertTrue(refused.getMessage().contains(message), refused.getMessage());
        assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
    }

    private static List<String> argv(Plan plan) {
        assertEquals(1, plan.commands().size());
        return plan.commands().get(0).argv();
    }
}
