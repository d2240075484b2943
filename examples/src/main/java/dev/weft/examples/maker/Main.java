package dev.weft.examples.maker;

import dev.weft.CancelledError;
import dev.weft.Weft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the runner. */
@Command(
    name = "maker",
    description = {
      "Runs the commands of a file of rules, each behind those that it depends on.",
      "A rule is a line 'name: dependency dependency | command'."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all is made",
      "2:bad arguments or rules",
      "130:interrupted by Ctrl-C",
      "other:that of the first command that failed"
    },
    exitCodeOnExecutionException = 2)
final class Main implements Callable<Integer> {

  private static final int BAD_RULES = 2;
  private static final int INTERRUPTED = 130; // as shells say it: 128 and the number of SIGINT

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RULE", arity = "0..*", description = "What to make (the first rule).")
  private List<String> goals = new ArrayList<>();

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      defaultValue = "Makerfile",
      description = "The rules (${DEFAULT-VALUE}).")
  private Path file;

  @Option(
      names = {"-j", "--jobs"},
      paramLabel = "N",
      defaultValue = "4",
      description = "Run at most N commands at the same time (${DEFAULT-VALUE}).")
  private int jobs;

  /** Runs the runner and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() {
    if (jobs < 1) {
      throw new ParameterException(spec.commandLine(), "--jobs must be at least 1");
    }
    try {
      Rules rules = Rules.parse(Files.readAllLines(file));
      Weft.run(new Maker(jobs, spec.commandLine().getOut()).make(rules.neededFor(goals)));
      return 0;
    } catch (CommandFailedException e) {
      return fail(e.getMessage(), e.exitCode());
    } catch (BadRulesException e) {
      return fail(file + ": " + e.getMessage(), BAD_RULES);
    } catch (IOException e) {
      return fail(e.toString(), BAD_RULES);
    } catch (CancelledError ctrlC) {
      return fail("interrupted", INTERRUPTED);
    }
  }

  private int fail(String reason, int exitCode) {
    spec.commandLine().getErr().println("maker: " + reason);
    return exitCode;
  }
}
