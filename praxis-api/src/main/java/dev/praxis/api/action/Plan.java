package dev.praxis.api.action;

import dev.praxis.api.InvalidArgumentException;
import java.util.List;
import java.util.Objects;

/**
 * What an action will do, to be shown, classified and approved before anything runs. When it is executed, the command
 * runner refuses every command that is not in the plan.
 *
 * @param targets every machine that is touched, by address; at least one
 * @param tierFloor the least severe tier that this can have; the gate may raise it, never lower it
 * @param commands what will run, in this order; at least one
 * @param preview lines for a person: what happens to the target, above all what cannot be undone
 * @param preconditions what must still be so when it runs
 */
public record Plan(
        List<String> targets,
        Tier tierFloor,
        List<Command> commands,
        List<String> preview,
        List<Precondition> preconditions) {

    /**
     * Checks and copies.
     *
     * @throws InvalidArgumentException if there is no target or no command
     */
    public Plan {
        Objects.requireNonNull(tierFloor, "tierFloor");
        targets = List.copyOf(targets);
        commands = List.copyOf(commands);
        preview = List.copyOf(preview);
        preconditions = List.copyOf(preconditions);
        if (targets.isEmpty() || commands.isEmpty()) {
            throw new InvalidArgumentException("a plan names at least one target and one command");
        }
    }
}
