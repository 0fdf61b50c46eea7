package dev.praxis.audit;

import dev.praxis.api.PraxisException;
import dev.praxis.api.audit.AuditLine;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets other processes of the same user append to a journal that this process keeps open, through a socket beside it:
 * {@code journal.sock}, mode 0600 in a directory that is 0700. What comes over it is read as from a stranger and redacted again.
 * {@link OnDemandAuditLog} uses it when the log is held by another process. The acknowledgement is the same: the answer comes when
 * the record is durable. Thread-safe; has threads of its own, at most {@value #MOST_CONVERSATIONS} at a time and one that listens.
 */
public final class JournalSocket implements AutoCloseable {

    static final String FILE = "journal.sock";

    private static final Logger LOG = LoggerFactory.getLogger(AuditJournal.class);
    private static final int MOST_CONVERSATIONS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AuditJournal journal;
    private final Path file;
    private final ServerSocketChannel server;
    private final Semaphore room = new Semaphore(MOST_CONVERSATIONS);
    private final Set<SocketLines> conversations = ConcurrentHashMap.newKeySet();

    private JournalSocket(AuditJournal journal, Path file, ServerSocketChannel server) {
        this.journal = journal;
        this.file = file;
        this.server = server;
    }

    /**
     * Begins to listen. Blocks on I/O.
     *
     * @param journal the open journal; close the socket before it
     * @return the socket
     * @throws AuditUnavailableException if there cannot be a socket, for example since the path of the directory is too long for one,
     *     or if the journal does not hold its files
     */
    public static JournalSocket serve(AuditJournal journal) {
        if (!journal.holdsFiles()) {
            throw new AuditUnavailableException(
                    "the audit log in " + journal.path() + " has no socket as long as it cannot use its files", null);
        }
        Path file = journal.path().resolve(FILE);
        try {
            // Whoever holds the lock owns the name: a socket that is there is one that a crash left.
            Files.deleteIfExists(file);
            ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                server.bind(UnixDomainSocketAddress.of(file));
                OwnerOnly.FILE.repair(file);
            } catch (IOException | RuntimeException e) {
                server.close();
                throw e;
            }
            JournalSocket socket = new JournalSocket(journal, file, server);
            start("praxis-audit-socket", socket::listen);
            return socket;
        } catch (IOException e) {
            throw new AuditUnavailableException(
                    "the audit log in " + journal.path() + " cannot listen to others (" + e + "); see to its directory",
                    e);
        }
    }

    /**
     * Where it is.
     *
     * @return the file of the socket
     */
    public Path file() {
        return file;
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void listen() {
        while (server.isOpen()) {
            try {
                room.acquireUninterruptibly();
                SocketChannel channel = server.accept();
                start("praxis-audit-forwarded", () -> converse(channel));
            } catch (IOException e) {
                room.release();
                if (server.isOpen()) {
                    LOG.warn("the socket of the audit log in {} failed: {}", journal.path(), e.toString());
                }
            }
        }
    }

    private void converse(SocketChannel channel) {
        try (SocketLines lines = new SocketLines(channel, PATIENCE)) {
            conversations.add(lines);
            try {
                lines.write(answer(lines.read(ForwardedRecord.LONGEST_LINE)));
            } finally {
                conversations.remove(lines);
            }
        } catch (EOFException e) {
            LOG.debug("somebody looked whether the socket of the audit log in {} is served", journal.path());
        } catch (IOException | RuntimeException e) {
            LOG.warn("a record was not taken over the socket of the audit log in {}: {}", journal.path(), e.toString());
        } finally {
            room.release();
        }
    }

    private byte[] answer(byte[] question) {
        try {
            return ForwardedRecord.answer(journal.append(ForwardedRecord.entry(question)));
        } catch (PraxisException e) {
            return ForwardedRecord.answer(e);
        }
    }

    /**
     * Hands a record to the process that holds a log.
     *
     * @throws NoListenerException if nobody listens; nothing was handed over
     * @throws IOException if it is not known what became of the record
     */
    static AuditLine forward(Path log, UnsealedRecord record) throws IOException {
        SocketChannel channel = connect(log);
        try (SocketLines lines = new SocketLines(channel, PATIENCE)) {
            lines.write(record.json().getBytes(StandardCharsets.UTF_8));
            return ForwardedRecord.line(lines.read(ForwardedRecord.LONGEST_LINE));
        }
    }

    /**
     * Whether a process listens for the records of others. Hands nothing over.
     *
     * @param log the directory of the log
     * @return false if there is no socket, or nobody behind it
     */
    static boolean isServed(Path log) {
        try (SocketChannel knock = connect(log)) {
            return knock.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static SocketChannel connect(Path log) throws NoListenerException {
        Path file = log.resolve(FILE);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new NoListenerException(null);
        }
        try {
            return SocketChannel.open(UnixDomainSocketAddress.of(file));
        } catch (IOException e) {
            throw new NoListenerException(e);
        }
    }

    /** That there is no socket, or nobody behind it. */
    static final class NoListenerException extends IOException {
        private static final long serialVersionUID = 1L;

        NoListenerException(@Nullable IOException cause) {
            super("nobody listens", cause);
        }
    }

    /** Stops listening; conversations under way are cut off: of their records the other side does not know whether they are there. */
    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(file);
            for (SocketLines each : conversations) {
                each.close();
            }
        } catch (IOException e) {
            LOG.warn("the socket of the audit log in {} could not be closed: {}", journal.path(), e.toString());
        }
    }
}
