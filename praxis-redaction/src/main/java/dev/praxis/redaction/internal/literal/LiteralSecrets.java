package dev.praxis.redaction.internal.literal;

import dev.praxis.redaction.internal.engine.Detector;
import dev.praxis.redaction.internal.text.Alphabet;
import dev.praxis.redaction.internal.text.Spans;
import dev.praxis.redaction.internal.text.Text;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds values that are known to be secret, in all their {@link Forms}. Immutable and thread-safe. */
public final class LiteralSecrets implements Detector {

    /** The fewest characters of a secret that can be looked for without hiding ordinary text. */
    public static final int SHORTEST = 6;

    private static final int LONGEST_ANCHOR = 12;
    private static final Alphabet BASE64 = Alphabet.BASE64URL.plus(Alphabet.of("+/="));

    private final Map<String, List<Form>> byAnchor = new LinkedHashMap<>();
    private final List<String> anchors;
    private final List<List<Form>> forms;

    /** Looks for some secrets, each with {@value #SHORTEST} characters or more. */
    public LiteralSecrets(Collection<String> secrets) {
        for (String secret : secrets) {
            for (Form form : Forms.of(secret)) {
                byAnchor.computeIfAbsent(anchor(form.text()), anchor -> new ArrayList<>())
                        .add(form);
            }
        }
        anchors = List.copyOf(byAnchor.keySet());
        forms = List.copyOf(byAnchor.values());
    }

    private static String anchor(String form) {
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < Math.min(LONGEST_ANCHOR, form.length()); i++) {
            lower.append(Text.lower(form.charAt(i)));
        }
        return lower.toString();
    }

    @Override
    public String id() {
        return "literal-secret";
    }

    @Override
    public List<String> anchors() {
        return anchors;
    }

    @Override
    public int find(Text text, int start, int end, Spans found) {
        for (int i = 0; i < anchors.size(); i++) {
            if (anchors.get(i).length() == end - start && text.startsWithIgnoringCase(anchors.get(i), start)) {
                forms.get(i).forEach(form -> hide(text, start, form, found));
            }
        }
        return end - 1;
    }

    private static void hide(Text text, int start, Form form, Spans found) {
        for (int i = 0; i < form.text().length(); i++) {
            char c = text.charAt(start + i);
            if (c != form.text().charAt(i)
                    && !(form.ignoreCase() && Text.lower(c) == form.text().charAt(i))) {
                return;
            }
        }
        int from = start;
        int to = start + form.text().length();
        for (int i = 0; i < form.around(); i++) {
            from -= BASE64.has(text.charAt(from - 1)) ? 1 : 0;
            to += BASE64.has(text.charAt(to)) ? 1 : 0;
        }
        found.add(from, form.around() == 0 ? to : Alphabet.of("=").runEnd(text, to));
    }
}
