package dev.praxis.execution;

import dev.praxis.api.action.Command;
import dev.praxis.api.action.Plan;
import dev.praxis.api.action.Tier;
import dev.praxis.api.action.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Says how much an action can hurt: the most severe of what the verb states, what the plan states, and what is known of
 * the command words of each command. A command that is not known is taken for T3, since nobody can say that it can be
 * undone. Names of targets and values of options never count. An option that is not known to be harmless makes an
 * observation (T0) stateful (T2): {@code talosctl health --run-e2e} starts workloads.
 *
 * <p>The rules know {@code talosctl} and {@code kubectl}. Every other program, so that of most third-party actuators, is
 * not known, and all that it does is T3, whatever the actuator states: a human approves each run, and each run has exactly
 * one target. No plugin can change that; a program is made known here, with a new {@link #version()}.
 *
 * <p>Immutable and thread-safe; does not block.
 */
public final class TierClassifier {

    private static final String VERSION = "tiers/1";

    private final CommandTiers commands = new CommandTiers();

    /** The classifier with the rules of this release. */
    public TierClassifier() {}

    /**
     * The version of the rules, which the evidence names.
     *
     * @return for example {@code tiers/1}
     */
    public String version() {
        return VERSION;
    }

    /**
     * Classifies a plan.
     *
     * @param verb the verb that it is for
     * @param plan the plan
     * @return the tier, and everything that demanded it
     */
    public Classification classify(Verb verb, Plan plan) {
        Map<String, Tier> demands = new TreeMap<>();
        demands.put("the verb " + verb.name(), verb.tierFloor());
        demands.put("the plan", plan.tierFloor());
        for (Command command : plan.commands()) {
            CommandTiers.Demand demand = commands.demand(command.argv());
            demands.put(demand.reason(), demand.tier());
        }
        Tier tier = demands.values().stream().reduce(Tier.T0, Tier::max);
        List<String> reasons = new ArrayList<>();
        demands.forEach((who, demanded) -> {
            if (demanded == tier) {
                reasons.add(who);
            }
        });
        return new Classification(tier, reasons);
    }
}
