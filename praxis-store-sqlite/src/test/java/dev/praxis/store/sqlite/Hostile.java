package dev.praxis.store.sqlite;

import java.util.List;

/** Text that finds the places where a backend is not exact. */
final class Hostile {

    static final List<String> TEXTS = List.of(
            "host",
            "Host",
            "host:cp-1",
            "host:cp_1",
            "host:cp%1",
            "host:cpx1",
            "%",
            "_",
            "\\",
            "'; DROP TABLE entry; --",
            "\"",
            "?",
            " ",
            " a ",
            "\t\r\n",
            "\u0001",
            "\u007F",
            "\u0080",
            "\u00E9",
            "e\u0301",
            "\u2028",
            "\uD7FF",
            "\uD7FFx",
            "\uE000",
            "\uFEFF",
            "\uFFFD",
            "\uFFFF",
            "\uD800\uDC00",
            "\uD83D\uDE00",
            "\uDBFF\uDFFF",
            "\uDBFF\uDFFF\uDBFF\uDFFF",
            "a\uDBFF\uDFFF",
            "b",
            "10",
            "9",
            "x".repeat(1024),
            "\uDBFF\uDFFF".repeat(256));

    private Hostile() {}
}
