package dev.praxis.execution.approval;

/**
 * The way to the human who decides: a terminal, a chat, a pager. It must not be the way by which the program that asked
 * gets its answers, or that program could say yes to itself. Called on the thread of the dry run; may block.
 */
@FunctionalInterface
public interface ApprovalChannel {

    /**
     * Hands over a notice. When it returns, the human can see it.
     *
     * @param notice what to show; it holds the token
     * @throws RuntimeException if it cannot be delivered; the approval is withdrawn then
     */
    void deliver(ApprovalNotice notice);
}
