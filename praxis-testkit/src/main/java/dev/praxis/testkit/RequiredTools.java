package dev.praxis.testkit;

import dev.praxis.testkit.process.Trial;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
        return required.map(tool -> evaluate(tool.value(), tool.from(), tool.probe()))
                .orElse(ConditionEvaluationResult.enabled("needs no tool"));
    }

    ConditionEvaluationResult evaluate(String tool, String from, String... probe) {
        Optional<Path> program = find(tool);
        if (program.isEmpty()) {
            return missing("needs the program '" + tool + "', which is not on the PATH; install " + from);
        }
        if (probe.length > 0 && !works(program.get(), probe)) {
            return missing("needs the program '" + tool + "', which does not work here: '" + tool + " "
                    + String.join(" ", probe) + "' fails; allow this process what it needs");
        }
        return ConditionEvaluationResult.enabled(tool + " is there");
    }

    private ConditionEvaluationResult missing(String what) {
        if ("1".equals(environment.get(STRICT))) {
            throw new IllegalStateException(what + " (" + STRICT + "=1 makes this a failure)");
        }
        return ConditionEvaluationResult.disabled(what);
    }

    private static boolean works(Path program, String... probe) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(probe));
        try {
            return Trial.succeeds(command);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Optional<Path> find(String tool) {
        return Arrays.stream(environment.getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
