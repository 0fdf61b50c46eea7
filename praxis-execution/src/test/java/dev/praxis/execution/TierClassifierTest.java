package dev.praxis.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.action.Command;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Tier;
import dev.praxis.api.action.Verb;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierClassifierTest {

    private static final Pattern HARMLESS =
            Pattern.compile("--(nodes|endpoints|wait-timeout|control-plane-nodes|worker-nodes|init-node)(=.*)?");

    private final TierClassifier classifier = new TierClassifier();

    @ParameterizedTest
    @CsvSource({
        "talosctl version,T0",
        "talosctl version --nodes=reset.example.com,T0",
        "talosctl version reset,T0",
        "talosctl processes wipe,T0",
        "talosctl version -- reset,T2",
        "talosctl version --nodes -n,T2",
        "talosctl version --insecure,T2",
        "talosctl health --nodes=10.0.0.1 --wait-timeout=1m,T0",
        "talosctl health --run-e2e,T2",
        "talosctl health --run-e2e=true,T2",
        "talosctl logs kubelet,T2",
        "talosctl dmesg,T2",
        "kubectl logs pod,T2",
        "kubectl top nodes,T0",
        "kubectl cluster-info,T0",
        "kubectl cluster-info dump,T2",
        "kubectl version --kubeconfig=x,T2",
        "talosctl etcd members,T0",
        "talosctl reboot --nodes=10.0.0.1,T2",
        "talosctl get machineconfig,T2",
        "talosctl reset --nodes=10.0.0.1,T3",
        "talosctl etcd leave,T3",
        "talosctl etcd remove-member 1,T3",
        "talosctl etcd --nodes=a leave,T3",
        "talosctl --nodes=a version,T3",
        "talosctl frobnicate,T3",
        "talosctl,T3",
        "kubectl drain reset,T2",
        "kubectl delete node a,T3",
        "sh -c true,T3",
    })
    void theCommandWordsCountAndWhatMayDoMoreThanLook(String command, Tier tier) {
        assertEquals(tier, classify(Tier.T0, Tier.T0, command.split(" ")).tier());
    }

    @Test
    void theMostSevereDemandWinsAndSaysSo() {
        assertEquals(Tier.T1, classify(Tier.T1, Tier.T0, "talosctl", "version").tier());
        assertEquals(Tier.T2, classify(Tier.T0, Tier.T2, "talosctl", "version").tier());
        assertEquals(
                List.of("the command talosctl reset"),
                classify(Tier.T0, Tier.T1, "talosctl", "reset").reasons());
        assertEquals(
                List.of("the plan", "the verb do"),
                classify(Tier.T1, Tier.T1, "talosctl", "version").reasons());
    }

    @Property
    void noFloorIsEverLowered(@ForAll Tier verb, @ForAll Tier plan, @ForAll("argvs") String[] argv) {
        Classification classification = classify(verb, plan, argv);
        assertTrue(classification.tier().compareTo(verb.max(plan)) >= 0);
        assertTrue(!classification.reasons().isEmpty());
    }

    @Property
    void anObservationWithAnOptionOutsideItsListIsStateful(@ForAll("options") String option) {
        assertEquals(
                Tier.T2,
                classify(Tier.T0, Tier.T0, "talosctl", "health", "--nodes=a", option)
                        .tier());
        assertEquals(
                Tier.T2,
                classify(Tier.T0, Tier.T0, "talosctl", "health", option, "a").tier());
    }

    @Provide
    Arbitrary<String> options() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars("-=A0")
                .ofMaxLength(12)
                .map(name -> "-" + name)
                .filter(option -> !HARMLESS.matcher(option).matches());
    }

    @Property
    void ofAnActionThatIsNoObservationTargetsAndOptionsNeverChangeTheTier(@ForAll("argvs") String[] rest) {
        String[] argv = new String[rest.length + 2];
        argv[0] = "talosctl";
        argv[1] = "reboot";
        for (int i = 0; i < rest.length; i++) {
            argv[i + 2] = i % 2 == 0 ? "--nodes=" + rest[i] : rest[i];
        }
        assertEquals(Tier.T2, classify(Tier.T0, Tier.T0, argv).tier());
    }

    @Provide
    Arbitrary<String[]> argvs() {
        return Arbitraries.of("talosctl", "reset", "version", "wipe", "etcd", "leave", "-n", "--x=reset", "a")
                .array(String[].class)
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private Classification classify(Tier verb, Tier plan, String... argv) {
        Command command = new Command(List.of(argv), Set.of(), Duration.ofSeconds(1));
        return classifier.classify(
                new Verb("do", "Does.", verb, List.of()),
                new Plan(List.of("reset.example.com"), plan, List.of(command), List.of(), List.of()));
    }
}
