package dev.weft.benchmarks;

import dev.weft.EventLoop;
import dev.weft.annotations.Async;
import dev.weft.processor.AsyncProcessor;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compiles one of Weft's contenders with and without weaving, and compares the class files. */
final class WovenBytes {

  private static final String SOURCE = "contenders/WeftTasks.java";
  private static final String INTERFACE = "Tasks.java";

  private WovenBytes() {}

  static String compare() throws IOException, InterruptedException {
    String processorPath = System.getProperty("java.class.path");
    long plain = compile("-proc:none", "-Xplugin:WeftGuard off");
    long woven =
        compile("-processorpath", processorPath, "-processor", AsyncProcessor.class.getName());
    return "Class files of "
        + SOURCE
        + ": "
        + plain
        + " bytes, woven "
        + woven
        + " bytes ("
        + Math.round(100.0 * woven / plain)
        + " %).";
  }

  private static long compile(String... options) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("weft-woven-bytes");
    // A process of its own, with nothing else: where it sees the processor, the processor's guard
    // refuses code that is not woven, as the guard of the annotations does unless it is off.
    String classPath = pathOf(EventLoop.class) + File.pathSeparator + pathOf(Async.class);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
    command.addAll(List.of(options));
    command.addAll(List.of("-d", folder.toString(), "-cp", classPath));
    command.add(copy(folder, SOURCE));
    command.add(copy(folder, INTERFACE));
    if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
      throw new IllegalStateException(SOURCE + " does not compile");
    }
    try (Stream<Path> compiled = Files.walk(folder)) {
      return compiled
          .filter(file -> file.getFileName().toString().startsWith("WeftTasks"))
          .filter(file -> file.toString().endsWith(".class"))
          .mapToLong(file -> file.toFile().length())
          .sum();
    }
  }

  private static String copy(Path folder, String source) throws IOException {
    Path file = folder.resolve(Path.of(source).getFileName());
    try (InputStream resource = Main.class.getResourceAsStream(source)) {
      Files.copy(resource, file);
    }
    return file.toString();
  }

  private static String pathOf(Class<?> type) {
    return Path.of(URI.create(type.getProtectionDomain().getCodeSource().getLocation().toString()))
        .toString();
  }
}
