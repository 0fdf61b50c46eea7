package dev.praxis.redaction.internal.context;

import dev.praxis.redaction.internal.text.Text;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tools whose names stand before a place in a command, as the flags that count there. Confined to one thread. */
public final class ToolsSeen {

    private static final int LONGEST_NAME = 24;
    private static final List<String> FAMILIES = List.of("mysql", "mariadb", "fence_");
    private static final String PYTHON = ".py";
    private static final String EXECUTABLE = ".exe";
    private static final String IMPACKET = "impacket-";
    private static final Map<String, List<ToolFlag>> BY_TOOL = byTool();

    private final List<ToolFlag> flags = new ArrayList<>();
    private final List<String> commands = new ArrayList<>();
    private int places;

    private static Map<String, List<ToolFlag>> byTool() {
        Map<String, List<ToolFlag>> byTool = new HashMap<>();
        for (ToolFlag flag : ToolTable.FLAGS) {
            byTool.computeIfAbsent(flag.tool(), tool -> new ArrayList<>()).add(flag);
        }
        return byTool;
    }

    /** Notes the word between two indexes; says whether it is the name of a tool, in whatever case, with its path or not. */
    boolean look(Text text, int start, int end) {
        int name = nameStart(text, start, end);
        if (end - name > LONGEST_NAME || name == end) {
            return false;
        }
        String tool = text.substring(name, end).toLowerCase(Locale.ROOT);
        boolean known = add(tool);
        String family = family(tool);
        known |= !family.equals(tool) && add(family);
        places = known ? 0 : places;
        return known;
    }

    private boolean add(String tool) {
        List<ToolFlag> known = BY_TOOL.getOrDefault(tool, List.of());
        if (!known.isEmpty() && !flags.containsAll(known)) {
            flags.addAll(known);
        }
        if (ToolTable.RUN.contains(tool)) {
            flags.removeIf(flag -> ToolTable.RUNNERS.contains(flag.tool()));
        }
        return !known.isEmpty();
    }

    /** The secret in the flag between two indexes, or in the value that it announces, which starts at another. */
    @Nullable
    Value atFlag(Text text, int start, int end, int next) {
        for (ToolFlag flag : flags) {
            if (flag.isCommandFlag(text, start, end)) {
                addCommand(flag.command());
                places = 0;
            }
            if (flag.isPlace() || !counts(flag)) {
                continue;
            }
            int value = next >= 0 && flag.takesNext(text, start, end) ? next : flag.gluedValue(text, start);
            if (value >= 0) {
                return secretIn(text, flag, Value.at(text, value));
            }
        }
        return null;
    }

    /** The secret that the argument at an index is because of its place, or null. Notes the command of the tool. */
    @Nullable
    Value atPlace(Text text, Value argument) {
        if (flags.isEmpty() || isCommand(text, argument)) {
            return null;
        }
        places++;
        for (ToolFlag flag : flags) {
            if (flag.isPlace(places) && counts(flag)) {
                return secretIn(text, flag, argument);
            }
        }
        return null;
    }

    /**
     * Takes the next argument of a vector.
     *
     * @param previous the argument before it
     * @param argument the argument, whole
     * @return the secret in it, or null
     */
    public @Nullable Value inVector(Text previous, Text argument) {
        Value whole = new Value(0, argument.length(), true);
        for (ToolFlag flag : flags) {
            if (counts(flag) && flag.takesNext(previous, 0, previous.length())) {
                return secretIn(argument, flag, whole);
            }
        }
        char first = argument.charAt(0);
        if (first == '-' || first == '/') {
            return gluedIn(argument, whole);
        }
        boolean tool = look(argument, 0, argument.length());
        return tool || Flags.tellsAbout(previous, 0, previous.length()) ? null : atPlace(argument, whole);
    }

    /** Whether an argument of a vector is a flag of a tool together with its value, as {@code -pPASSWORD} is. */
    public boolean isAttached(Text argument) {
        for (ToolFlag flag : flags) {
            if (flag.isLetter() && counts(flag) && flag.gluedValue(argument, 0) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** Notes an argument of a vector that may be a tool with its path. */
    public void look(Text argument) {
        look(argument, 0, argument.length());
    }

    private @Nullable Value gluedIn(Text argument, Value whole) {
        for (ToolFlag flag : flags) {
            int value = !flag.isPlace() && counts(flag) ? flag.gluedValue(argument, 0) : -1;
            if (value >= 0) {
                return secretIn(argument, flag, new Value(value, whole.end(), true));
            }
        }
        return null;
    }

    private boolean counts(ToolFlag flag) {
        return flag.command().isEmpty() || commands.contains(flag.command());
    }

    private boolean isCommand(Text text, Value argument) {
        for (ToolFlag flag : flags) {
            if (!flag.command().isEmpty()
                    && Ascii.equalsFolded(flag.command(), text, argument.start(), argument.end())) {
                addCommand(flag.command());
                places = 0;
                return true;
            }
        }
        return false;
    }

    private void addCommand(String command) {
        if (!commands.contains(command)) {
            commands.add(command);
        }
    }

    private static @Nullable Value secretIn(Text text, ToolFlag flag, Value value) {
        @Nullable Value secret = Placeholders.has(text, value.start(), value.end()) ? null : flag.secretIn(text, value);
        return secret == null || Placeholders.has(text, secret.start(), secret.end()) ? null : secret;
    }

    private static int nameStart(Text text, int start, int end) {
        int name = end;
        while (name > start && text.charAt(name - 1) != '/' && end - name <= LONGEST_NAME) {
            name--;
        }
        return name;
    }

    private static String family(String word) {
        for (String family : FAMILIES) {
            if (word.startsWith(family)) {
                return family;
            }
        }
        String name = word.endsWith(PYTHON) ? word.substring(0, word.length() - PYTHON.length()) : word;
        name = name.endsWith(EXECUTABLE) ? name.substring(0, name.length() - EXECUTABLE.length()) : name;
        return name.startsWith(IMPACKET) ? name.substring(IMPACKET.length()) : name;
    }
}
