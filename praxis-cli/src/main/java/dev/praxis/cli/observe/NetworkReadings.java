package dev.praxis.cli.observe;

import dev.praxis.api.json.JsonArray;
import dev.praxis.api.json.JsonObject;
import dev.praxis.api.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The network: interfaces and who listens. File formats: proc(5), and the kernel's Documentation/networking. */
final class NetworkReadings {

    private static final String CLASS_NET = "/sys/class/net";
    private static final String IF_INET6 = "/proc/net/if_inet6";
    private static final String FIB_TRIE = "/proc/net/fib_trie";

    private NetworkReadings() {}

    static Observation interfaces(HostSource source) throws IOException {
        Map<String, List<String>> ipv6 = ipv6ByInterface(source);
        List<JsonValue> interfaces = new ArrayList<>();
        for (String name : interfaceNames(source)) {
            String base = CLASS_NET + "/" + name;
            JsonObject.Builder value = JsonObject.builder().put("name", name);
            if (source.has(base + "/address")) {
                value.put("mac", source.word(base + "/address"));
            }
            if (source.has(base + "/mtu")) {
                value.put("mtu", Long.parseLong(source.word(base + "/mtu")));
            }
            if (source.has(base + "/operstate")) {
                value.put("state", source.word(base + "/operstate"));
            }
            value.put("ipv6", JsonArray.ofStrings(ipv6.getOrDefault(name, List.of())));
            interfaces.add(value.build());
        }
        JsonObject.Builder value = JsonObject.builder()
                .put("interfaces", JsonArray.of(interfaces))
                .put("ipv4", JsonArray.ofStrings(localIpv4(source)));
        return Observation.of("network-interfaces", value, CLASS_NET, IF_INET6, FIB_TRIE);
    }

    private static List<String> interfaceNames(HostSource source) throws IOException {
        // Not every entry is an interface: the bonding driver adds a plain file.
        try (Stream<Path> entries = Files.list(source.resolve(CLASS_NET))) {
            return entries.filter(Files::isDirectory)
                    .map(entry -> entry.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private static Map<String, List<String>> ipv6ByInterface(HostSource source) throws IOException {
        Map<String, List<String>> addresses = new TreeMap<>();
        if (source.has(IF_INET6)) { // absent where IPv6 is switched off
            for (String line : source.lines(IF_INET6)) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length == 6) {
                    addresses
                            .computeIfAbsent(fields[5], name -> new ArrayList<>())
                            .add(address(HexFormat.of().parseHex(fields[0])));
                }
            }
            addresses.values().forEach(list -> list.sort(Comparator.naturalOrder()));
        }
        return addresses;
    }

    /** The addresses that the routing table calls local: a leaf line with the address, then {@code /32 host LOCAL}. */
    private static List<String> localIpv4(HostSource source) throws IOException {
        TreeSet<String> local = new TreeSet<>();
        String leaf = "";
        if (source.has(FIB_TRIE)) {
            for (String line : source.lines(FIB_TRIE)) {
                String stripped = line.strip();
                if (stripped.startsWith("|-- ")) {
                    leaf = stripped.substring(4);
                } else if (stripped.equals("/32 host LOCAL")) {
                    local.add(leaf);
                }
            }
        }
        return List.copyOf(local);
    }

    static Observation listeningPorts(HostSource source) throws IOException {
        String tcp = "/proc/net/tcp";
        String tcp6 = "/proc/net/tcp6";
        TreeSet<Listener> listeners = new TreeSet<>();
        listeners.addAll(listeners(source.lines(tcp)));
        if (source.has(tcp6)) {
            listeners.addAll(listeners(source.lines(tcp6)));
        }
        List<JsonValue> values = listeners.stream().map(Listener::toJson).toList();
        return Observation.of(
                "listening-tcp-ports", JsonObject.builder().put("listeners", JsonArray.of(values)), tcp, tcp6);
    }

    private static List<Listener> listeners(List<String> lines) throws IOException {
        List<Listener> listeners = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.strip().split("\\s+", -1);
            String listen = "0A"; // TCP_LISTEN
            if (fields.length > 3 && fields[3].equals(listen)) {
                String[] local = fields[1].split(":", 2);
                listeners.add(new Listener(Integer.parseInt(local[1], 16), address(inNetworkOrder(local[0]))));
            }
        }
        return listeners;
    }

    /** The kernel prints each 32-bit word of an address in the machine's own byte order. */
    private static byte[] inNetworkOrder(String hex) {
        byte[] printed = HexFormat.of().parseHex(hex);
        ByteBuffer words = ByteBuffer.wrap(printed); // big endian: as printed
        ByteBuffer network = ByteBuffer.allocate(printed.length).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            network.putInt(words.getInt());
        }
        return network.array();
    }

    private static String address(byte[] bytes) throws IOException {
        return InetAddress.getByAddress(bytes).getHostAddress(); // looks nothing up
    }

    private record Listener(int port, String address) implements Comparable<Listener> {

        @Override
        public int compareTo(Listener other) {
            return Comparator.comparingInt(Listener::port)
                    .thenComparing(Listener::address)
                    .compare(this, other);
        }

        JsonValue toJson() {
            return JsonObject.builder()
                    .put("address", address)
                    .put("port", port)
                    .build();
        }
    }
}
