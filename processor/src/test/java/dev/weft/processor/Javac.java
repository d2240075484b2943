package dev.weft.processor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A compilation by the JDK that runs the tests: sources, options, processors, findings. */
public final class Javac {

  private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();

  private final Path directory;
  private final List<Path> sources = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private List<Processor> processors = List.of();
  private FileManagerFactory fileManager = standard -> standard;

  /** Wraps javac's file manager. */
  public interface FileManagerFactory {
    JavaFileManager wrap(StandardJavaFileManager standard);
  }

  /** What a compilation gave. */
  public record Result(boolean success, List<String> findings) {}

  private Javac(Path directory) {
    this.directory = directory;
    options.addAll(List.of("-classpath", ApiClasses.classPath()));
  }

  /** A compilation whose sources live in {@code directory/src}. */
  public static Javac in(Path directory) {
    return new Javac(directory);
  }

  /** Adds a source file. */
  public Javac source(String name, String... lines) {
    Path file = directory.resolve("src").resolve(name);
    write(file, lines);
    sources.add(file);
    return this;
  }

  private static void write(Path file, String... lines) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, List.of(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Javac options(String... more) {
    options.addAll(List.of(more));
    return this;
  }

  /** Sends class files to {@code directory/name}. */
  public Javac output(String name) {
    try {
      return options("-d", Files.createDirectories(directory.resolve(name)).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Javac processors(Processor... processors) {
    this.processors = List.of(processors);
    return this;
  }

  /** Compiles as if Weft were not there; its guard is on the tests' own class path. */
  public Javac withoutWeft() {
    return options("-proc:none")
        .fileManager(
            standard ->
                new ForwardingJavaFileManager<>(standard) {
                  @Override
                  public ClassLoader getClassLoader(Location location) {
                    return ClassLoader.getPlatformClassLoader();
                  }
                });
  }

  /** The API that sources are compiled against. */
  public static String classPath() {
    return ApiClasses.classPath();
  }

  public Javac fileManager(FileManagerFactory factory) {
    this.fileManager = factory;
    return this;
  }

  public Result compile() {
    var collector = new DiagnosticCollector<JavaFileObject>();
    try (var standard = COMPILER.getStandardFileManager(collector, Locale.ROOT, null);
        var wrapped = fileManager.wrap(standard)) {
      var task =
          COMPILER.getTask(
              null,
              wrapped,
              collector,
              options,
              null,
              standard.getJavaFileObjectsFromPaths(sources));
      task.setLocale(Locale.ROOT);
      if (!processors.isEmpty()) {
        task.setProcessors(processors);
      }
      boolean success = task.call();
      return new Result(success, findings(collector));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> findings(DiagnosticCollector<JavaFileObject> collector) {
    return collector.getDiagnostics().stream().map(Javac::format).toList();
  }

  private static String format(Diagnostic<? extends JavaFileObject> diagnostic) {
    String message =
        diagnostic.getKind().name().toLowerCase(Locale.ROOT)
            + ": "
            + diagnostic.getMessage(Locale.ROOT);
    JavaFileObject source = diagnostic.getSource();
    return source == null
        ? message
        : "%s:%d:%d: %s"
            .formatted(
                Path.of(source.toUri()).getFileName(),
                diagnostic.getLineNumber(),
                diagnostic.getColumnNumber(),
                message);
  }

  /** All files in {@code directory/name}, relative to it, in alphabetical order. */
  public static List<String> files(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> directory.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
