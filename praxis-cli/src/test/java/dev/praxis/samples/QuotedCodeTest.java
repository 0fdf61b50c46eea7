package dev.praxis.samples;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The Java that README.md and the guides show is Java that was compiled: each block stands in a source file. */
class QuotedCodeTest {

    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final int LEAST_BLOCKS = 12;

    @TestFactory
    Stream<DynamicTest> everyBlockStandsInASourceFile() throws IOException {
        List<String> sources = sources();
        List<DynamicTest> tests = new ArrayList<>();
        for (String page : List.of(
                "README.md",
                "docs/guides/embedding.md",
                "docs/guides/plugins.md",
                "docs/guides/redaction.md",
                "docs/guides/stores.md")) {
            Matcher blocks = BLOCK.matcher(Files.readString(ROOT.resolve(page)));
            while (blocks.find()) {
                String block = blocks.group(1);
                String first = block.lines().findFirst().orElse("");
                tests.add(DynamicTest.dynamicTest(
                        page + ": " + first,
                        () -> assertTrue(
                                sources.stream().anyMatch(source -> source.contains(flat(block))),
                                () -> "no source file holds this block any more:\n" + block)));
            }
        }
        assertTrue(tests.size() >= LEAST_BLOCKS, "only " + tests.size() + " blocks were found");
        return tests.stream();
    }

    /** Sources only: what a build beside this one writes comes and goes. */
    private static List<String> sources() throws IOException {
        List<Path> modules;
        try (Stream<Path> top = Files.list(ROOT)) {
            modules = top.map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .toList();
        }
        List<String> sources = new ArrayList<>();
        for (Path module : modules) {
            try (Stream<Path> tree = Files.walk(module)) {
                for (Path file :
                        tree.filter(path -> path.toString().endsWith(".java")).toList()) {
                    sources.add(flat(Files.readString(file)));
                }
            }
        }
        return sources;
    }

    /** Without indentation, which differs, and without empty lines. */
    private static String flat(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
    }
}
