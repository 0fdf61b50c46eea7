package dev.praxis.sandbox;

import dev.praxis.api.action.CommandRefusedException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Guards the way of an argument to the child. The JDK encodes arguments in a charset that follows the locale, and
 * silently puts a question mark for what that charset lacks: in the C locale a host named for its umlaut becomes another
 * host. What would not arrive as its UTF-8 bytes is refused.
 *
 * @param charset what the JDK encodes arguments in
 */
record ArgumentEncoding(Charset charset) {

    /** The one of this JVM: before JDK 18 the default charset, since then the one of file names (JEP 400). */
    static ArgumentEncoding ofThisJvm() {
        if (Runtime.version().feature() < 18) {
            return new ArgumentEncoding(Charset.defaultCharset());
        }
        return new ArgumentEncoding(Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8")));
    }

    void require(List<String> argv) {
        for (int i = 0; i < argv.size(); i++) {
            String argument = argv.get(i);
            if (!Arrays.equals(argument.getBytes(charset), argument.getBytes(StandardCharsets.UTF_8))) {
                throw new CommandRefusedException(
                        "argument " + i + " of " + argv.get(0) + " has characters that " + charset
                                + ", the charset of this JVM's locale, would change; start praxis in a UTF-8 locale,"
                                + " such as LC_ALL=C.UTF-8",
                        null);
            }
        }
    }
}
