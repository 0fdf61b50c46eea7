package dev.praxis.cli;

import dev.praxis.api.json.JsonObject;
import dev.praxis.signing.Ed25519KeyPair;
import dev.praxis.signing.artifact.ArtifactKind;
import dev.praxis.signing.artifact.SignatureFile;
import dev.praxis.signing.ssh.KeyFile;
import dev.praxis.signing.ssh.PublicKeyLine;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Signs a file. */
@Command(
        name = "sign",
        mixinStandardHelpOptions = true,
        description = {
            "Sign a file of any size. The signature goes beside it, into a file that ends in .sig, in the format of OpenSSH:",
            "ssh-keygen -Y verify takes it, as praxis verify takes what ssh-keygen -Y sign made."
        },
        footer = {"", "Example: praxis sign rules.json --kind rules"})
final class SignCommand implements Callable<Integer> {

    private final PraxisCli cli;

    @Parameters(paramLabel = "FILE", description = "The file to sign.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path file;

    @Mixin
    private final KindOption kind = new KindOption();

    @Option(
            names = "--key",
            paramLabel = "FILE",
            description =
                    "The private key, made by 'praxis key new' or ssh-keygen. Default: keys/signing.key in the home.")
    private @Nullable Path key;

    @Option(names = "--overwrite", description = "Replace a signature that is there.")
    private boolean overwrite;

    SignCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = cli.workspace()) {
            ArtifactKind signed = kind.get();
            Ed25519KeyPair pair = KeyFile.read(key == null ? workspace.home().signingKey() : key);
            Path signature = SignatureFile.create(file, signed, pair, overwrite, new SecureRandom());
            String fingerprint = new PublicKeyLine(pair.publicKey(), "").fingerprint();
            cli.output()
                    .result(
                            JsonObject.builder()
                                    .put("file", file.toString())
                                    .put("signature", signature.toString())
                                    .put("namespace", signed.namespace())
                                    .put("fingerprint", fingerprint)
                                    .build(),
                            "signed " + file + " as " + signed.namespace() + " with " + fingerprint + ": " + signature);
            return ExitCode.OK.status();
        }
    }
}
