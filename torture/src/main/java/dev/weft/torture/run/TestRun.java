package dev.weft.torture.run;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * Runs a library's tests in this JVM and writes how each ended.
 *
 * <p>Arguments: the file for the results; the jar with the tests; either {@code --classes} and a
 * regular expression for the names of test classes, or {@code --ids} and a file of unique test ids.
 */
public final class TestRun {

  private static final long STACK_BYTES = 256L << 20;

  private TestRun() {}

  public static void main(String[] args) throws Exception {
    Path results = Path.of(args[0]);
    LauncherDiscoveryRequest request = request(Path.of(args[1]), args[2], args[3]);
    Thread tests = new Thread(null, () -> run(request, results), "tests", STACK_BYTES);
    tests.start();
    tests.join();
    System.exit(0); // tests leave threads behind
  }

  private static LauncherDiscoveryRequest request(Path jar, String how, String argument)
      throws IOException {
    LauncherDiscoveryRequestBuilder builder = LauncherDiscoveryRequestBuilder.request();
    if (how.equals("--ids")) {
      List<DiscoverySelector> ids =
          Files.readAllLines(Path.of(argument)).stream()
              .<DiscoverySelector>map(DiscoverySelectors::selectUniqueId)
              .toList();
      return builder.selectors(ids).build();
    }
    return builder
        .selectors(DiscoverySelectors.selectClasspathRoots(Set.of(jar)))
        .filters(ClassNameFilter.includeClassNamePatterns(argument))
        .build();
  }

  private static void run(LauncherDiscoveryRequest request, Path results) {
    try (PrintStream out = new PrintStream(Files.newOutputStream(results), true, "UTF-8")) {
      Launcher launcher = LauncherFactory.create();
      launcher.execute(request, new ResultWriter(out));
      out.println(TestResults.SUSPENSIONS + Suspensions.executed());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
