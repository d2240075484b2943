package dev.weft.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** Starts the process that measures: a JVM like this one, or an interpreter. */
final class ChildProcess {

  private final Path scripts;

  ChildProcess() throws IOException {
    scripts = Files.createTempDirectory("weft-benchmarks");
  }

  /**
   * Runs {@code contender} on {@code work}, or on its smallest program.
   *
   * @return its figures; none if it cannot do the work or is not installed
   */
  List<Double> run(Contender contender, String... work) throws IOException, InterruptedException {
    List<String> command = contender.isScript() ? script(contender) : java(contender);
    command.addAll(List.of(work));
    Process process;
    try {
      process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException notInstalled) {
      return List.of();
    }
    List<Double> figures =
        new String(process.getInputStream().readAllBytes()).lines().map(Double::valueOf).toList();
    if (process.waitFor() != 0) {
      System.err.println(contender.title + " failed: " + String.join(" ", command));
    }
    return figures;
  }

  private static List<String> java(Contender contender) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(contender.vmOptions);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Child.class.getName()));
    command.add(contender.name());
    return command;
  }

  private List<String> script(Contender contender) throws IOException {
    Path file = scripts.resolve(contender.script().get(0));
    try (InputStream resource = Main.class.getResourceAsStream("/" + file.getFileName())) {
      Files.copy(resource, file, StandardCopyOption.REPLACE_EXISTING);
    }
    List<String> command = new ArrayList<>(contender.interpreter());
    command.add(file.toString());
    command.addAll(contender.script().subList(1, contender.script().size()));
    return command;
  }
}
