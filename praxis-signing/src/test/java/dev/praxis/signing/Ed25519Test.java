package dev.praxis.signing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.praxis.api.InvalidArgumentException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Ed25519Test {

    /** 2^255 - 19. */
    private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));

    /** The order of the base point, RFC 8032, section 5.1. */
    private static final BigInteger L =
            BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

    @DisplayName("RFC 8032, section 7.1: TEST 1 to 3")
    @ParameterizedTest
    @CsvSource({
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
                + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
                + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
                + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
                + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
                + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025,af82,"
                + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    })
    void vectors(String seed, String publicKey, String message, String signature) {
        Ed25519KeyPair pair = Ed25519KeyPair.ofSeed(hex(seed));
        assertEquals(publicKey, HexFormat.of().formatHex(pair.publicKey().bytes()));
        assertEquals(signature, HexFormat.of().formatHex(pair.sign(hex(message))));
        assertTrue(Ed25519PublicKey.of(hex(publicKey)).verifies(hex(message), hex(signature)));
    }

    @DisplayName(
            "no other signature verifies: no bit of it flipped, none of another length, no larger number for the same")
    @Test
    void onlyTheSignatureVerifies() {
        Ed25519KeyPair pair = pair(1);
        byte[] message = "a message".getBytes(StandardCharsets.UTF_8);
        byte[] signature = pair.sign(message);
        assertTrue(pair.publicKey().verifies(message, signature));
        for (int bit = 0; bit < signature.length * 8; bit++) {
            byte[] flipped = signature.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertFalse(pair.publicKey().verifies(message, flipped), "bit " + bit);
        }
        for (int length : new int[] {0, 1, 63, 65, 128}) {
            assertFalse(pair.publicKey().verifies(message, java.util.Arrays.copyOf(signature, length)));
        }
        assertFalse(pair.publicKey().verifies(message, withLargerNumber(signature)), "S + L stands for the same as S");
        assertFalse(pair(2).publicKey().verifies(message, signature));
    }

    @DisplayName("a key of another length, or that is no point of the curve, is refused when it is read")
    @Test
    void noKey() {
        for (int length : new int[] {0, 31, 33}) {
            assertThrows(SigningFormatException.class, () -> Ed25519PublicKey.of(new byte[length]));
        }
        int refused = 0;
        for (int y = 2; y < 100; y++) {
            byte[] key = new byte[32];
            key[0] = (byte) y;
            try {
                Ed25519PublicKey.of(key);
            } catch (SigningFormatException e) {
                refused++;
            }
        }
        assertTrue(refused > 30, "about half of all numbers are the y of no point, and " + refused + " were refused");
        assertThrows(
                SigningFormatException.class,
                () -> Ed25519PublicKey.of(littleEndian(P.add(BigInteger.valueOf(3)))),
                "one point has one encoding");
    }

    @DisplayName("a seed of another length is refused")
    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void noSeed(int length) {
        assertThrows(InvalidArgumentException.class, () -> Ed25519KeyPair.ofSeed(new byte[length]));
    }

    @DisplayName("new pairs differ; a pair is its seed; nothing but the seed itself shows the seed")
    @Test
    void pairs() {
        SecureRandom random = new SecureRandom();
        Ed25519KeyPair pair = Ed25519KeyPair.generate(random);
        assertNotEquals(pair.publicKey(), Ed25519KeyPair.generate(random).publicKey());
        assertEquals(pair.publicKey(), Ed25519KeyPair.ofSeed(pair.seed()).publicKey());
        byte[] seed = pair.seed();
        pair.seed()[0] ^= 1;
        pair.publicKey().bytes()[0] ^= 1;
        assertArrayEquals(seed, pair.seed());
        assertFalse(pair.toString().contains(StrictBase64.encode(seed)));
        assertFalse(pair.toString().contains(HexFormat.of().formatHex(seed)));
    }

    @DisplayName("base 64 has one text for the same bytes")
    @ParameterizedTest
    @ValueSource(strings = {"AA", "AA=", "AB==", "AA==\n", " AA==", "A A=", "AA-_", "AA==AA==", "=", "ü==="})
    void base64(String text) {
        assertThrows(SigningFormatException.class, () -> StrictBase64.decode("this", text));
    }

    @DisplayName("base 64 of nothing is nothing")
    @Test
    void base64OfNothing() {
        assertEquals(0, StrictBase64.decode("this", "").length);
    }

    private static byte[] withLargerNumber(byte[] signature) {
        byte[] s = new byte[32];
        for (int i = 0; i < 32; i++) {
            s[i] = signature[63 - i];
        }
        byte[] larger = signature.clone();
        System.arraycopy(littleEndian(new BigInteger(1, s).add(L)), 0, larger, 32, 32);
        return larger;
    }

    private static byte[] littleEndian(BigInteger number) {
        byte[] bytes = new byte[32];
        for (int i = 0; i < 32; i++) {
            bytes[i] = number.shiftRight(8 * i).byteValue();
        }
        return bytes;
    }

    private static Ed25519KeyPair pair(int seed) {
        byte[] bytes = new byte[Ed25519KeyPair.SEED_BYTES];
        bytes[0] = (byte) seed;
        return Ed25519KeyPair.ofSeed(bytes);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
