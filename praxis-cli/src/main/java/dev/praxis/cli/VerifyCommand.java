package dev.praxis.cli;

import dev.praxis.api.UtcMicros;
import dev.praxis.api.json.JsonObject;
import dev.praxis.signing.artifact.ArtifactKind;
import dev.praxis.signing.artifact.SignatureCheck;
import dev.praxis.signing.ssh.AllowedSigner;
import dev.praxis.signing.ssh.AllowedSigners;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Verifies a signed file. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Verify that a file is as an allowed signer signed it. Its signature is beside it, in a file that ends in .sig.",
            "Ends with exit status 0 if so, and with 28 if not, also when the signature is missing."
        },
        footer = {"", "Example: praxis verify rules.json --kind rules --by ada@example.org"})
final class VerifyCommand implements Callable<Integer> {

    private final PraxisCli cli;

    @Parameters(paramLabel = "FILE", description = "The signed file, not its signature.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private Path file;

    @Mixin
    private final KindOption kind = new KindOption();

    @Option(
            names = "--signers",
            paramLabel = "FILE",
            description =
                    "Who is allowed, in the format of ssh-keygen(1), ALLOWED SIGNERS. Default: allowed_signers in the home.")
    private @Nullable Path signers;

    @Option(
            names = "--by",
            paramLabel = "PRINCIPAL",
            description = "Who must have signed it. Default: anybody allowed.")
    private @Nullable String principal;

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When the signer must be allowed, such as 2026-11-21T08:00:00Z. Default: now.")
    private @Nullable String at;

    VerifyCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        try (Workspace workspace = cli.workspace()) {
            ArtifactKind expected = kind.get();
            Instant time = at == null ? workspace.now() : UtcMicros.parse(at);
            AllowedSigners allowed = AllowedSigners.read(
                    signers == null ? workspace.home().allowedSigners() : signers, ZoneId.systemDefault());
            SignatureCheck check = new SignatureCheck(allowed, InstantSource.fixed(time));
            AllowedSigner signer = (principal == null ? check : check.by(principal)).verify(file, expected);
            cli.output()
                    .result(
                            JsonObject.builder()
                                    .put("file", file.toString())
                                    .put("namespace", expected.namespace())
                                    .put("principals", signer.principals())
                                    .put("line", signer.line())
                                    .build(),
                            file + " is as " + signer + " signed it, as " + expected.namespace());
            return ExitCode.OK.status();
        }
    }
}
