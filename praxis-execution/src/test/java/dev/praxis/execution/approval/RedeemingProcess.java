package dev.praxis.execution.approval;

import dev.praxis.api.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;

/** A process that redeems the token that it reads, prints what came of it, and halts at once, as if it was killed. */
final class RedeemingProcess {

    static final JsonObject SUBJECT = JsonObject.builder().put("verb", "wipe").build();

    private RedeemingProcess() {}

    public static void main(String[] arguments) throws IOException {
        ApprovalRegistry registry = new ApprovalRegistry(
                Path.of(arguments[0]),
                new SecureRandom(),
                InstantSource.system(),
                ApprovalRegistry.DEFAULT_TIME_TO_LIVE);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready");
        System.out.flush();
        ApprovalToken token = ApprovalToken.of(in.readLine());
        System.out.println(registry.redeem(token, SUBJECT).getClass().getSimpleName());
        System.out.flush();
        Runtime.getRuntime().halt(137);
    }
}
