package dev.praxis.cli.observe;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads what a Linux machine says of itself in /proc, /sys and /etc. Reads only; starts nothing. What changes by itself
 * all the time (free memory, used space, uptime) is left out, so that two readings differ only when the machine does.
 */
public final class HostObserver {

    /** One kind of reading. */
    private interface Reading {
        Observation read(HostSource source) throws IOException;
    }

    private record Named(String predicate, Reading reading) {}

    private static final List<Named> READINGS = List.of(
            new Named("hostname", SystemReadings::hostname),
            new Named("os", SystemReadings::os),
            new Named("kernel", SystemReadings::kernel),
            new Named("cpu", SystemReadings::cpu),
            new Named("memory", SystemReadings::memory),
            new Named("filesystems", SystemReadings::filesystems),
            new Named("network-interfaces", NetworkReadings::interfaces),
            new Named("listening-tcp-ports", NetworkReadings::listeningPorts));

    private final HostSource source;

    /**
     * An observer.
     *
     * @param source the machine's files
     */
    public HostObserver(HostSource source) {
        this.source = source;
    }

    /**
     * The name of the machine.
     *
     * @return its host name
     * @throws IOException if it cannot be read
     */
    public String hostName() throws IOException {
        return source.word("/proc/sys/kernel/hostname");
    }

    /**
     * Reads everything. What cannot be read does not hide the rest.
     *
     * @return what was read and what could not be
     */
    public Result observe() {
        List<Observation> observations = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (Named named : READINGS) {
            try {
                observations.add(named.reading.read(source));
            } catch (IOException | RuntimeException e) {
                unread.add(named.predicate + ": " + e);
            }
        }
        return new Result(List.copyOf(observations), List.copyOf(unread));
    }

    /**
     * What an observer found.
     *
     * @param observations what was read
     * @param unread what could not be read, and why
     */
    public record Result(List<Observation> observations, List<String> unread) {}
}
