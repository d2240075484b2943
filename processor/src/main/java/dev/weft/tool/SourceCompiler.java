package dev.weft.tool;

import dev.weft.weaver.WeaveException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles a class without weaving it. */
final class SourceCompiler {

  private SourceCompiler() {}

  /** What is done with the class files. */
  interface Use<T> {
    T of(Path classes) throws IOException, WeaveException;
  }

  /**
   * Compiles to a temporary directory.
   *
   * @param sources the directory of the root package
   * @param className the internal name of the class, or of one that is nested in it
   */
  static <T> T withCompiled(Path sources, String className, String classPath, Use<T> use)
      throws IOException, WeaveException {
    Path classes = Files.createTempDirectory("weft");
    try {
      compile(sources, source(sources, className), classPath, classes);
      return use.of(classes);
    } finally {
      delete(classes);
    }
  }

  private static Path source(Path sources, String className) throws FileNotFoundException {
    String name = className;
    while (true) {
      Path source = sources.resolve(name + ".java");
      if (Files.isRegularFile(source)) {
        return source;
      }
      int nested = name.lastIndexOf('$');
      if (nested <= 0) {
        throw new FileNotFoundException(source + " does not exist: --source names no root of it");
      }
      name = name.substring(0, nested);
    }
  }

  private static void compile(Path sources, Path source, String classPath, Path classes)
      throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new IOException("there is no javac in this Java runtime: --source needs a JDK");
    }
    List<String> options =
        List.of(
            "-g",
            "-nowarn",
            "-proc:none",
            "-d",
            classes.toString(),
            "-cp",
            classPath,
            "-sourcepath",
            sources.toString());
    StringWriter messages = new StringWriter();
    try (var standard = javac.getStandardFileManager(null, null, null);
        var files = withoutPlugins(standard)) {
      var units = standard.getJavaFileObjects(source);
      if (!javac.getTask(messages, files, null, options, null, units).call()) {
        throw new IOException(source + " does not compile:\n" + messages);
      }
    }
  }

  /** Weft's own plugin, which this very jar brings, would refuse to leave a class unwoven. */
  private static JavaFileManager withoutPlugins(StandardJavaFileManager standard) {
    return new ForwardingJavaFileManager<>(standard) {
      @Override
      public ClassLoader getClassLoader(Location location) {
        return ClassLoader.getPlatformClassLoader();
      }
    };
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
        Files.delete(file);
      }
    }
  }
}
