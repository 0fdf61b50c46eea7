package dev.praxis.testkit.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start another JVM with the Java and the class path of this one. Immutable.
 *
 * @param wrapper the program, with its arguments, that starts the JVM, such as {@code strace -f}; empty for none
 * @param options the options of the JVM
 * @param main the class with the main method
 * @param arguments what the main method gets
 */
public record JvmCommand(List<String> wrapper, List<String> options, Class<?> main, List<String> arguments) {

    /** Copies the lists. */
    public JvmCommand {
        wrapper = List.copyOf(wrapper);
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /**
     * A JVM for a short life: it compiles fast rather than well.
     *
     * @param main the class with the main method; neither it nor the method need be public
     * @param arguments what the main method gets
     * @return the command
     */
    public static JvmCommand of(Class<?> main, String... arguments) {
        return new JvmCommand(List.of(), List.of("-XX:TieredStopAtLevel=1"), main, List.of(arguments));
    }

    /**
     * The same command with more options of the JVM.
     *
     * @param more the options
     * @return the command
     */
    public JvmCommand withOptions(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new JvmCommand(wrapper, all, main, arguments);
    }

    /**
     * The same command with more arguments.
     *
     * @param more what the main method gets after the others
     * @return the command
     */
    public JvmCommand withArguments(String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return new JvmCommand(wrapper, options, main, all);
    }

    /**
     * The same command, started by another program.
     *
     * @param program the program and its arguments; the JVM's command is put after them
     * @return the command
     */
    public JvmCommand under(String... program) {
        return new JvmCommand(List.of(program), options, main, arguments);
    }

    /**
     * The words of the command.
     *
     * @return an immutable list
     */
    public List<String> words() {
        List<String> words = new ArrayList<>(wrapper);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(options);
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        words.addAll(arguments);
        return List.copyOf(words);
    }

    /**
     * Starts the process. What it writes to its standard error goes to that of this process.
     *
     * @return the running process; the caller closes it
     * @throws IOException if it cannot be started
     */
    public ChildJvm start() throws IOException {
        return new ChildJvm(new ProcessBuilder(words())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }
}
