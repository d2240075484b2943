package dev.weft.processor;

import dev.weft.annotations.Async;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The types of the runtime that test sources name, compiled once. */
final class ApiClasses {

  private static final String CLASS_PATH = compile() + File.pathSeparator + annotations();

  private ApiClasses() {}

  static String classPath() {
    return CLASS_PATH;
  }

  private static Path annotations() {
    try {
      return Path.of(Async.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Path compile() {
    var compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      Path classes = Files.createTempDirectory("weft-api");
      classes.toFile().deleteOnExit();
      var options = List.of("-d", classes.toString(), "-proc:none");
      if (!compiler
          .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(sources()))
          .call()) {
        throw new IllegalStateException("the API sources do not compile");
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(resource("/api"))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(ApiClasses.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
