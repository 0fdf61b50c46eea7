package dev.praxis.testkit.process;

import java.io.IOException;
import java.util.List;

/** Tries whether a program works here: it may be there, and what it wants to do forbidden. */
public final class Trial {

    private Trial() {}

    /**
     * Runs a program that ends at once. What it writes goes nowhere.
     *
     * @param command the program and its arguments
     * @return whether it ended with status 0
     * @throws InterruptedException if this thread was interrupted
     */
    public static boolean succeeds(List<String> command) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process.waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
