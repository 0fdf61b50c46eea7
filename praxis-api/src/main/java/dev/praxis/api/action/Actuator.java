package dev.praxis.api.action;

import java.util.List;

/**
 * Turns requests into plans and plans into deeds for one type of host. Thread-safe.
 *
 * <ul>
 *   <li>ACTUATOR-PREPARE-1: {@code prepare} is pure: no I/O, no clock, no randomness; equal requests give equal plans.
 *   <li>ACTUATOR-PREPARE-2: {@code prepare} refuses what it cannot do with {@link InvalidActionException}; it never
 *       guesses a scope and never falls back to defaults that touch more than was asked.
 *   <li>ACTUATOR-PREPARE-3: the plan names every machine that is touched.
 *   <li>ACTUATOR-EXECUTE-1: {@code execute} starts processes only through the context's command runner, and nothing that
 *       is not in the plan.
 *   <li>ACTUATOR-EXECUTE-2: when it is not known what happened, the outcome is {@code UNKNOWN}, never {@code FAILED}.
 * </ul>
 */
public interface Actuator {

    /**
     * The type of host that it acts on.
     *
     * @return for example {@code talos}
     */
    String targetType();

    /**
     * What it can do.
     *
     * @return an immutable list, the same at every call
     */
    List<Verb> verbs();

    /**
     * Checks a request and says what it would do. Does not block.
     *
     * @param request the request; the gate has checked that its target is of {@link #targetType()}
     * @return the plan
     * @throws InvalidActionException if the request is not something it can do
     */
    Plan prepare(ActionRequest request);

    /**
     * Does what a plan says. Blocks until it is done.
     *
     * @param plan a plan of this actuator
     * @param context what it may use
     * @return how it ended
     * @throws CommandRefusedException if a program could not be started; nothing ran
     */
    ActionOutcome execute(Plan plan, ExecutionContext context);
}
