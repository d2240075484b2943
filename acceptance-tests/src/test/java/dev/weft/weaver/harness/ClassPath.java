package dev.weft.weaver.harness;

import dev.weft.Await;
import dev.weft.annotations.Async;
import dev.weft.weaver.program.Futures;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class paths of compilations and of forked JVMs. */
public final class ClassPath {

  private ClassPath() {}

  /** What programs under test see: runtime, annotations, and what they await. No processor. */
  public static String ofPrograms() {
    return Stream.of(Await.class, Async.class, Futures.class)
        .map(ClassPath::locationOf)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** What this JVM sees. */
  public static String ofTests() {
    return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
  }

  private static String locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
