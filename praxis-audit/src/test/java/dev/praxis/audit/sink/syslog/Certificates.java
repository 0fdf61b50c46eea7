package dev.praxis.audit.sink.syslog;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A certificate that is its own authority, made by the keytool of this Java, and a server that has it. */
final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path store;
    private final Path pem;

    private Certificates(Path store, Path pem) {
        this.store = store;
        this.pem = pem;
    }

    /** A certificate for a name such as {@code ip:127.0.0.1}. */
    static Certificates forName(Path directory, String name) throws IOException, InterruptedException {
        String file = name.replaceAll("[^a-z0-9]", "-");
        Path store = directory.resolve(file + ".p12");
        keytool(
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=collector",
                "-ext",
                "SAN=" + name,
                "-validity",
                "2",
                "-alias",
                "c",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            byte[] certificate = keys.getCertificate("c").getEncoded();
            Path pem = directory.resolve(file + ".pem");
            Files.writeString(
                    pem,
                    "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate)
                            + "\n-----END CERTIFICATE-----\n");
            return new Certificates(store, pem);
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (process.waitFor() != 0) {
            throw new IOException("keytool failed");
        }
    }

    Path pem() {
        return pem;
    }

    /** A server on the loopback interface. */
    ServerSocket server(int port) throws IOException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            ServerSocket server = context.getServerSocketFactory().createServerSocket();
            server.setReuseAddress(true);
            server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return server;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
