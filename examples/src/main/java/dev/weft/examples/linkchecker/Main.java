package dev.weft.examples.linkchecker;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the link checker. */
@Command(
    name = "link-checker",
    description = "Finds broken links in a folder of HTML or Markdown, or on a web site.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:no link is broken",
      "1:links are broken",
      "2:bad arguments, or nothing can be read at the start"
    },
    exitCodeOnExecutionException = 2)
final class Main implements Callable<Integer> {

  private static final Duration PROGRESS_INTERVAL = Duration.ofMillis(500);

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER|URL", description = "What to check.")
  private String start;

  @Option(names = "--external", description = "Check links to other hosts, too.")
  private boolean external;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "16",
      description = "At most N requests at the same time (default: ${DEFAULT-VALUE}).")
  private int limit;

  @Option(
      names = "--tries",
      paramLabel = "N",
      defaultValue = "3",
      description = "Make a request N times before it counts as failed (${DEFAULT-VALUE}).")
  private int tries;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Wait so long for an answer (${DEFAULT-VALUE}).")
  private double timeout;

  private final Tally tally = new Tally();

  /** Runs the checker and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Main()).execute(args));
  }

  @Override
  public Integer call() {
    require(limit >= 1, "--limit must be at least 1");
    require(tries >= 1, "--tries must be at least 1");
    require(timeout > 0, "--timeout must be more than 0");
    try (Start from = Start.of(start)) {
      Report report = Weft.run(check(from));
      requirePages(report);
      new ReportPrinter(spec.commandLine().getOut(), from::name).print(report, tally);
      return report.isClean() ? 0 : 1;
    } catch (IOException e) {
      spec.commandLine().getErr().println("link-checker: " + e.getMessage());
      return 2;
    }
  }

  /** Crawls, and shows progress beside it: two tasks, one thread. */
  @Async
  private Coroutine<Report> check(Start from) {
    LinkChecker checker = new LinkChecker(fetcher(), limit, tally);
    Progress progress = new Progress(tally, spec.commandLine().getErr(), PROGRESS_INTERVAL);
    Task<?> showing = Weft.createTask(progress.show());
    try {
      Site site = new Site(from.address(), external);
      return Coroutine.of(Await.of(checker.check(site, from.pages())));
    } finally {
      showing.cancel();
    }
  }

  private PageFetcher fetcher() {
    HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(Redirect.NORMAL)
            .executor(Executors.newSingleThreadExecutor(Main::daemon)) // by default many threads
            .build();
    return new PageFetcher(client, Duration.ofMillis((long) (timeout * 1000)), tries);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "http-client");
    thread.setDaemon(true);
    return thread;
  }

  private void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private void requirePages(Report report) throws IOException {
    if (report.pages() == 0) {
      String reason =
          report.unread().stream()
              .findFirst()
              .flatMap(Visit::problem)
              .orElse("no HTML or Markdown page there");
      throw new IOException("nothing to check at " + start + ": " + reason);
    }
  }
}
