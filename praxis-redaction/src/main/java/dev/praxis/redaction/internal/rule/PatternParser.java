package dev.praxis.redaction.internal.rule;

import dev.praxis.redaction.internal.text.Alphabet;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the pattern of a rule (see {@link dev.praxis.api.redaction.RedactionRule}) as a list of variants without
 * alternatives. Confined to one thread.
 */
final class PatternParser {

    private static final int MOST_VARIANTS = 256;
    private static final int LONGEST_COUNT = 10_000;
    private static final String DIGITS = "0123456789";
    private static final Alphabet SIGNS = Alphabet.of(".*+?{}^$[]()|\\");
    private static final Alphabet COUNTS = Alphabet.of("*+?{");
    private static final Alphabet WORD = Alphabet.ALNUM.plus(Alphabet.of("_"));

    private final String pattern;
    private int at;
    private boolean marked;

    private PatternParser(String pattern) {
        this.pattern = pattern;
    }

    /** The variants of a pattern, each a list of pieces. */
    static List<List<Piece>> parse(String pattern) {
        PatternParser parser = new PatternParser(pattern);
        List<List<Piece>> variants = parser.alternatives(false);
        if (parser.at < pattern.length()) {
            throw parser.refused("a ')' that closes nothing");
        }
        return variants;
    }

    private List<List<Piece>> alternatives(boolean inGroup) {
        List<List<Piece>> all = new ArrayList<>(sequence(inGroup));
        while (at < pattern.length() && pattern.charAt(at) == '|') {
            at++;
            all.addAll(sequence(inGroup));
        }
        return all;
    }

    private List<List<Piece>> sequence(boolean inGroup) {
        List<List<Piece>> variants = new ArrayList<>();
        variants.add(new ArrayList<>());
        while (at < pattern.length() && pattern.charAt(at) != '|' && pattern.charAt(at) != ')') {
            if (pattern.charAt(at) == '(') {
                variants = product(variants, group(inGroup));
            } else {
                Piece next = single();
                for (List<Piece> variant : variants) {
                    append(variant, next);
                }
            }
        }
        return variants;
    }

    private List<List<Piece>> group(boolean inGroup) {
        int open = at;
        boolean secret = !pattern.startsWith("(?", at);
        if (secret && (marked || inGroup)) {
            throw refused("a second pair of parentheses, or one in a group; mark one secret, and group with (?:…)");
        }
        if (!secret && !pattern.startsWith("(?:", at)) {
            throw refused("'" + pattern.substring(at, Math.min(pattern.length(), at + 3)) + "'; only (?:…) groups");
        }
        marked |= secret;
        at += secret ? 1 : 3;
        List<List<Piece>> inner = alternatives(true);
        if (at == pattern.length()) {
            at = open;
            throw refused("a '(' that is not closed");
        }
        at++;
        if (secret) {
            List<List<Piece>> opened = product(List.of(List.of(new Piece.Mark(true))), inner);
            return product(opened, List.of(List.of(new Piece.Mark(false))));
        }
        return optional(inner);
    }

    private List<List<Piece>> optional(List<List<Piece>> group) {
        if (at < pattern.length() && "*+{".indexOf(pattern.charAt(at)) >= 0) {
            throw refused("a group that is repeated, which could take super-linear time; repeat a class instead");
        }
        if (at == pattern.length() || pattern.charAt(at) != '?') {
            return group;
        }
        at++;
        List<List<Piece>> both = new ArrayList<>(group);
        both.add(List.of());
        return both;
    }

    private List<List<Piece>> product(List<List<Piece>> left, List<List<Piece>> right) {
        if (left.size() * right.size() > MOST_VARIANTS) {
            throw refused("more than " + MOST_VARIANTS + " combinations of alternatives; make several rules of it");
        }
        List<List<Piece>> all = new ArrayList<>();
        for (List<Piece> first : left) {
            for (List<Piece> second : right) {
                List<Piece> joined = new ArrayList<>(first);
                for (Piece piece : second) {
                    append(joined, piece);
                }
                all.add(joined);
            }
        }
        return all;
    }

    private static void append(List<Piece> pieces, Piece piece) {
        int last = pieces.size() - 1;
        if (piece instanceof Piece.Fixed after && last >= 0 && pieces.get(last) instanceof Piece.Fixed before) {
            pieces.set(last, new Piece.Fixed(before.text().concat(after.text())));
        } else {
            pieces.add(piece);
        }
    }

    private Piece single() {
        int fixedEnd = fixedEnd();
        if (fixedEnd > at) {
            String text = pattern.substring(at, fixedEnd);
            at = fixedEnd;
            return new Piece.Fixed(text);
        }
        char c = pattern.charAt(at);
        if (c == '[') {
            return counted(characterClass());
        }
        if (".*+?{}^$]".indexOf(c) >= 0) {
            throw refused("'" + c + "'; write a class, or a backslash before it");
        }
        if (c == '\\' && at + 1 < pattern.length() && Character.isLetterOrDigit(pattern.charAt(at + 1))) {
            return counted(escapedClass());
        }
        char fixed = character();
        boolean count = at < pattern.length() && COUNTS.has(pattern.charAt(at));
        return count ? counted(Alphabet.range(fixed, fixed)) : new Piece.Fixed(String.valueOf(fixed));
    }

    /** The end of the characters that stand for themselves, of which none is counted. */
    private int fixedEnd() {
        int end = at;
        while (end < pattern.length()
                && pattern.charAt(end) <= '~'
                && pattern.charAt(end) > 0
                && !SIGNS.has(pattern.charAt(end))) {
            end++;
        }
        boolean counted = end < pattern.length() && COUNTS.has(pattern.charAt(end));
        return counted ? end - 1 : end;
    }

    private Piece counted(Alphabet alphabet) {
        if (at == pattern.length()) {
            return new Piece.Run(alphabet, 1, 1);
        }
        switch (pattern.charAt(at)) {
            case '+' -> {
                at++;
                return new Piece.Run(alphabet, 1, Integer.MAX_VALUE);
            }
            case '*' -> {
                at++;
                return new Piece.Run(alphabet, 0, Integer.MAX_VALUE);
            }
            case '?' -> {
                at++;
                return new Piece.Run(alphabet, 0, 1);
            }
            case '{' -> {
                return braces(alphabet);
            }
            default -> {
                return new Piece.Run(alphabet, 1, 1);
            }
        }
    }

    private Piece braces(Alphabet alphabet) {
        at++;
        int min = number();
        int max = min;
        if (at < pattern.length() && pattern.charAt(at) == ',') {
            at++;
            max = at < pattern.length() && pattern.charAt(at) == '}' ? Integer.MAX_VALUE : number();
        }
        if (at == pattern.length() || pattern.charAt(at) != '}' || min > max || max == 0) {
            throw refused("a count that is not {n}, {n,} or {n,m}");
        }
        at++;
        return new Piece.Run(alphabet, min, max);
    }

    private int number() {
        int start = at;
        while (at < pattern.length() && DIGITS.indexOf(pattern.charAt(at)) >= 0) {
            at++;
        }
        if (at == start || at - start > 5 || Integer.parseInt(pattern.substring(start, at)) > LONGEST_COUNT) {
            throw refused("a count that is no number, or above " + LONGEST_COUNT);
        }
        return Integer.parseInt(pattern.substring(start, at));
    }

    private Alphabet characterClass() {
        at++;
        boolean negated = at < pattern.length() && pattern.charAt(at) == '^';
        at += negated ? 1 : 0;
        Alphabet members = Alphabet.NONE;
        while (at < pattern.length() && pattern.charAt(at) != ']') {
            members = members.plus(member());
        }
        if (at == pattern.length() || members.size() == 0) {
            throw refused("a class that is empty or not closed");
        }
        at++;
        return negated ? members.complement() : members;
    }

    private Alphabet member() {
        if (pattern.charAt(at) == '\\'
                && at + 1 < pattern.length()
                && Character.isLetterOrDigit(pattern.charAt(at + 1))) {
            return escapedClass();
        }
        char first = character();
        if (!pattern.startsWith("-", at) || pattern.startsWith("-]", at)) {
            return Alphabet.range(first, first);
        }
        at++;
        char last = character();
        if (last < first) {
            throw refused("a range that runs backwards");
        }
        return Alphabet.range(first, last);
    }

    private Alphabet escapedClass() {
        char name = pattern.charAt(at + 1);
        at += 2;
        return switch (name) {
            case 'd' -> Alphabet.range('0', '9');
            case 'w' -> WORD;
            case 's' -> Alphabet.of(" \t\r\n");
            case 'n' -> Alphabet.of("\n");
            case 't' -> Alphabet.of("\t");
            default -> throw refused("'\\" + name + "'; of these there are \\d, \\w, \\s, \\n and \\t");
        };
    }

    private char character() {
        if (at < pattern.length() && pattern.charAt(at) == '\\') {
            at++;
        }
        if (at == pattern.length()) {
            throw refused("an end where a character was expected");
        }
        char c = pattern.charAt(at++);
        if (c == 0 || c > '~') {
            throw refused("a character that is not in ASCII");
        }
        return c;
    }

    private RefusedPatternException refused(String what) {
        return new RefusedPatternException("has " + what + " (at index " + at + " of its pattern)");
    }
}
