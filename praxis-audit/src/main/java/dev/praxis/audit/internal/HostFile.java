package dev.praxis.audit.internal;

import dev.praxis.api.InvalidArgumentException;
import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonNumber;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonRefusedException;
import dev.praxis.api.json.JsonValue;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A file of JSON in which the host says how things are to be, version 1 of it. Who can write it decides about the evidence, so it must be
 * for its owner alone and no symbolic link. Whatever is unknown in it is refused. Immutable.
 *
 * @param what what the file is, for messages
 * @param file where it is
 * @param content what it says
 */
public record HostFile(String what, Path file, JsonObject content) {

    private static final Set<PosixFilePermission> OF_OWNER = PosixFilePermissions.fromString("rwx------");

    /**
     * Reads a file. Blocks on I/O.
     *
     * @param what what it is, for messages
     * @param file where it is
     * @param known the members that may be in it, beside {@code v}
     * @return what it says; empty if there is no file
     * @throws InvalidArgumentException if others may use the file, it cannot be read, is no JSON object, or has another version or
     *     another member
     */
    public static Optional<HostFile> read(String what, Path file, Set<String> known) {
        HostFile found = new HostFile(what, file, JsonObject.EMPTY);
        try {
            found.requireOfOwnerAlone();
            found = new HostFile(what, file, CanonicalJson.parseObject(Files.readString(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (CharacterCodingException | JsonRefusedException e) {
            throw found.refused("is no JSON: " + e.getMessage());
        } catch (IOException e) {
            throw found.refused("cannot be read: " + e);
        }
        Set<String> all = new TreeSet<>(known);
        all.add("v");
        found.requireMembers("the file", found.content(), all);
        if (found.number("v", found.content(), 1, 1, 0) != 1) {
            throw found.refused("has no version that this praxis knows; write \"v\": 1");
        }
        return Optional.of(found);
    }

    /**
     * A whole number.
     *
     * @param member its name
     * @param of what has it, or not
     * @param least the least that it may be
     * @param most the most that it may be
     * @param otherwise what it is if it is missing
     * @return the number
     * @throws InvalidArgumentException if it is something else
     */
    public long number(String member, JsonObject of, long least, long most, long otherwise) {
        JsonValue value = of.get(member).orElse(null);
        if (value == null) {
            return otherwise;
        }
        if (value instanceof JsonNumber number
                && number.value() >= least
                && number.value() <= most
                && number.value() == Math.rint(number.value())) {
            return (long) number.value();
        }
        throw refused("has a " + member + " that is no whole number from " + least + " to " + most);
    }

    /**
     * One of a closed set of words.
     *
     * @param <E> the set
     * @param where what has it, for the message
     * @param member its name
     * @param text the word
     * @param values the set
     * @return the value of that name
     * @throws InvalidArgumentException if the word is none of them
     */
    public <E extends Enum<E>> E word(String where, String member, String text, Set<E> values) {
        return values.stream()
                .filter(each -> each.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () -> refused("gives " + where + " a " + member + " that is none; write one of " + values));
    }

    /**
     * Refuses what is not known: it may be a slip of the pen that nobody would notice.
     *
     * @param where what has the members, for the message
     * @param object the members
     * @param known those that may be there
     * @throws InvalidArgumentException if there is another one
     */
    public void requireMembers(String where, JsonObject object, Set<String> known) {
        Set<String> unknown = new TreeSet<>(object.members().keySet());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw refused("is not understood: " + where + " has " + String.join(", ", unknown) + "; there is "
                    + String.join(", ", new TreeSet<>(known)));
        }
    }

    private void requireOfOwnerAlone() throws IOException {
        PosixFileAttributes attributes =
                Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (!attributes.isRegularFile()) {
            throw refused("is a link or no regular file; put the file itself there");
        }
        if (!OF_OWNER.containsAll(attributes.permissions())) {
            throw refused("may be used by others than its owner ("
                    + PosixFilePermissions.toString(attributes.permissions())
                    + "); make sure that nobody changed it, then run: chmod 600 " + file);
        }
    }

    /**
     * That the file cannot be used.
     *
     * @param why why, as what follows its name
     * @return what to throw
     */
    public InvalidArgumentException refused(String why) {
        return new InvalidArgumentException(what + ", " + file + ", " + why);
    }
}
