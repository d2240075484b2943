package dev.weft.torture;

import dev.weft.torture.fork.Jdks;
import dev.weft.torture.library.Library;
import dev.weft.torture.library.Maven;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;

/** The command: tortures libraries given by coordinates or by their jars. */
@Command(
    name = "torture",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Makes every method of a library async that can be, with a suspension before each call, weaves"
          + " it, and runs the library's own tests on it and on the untouched jar.",
      "The exit code is 0 if they behave alike."
    })
public final class Torture implements Callable<Integer> {

  @Parameters(
      paramLabel = "LIBRARY",
      arity = "1..*",
      description = "group:artifact:version (Maven gets the jars), or the path of a jar.")
  private List<String> libraries;

  @Option(
      names = "--tests",
      paramLabel = "JAR",
      description = "The tests of the library's jar. Without tests it is woven and verified only.")
  private Path tests;

  @Option(
      names = "--class-path",
      paramLabel = "JARS",
      split = "${sys:path.separator}",
      description = "What the jar and its tests need beside them.")
  private List<Path> classPath = new ArrayList<>();

  @Option(
      names = "--select",
      paramLabel = "REGEX",
      description = "Which test classes to run, by their full names; default: ${DEFAULT-VALUE}.")
  private String select = TortureRun.ALL_TESTS;

  @Option(
      names = "--jdk",
      paramLabel = "HOME",
      description = "A JDK to run on; may be given again. Default: the running one and JDK 25.")
  private List<Path> jdks = new ArrayList<>();

  @Option(
      names = "--directory",
      paramLabel = "DIR",
      description = "Where jars and results are kept; default: ${DEFAULT-VALUE}.")
  private Path directory = Path.of("target", "torture");

  @Option(names = "--verify-only", description = "Weave and verify, but run no tests.")
  private boolean verifyOnly;

  /** For the command line. */
  public Torture() {}

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new Torture())
            .setExecutionExceptionHandler(Torture::explain)
            .execute(args));
  }

  /** What was said wrongly takes a sentence; all else shows where it comes from. */
  private static int explain(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof IllegalArgumentException) {
      command.getErr().println(failure.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
    throw failure;
  }

  @Override
  public Integer call() throws Exception {
    for (Path jdk : jdks) {
      require(jdk.resolve("bin").resolve("java"), jdk + " is no JDK: it has no bin/java");
    }
    Files.createDirectories(directory);
    boolean alike = true;
    for (String name : libraries) {
      Library library = library(name);
      TortureReport report =
          new TortureRun(library, directory.toAbsolutePath(), jdks(), select).run();
      System.out.println(report.text());
      alike &= report.isClean();
    }
    return alike ? 0 : 1;
  }

  private static void require(Path file, String otherwise) {
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(otherwise);
    }
  }

  private Library library(String name) throws Exception {
    boolean isJar = name.endsWith(".jar");
    if (isJar) {
      require(Path.of(name), name + " cannot be read");
    }
    if (!isJar) {
      return new Maven(directory.toAbsolutePath()).library(name, !verifyOnly);
    }
    return new Library(
        Path.of(name).getFileName().toString().replaceAll("\\.jar$", ""),
        Path.of(name).toAbsolutePath(),
        Optional.ofNullable(tests).filter(t -> !verifyOnly).map(Path::toAbsolutePath),
        classPath.stream().map(Path::toAbsolutePath).toList());
  }

  private List<Path> jdks() throws Exception {
    return jdks.isEmpty()
        ? Stream.concat(Stream.of(Jdks.running()), Jdks.find(25).stream()).distinct().toList()
        : jdks;
  }
}
