package dev.praxis.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Looks for the programs that {@link RequiresTool} names; comes with that annotation. Thread-safe. */
public final class RequiredTools implements ExecutionCondition {

    private static final String STRICT = "PRAXIS_REQUIRE_TOOLS";

    private final Map<String, String> environment;

    /** Looks on the PATH of this process. */
    public RequiredTools() {
        this(System.getenv());
    }

    RequiredTools(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<RequiresTool> required =
                context.getElement().flatMap(element -> AnnotationSupport.findAnnotation(element, RequiresTool.class));
        return required.map(tool -> evaluate(tool.value(), tool.from()))
                .orElse(ConditionEvaluationResult.enabled("needs no tool"));
    }

    ConditionEvaluationResult evaluate(String tool, String from) {
        if (isOnPath(tool)) {
            return ConditionEvaluationResult.enabled(tool + " is there");
        }
        String missing = "needs the program '" + tool + "', which is not on the PATH; install " + from;
        if ("1".equals(environment.get(STRICT))) {
            throw new IllegalStateException(missing + " (" + STRICT + "=1 makes this a failure)");
        }
        return ConditionEvaluationResult.disabled(missing);
    }

    private boolean isOnPath(String tool) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, tool)));
    }
}
