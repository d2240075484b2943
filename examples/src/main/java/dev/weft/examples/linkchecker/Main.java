package dev.weft.examples.linkchecker;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of the link checker. */
@Command(
    name = "link-checker",
    description = "Finds broken links in a folder of HTML or Markdown, or on a web site.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all links lead somewhere",
      "1:links are broken",
      "2:bad arguments, or nothing can be read at the start"
    },
    exitCodeOnExecutionException = 2,
    sortOptions = false)
final class Main implements Callable<Integer> {

  private static final int CLEAN = 0;
  private static final int BROKEN = 1;
  private static final int UNUSABLE = 2;

  @Parameters(paramLabel = "FOLDER|URL", description = "What to check.")
  private String start;

  @Option(names = "--external", description = "Check links to other hosts, too.")
  private boolean external;

  @Option(
      names = "--limit",
      defaultValue = "16",
      description = "How many requests may be under way at once (${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long one request may take (${DEFAULT-VALUE}).")
  private double timeout;

  @Option(
      names = "--tries",
      defaultValue = "3",
      description = "How often a request is made before its failure counts (${DEFAULT-VALUE}).")
  private int tries;

  /** Runs the checker and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }
}
