package dev.praxis.cli.observe;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The system itself: name, release, processors, memory, mounts. File formats: proc(5), os-release(5), fstab(5). */
final class SystemReadings {

    private SystemReadings() {}

    static Observation hostname(HostSource source) throws IOException {
        String path = "/proc/sys/kernel/hostname";
        return Observation.of("hostname", JsonObject.builder().put("name", source.word(path)), path);
    }

    static Observation os(HostSource source) throws IOException {
        String path = source.has("/etc/os-release") ? "/etc/os-release" : "/usr/lib/os-release";
        Map<String, String> fields = new LinkedHashMap<>();
        for (String line : source.lines(path)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                fields.put(line.substring(0, equals), unquote(line.substring(equals + 1)));
            }
        }
        JsonObject.Builder value = JsonObject.builder();
        Map.of("ID", "id", "VERSION_ID", "versionId", "NAME", "name", "PRETTY_NAME", "prettyName")
                .forEach((field, member) -> {
                    if (fields.containsKey(field)) {
                        value.put(member, fields.get(field));
                    }
                });
        return Observation.of("os", value, path);
    }

    static Observation kernel(HostSource source) throws IOException {
        String type = "/proc/sys/kernel/ostype";
        String release = "/proc/sys/kernel/osrelease";
        return Observation.of(
                "kernel",
                JsonObject.builder().put("type", source.word(type)).put("release", source.word(release)),
                type,
                release);
    }

    static Observation cpu(HostSource source) throws IOException {
        String online = "/sys/devices/system/cpu/online";
        return Observation.of("cpu", JsonObject.builder().put("count", countRanges(source.word(online))), online);
    }

    /** Counts what a list such as {@code 0-3,8,10-11} names. */
    private static long countRanges(String list) {
        long count = 0;
        for (String range : list.split(",", -1)) {
            String[] ends = range.split("-", 2);
            long first = Long.parseLong(ends[0].strip());
            count += ends.length == 1 ? 1 : Long.parseLong(ends[1].strip()) - first + 1;
        }
        return count;
    }

    static Observation memory(HostSource source) throws IOException {
        String path = "/proc/meminfo";
        JsonObject.Builder value = JsonObject.builder();
        for (String line : source.lines(path)) {
            String[] fields = line.strip().split("\\s+", -1);
            if (fields[0].equals("MemTotal:")) {
                value.put("totalBytes", Long.parseLong(fields[1]) * 1024);
            } else if (fields[0].equals("SwapTotal:")) {
                value.put("swapBytes", Long.parseLong(fields[1]) * 1024);
            }
        }
        return Observation.of("memory", value, path);
    }

    static Observation filesystems(HostSource source) throws IOException {
        String path = "/proc/self/mounts";
        List<JsonValue> mounts = source.text(path)
                .lines()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length >= 4)
                .map(SystemReadings::mount)
                .distinct()
                .toList();
        return Observation.of("filesystems", JsonObject.builder().put("mounts", JsonArray.of(mounts)), path);
    }

    /** Without the options, which may hold credentials of network file systems; only whether it can be written. */
    private static JsonValue mount(String[] fields) {
        return JsonObject.builder()
                .put("device", unescape(fields[0]))
                .put("mountPoint", unescape(fields[1]))
                .put("type", unescape(fields[2]))
                .put("readOnly", List.of(fields[3].split(",", -1)).contains("ro"))
                .build();
    }

    /** Undoes the octal escapes of fstab(5): a space is written as {@code \040}. The bytes are UTF-8 as a rule. */
    private static String unescape(String field) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < field.length(); i++) {
            char c = field.charAt(i);
            if (c == '\\' && i + 3 < field.length() && isOctal(field, i + 1)) {
                bytes.append((char) Integer.parseInt(field, i + 1, i + 4, 8));
                i += 3;
            } else {
                bytes.append(c);
            }
        }
        return new String(bytes.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static boolean isOctal(String text, int at) {
        return text.chars().skip(at).limit(3).allMatch(c -> c >= '0' && c <= '7');
    }

    private static String unquote(String text) {
        boolean quoted = text.length() >= 2
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return quoted ? text.substring(1, text.length() - 1).replace("\\", "") : text;
    }
}
