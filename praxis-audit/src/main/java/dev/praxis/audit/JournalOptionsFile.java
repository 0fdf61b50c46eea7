package dev.praxis.audit;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.json.JsonBoolean;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonString;
import dev.praxis.api.json.JsonValue;
import dev.praxis.audit.internal.HostFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file in which the host says how its log works, such as {@code audit.json} in the praxis home. What it leaves out stays as it is:
 *
 * <pre>{@code
 * {
 *   "v": 1,
 *   "whenUnavailable": "REFUSE_ALL",
 *   "space": {"warnBelow": 1073741824, "lockdownBelow": 134217728, "reserve": 1048576},
 *   "segments": {"bytes": 16777216, "hours": 24},
 *   "register": "/mnt/other/praxis-register",
 *   "forwarding": false,
 *   "lockWaitMillis": 10000
 * }
 * }</pre>
 *
 * <p>{@code whenUnavailable} is a {@link WhenUnavailable}; {@code space} are {@link SpaceLimits} in bytes; {@code register} is the
 * absolute path of the directory of a {@link FileCheckpointRegister}; {@code forwarding} and the wait for the lock are those of
 * {@link JournalOptions}. Whatever is
 * unknown is refused. Who can write the file decides about the evidence, so it must be for its owner alone and no symbolic link.
 */
public final class JournalOptionsFile {

    private static final Set<String> MEMBERS =
            Set.of("whenUnavailable", "space", "segments", "register", "forwarding", "lockWaitMillis");
    private static final Set<String> SPACE_MEMBERS = Set.of("warnBelow", "lockdownBelow", "reserve");
    private static final Set<String> SEGMENT_MEMBERS = Set.of("bytes", "hours");

    /** What a number of JSON holds exactly. */
    private static final long MOST = 1L << 53;

    private static final long MOST_HOURS = 24L * 3653;

    private final HostFile file;

    private JournalOptionsFile(HostFile file) {
        this.file = file;
    }

    /**
     * Reads a file. Blocks on I/O; touches nothing that it names.
     *
     * @param file the file
     * @param otherwise the options as they are where it says nothing
     * @return the options; {@code otherwise} if there is no file
     * @throws InvalidArgumentException if others may use the file, it cannot be read, or it says what it must not
     */
    public static JournalOptions read(Path file, JournalOptions otherwise) {
        Optional<HostFile> found = HostFile.read("the settings of the audit log", file, MEMBERS);
        return found.map(each -> new JournalOptionsFile(each).changed(otherwise))
                .orElse(otherwise);
    }

    private JournalOptions changed(JournalOptions options) {
        WhenUnavailable answer = unavailable(options.whenUnavailable());
        JsonObject space = group("space", SPACE_MEMBERS);
        long warnBelow =
                file.number("warnBelow", space, 0, MOST, options.space().warnBelow());
        long lockdownBelow =
                file.number("lockdownBelow", space, 0, MOST, options.space().lockdownBelow());
        long reserve = file.number("reserve", space, 0, MOST, options.space().reserve());
        JsonObject segments = group("segments", SEGMENT_MEMBERS);
        long bytes = file.number("bytes", segments, 1, MOST, options.segmentBytes());
        long hours = file.number("hours", segments, 1, MOST_HOURS, 0);
        Duration age = hours == 0 ? options.segmentAge() : Duration.ofHours(hours);
        long wait = file.number(
                "lockWaitMillis", file.content(), 0, MOST, options.lockWait().toMillis());
        @Nullable CheckpointRegister register = register(options.register());
        boolean forwarding = forwarding(options.forwarding());
        try {
            return options.withUnavailable(answer)
                    .withSpace(new SpaceLimits(warnBelow, lockdownBelow, reserve))
                    .withSegments(bytes, age)
                    .withLockWait(Duration.ofMillis(wait))
                    .withRegister(register)
                    .withForwarding(forwarding);
        } catch (InvalidArgumentException e) {
            throw file.refused("cannot be used: " + e.getMessage());
        }
    }

    private WhenUnavailable unavailable(WhenUnavailable otherwise) {
        @Nullable String word = text("whenUnavailable");
        return word == null
                ? otherwise
                : file.word("the log", "whenUnavailable", word, EnumSet.allOf(WhenUnavailable.class));
    }

    private @Nullable CheckpointRegister register(@Nullable CheckpointRegister otherwise) {
        @Nullable String text = text("register");
        if (text == null) {
            return otherwise;
        }
        try {
            Path directory = Path.of(text);
            if (!directory.isAbsolute()) {
                throw file.refused("names a register that is no absolute path; begin it with /");
            }
            return new FileCheckpointRegister(directory);
        } catch (InvalidPathException e) {
            throw file.refused("names a register that is no path: " + e.getReason());
        }
    }

    private boolean forwarding(boolean otherwise) {
        JsonValue value = file.content().get("forwarding").orElse(null);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof JsonBoolean wanted) {
            return wanted == JsonBoolean.TRUE;
        }
        throw file.refused("has a forwarding that is neither true nor false");
    }

    private @Nullable String text(String member) {
        JsonValue value = file.content().get(member).orElse(null);
        if (value == null || value instanceof JsonString) {
            return value == null ? null : ((JsonString) value).value();
        }
        throw file.refused("has a " + member + " that is no text; put it into quotation marks");
    }

    private JsonObject group(String name, Set<String> known) {
        JsonValue value = file.content().get(name).orElse(JsonObject.EMPTY);
        if (value instanceof JsonObject object) {
            file.requireMembers(name, object, known);
            return object;
        }
        throw file.refused("has a " + name + " that is no object");
    }
}
