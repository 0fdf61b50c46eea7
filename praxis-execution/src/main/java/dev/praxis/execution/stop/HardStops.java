package dev.praxis.execution.stop;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.OneLine;
import dev.praxis.api.PraxisException;
import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import dev.praxis.execution.internal.PrivateFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * The hard stops of a home, one file each, which hold for every process that uses the home and outlive them all. A file
 * that cannot be read is a stop too: in doubt nothing acts. Thread-safe; blocks on I/O.
 */
public final class HardStops {

    private static final String LIFTED = "lifted";
    private static final int ID_DIGITS = 16;

    private final Path directory;
    private final InstantSource clock;

    /**
     * The stops of a directory.
     *
     * @param directory where they are kept; made when the first is raised
     * @param clock the time of a stop
     */
    public HardStops(Path directory, InstantSource clock) {
        this.directory = Objects.requireNonNull(directory, "directory");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * Raises a stop, durably. One that stands about the same stays as it is.
     *
     * @param what what it is about
     * @param why what is wrong with that
     * @return the id of the stop
     * @throws StopUnavailableException if it could not be written down
     */
    public String raise(String what, String why) {
        String id = Sha256.of(what.getBytes(StandardCharsets.UTF_8)).hex().substring(0, ID_DIGITS);
        JsonObject content = JsonObject.builder()
                .put("since", UtcMicros.format(clock.instant()))
                .put("what", OneLine.of(what))
                .put("why", OneLine.of(why))
                .build();
        try {
            PrivateFiles.createDirectories(directory);
            write(directory.resolve(id), content);
            return id;
        } catch (IOException e) {
            throw new StopUnavailableException(
                    "the hard stop about " + OneLine.of(what) + " could not be written to " + directory
                            + "; stop what acts by hand",
                    e);
        }
    }

    /**
     * The stops that stand.
     *
     * @return the stops, the oldest first; none if all is well
     * @throws StopUnavailableException if the directory is there and cannot be read
     */
    public List<HardStop> standing() {
        List<HardStop> stops = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                if (!file.getFileName().toString().equals(LIFTED)) {
                    stops.add(read(file));
                }
            }
        } catch (NoSuchFileException e) {
            return List.of(); // none was ever raised
        } catch (IOException | DirectoryIteratorException e) {
            throw new StopUnavailableException(
                    "whether a hard stop stands cannot be read from " + directory
                            + ", so nothing acts; see to its permissions",
                    e);
        }
        stops.sort(Comparator.comparing(HardStop::since).thenComparing(HardStop::id));
        return stops;
    }

    /**
     * A stop that stands.
     *
     * @param id the id of the stop
     * @return the stop
     * @throws InvalidArgumentException if none of this id stands
     * @throws StopUnavailableException if that cannot be looked up
     */
    public HardStop require(String id) {
        return standing().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new InvalidArgumentException(
                        "no hard stop " + OneLine.of(id) + " stands; 'praxis stop list' lists those that do"));
    }

    /**
     * Lifts a stop. Its file goes into the directory {@code lifted}. Record it before.
     *
     * @param id the id of the stop
     * @throws InvalidArgumentException if none of this id stands
     * @throws StopUnavailableException if it could not be lifted
     */
    public void lift(String id) {
        Path file = directory.resolve(require(id).id());
        try {
            PrivateFiles.createDirectories(directory.resolve(LIFTED));
            PrivateFiles.moveInto(file, directory.resolve(LIFTED));
        } catch (IOException e) {
            throw new StopUnavailableException("the hard stop " + id + " could not be lifted; see to " + directory, e);
        }
    }

    private static void write(Path file, JsonObject content) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        try {
            PrivateFiles.write(file, content.toString().getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            // Another process is at it; or it died at it, and then its draft is the stop.
        }
    }

    private static HardStop read(Path file) {
        String id = file.getFileName().toString();
        try {
            JsonObject content = CanonicalJson.parseObject(Files.readString(file));
            return new HardStop(
                    id,
                    UtcMicros.parse(content.string("since").orElseThrow()),
                    content.string("what").orElseThrow(),
                    content.string("why").orElseThrow());
        } catch (IOException | PraxisException | NoSuchElementException e) {
            return new HardStop(id, Instant.EPOCH, file.toString(), "what this stop is about cannot be read");
        }
    }
}
