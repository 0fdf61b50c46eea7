package dev.praxis.cli;

import java.io.IOException;
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
            Path terminal = Path.of("/dev/tty");
            String text = String.join(System.lineSeparator(), lines) + System.lineSeparator();
            try {
                Files.writeString(terminal, text, Charset.defaultCharset(), StandardOpenOption.WRITE);
            } catch (IOException noTerminal) {
                err.print(text);
                err.flush();
                if (err.checkError()) {
                    throw new IOException("neither a terminal nor standard error takes output", noTerminal);
                }
            }
        };
    }
}
