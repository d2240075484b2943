package dev.weft.torture;

import dev.weft.torture.check.ClassChecks;
import dev.weft.torture.fork.ForkedJvm;
import dev.weft.torture.fork.HarnessPath;
import dev.weft.torture.library.Library;
import dev.weft.torture.run.LinkRun;
import dev.weft.torture.run.TestResults;
import dev.weft.torture.run.TestRun;
import dev.weft.torture.weave.Jar;
import dev.weft.torture.weave.WovenClasses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tortures one library: weaves it, then compares it with the untouched jar on each JDK. */
public final class TortureRun {

  /** The names that Maven takes for those of test classes. */
  public static final String ALL_TESTS = "^(.*\\.)?(Test[^.$]*|[^.$]*(Test|Tests|TestCase))$";

  private static final Pattern ABSENT =
      Pattern.compile("java\\.lang\\.NoClassDefFoundError: (?:\\[+L)?([\\w/$]+);?");

  /** How often tests that end differently are run again, by themselves. */
  private static final int RETRIES = 2;

  private final Library library;
  private final Path directory;
  private final List<Path> jdks;
  private final String selection;

  /**
   * @param directory where the woven jar and all results are kept
   * @param jdks the JDKs to run on
   * @param selection a regular expression for the names of test classes
   */
  public TortureRun(Library library, Path directory, List<Path> jdks, String selection) {
    this.library = library;
    this.directory = directory.resolve(library.name());
    this.jdks = jdks;
    this.selection = selection;
  }

  /** Does all of it. */
  public TortureReport run() throws IOException {
    Files.createDirectories(directory);
    Jar jar = Jar.read(library.jar());
    long start = System.nanoTime();
    WovenClasses woven = WovenClasses.of(jar);
    long nanos = System.nanoTime() - start;
    List<String> malformed = ClassChecks.check(woven);
    Path wovenJar = directory.resolve("woven.jar");
    new Jar(new TreeMap<>(woven.woven()), jar.resources()).write(wovenJar);
    List<TortureReport.OnJdk> runs = new ArrayList<>();
    for (Path jdk : jdks) {
      runs.add(runOn(jdk, wovenJar, woven));
    }
    return new TortureReport(library.name(), woven, nanos, malformed, runs);
  }

  private TortureReport.OnJdk runOn(Path jdk, Path wovenJar, WovenClasses classes)
      throws IOException {
    Path home = directory.resolve(jdk.getFileName());
    ForkedJvm original = jvm(jdk, library.jar(), home.resolve("original"));
    ForkedJvm woven = jvm(jdk, wovenJar, home.resolve("woven"));
    List<String> errors = new ArrayList<>();
    Set<String> absent = new TreeSet<>();
    verifyErrors(original, woven, classes)
        .forEach(
            (name, error) ->
                absentClass(error, classes)
                    .ifPresentOrElse(absent::add, () -> errors.add(name + ": " + error)));
    return new TortureReport.OnJdk(
        jdk,
        errors,
        absent,
        library.tests().isEmpty() ? Optional.empty() : Optional.of(compare(original, woven)));
  }

  /**
   * The class for want of which a class could not be looked at, if neither the library nor the
   * runtime is to have it. It was verified before that.
   */
  private static Optional<String> absentClass(String error, WovenClasses classes) {
    Matcher matcher = ABSENT.matcher(error);
    return matcher.matches()
            && !classes.woven().containsKey(matcher.group(1))
            && !matcher.group(1).startsWith("dev/weft/")
        ? Optional.of(matcher.group(1))
        : Optional.empty();
  }

  private TortureReport.Comparison compare(ForkedJvm original, ForkedJvm woven) throws IOException {
    Pair first = runTests(original, woven, List.of("--classes", selection));
    List<String> different = first.differences();
    for (int i = 0; i < RETRIES && !different.isEmpty(); i++) {
      Path ids = Files.write(directory.resolve("different"), different);
      different = new ArrayList<>(different);
      different.retainAll(
          runTests(original, woven, List.of("--ids", ids.toString())).differences());
    }
    return new TortureReport.Comparison(first.original, first.woven, different);
  }

  private ForkedJvm jvm(Path jdk, Path jar, Path home) throws IOException {
    Files.createDirectories(home);
    List<Path> classPath = new ArrayList<>(List.of(jar));
    classPath.addAll(HarnessPath.entries());
    library.tests().ifPresent(classPath::add);
    classPath.addAll(library.dependencies());
    return new ForkedJvm(jdk, classPath, home);
  }

  /** What the JVM says of classes when it links them, and does not say of the untouched ones. */
  private static Map<String, String> verifyErrors(
      ForkedJvm original, ForkedJvm woven, WovenClasses classes) throws IOException {
    List<String> originalNames = classes.unwoven().keySet().stream().map(TortureRun::dots).toList();
    List<String> wovenNames = classes.woven().keySet().stream().map(TortureRun::dots).toList();
    Collection<String> before = link(original, originalNames).values();
    Map<String, String> errors = new TreeMap<>(link(woven, wovenNames));
    errors.values().removeIf(error -> error.isEmpty() || before.contains(error));
    return errors;
  }

  private static String dots(String internalName) {
    return internalName.replace('/', '.');
  }

  private static Map<String, String> link(ForkedJvm jvm, List<String> names) throws IOException {
    Path classes = Files.write(jvm.directory().resolve("classes"), names);
    Path results = jvm.directory().resolve("links");
    requireSuccess(jvm.start(LinkRun.class, List.of(results.toString(), classes.toString())));
    Map<String, String> errors = new HashMap<>();
    for (String line : Files.readAllLines(results)) {
      String[] fields = line.split("\t", 2);
      errors.put(fields[0], fields[1]);
    }
    return errors;
  }

  /** The results of the same tests on both jars. */
  private record Pair(TestResults original, TestResults woven) {
    List<String> differences() {
      return original.differences(woven);
    }
  }

  private Pair runTests(ForkedJvm original, ForkedJvm woven, List<String> which)
      throws IOException {
    ForkedJvm.Running a = startTests(original, which);
    ForkedJvm.Running b = startTests(woven, which);
    requireSuccess(a);
    requireSuccess(b);
    return new Pair(TestResults.read(results(original)), TestResults.read(results(woven)));
  }

  private ForkedJvm.Running startTests(ForkedJvm jvm, List<String> which) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(results(jvm).toString());
    arguments.add(library.tests().orElseThrow().toString());
    arguments.addAll(which);
    return jvm.start(TestRun.class, arguments);
  }

  private static Path results(ForkedJvm jvm) {
    return jvm.directory().resolve("results");
  }

  private static void requireSuccess(ForkedJvm.Running jvm) throws IOException {
    int exitCode = jvm.await();
    if (exitCode != 0) {
      throw new IOException("a JVM ended with " + exitCode + "; see " + jvm.output());
    }
  }
}
