package dev.praxis.testkit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.io.TempDir;

class RequiredToolsTest {

    @TempDir
    Path bin;

    @Test
    void aToolOnThePathEnablesTheTest() throws IOException {
        Files.createFile(
                bin.resolve("tool"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        assertFalse(new RequiredTools(Map.of("PATH", "/nowhere:" + bin))
                .evaluate("tool", "tools")
                .isDisabled());
    }

    @Test
    void aMissingToolSkipsAndSaysHowToGetIt() {
        ConditionEvaluationResult result = new RequiredTools(Map.of("PATH", bin.toString())).evaluate("tool", "tools");
        assertTrue(result.isDisabled());
        assertTrue(result.getReason().orElseThrow().contains("install tools"));
    }

    @Test
    void aMissingToolFailsWhereToolsAreRequired() {
        RequiredTools strict = new RequiredTools(Map.of("PATH", bin.toString(), "PRAXIS_REQUIRE_TOOLS", "1"));
        assertThrows(IllegalStateException.class, () -> strict.evaluate("tool", "tools"));
    }

    @Test
    void aToolThatIsForbiddenIsMissing() throws IOException {
        Path tool = Files.createFile(
                bin.resolve("tool"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(tool, "#!/bin/sh\nexit $1\n");
        RequiredTools tools = new RequiredTools(Map.of("PATH", bin.toString()));
        assertFalse(tools.evaluate("tool", "tools", "0").isDisabled());
        ConditionEvaluationResult result = tools.evaluate("tool", "tools", "1");
        assertTrue(result.isDisabled());
        assertTrue(result.getReason().orElseThrow().contains("'tool 1' fails"));
        RequiredTools strict = new RequiredTools(Map.of("PATH", bin.toString(), "PRAXIS_REQUIRE_TOOLS", "1"));
        assertThrows(IllegalStateException.class, () -> strict.evaluate("tool", "tools", "1"));
    }
}
