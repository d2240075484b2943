package dev.weft.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The {@code javac} command of every JDK at hand, as users run it. */
@Tag("slow")
class CommandLineTest {

  private static final List<String> WOVEN =
      List.of("app/Greeter$1.class", "app/Greeter$greet$Async.class", "app/Greeter.class");

  @TempDir Path directory;

  static List<Jdk> jdks() {
    return Jdk.all();
  }

  @BeforeEach
  void writeSource() throws IOException {
    Files.createDirectories(directory.resolve("src/app"));
    Files.createDirectories(directory.resolve("out"));
    Files.writeString(
        directory.resolve("src/app/Greeter.java"),
        """
        package app;

        import dev.weft.Await;
        import dev.weft.Coroutine;
        import dev.weft.annotations.Async;

        class Greeter {
          @Async
          Coroutine<Object> greet(Coroutine<String> name) {
            Object greeting = new Object() {
              final String name = "world";
            };
            return Coroutine.of(Await.of(name) + greeting);
          }
        }
        """);
  }

  private String javac(Jdk jdk, String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("-d", "out", "src/app/Greeter.java"));
    return jdk.run(directory, "javac", all);
  }

  private List<String> output() {
    return Javac.files(directory.resolve("out"));
  }

  /** This module's classes and the libraries that its jar will contain. */
  static String processorPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(
            entry ->
                entry.endsWith("classes")
                    || entry.matches(".*[/\\\\](asm|javapoet)[^/\\\\]*\\.jar"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void processorPath_weavesWithAllWarningsAsErrors_andAgain(Jdk jdk) {
    for (int i = 0; i < 2; i++) {
      assertEquals(
          "exit code 0\n",
          javac(
              jdk,
              "-Xlint:all",
              "-Werror",
              "-classpath",
              ApiClasses.classPath(),
              "-processorpath",
              processorPath()));
      assertEquals(WOVEN, output());
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void classPathAlone_weavesOrSaysWhyNot(Jdk jdk) {
    String report =
        javac(jdk, "-classpath", ApiClasses.classPath() + File.pathSeparator + processorPath());
    if (jdk.version() < 23) {
      assertEquals(WOVEN, output(), report);
    } else {
      assertNotRunning(report);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withoutProcessing_isAnError(Jdk jdk) {
    assertNotRunning(
        javac(
            jdk,
            "-proc:none",
            "-classpath",
            ApiClasses.classPath(),
            "-processorpath",
            processorPath()));
  }

  private void assertNotRunning(String report) {
    assertTrue(
        report.startsWith(
            "src/app/Greeter.java:9: error: [ProcessorNotRunning] async code, but the Weft"
                + " processor did not run:"),
        report);
    assertTrue(report.endsWith("1 error\nexit code 1\n"), report);
    assertEquals(List.of(), output());
  }

  @Test
  void jdk25_isTested() {
    assumeTrue(Jdk.find25().isPresent(), "no JDK 25: set JAVA25_HOME, or install it beside this");
    assertEquals(25, Jdk.find25().get().version());
  }
}
