package dev.praxis.cli;

import java.security.SecureRandom;

/**
 * A text in the shape of a GitHub token that no one ever issued, made anew for each demo.
 *
 * @param text the token
 */
record DemoSecret(String text) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    static DemoSecret random() {
        SecureRandom random = new SecureRandom();
        StringBuilder token = new StringBuilder("ghp_");
        for (int i = 0; i < 36; i++) {
            token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new DemoSecret(token.toString());
    }
}
