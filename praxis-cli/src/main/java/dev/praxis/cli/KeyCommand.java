package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.ssh.KeyFile;
import dev.praxis.signing.ssh.PublicKeyLine;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes the keys that files are signed with. */
@Command(
        name = "key",
        mixinStandardHelpOptions = true,
        description = "Make a key to sign files with, or show the public part of one.")
final class KeyCommand implements Runnable {

    private static final String FILE_HELP = "The private key. Default: keys/signing.key in the home.";

    private final PraxisCli cli;

    KeyCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new Usage("what to do with a key is missing; write: praxis key new|show");
    }

    /** Makes a key. */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = {
                "Make a key of Ed25519 in the format of OpenSSH, without a passphrase, readable for its owner only; the public",
                "key goes beside it, into a file that ends in .pub. A key that is there already is never overwritten."
            })
    int create(
            @Parameters(paramLabel = "FILE", arity = "0..1", description = FILE_HELP) @Nullable Path file,
            @Option(names = "--comment", paramLabel = "TEXT", description = "What to call the key. Default: the actor.")
                    @Nullable
                    String comment) {
        try (Workspace workspace = cli.workspace()) {
            Path place = file == null ? workspace.madeHome().signingKey() : file;
            String called = comment == null ? workspace.actor() : comment;
            SecureRandom random = new SecureRandom();
            Ed25519KeyPair pair = Ed25519KeyPair.generate(random);
            KeyFile.create(place, pair, called, random);
            show(place, new PublicKeyLine(pair.publicKey(), called));
            return ExitCode.OK.status();
        }
    }

    /** Shows a key. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show the public key of a private key, and its fingerprint.")
    int show(@Parameters(paramLabel = "FILE", arity = "0..1", description = FILE_HELP) @Nullable Path file) {
        try (Workspace workspace = cli.workspace()) {
            Path place = file == null ? workspace.home().signingKey() : file;
            show(place, new PublicKeyLine(KeyFile.read(place).publicKey(), ""));
            return ExitCode.OK.status();
        }
    }

    private void show(Path file, PublicKeyLine line) {
        cli.output()
                .result(
                        JsonObject.builder()
                                .put("file", file.toString())
                                .put("publicKey", line.toString())
                                .put("fingerprint", line.fingerprint())
                                .build(),
                        "key          " + file,
                        "public key   " + line,
                        "fingerprint  " + line.fingerprint());
    }
}
