package dev.praxis.cli;

import dev.praxis.api.Sha256;
import dev.praxis.api.UtcMicros;
import dev.praxis.api.json.JsonObject;
import dev.praxis.timestamp.HttpTimestampAuthority;
import dev.praxis.timestamp.Stamper;
import dev.praxis.timestamp.Timestamp;
import dev.praxis.timestamp.TimestampCheck;
import dev.praxis.timestamp.VerifiedTimestamp;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has somebody outside say when a file was there. */
@Command(
        name = "timestamp",
        mixinStandardHelpOptions = true,
        description = "Get a time stamp over a file from an authority (RFC 3161), or verify one.")
final class TimestampCommand implements Runnable {

    private static final String SUFFIX = ".tsr";

    /** As much as is taken from an authority. */
    private static final int LONGEST_ANSWER = 1 << 18;

    private final PraxisCli cli;

    TimestampCommand(PraxisCli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new Usage("what to do with time stamps is missing; write: praxis timestamp new|verify");
    }

    /** Gets one. */
    @Command(
            name = "new",
            mixinStandardHelpOptions = true,
            description = {
                "Ask an authority for a time stamp over a file, and write it beside the file, into one that ends in .tsr.",
                "The authority gets a digest of the file and nothing else."
            })
    int create(
            @Parameters(paramLabel = "FILE", description = "The file to stamp.") Path file,
            @Option(
                            names = "--authority",
                            paramLabel = "URL",
                            required = true,
                            description = "Where the authority is asked, such as https://tsa.example.org/tsr.")
                    URI authority,
            @Option(
                            names = "--timeout",
                            paramLabel = "SECONDS",
                            defaultValue = "30",
                            description = "How long it may take to answer. Default: ${DEFAULT-VALUE}.")
                    int seconds) {
        Sha256 digest = digest(file);
        Stamper stamper =
                new Stamper(new HttpTimestampAuthority(authority, Duration.ofSeconds(seconds)), new SecureRandom());
        Timestamp stamp = stamper.stamp(digest);
        Path place = placeOf(file);
        new NewFile(place, false, "").write(out -> {
            out.write(stamp.bytes());
            return place;
        });
        cli.output()
                .result(
                        json(file, stamp).build(),
                        "stamped " + file + " at " + UtcMicros.format(stamp.time()) + ": " + place);
        return ExitCode.OK.status();
    }

    /** Verifies one. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = {
                "Verify the time stamp of a file, offline: that it is over this content, and by an authority that is trusted.",
                "Ends with exit status 0 if so, and with 30 if not."
            })
    int verify(
            @Parameters(paramLabel = "FILE", description = "The stamped file, not its time stamp.") Path file,
            @Option(
                            names = "--trusted",
                            paramLabel = "PEM",
                            required = true,
                            description = "A file of certificates: roots, or authorities themselves.")
                    Path trusted) {
        TimestampCheck check;
        byte[] answer;
        try (InputStream pem = NamedFile.open(trusted);
                InputStream in = NamedFile.open(placeOf(file))) {
            check = TimestampCheck.trusting(pem);
            answer = in.readNBytes(LONGEST_ANSWER + 1);
        } catch (IOException e) {
            throw FileFailedException.unusable("cannot read the time stamp of " + file + " or the certificates", e);
        }
        if (answer.length > LONGEST_ANSWER) {
            throw FileFailedException.unusable(
                    "cannot read the time stamp of " + file,
                    new IOException(placeOf(file) + " has more than " + LONGEST_ANSWER + " bytes; no time stamp has"));
        }
        Timestamp stamp = Timestamp.parse(answer);
        VerifiedTimestamp verified = check.verify(stamp, digest(file));
        cli.output()
                .result(
                        json(file, stamp).put("authority", verified.authority()).build(),
                        file + " was there at " + UtcMicros.format(verified.time()) + ", says " + verified.authority());
        return ExitCode.OK.status();
    }

    private static JsonObject.Builder json(Path file, Timestamp stamp) {
        return JsonObject.builder()
                .put("file", file.toString())
                .put("timestamp", placeOf(file).toString())
                .put("time", UtcMicros.format(stamp.time()))
                .put("sha256", stamp.digest().hex());
    }

    private static Path placeOf(Path file) {
        return file.resolveSibling(file.getFileName() + SUFFIX);
    }

    private static Sha256 digest(Path file) {
        MessageDigest digest = Sha256.newDigest();
        try (InputStream in = new DigestInputStream(NamedFile.open(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return Sha256.finish(digest);
        } catch (IOException e) {
            throw FileFailedException.unusable("cannot read " + file, e);
        }
    }
}
