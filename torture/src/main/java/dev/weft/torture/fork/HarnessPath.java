package dev.weft.torture.fork;

import dev.weft.Await;
import dev.weft.annotations.Async;
import dev.weft.torture.run.TestRun;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The part of this JVM's class path that forked ones need: the runtime, JUnit, and test runs. */
public final class HarnessPath {

  private HarnessPath() {}

  public static List<Path> entries() {
    return Stream.of(
            "org.junit.platform.launcher.Launcher",
            "org.junit.platform.engine.TestEngine",
            "org.junit.platform.commons.JUnitException",
            "org.junit.jupiter.api.Test",
            "org.junit.jupiter.params.ParameterizedTest",
            "org.junit.jupiter.engine.JupiterTestEngine",
            "org.junit.vintage.engine.VintageTestEngine",
            "org.junit.Test",
            "org.hamcrest.Matcher",
            "org.opentest4j.AssertionFailedError",
            "org.apiguardian.api.API",
            TestRun.class.getName(),
            Await.class.getName(),
            Async.class.getName())
        .map(HarnessPath::locationOf)
        .distinct()
        .toList();
  }

  private static Path locationOf(String className) {
    try {
      Class<?> type = Class.forName(className, false, HarnessPath.class.getClassLoader());
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (ClassNotFoundException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
