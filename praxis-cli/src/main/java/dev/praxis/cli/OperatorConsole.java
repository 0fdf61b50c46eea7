package dev.praxis.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * How to reach the operator without the caller: never standard output, which whoever started the command may read and
 * pass on to a program.
 */
@FunctionalInterface
interface OperatorConsole {

    /**
     * Shows lines to the operator.
     *
     * @param lines the lines
     * @throws IOException if they did not reach anyone
     */
    void show(List<String> lines) throws IOException;

    /**
     * The controlling terminal of the process (POSIX {@code /dev/tty}); where there is none, standard error.
     *
     * @param err standard error
     * @return the console
     */
    static OperatorConsole terminalElse(PrintWriter err) {
        return lines -> {
            String text = String.join(System.lineSeparator(), lines) + System.lineSeparator();
            if (!writeToTerminal(text)) {
                err.print(text);
                err.flush();
                if (err.checkError()) {
                    throw new IOException("neither a terminal nor standard error takes output");
                }
            }
        };
    }

    private static boolean writeToTerminal(String text) {
        // Not by a writer, which refuses what the locale cannot show: then the token would not reach the terminal.
        byte[] bytes = text.getBytes(Charset.defaultCharset());
        try (OutputStream terminal = Files.newOutputStream(Path.of("/dev/tty"), StandardOpenOption.WRITE)) {
            terminal.write(bytes);
            return true;
        } catch (IOException noTerminal) {
            return false;
        }
    }
}
