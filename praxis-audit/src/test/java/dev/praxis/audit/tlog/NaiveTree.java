package dev.praxis.audit.tlog;

import dev.praxis.api.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** The recursive definitions of RFC 6962, section 2.1, word for word, with nothing of the code that is tested. */
record NaiveTree(List<byte[]> entries) {

    static NaiveTree ofSize(int size) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            entries.add(entry(i));
        }
        return new NaiveTree(entries);
    }

    static byte[] entry(int index) {
        return ("entry " + index).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }

    NaiveTree first(int size) {
        return new NaiveTree(entries.subList(0, size));
    }

    TreeHash root() {
        return TreeHash.copyOf(mth(entries), 0);
    }

    TreeHash leaf(int index) {
        return TreeHash.copyOf(mth(entries.subList(index, index + 1)), 0);
    }

    List<TreeHash> path(int index) {
        return path(index, entries).stream()
                .map(hash -> TreeHash.copyOf(hash, 0))
                .toList();
    }

    List<TreeHash> consistency(int older) {
        return older == 0 || older == entries.size()
                ? List.of()
                : subproof(older, entries, true).stream()
                        .map(hash -> TreeHash.copyOf(hash, 0))
                        .toList();
    }

    private static byte[] mth(List<byte[]> d) {
        if (d.isEmpty()) {
            return Sha256.newDigest().digest();
        }
        if (d.size() == 1) {
            return sha256(new byte[] {0}, d.get(0));
        }
        int k = split(d.size());
        return sha256(new byte[] {1}, mth(d.subList(0, k)), mth(d.subList(k, d.size())));
    }

    private static List<byte[]> path(int m, List<byte[]> d) {
        if (d.size() == 1) {
            return List.of();
        }
        int k = split(d.size());
        return m < k
                ? and(path(m, d.subList(0, k)), mth(d.subList(k, d.size())))
                : and(path(m - k, d.subList(k, d.size())), mth(d.subList(0, k)));
    }

    private static List<byte[]> subproof(int m, List<byte[]> d, boolean b) {
        int n = d.size();
        if (m == n) {
            return b ? List.of() : List.of(mth(d));
        }
        int k = split(n);
        return m <= k
                ? and(subproof(m, d.subList(0, k), b), mth(d.subList(k, n)))
                : and(subproof(m - k, d.subList(k, n), false), mth(d.subList(0, k)));
    }

    private static int split(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static List<byte[]> and(List<byte[]> all, byte[] last) {
        List<byte[]> more = new ArrayList<>(all);
        more.add(last);
        return more;
    }

    private static byte[] sha256(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return Sha256.newDigest().digest(all.toByteArray());
    }
}
