package dev.weft.tool;

import dev.weft.weaver.WeaveException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.spi.ToolProvider;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code weft}, as a program and as a tool for other programs. */
@Command(
    name = "weft",
    description = "Weaves async methods in class files, checks that they are, and explains how.",
    mixinStandardHelpOptions = true,
    versionProvider = WeftTool.Version.class,
    subcommands = {WeaveCommand.class, CheckCommand.class, ExplainCommand.class},
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:done",
      "1:something cannot be woven, or is not, or is not there to be explained",
      "2:bad arguments, or a file cannot be read or written"
    })
public final class WeftTool implements ToolProvider, Runnable {

  static final int DONE = 0;
  static final int FOUND_WRONG = 1;
  static final int NOT_DONE = 2;

  @Spec private CommandSpec spec;

  /** For service loaders. */
  public WeftTool() {}

  /** Runs the command and ends the JVM with its exit code. */
  public static void main(String[] arguments) {
    int exitCode =
        new WeftTool()
            .run(new PrintWriter(System.out, true), new PrintWriter(System.err, true), arguments);
    System.exit(exitCode);
  }

  @Override
  public String name() {
    return "weft";
  }

  @Override
  public int run(PrintWriter out, PrintWriter err, String... arguments) {
    return new CommandLine(new WeftTool())
        .setOut(out)
        .setErr(err)
        .setExecutionExceptionHandler((e, command, parsed) -> report(e, err))
        .execute(arguments);
  }

  private static int report(Exception e, PrintWriter err) throws Exception {
    if (e instanceof WeaveException refused) {
      refused.problems().forEach(problem -> err.println("error: " + problem.describe()));
      return FOUND_WRONG;
    }
    if (e instanceof IOException failed) {
      err.println("error: " + describe(failed));
      return NOT_DONE;
    }
    throw e;
  }

  /** Where the JDK gives no reason, its message is nothing but the file's name. */
  private static String describe(IOException e) {
    boolean isBare = e instanceof FileSystemException failed && failed.getReason() == null;
    return isBare
        ? e.getMessage() + " cannot be read or written (" + e.getClass().getSimpleName() + ")"
        : e.getMessage();
  }

  /** Without a subcommand. */
  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "No command: name one of weave, check and explain");
  }

  /** What the manifest says, which only the jar has. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      String version = WeftTool.class.getPackage().getImplementationVersion();
      return new String[] {"weft " + (version == null ? "(not packaged)" : version)};
    }
  }
}
