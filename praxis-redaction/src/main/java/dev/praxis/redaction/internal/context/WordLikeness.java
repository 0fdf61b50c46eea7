package dev.praxis.redaction.internal.context;

/**
 * Tells letters that make words from letters that were drawn by chance, by the pairs of letters in them. The 273 pairs in
 * the table are those that 94 % of the pairs in English words and names of programs are; of pairs that were drawn by
 * chance they are 40 %.
 */
final class WordLikeness {

    /** After each letter from a to z, the letters that follow it in words. */
    private static final String[] FOLLOWERS = {
        "abcdfgiklmnprstuvxy",
        "aeilorsuy",
        "acdehiklmorstu",
        "adefilorsu",
        "abcdefgilmnopqrstvwxy",
        "aefilorstu",
        "aehilnorsu",
        "aeiort",
        "abcdefglmnoprstvxz",
        "",
        "eis",
        "acdeilopstuy",
        "abeilmopsu",
        "acdefgiklnostuv",
        "abcdfgiklmnoprstuvw",
        "aehiloprstuy",
        "u",
        "abcdefgiklmnoprstuvy",
        "acefhilmopqstuy",
        "acdefhilmoprstuy",
        "abcefgilmnprst",
        "aeio",
        "aehior",
        "ceipt",
        "pst",
        "e"
    };

    private static final int[] PAIRS = pairs();

    private WordLikeness() {}

    /** Whether two letters, in whatever case, are a pair that words have. */
    static boolean isPair(char first, char second) {
        return (PAIRS[Ascii.lower(first) - 'a'] >>> (Ascii.lower(second) - 'a') & 1) != 0;
    }

    private static int[] pairs() {
        int[] pairs = new int[FOLLOWERS.length];
        for (int i = 0; i < FOLLOWERS.length; i++) {
            for (char follower : FOLLOWERS[i].toCharArray()) {
                pairs[i] |= 1 << (follower - 'a');
            }
        }
        return pairs;
    }
}
