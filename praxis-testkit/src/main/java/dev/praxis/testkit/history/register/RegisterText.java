package dev.praxis.testkit.history.register;

import dev.praxis.testkit.history.CallText;
import java.util.Objects;

/** Requests and replies as they are shown. Immutable. */
public final class RegisterText implements CallText<Request, Reply> {

    /** Creates a text form. */
    public RegisterText() {}

    @Override
    public String ofInput(Request input) {
        return input.toString();
    }

    @Override
    public Request input(String text) {
        String[] words = text.split(" ", -1);
        return switch (words[0] + " " + (words.length - 1)) {
            case "read 1" -> new Request.Read(words[1]);
            case "put 2" -> new Request.Put(words[1], words[2]);
            case "putIf 3" -> new Request.PutIf(words[1], Version.parse(words[2]), words[3]);
            case "retire 1" -> new Request.Retire(words[1]);
            case "retireIf 2" -> new Request.RetireIf(words[1], Objects.requireNonNull(Version.parse(words[2])));
            default -> throw new IllegalArgumentException("not a request: " + text);
        };
    }

    @Override
    public String ofOutput(Reply output) {
        return output.toString();
    }

    @Override
    public Reply output(String text) {
        String[] words = text.split(" ", -1);
        return switch (words[0] + " " + (words.length - 1)) {
            case "done 1" -> Reply.done(Version.parse(words[1]));
            case "conflict 1" -> Reply.conflict(Version.parse(words[1]));
            default -> throw new IllegalArgumentException("not a reply: " + text);
        };
    }
}
