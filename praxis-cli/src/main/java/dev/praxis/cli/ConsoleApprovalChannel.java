package dev.praxis.cli;

import dev.praxis.api.UtcMicros;
import dev.praxis.execution.approval.ApprovalChannel;
import dev.praxis.execution.approval.ApprovalNotice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Hands the one-time token to the operator's console. */
final class ConsoleApprovalChannel implements ApprovalChannel {

    private final OperatorConsole console;

    ConsoleApprovalChannel(OperatorConsole console) {
        this.console = console;
    }

    @Override
    public void deliver(ApprovalNotice notice) {
        List<String> lines = new ArrayList<>();
        lines.add("praxis asks for your approval: " + notice.summary());
        lines.add("  tier      " + notice.tier() + " " + notice.tier().meaning());
        notice.commands().forEach(argv -> lines.add("  will run  " + ShellWords.quote(argv)));
        notice.preview().forEach(line -> lines.add("  note      " + line));
        // What the caller says comes last and in quotes: it must not look like what praxis says.
        lines.add("  asked by  " + Printable.quoted(notice.actor()));
        if (!notice.reason().isEmpty()) {
            lines.add("  reason    " + Printable.quoted(notice.reason()));
        }
        lines.add("  To approve, run the same command without --dry-run, once, before "
                + UtcMicros.format(notice.expiresAt()) + ", with");
        lines.add("  --approval " + notice.token().reveal());
        try {
            console.show(lines.stream().map(Printable::line).toList());
        } catch (IOException e) {
            throw new UncheckedIOException("the operator's console takes no output", e);
        }
    }
}
