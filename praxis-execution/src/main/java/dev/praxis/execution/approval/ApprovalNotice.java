package dev.praxis.execution.approval;

import dev.praxis.api.action.Tier;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What a human is shown to decide by.
 *
 * @param token what to hand in to say yes
 * @param expiresAt from when on it is not taken any more
 * @param tier how much the action can hurt
 * @param summary one line: what, on which host
 * @param actor who wants it
 * @param reason why, with secrets replaced; empty if nothing was said
 * @param commands the argument vectors that will run, with secrets replaced
 * @param preview lines about what happens, above all what cannot be undone
 */
public record ApprovalNotice(
        ApprovalToken token,
        Instant expiresAt,
        Tier tier,
        String summary,
        String actor,
        String reason,
        List<List<String>> commands,
        List<String> preview) {

    /** Copies the lists. */
    public ApprovalNotice {
        Objects.requireNonNull(token, "token");
        Objects.requireNonNull(expiresAt, "expiresAt");
        Objects.requireNonNull(tier, "tier");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(reason, "reason");
        commands = commands.stream().map(List::copyOf).toList();
        preview = List.copyOf(preview);
    }
}
