package dev.praxis.cli;

import dev.praxis.api.PraxisException;
import dev.praxis.api.json.JsonObject;
import dev.praxis.execution.Actuators;
import dev.praxis.redaction.Redactor;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The praxis command: parses, runs, and turns every failure into one line and an exit status. */
@Command(
        name = "praxis",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Safe hands for infrastructure: every action is classified, gated by a human where it must be, and leaves evidence.",
            ""
        },
        footer = {
            "",
            "Try this first, it needs no infrastructure: praxis demo",
            "Then:  praxis observe host",
            "       praxis fact list",
            "       praxis host add cp-1 --type talos --node 10.5.0.2 --endpoint 10.5.0.2",
            "       praxis act talos reset --host cp-1 --system-labels EPHEMERAL --reboot --dry-run",
            "       praxis audit verify"
        })
final class PraxisCli implements Runnable {

    @Mixin
    private final Globals globals = new Globals();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before anything runs
    private CommandSpec spec;

    private final CliContext context;
    private final Running running = new Running();
    private final Actuators actuators = NamedActuators.load();
    private boolean jsonErrors;

    PraxisCli(CliContext context) {
        this.context = context;
    }

    CliContext context() {
        return context;
    }

    Globals globals() {
        return globals;
    }

    Output output() {
        return new Output(context.out(), globals.json);
    }

    Workspace workspace() {
        return new Workspace(context, globals, running, actuators);
    }

    /** Stops what the command has started, from another thread; what is under way then ends as unknown. */
    void interrupt() {
        running.stop();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing; 'praxis --help' lists them");
    }

    /**
     * Runs one command line.
     *
     * @param args the arguments
     * @return the exit status
     */
    int run(String... args) {
        // Also when the command line is not understood, and so the option was not seen.
        jsonErrors = Arrays.asList(args).contains("--json");
        return commandLine().execute(args);
    }

    CommandLine commandLine() {
        CommandLine line = new CommandLine(this)
                .addSubcommand(new DemoCommand(this))
                .addSubcommand(new ObserveCommand(this))
                .addSubcommand(new FactCommand(this))
                .addSubcommand(new StoreCommand(this))
                .addSubcommand(new HostCommand(this))
                .addSubcommand(new ActCommand(this, actuators).commandLine())
                .addSubcommand(new AuditCommand(this).commandLine())
                .addSubcommand(new RedactCommand(this))
                .addSubcommand(new StopCommand(this))
                .addSubcommand(new KeyCommand(this))
                .addSubcommand(new SignCommand(this))
                .addSubcommand(new VerifyCommand(this))
                .addSubcommand(new TimestampCommand(this))
                .addSubcommand(new PluginsCommand(this))
                .addSubcommand("completion", completion())
                .addSubcommand(new HelpCommand());
        line.getCommandSpec()
                .usageMessage()
                .exitCodeListHeading("%nExit status:%n")
                .exitCodeList(exitStatuses());
        versions(line);
        return line.setOut(context.out())
                .setErr(context.err())
                // An argument that starts with @ is an argument, not a file to read.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, ignored) -> fail(ExitCode.USAGE, "PRX-USAGE", message(e), e, false))
                .setExecutionExceptionHandler((e, commandLine, parsed) -> fail(e));
    }

    private static void versions(CommandLine line) {
        line.getCommandSpec().versionProvider(new BuildVersion());
        line.getSubcommands().values().forEach(PraxisCli::versions);
    }

    private static CommandLine completion() {
        CommandLine completion = new CommandLine(new AutoComplete.GenerateCompletion());
        completion
                .getCommandSpec()
                .name("completion")
                .usageMessage()
                .description("Print a completion script for bash and zsh: source <(praxis completion)");
        return completion;
    }

    private static Map<String, String> exitStatuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        for (ExitCode code : ExitCode.values()) {
            statuses.put(String.format("%2d", code.status()), code.meaning());
        }
        return statuses;
    }

    private static String message(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        if (message.contains("--help")) {
            return message;
        }
        return message + " (see '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help')";
    }

    private int fail(Exception e) {
        if (e instanceof PraxisException refused) {
            return fail(ExitCode.of(refused), refused.code(), String.valueOf(e.getMessage()), e, refused.retryable());
        }
        if (e instanceof ParameterException usage) {
            return fail(ExitCode.USAGE, "PRX-USAGE", message(usage), e, false);
        }
        // The message of a fault that nobody thought of may hold anything; the stack trace is for --debug only.
        return fail(
                ExitCode.INTERNAL,
                "PRX-INTERNAL",
                "unexpected " + e.getClass().getName() + "; run again with --debug",
                e,
                false);
    }

    private int fail(ExitCode code, String stableCode, String text, Exception e, boolean retryable) {
        PrintWriter err = context.err();
        // A message may repeat an argument, and an argument may be a secret.
        String message = Printable.line(Redactor.standard().redact(text));
        if (globals.json || jsonErrors) {
            err.println(JsonObject.builder()
                    .put(
                            "error",
                            JsonObject.builder()
                                    .put("code", stableCode)
                                    .put("exit", code.status())
                                    .put("message", message)
                                    .put("retryable", retryable)
                                    .build())
                    .build());
        } else {
            err.println("praxis: " + stableCode + ": " + message);
        }
        if (globals.debug) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            err.print(
                    Redactor.standard().redact(trace.toString())); // its messages may hold what the message above held
        }
        err.flush();
        return code.status();
    }
}
