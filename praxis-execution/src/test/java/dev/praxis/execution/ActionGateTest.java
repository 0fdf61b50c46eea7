package dev.praxis.execution;

import static dev.praxis.execution.Lab.proposal;
import static dev.praxis.execution.Lab.wipe;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.PraxisException;
import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.action.ActionOutcome.Status;
import dev.praxis.api.action.Command;
import dev.praxis.api.action.CommandRefusedException;
import dev.praxis.api.action.CommandResolution;
import dev.praxis.api.action.CommandResult;
import dev.praxis.api.action.ExecutionContext;
import dev.praxis.api.action.InvalidActionException;
import dev.praxis.api.action.OutputDigest;
import dev.praxis.api.action.Tier;
import dev.praxis.api.audit.AuditEntry;
import dev.praxis.api.audit.Decision;
import dev.praxis.api.audit.Phase;
import dev.praxis.api.plugin.ProviderException;
import dev.praxis.api.store.StoreException;
import dev.praxis.audit.AuditBusyException;
import dev.praxis.audit.AuditUnavailableException;
import dev.praxis.execution.approval.ApprovalRegistry;
import dev.praxis.execution.approval.ApprovalToken;
import dev.praxis.execution.host.HostTypeException;
import dev.praxis.execution.host.HostUnknownException;
import dev.praxis.redaction.Redactor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ActionGateTest {

    private static final ActionProposal WIPE = wipe("{\"labels\":[\"x\"]}");

    @TempDir
    Path directory;

    private Lab lab;

    @BeforeEach
    void openLab() {
        lab = new Lab(directory);
    }

    /** What is not an action is refused before the gate decides. */
    @Nested
    class NotAnAction {

        @Test
        void isRefusedAndNothingIsWritten() {
            Map<ActionProposal, Class<? extends PraxisException>> refusals = Map.of(
                    new ActionProposal("other", "look", "a", WIPE.arguments(), "", Lab.ALICE),
                    ProviderException.class,
                    proposal("look", "nowhere", "{}"),
                    HostUnknownException.class,
                    proposal("look", "Not a name\n", "{}"),
                    HostUnknownException.class,
                    proposal("look", "s", "{}"),
                    HostTypeException.class,
                    proposal("explode", "a", "{}"),
                    InvalidActionException.class,
                    proposal("look", "a", "{\"refuse\":true}"),
                    InvalidActionException.class,
                    proposal("look", "a", "{\"break\":true}"),
                    ActuatorFaultException.class);
            refusals.forEach((proposal, type) -> {
                for (PraxisException refused : List.of(
                        assertThrows(type, () -> lab.gate.dryRun(proposal)),
                        assertThrows(type, () -> lab.gate.run(proposal, Optional.empty())))) {
                    assertFalse(refused.getMessage().contains("\n"), refused.getMessage());
                    assertFalse(refused.getMessage().contains("prx_"), refused.getMessage());
                }
            });
            assertEquals(List.of(), lab.audit.story());
            assertFalse(Files.exists(lab.approvals));
            assertEquals(List.of(), lab.ran);
        }
    }

    @Nested
    class DryRun {

        @Test
        void ofAnObservationNeedsNoHuman() {
            ActionPreview preview = lab.gate.dryRun(proposal("look", "a", "{}"));
            assertEquals(Tier.T0, preview.classification().tier());
            assertEquals(Optional.empty(), preview.approvalExpiry());
            assertEquals(List.of("INTENT PREVIEWED"), lab.audit.story());
            assertEquals(List.of(), lab.notices);
            assertFalse(Files.exists(lab.approvals));
            assertEquals(List.of(), lab.ran);
        }

        @Test
        void ofAnIrreversibleActionSendsTheTokenToTheHumanAndToNobodyElse() throws IOException {
            ActionPreview preview = lab.gate.dryRun(WIPE);
            assertEquals(Tier.T3, preview.classification().tier());
            assertEquals(Optional.of(lab.now.get().plus(Duration.ofMinutes(10))), preview.approvalExpiry());
            assertEquals(List.of(List.of("talosctl", "reset", "--nodes=10.0.0.1")), preview.commands());
            assertEquals(1, lab.notices.size());
            String token = lab.notices.get(0).token().reveal();
            assertTrue(token.matches("prx_[A-Za-z0-9_-]{43}"));
            List<String> places = new ArrayList<>(List.of(
                    preview.toString(),
                    lab.notices.toString(),
                    lab.audit.entries().toString()));
            places.addAll(everythingBelow(directory));
            assertTrue(places.stream().noneMatch(text -> text.contains(token.substring(4))));
        }

        @Test
        void whoseChannelFailsWithdrawsTheApproval() throws IOException {
            List<ApprovalToken> seen = new ArrayList<>();
            ActionGate gate = new ActionGate(new GateServices(
                    name -> lab.actuator,
                    lab.store,
                    registry(),
                    notice -> {
                        seen.add(notice.token());
                        throw new UncheckedIOException(new IOException("no terminal"));
                    },
                    lab.audit,
                    Redactor.standard(),
                    lab.commands(),
                    lab.now::get,
                    lab.stops));
            assertThrows(ApprovalUndeliveredException.class, () -> gate.dryRun(WIPE));
            assertEquals(List.of(), everythingBelow(lab.approvals));
            assertDenied(WIPE, seen.get(0), "no such approval");
        }

        @Test
        void showsWhichFileRunsAndWithWhichCredentials() {
            lab.actuator.ask(Set.of("TALOSCONFIG", "KUBECONFIG"));
            lab.resolution = command -> new CommandResolution(
                    Optional.of("/opt/bin/talosctl"),
                    Map.of("HOME", Lab.variable("/home/op"), "TALOSCONFIG", Lab.variable("/home/op/cluster-a")));
            ActionPreview preview = lab.gate.dryRun(WIPE);
            String line = "Runs /opt/bin/talosctl with HOME=/home/op, KUBECONFIG not set,"
                    + " TALOSCONFIG=/home/op/cluster-a.";
            assertEquals(List.of("The lab does reset.", line), preview.preview());
            assertEquals(preview.preview(), lab.notices.get(0).preview());
        }

        @Test
        void ofAProgramThatIsNotThereWarnsAndTheApprovalIsGoodForWhateverIsFoundLater() {
            Function<Command, CommandResolution> later = lab.resolution;
            lab.resolution = command ->
                    new CommandResolution(Optional.empty(), later.apply(command).environment());
            ApprovalToken token = lab.approve(WIPE);
            String first = lab.notices.get(0).preview().get(0);
            assertTrue(first.startsWith("WARNING: talosctl is NOT on the PATH now."), first);
            assertTrue(first.contains("NOT bound to a program file"), first);
            lab.resolution = later;
            assertDenied(wipe("{}"), token, "not the same: arguments");
            assertEquals(Status.SUCCEEDED, lab.run(WIPE, token).status());
            assertDenied(WIPE, token, "used before");
        }

        @Test
        void thatCannotBeRecordedIssuesNothing() {
            lab.audit.failWhere(entry -> {
                throw new AuditUnavailableException("full", null);
            });
            assertThrows(AuditUnavailableException.class, () -> lab.gate.dryRun(WIPE));
            assertEquals(List.of(), lab.notices);
            assertFalse(Files.exists(lab.approvals));
        }

        private ApprovalRegistry registry() {
            return new ApprovalRegistry(lab.approvals, new SecureRandom(), lab.now::get, Duration.ofMinutes(10));
        }
    }

    @Nested
    class Run {

        @Test
        void ofAnObservationIsRecordedBeforeAndAfter() {
            ActionOutcome outcome = lab.gate.run(proposal("look", "a", "{}"), Optional.empty());
            assertEquals(Status.SUCCEEDED, outcome.status());
            assertEquals("fine", outcome.excerpt());
            assertEquals(List.of("INTENT ALLOWED", "OUTCOME ALLOWED"), lab.audit.story());
        }

        @Test
        void withTheTokenRunsOnceAndLeavesEvidence() {
            ApprovalToken token = lab.approve(WIPE);
            assertEquals(Status.SUCCEEDED, lab.run(WIPE, token).status());
            assertEquals(1, lab.ran.size());
            List<AuditEntry> entries = lab.audit.entries();
            assertEquals(List.of("INTENT PREVIEWED", "INTENT ALLOWED", "OUTCOME ALLOWED"), lab.audit.story());
            AuditEntry outcome = entries.get(2);
            assertEquals(Lab.OUTPUT, outcome.output());
            assertEquals("lab.wipe", outcome.tool());
            assertEquals("10.0.0.1", outcome.target());
            assertEquals("alice", outcome.actor());
            assertEquals(Tier.T3, outcome.tier());
            assertEquals("tiers/1 " + Redactor.standard().version(), outcome.patternsVersion());
            assertEquals(Optional.of(WIPE.arguments()), outcome.args().get("arguments"));
            assertEquals(Optional.of(WIPE.reason()), outcome.args().string("reason"));
        }

        @Test
        void aStatefulActionNeedsAHumanToo() {
            assertDenied(proposal("restart", "a", "{}"), null, "needs the approval of a human");
        }

        @Test
        void theIntentIsOnRecordBeforeAnythingStarts() {
            AtomicReference<List<String>> atStart = new AtomicReference<>();
            lab.runner = command -> {
                atStart.set(lab.audit.story());
                return new CommandResult(0, false, Lab.OUTPUT, "", Duration.ZERO);
            };
            lab.gate.run(proposal("look", "a", "{}"), Optional.empty());
            assertEquals(List.of("INTENT ALLOWED"), atStart.get());
        }

        @Test
        void onAnInterruptedThreadIsStillRecordedAndTheFlagStays() {
            List<Boolean> flags = new ArrayList<>();
            lab.audit.failWhere(entry -> flags.add(Thread.currentThread().isInterrupted()));
            lab.actuator.behave((plan, context) -> {
                Thread.currentThread().interrupt();
                return LabActuator.runAll(plan, context);
            });
            lab.gate.run(proposal("look", "a", "{}"), Optional.empty());
            assertTrue(Thread.interrupted());
            assertEquals(List.of(false, false), flags);
        }
    }

    /** One test for each way around the gate. */
    @Nested
    class Bypass {

        @Test
        void withoutAToken() {
            assertDenied(WIPE, null, "needs the approval of a human");
        }

        @Test
        void withAWrongToken() {
            lab.approve(WIPE);
            for (String wrong : List.of("", "prx_", "yes", "prx_" + "A".repeat(43), "../used", "prx_\n", "\ud800")) {
                assertDenied(WIPE, ApprovalToken.of(wrong), "");
            }
        }

        @Test
        void withATokenASecondTime() {
            ApprovalToken token = lab.approve(WIPE);
            lab.run(WIPE, token);
            lab.ran.clear();
            assertDenied(WIPE, token, "used before");
        }

        @Test
        void withTwoThreadsAndOneToken() throws Exception {
            for (int round = 0; round < 20; round++) {
                ApprovalToken token = lab.approve(WIPE);
                lab.ran.clear();
                int threads = 4;
                CyclicBarrier start = new CyclicBarrier(threads);
                ExecutorService pool = Executors.newFixedThreadPool(threads);
                List<Future<Boolean>> results = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    ActionGate gate = lab.newGate();
                    results.add(pool.submit(() -> {
                        start.await();
                        try {
                            gate.run(WIPE, Optional.of(token));
                            return true;
                        } catch (ActionDeniedException e) {
                            return false;
                        }
                    }));
                }
                int winners = 0;
                for (Future<Boolean> result : results) {
                    winners += result.get() ? 1 : 0;
                }
                pool.shutdown();
                assertEquals(1, winners);
                assertEquals(1, lab.ran.size());
            }
        }

        @Test
        void withAnotherArgumentHostActorVerbAndTheTokenIsStillGood() {
            ApprovalToken token = lab.approve(WIPE);
            assertDenied(wipe("{\"labels\":[\"y\"]}"), token, "not the same: arguments;");
            assertDenied(proposal("wipe", "b", "{\"labels\":[\"x\"]}"), token, "host");
            Caller mallory = new Caller("mallory", "test/1", "r-1");
            assertDenied(
                    new ActionProposal("lab", "wipe", "a", WIPE.arguments(), "because", mallory),
                    token,
                    "not the same: actor;");
            assertDenied(proposal("restart", "a", "{\"labels\":[\"x\"]}"), token, "verb");
            assertDenied(
                    new ActionProposal("lab", "wipe", "a", WIPE.arguments(), "another reason", Lab.ALICE),
                    token,
                    "not the same: reason;");
            assertEquals(Status.SUCCEEDED, lab.run(WIPE, token).status());
        }

        @Test
        void withTheCredentialsOrTheHomeOfAnotherCluster() {
            ApprovalToken token = lab.approve(WIPE);
            Function<Command, CommandResolution> approved = lab.resolution;
            for (Map<String, CommandResolution.Variable> environment : List.of(
                    Map.of("HOME", Lab.variable("/home/other")),
                    Map.of("HOME", Lab.variable("/home/op"), "TALOSCONFIG", Lab.variable("/other")),
                    Map.<String, CommandResolution.Variable>of())) {
                lab.resolution =
                        command -> new CommandResolution(approved.apply(command).program(), environment);
                assertDenied(WIPE, token, "not the same: environment;");
            }
            lab.resolution = approved;
            assertEquals(Status.SUCCEEDED, lab.run(WIPE, token).status());
        }

        @Test
        void withAnotherProgramOfTheSameNameOrNone() {
            ApprovalToken token = lab.approve(WIPE);
            Function<Command, CommandResolution> approved = lab.resolution;
            lab.resolution = command -> new CommandResolution(
                    Optional.of("/tmp/talosctl"), approved.apply(command).environment());
            assertDenied(WIPE, token, "not the same: program;");
            lab.resolution = command -> new CommandResolution(
                    Optional.empty(), approved.apply(command).environment());
            // What cannot start is refused before the approval is used up, and nothing is written.
            int records = lab.audit.entries().size();
            assertThrows(CommandRefusedException.class, () -> lab.run(WIPE, token));
            assertEquals(records, lab.audit.entries().size());
            lab.resolution = approved;
            assertEquals(Status.SUCCEEDED, lab.run(WIPE, token).status());
        }

        @Test
        void withTheHostDeclaredAnew() {
            ApprovalToken token = lab.approve(WIPE);
            lab.declare("a", "lab", "10.0.0.1");
            assertDenied(WIPE, token, "host fact");
        }

        @Test
        void withTheHostDeclaredAnewWhileTheActionIsPrepared() {
            ActionProposal look = proposal("look", "a", "{}");
            ActionGate gate = new ActionGate(new GateServices(
                    name -> lab.actuator,
                    new RedeclaringStore(lab),
                    new ApprovalRegistry(lab.approvals, new SecureRandom(), lab.now::get, Duration.ofMinutes(10)),
                    lab.notices::add,
                    lab.audit,
                    Redactor.standard(),
                    lab.commands(),
                    lab.now::get,
                    lab.stops));
            ActionDeniedException denied =
                    assertThrows(ActionDeniedException.class, () -> gate.run(look, Optional.empty()));
            assertTrue(denied.getMessage().contains("make a new dry run"), denied.getMessage());
            assertEquals(List.of(), lab.ran);
        }

        @Test
        void withTheHostDeclaredAnewWhileTheIntentIsRecorded() {
            ApprovalToken token = lab.approve(WIPE);
            lab.audit.failWhere(entry -> {
                if (entry.phase() == Phase.INTENT && entry.decision() == Decision.ALLOWED) {
                    lab.declare("a", "lab", "10.0.0.9");
                }
            });
            ActionDeniedException denied = assertThrows(ActionDeniedException.class, () -> lab.run(WIPE, token));
            assertTrue(denied.getMessage().contains("is not any more what the plan was made for"), denied.getMessage());
            assertTrue(denied.getMessage().contains("used up"), denied.getMessage());
            assertEquals(List.of(), lab.ran);
            assertEquals(List.of("INTENT PREVIEWED", "INTENT ALLOWED", "OUTCOME ALLOWED"), lab.audit.story());
            String error = lab.audit.entries().get(2).error();
            assertTrue(error.startsWith("FAILED: nothing ran: "), error);
        }

        @Test
        void withTheStoreGoneWhileTheIntentIsRecorded() {
            lab.audit.failWhere(entry -> {
                if (entry.phase() == Phase.INTENT) {
                    lab.store.close();
                }
            });
            assertThrows(StoreException.class, () -> lab.gate.run(proposal("look", "a", "{}"), Optional.empty()));
            assertEquals(List.of(), lab.ran);
            String error = lab.audit.entries().get(1).error();
            assertTrue(error.startsWith("FAILED: nothing ran: "), error);
        }

        @Test
        void whenItHasExpiredOrTheClockWentBack() {
            ApprovalToken token = lab.approve(WIPE);
            lab.now.updateAndGet(now -> now.plus(Duration.ofMinutes(10)));
            assertDenied(WIPE, token, "expired at 2026-11-21T08:10:00.000000Z");
            lab.now.updateAndGet(now -> now.minus(Duration.ofMinutes(11)));
            assertDenied(WIPE, token, "clock was set back");
            lab.now.updateAndGet(now -> now.plus(Duration.ofMinutes(11).minusNanos(1)));
            assertEquals(Status.SUCCEEDED, lab.run(WIPE, token).status());
        }

        @Test
        void withTheFileOfTheApprovalRemovedDamagedOrOpened() throws IOException {
            ApprovalToken removed = lab.approve(WIPE);
            Files.delete(onlyFile());
            assertDenied(WIPE, removed, "no such approval");
            ApprovalToken damaged = lab.approve(WIPE);
            byte[] bytes = Files.readAllBytes(onlyFile());
            for (byte[] broken : List.of(new byte[0], "{}".getBytes(StandardCharsets.US_ASCII), half(bytes))) {
                Files.write(onlyFile(), broken);
                assertDenied(WIPE, damaged, "damaged");
            }
            Files.write(onlyFile(), bytes);
            Files.setPosixFilePermissions(onlyFile(), PosixFilePermissions.fromString("rw-rw----"));
            assertDenied(WIPE, damaged, "open to others");
        }

        @Test
        void withAnApprovalDirectoryThatOthersCanWrite() throws IOException {
            ApprovalToken token = lab.approve(WIPE);
            Files.setPosixFilePermissions(lab.approvals, PosixFilePermissions.fromString("rwxrwxrwx"));
            ActionDeniedException denied = assertDenied(WIPE, token, "others have access");
            assertEquals("PRX-GATE-DENIED", denied.code());
        }

        @Test
        void withSeveralTargetsOfAnIrreversibleAction() {
            ActionProposal all = proposal("wipe-all", "a", "{}");
            assertThrows(ActionDeniedException.class, () -> lab.gate.dryRun(all));
            assertEquals(List.of(), lab.notices);
            assertDenied(all, null, "exactly one target");
        }

        @Test
        void byDyingBetweenTheApprovalAndTheRun() {
            ApprovalToken token = lab.approve(WIPE);
            lab.audit.failWhere(entry -> {
                throw new StackOverflowError("stands for kill -9");
            });
            assertThrows(StackOverflowError.class, () -> lab.run(WIPE, token));
            lab.audit.failWhere(entry -> {});
            lab.gate = lab.newGate();
            assertDenied(WIPE, token, "used before");
        }
    }

    /** The audit log fails. */
    @Nested
    class Unrecorded {

        @Test
        void anIntentMeansThatNothingRuns() {
            ApprovalToken token = lab.approve(WIPE);
            failAt(Phase.INTENT, Decision.ALLOWED);
            IntentUnrecordedException failed =
                    assertThrows(IntentUnrecordedException.class, () -> lab.run(WIPE, token));
            assertEquals(AuditUnavailableException.class, failed.getCause().getClass());
            assertEquals(List.of(), lab.ran);
        }

        @Test
        void aBusyLogMayBeTriedAgainWhereNothingWasUsedUp() {
            ApprovalToken token = lab.approve(WIPE);
            lab.audit.failWhere(entry -> {
                throw new AuditBusyException("somebody else writes");
            });
            assertThrows(AuditBusyException.class, () -> lab.gate.run(proposal("look", "a", "{}"), Optional.empty()));
            assertThrows(IntentUnrecordedException.class, () -> lab.run(WIPE, token));
            assertEquals(List.of(), lab.ran);
        }

        @Test
        void anOutcomeIsSaidLoudly() {
            failAt(Phase.OUTCOME, Decision.ALLOWED);
            ActionUnrecordedException failed = assertThrows(
                    ActionUnrecordedException.class, () -> lab.gate.run(proposal("look", "a", "{}"), Optional.empty()));
            assertEquals(Status.SUCCEEDED, failed.outcome().status());
            assertEquals("PRX-GATE-UNRECORDED", failed.code());
            assertTrue(failed.getMessage().contains("SUCCEEDED"), failed.getMessage());
            assertEquals(1, lab.ran.size());
        }

        @Test
        void aDenialStandsAndTheFailureIsAttached() {
            failAt(Phase.INTENT, Decision.DENIED);
            ActionDeniedException denied =
                    assertThrows(ActionDeniedException.class, () -> lab.gate.run(WIPE, Optional.empty()));
            assertEquals(AuditUnavailableException.class, denied.getSuppressed()[0].getClass());
            assertTrue(denied.getMessage().contains("NOT on record"), denied.getMessage());
            assertEquals(List.of(), lab.ran);
        }

        private void failAt(Phase phase, Decision decision) {
            lab.audit.failWhere(entry -> {
                if (entry.phase() == phase && entry.decision() == decision) {
                    throw new AuditUnavailableException("the disk is full", null);
                }
            });
        }
    }

    /** What a plugin may do wrong. */
    @Nested
    class Misbehaving {

        private final ActionProposal look = proposal("look", "a", "{}");

        @Test
        void anExceptionIsContainedAndRecordedAsUnknown() {
            lab.actuator.behave((plan, context) -> {
                throw new IllegalStateException("two\n\u009b\u2028\u202elines");
            });
            ActionOutcome outcome = lab.gate.run(look, Optional.empty());
            assertEquals(Status.UNKNOWN, outcome.status());
            assertTrue(outcome.message().contains("two lines"), outcome.message());
            assertTrue(lab.audit.entries().get(1).error().startsWith("UNKNOWN: "));
        }

        @Test
        void anErrorIsRecordedAsUnknownAndGoesOn() {
            StackOverflowError error = new StackOverflowError();
            lab.actuator.behave((plan, context) -> {
                throw error;
            });
            assertSame(error, assertThrows(StackOverflowError.class, () -> lab.gate.run(look, Optional.empty())));
            assertTrue(lab.audit.entries().get(1).error().startsWith("UNKNOWN: "));
        }

        @Test
        void noAnswerIsUnknown() {
            lab.actuator.behave((plan, context) -> null);
            assertEquals(Status.UNKNOWN, lab.gate.run(look, Optional.empty()).status());
        }

        @Test
        void aProgramThatCannotStartIsAFailureAndNothingRan() {
            lab.runner = command -> {
                throw new CommandRefusedException("talosctl was not found", null);
            };
            ActionOutcome outcome = lab.gate.run(look, Optional.empty());
            assertEquals(Status.FAILED, outcome.status());
            assertTrue(outcome.message().contains("talosctl was not found"), outcome.message());
        }

        @Test
        void aCommandThatIsNotInThePlanIsRefusedAlsoWhenThePluginHidesIt() {
            Command stranger = new Command(List.of("rm", "-rf"), Set.of(), Duration.ofSeconds(1));
            lab.actuator.behave((plan, context) -> {
                assertThrows(
                        CommandRefusedException.class, () -> context.commands().run(stranger));
                return LabActuator.runAll(plan, context);
            });
            ActionOutcome outcome = lab.gate.run(look, Optional.empty());
            assertEquals(Status.UNKNOWN, outcome.status());
            assertEquals(1, lab.ran.size());
            assertFalse(lab.ran.contains(stranger));
        }

        @Test
        void aCommandRunsOnceOnly() {
            lab.actuator.behave((plan, context) -> {
                LabActuator.runAll(plan, context);
                return LabActuator.runAll(plan, context);
            });
            assertEquals(Status.UNKNOWN, lab.gate.run(look, Optional.empty()).status());
            assertEquals(1, lab.ran.size());
        }

        @Test
        void aThreadLeftBehindCannotRunAnythingLater() throws InterruptedException {
            AtomicReference<ExecutionContext> kept = new AtomicReference<>();
            AtomicReference<Command> command = new AtomicReference<>();
            lab.actuator.behave((plan, context) -> {
                kept.set(context);
                command.set(plan.commands().get(0));
                return new ActionOutcome(Status.SUCCEEDED, OutputDigest.EMPTY, "later", "");
            });
            lab.gate.run(look, Optional.empty());
            CountDownLatch refused = new CountDownLatch(1);
            Thread left = new Thread(() -> {
                try {
                    kept.get().commands().run(command.get());
                } catch (CommandRefusedException e) {
                    refused.countDown();
                }
            });
            left.start();
            left.join();
            assertEquals(0, refused.getCount());
            assertEquals(List.of(), lab.ran);
        }

        @Test
        void successOfAPlanOfWhichNotAllRanIsUnknown() {
            lab.actuator.behave((plan, context) -> success());
            assertEquals(Status.UNKNOWN, lab.gate.run(look, Optional.empty()).status());
            assertTrue(lab.audit.entries().get(1).error().contains("did not run all of its plan"));
        }

        @Test
        void successOfACommandThatWasStoppedIsUnknown() {
            lab.runner = command -> new CommandResult(137, true, Lab.OUTPUT, "", Duration.ofSeconds(1));
            assertEquals(Status.UNKNOWN, lab.gate.run(look, Optional.empty()).status());
        }

        @Test
        void successAfterTheRunnerRefusedOrBrokeIsUnknown() {
            for (RuntimeException failure : List.of(
                    new CommandRefusedException("talosctl was not found", null), new IllegalStateException("broke"))) {
                lab.runner = command -> {
                    throw failure;
                };
                lab.actuator.behave((plan, context) -> {
                    assertThrows(
                            failure.getClass(),
                            () -> context.commands().run(plan.commands().get(0)));
                    return success();
                });
                assertEquals(
                        Status.UNKNOWN, lab.gate.run(look, Optional.empty()).status());
            }
        }

        @Test
        void aFailureAfterTheRunnerBrokeIsUnknown() {
            lab.runner = command -> {
                throw new IllegalStateException("broke");
            };
            lab.actuator.behave((plan, context) -> {
                assertThrows(
                        IllegalStateException.class,
                        () -> context.commands().run(plan.commands().get(0)));
                return new ActionOutcome(Status.FAILED, Lab.OUTPUT, "failed", "");
            });
            assertEquals(Status.UNKNOWN, lab.gate.run(look, Optional.empty()).status());
        }

        @Test
        void aCommandThatStillRunsWhenTheActuatorReturnsIsEndedAndUnknown() throws InterruptedException {
            CountDownLatch running = new CountDownLatch(1);
            AtomicReference<Boolean> ended = new AtomicReference<>(false);
            AtomicReference<Thread> left = new AtomicReference<>();
            lab.runner = command -> {
                running.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    ended.set(true); // as a runner heeds an interrupt
                }
                return new CommandResult(0, false, Lab.OUTPUT, "", Duration.ZERO);
            };
            lab.actuator.behave((plan, context) -> {
                left.set(new Thread(() -> context.commands().run(plan.commands().get(0))));
                left.get().start();
                awaitUninterruptibly(running);
                return success();
            });
            ActionOutcome outcome = lab.gate.run(look, Optional.empty());
            assertTrue(ended.get());
            assertEquals(Status.UNKNOWN, outcome.status());
            left.get().join();
        }

        private ActionOutcome success() {
            return new ActionOutcome(Status.SUCCEEDED, Lab.OUTPUT, "done", "");
        }

        private void awaitUninterruptibly(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Test
        void aFailureThatCannotBeKnownIsUnknown() {
            lab.runner = command -> new CommandResult(137, true, Lab.OUTPUT, "", Duration.ofSeconds(1));
            lab.actuator.behave((plan, context) -> {
                context.commands().run(plan.commands().get(0));
                return new ActionOutcome(Status.FAILED, Lab.OUTPUT, "failed", "");
            });
            assertEquals(Status.UNKNOWN, lab.gate.run(look, Optional.empty()).status());
        }
    }

    private ActionDeniedException assertDenied(ActionProposal proposal, ApprovalToken token, String why) {
        int ranBefore = lab.ran.size();
        int recordedBefore = lab.audit.entries().size();
        ActionDeniedException denied =
                assertThrows(ActionDeniedException.class, () -> lab.gate.run(proposal, Optional.ofNullable(token)));
        assertTrue(denied.getMessage().contains(why), denied.getMessage());
        assertFalse(denied.getMessage().contains("\n"), denied.getMessage());
        assertEquals(ranBefore, lab.ran.size());
        assertEquals(recordedBefore + 1, lab.audit.entries().size());
        AuditEntry entry = lab.audit.entries().get(recordedBefore);
        assertEquals(Decision.DENIED, entry.decision());
        assertTrue(entry.error().contains(why), entry.error());
        return denied;
    }

    private Path onlyFile() throws IOException {
        try (Stream<Path> files = Files.list(lab.approvals)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    private static byte[] half(byte[] bytes) {
        return Arrays.copyOf(bytes, bytes.length / 2);
    }

    private static List<String> everythingBelow(Path directory) throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                texts.add(file + Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return texts;
    }
}
