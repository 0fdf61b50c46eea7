package dev.praxis.cli.observe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.json.CanonicalJson;
import dev.praxis.api.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Reads a machine that is made of files. The addresses in /proc/net/tcp are as a little-endian kernel prints them. */
class HostObserverTest {

    @TempDir
    Path root;

    @BeforeEach
    void aMachine() throws IOException {
        file("/proc/sys/kernel/hostname", "box\n");
        file("/proc/sys/kernel/ostype", "Linux\n");
        file("/proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
        file("/etc/os-release", """
                PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"
                NAME="Debian GNU/Linux"
                VERSION_ID="12"
                # a comment
                ID=debian
                """);
        file("/sys/devices/system/cpu/online", "0-3,8,10-11\n");
        file("/proc/meminfo", "MemTotal:       16384 kB\nMemFree:         1 kB\nSwapTotal:       2048 kB\n");
        file("/proc/self/mounts", """
                /dev/sda1 / ext4 rw,relatime 0 0
                //srv/share /mnt/with\\040space\\040\\303\\251 cifs ro,username=u,password=hunter2 0 0
                """);
        file("/sys/class/net/eth0/address", "02:00:00:00:00:01\n");
        file("/sys/class/net/eth0/mtu", "1500\n");
        file("/sys/class/net/eth0/operstate", "up\n");
        file("/sys/class/net/bonding_masters", "\n");
        file("/proc/net/if_inet6", "fe8000000000000000fc00fffe000001 04 40 20 80     eth0\n");
        file("/proc/net/fib_trie", """
                Main:
                     |-- 10.0.0.0
                        /24 link UNICAST
                     |-- 10.0.0.7
                        /32 host LOCAL
                Local:
                     |-- 10.0.0.7
                        /32 host LOCAL
                """);
        file("/proc/net/tcp", """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:1538 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
                   1: 0700000A:C350 0100000A:01BB 01 00000000:00000000 00:00000000 00000000     0        0 2 1
                """);
        file("/proc/net/tcp6", """
                  sl  local_address                         remote_address                        st
                   0: 00000000000000000000000001000000:0016 00000000000000000000000000000000:0000 0A 0
                """);
    }

    @Test
    void readsWhatTheFilesSay() {
        TreeMap<String, String> values = new HostObserver(new HostSource(root))
                .observe().observations().stream()
                        .collect(Collectors.toMap(
                                Observation::predicate,
                                observation -> withoutProvenance(observation.value()),
                                (a, b) -> a,
                                TreeMap::new));
        assertEquals("{\"name\":\"box\"}", values.get("hostname"));
        assertEquals("{\"release\":\"6.1.0-18-amd64\",\"type\":\"Linux\"}", values.get("kernel"));
        assertEquals(
                "{\"id\":\"debian\",\"name\":\"Debian GNU/Linux\",\"prettyName\":\"Debian GNU/Linux 12 (bookworm)\","
                        + "\"versionId\":\"12\"}",
                values.get("os"));
        assertEquals("{\"count\":7}", values.get("cpu"));
        assertEquals("{\"swapBytes\":2097152,\"totalBytes\":16777216}", values.get("memory"));
        assertEquals(
                "{\"mounts\":[{\"device\":\"/dev/sda1\",\"mountPoint\":\"/\",\"readOnly\":false,\"type\":\"ext4\"},"
                        + "{\"device\":\"//srv/share\",\"mountPoint\":\"/mnt/with space é\",\"readOnly\":true,"
                        + "\"type\":\"cifs\"}]}",
                values.get("filesystems"));
        assertEquals(
                "{\"interfaces\":[{\"ipv6\":[\"fe80:0:0:0:fc:ff:fe00:1\"],\"mac\":\"02:00:00:00:00:01\",\"mtu\":1500,"
                        + "\"name\":\"eth0\",\"state\":\"up\"}],\"ipv4\":[\"10.0.0.7\"]}",
                values.get("network-interfaces"));
        assertEquals(
                "{\"listeners\":[{\"address\":\"0:0:0:0:0:0:0:1\",\"port\":22},"
                        + "{\"address\":\"127.0.0.1\",\"port\":5432}]}",
                values.get("listening-tcp-ports"));
    }

    @DisplayName("every observation says which collector read which files")
    @Test
    void everyObservationHasProvenance() {
        for (Observation observation :
                new HostObserver(new HostSource(root)).observe().observations()) {
            JsonObject provenance =
                    (JsonObject) observation.value().get("provenance").orElseThrow();
            assertEquals("praxis.observe.host/1", provenance.string("collector").orElseThrow());
            assertTrue(provenance.get("sources").isPresent());
        }
    }

    @DisplayName("what cannot be read does not hide the rest")
    @Test
    void aMissingFileIsReported() throws IOException {
        Files.delete(root.resolve("proc/meminfo"));
        file("/sys/devices/system/cpu/online", "many\n");
        HostObserver.Result result = new HostObserver(new HostSource(root)).observe();
        assertEquals(6, result.observations().size());
        assertEquals(2, result.unread().size());
        assertTrue(result.unread().get(1).startsWith("memory"), result.unread().toString());
    }

    @DisplayName("the machine that runs this test can be read whole")
    @EnabledOnOs(OS.LINUX)
    @Test
    void thisMachine() {
        HostObserver.Result result = new HostObserver(new HostSource(Path.of("/"))).observe();
        assertEquals(8, result.observations().size(), result.unread().toString());
        for (Observation observation : result.observations()) {
            assertEquals(
                    observation.value(), CanonicalJson.parse(observation.value().toString()));
        }
    }

    private static String withoutProvenance(JsonObject value) {
        JsonObject.Builder rest = JsonObject.builder();
        value.members().forEach((name, member) -> {
            if (!name.equals("provenance")) {
                rest.put(name, member);
            }
        });
        return rest.build().toString();
    }

    private void file(String path, String content) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
