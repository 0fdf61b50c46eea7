package dev.praxis.cli;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.action.ActionOutcome;
import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonNull;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.execution.ActionPreview;
import dev.praxis.execution.ActionProposal;
import dev.praxis.execution.Caller;
import dev.praxis.execution.approval.ApprovalToken;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Takes a wish to the gate and shows the answer. */
final class ActionRun {

    private final PraxisCli cli;

    ActionRun(PraxisCli cli) {
        this.cli = cli;
    }

    ExitCode preview(ActionWish wish) {
        try (Workspace workspace = cli.workspace()) {
            String requestId = UUID.randomUUID().toString();
            ActionPreview preview = workspace.gate(wish.host()).dryRun(proposal(wish, workspace, requestId));
            cli.output().result(json(preview, requestId), lines(preview));
            return ExitCode.OK;
        }
    }

    ExitCode execute(ActionWish wish, Optional<String> approval) throws IOException {
        Optional<ApprovalToken> token = token(approval);
        try (Workspace workspace = cli.workspace()) {
            String requestId = UUID.randomUUID().toString();
            ActionOutcome outcome = workspace.gate(wish.host()).run(proposal(wish, workspace, requestId), token);
            show(wish, outcome, requestId);
            return switch (outcome.status()) {
                case SUCCEEDED -> ExitCode.OK;
                case FAILED -> ExitCode.ACTION_FAILED;
                case UNKNOWN -> ExitCode.ACTION_UNKNOWN;
            };
        }
    }

    private Optional<ApprovalToken> token(Optional<String> approval) throws IOException {
        if (approval.isPresent() && approval.get().equals("-")) {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(cli.context().in(), StandardCharsets.UTF_8));
            String line = in.readLine();
            return Optional.of(ApprovalToken.of(line == null ? "" : line.strip()));
        }
        return approval.map(ApprovalToken::of);
    }

    private static ActionProposal proposal(ActionWish wish, Workspace workspace, String requestId) {
        return new ActionProposal(
                wish.actuator(),
                wish.verb(),
                wish.host(),
                wish.arguments(),
                wish.reason().orElse(""),
                new Caller(workspace.actor(), BuildVersion.clientId(), requestId));
    }

    private static JsonObject json(ActionPreview preview, String requestId) {
        List<JsonValue> commands = new ArrayList<>();
        preview.commands().forEach(argv -> commands.add(JsonArray.ofStrings(argv)));
        return JsonObject.builder()
                .put("status", "PREVIEWED")
                .put("tool", preview.tool())
                .put("host", preview.host())
                .put("targets", JsonArray.ofStrings(preview.targets()))
                .put("tier", preview.classification().tier().name())
                .put("tierReasons", JsonArray.ofStrings(preview.classification().reasons()))
                .put("commands", JsonArray.of(commands))
                .put("preview", JsonArray.ofStrings(preview.preview()))
                .put("approvalNeeded", preview.approvalExpiry().isPresent())
                .put(
                        "approvalExpiresAt",
                        preview.approvalExpiry()
                                .<JsonValue>map(at -> new JsonString(UtcMicros.format(at)))
                                .orElse(JsonNull.NULL))
                .put("requestId", requestId)
                .build();
    }

    private static String[] lines(ActionPreview preview) {
        List<String> lines = new ArrayList<>();
        lines.add("dry run: " + preview.tool() + " on " + preview.host() + " (" + String.join(", ", preview.targets())
                + ")");
        lines.add("  tier      " + preview.classification().tier() + " "
                + preview.classification().tier().meaning() + ", because of "
                + String.join(", ", preview.classification().reasons()));
        for (List<String> argv : preview.commands()) {
            lines.add("  would run " + ShellWords.quote(argv));
        }
        preview.preview().forEach(line -> lines.add("  note      " + line));
        lines.add(preview.approvalExpiry()
                .map(at -> "  approval  needed; a one-time token, good until " + UtcMicros.format(at)
                        + ", was sent to the operator's console")
                .orElse("  approval  not needed"));
        return lines.toArray(String[]::new);
    }

    private void show(ActionWish wish, ActionOutcome outcome, String requestId) {
        Output out = cli.output();
        if (!outcome.excerpt().isEmpty()) {
            out.text(outcome.excerpt().lines().map(line -> "| " + line).toArray(String[]::new));
        }
        out.result(
                JsonObject.builder()
                        .put("status", outcome.status().name())
                        .put("tool", wish.actuator() + "." + wish.verb())
                        .put("host", wish.host())
                        .put("message", outcome.message())
                        .put("outputSha256", outcome.output().sha256().hex())
                        .put("outputLength", outcome.output().length())
                        .put("excerpt", outcome.excerpt())
                        .put("requestId", requestId)
                        .build(),
                outcome.status() + ": " + outcome.message());
    }
}
