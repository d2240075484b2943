package dev.weft.torture;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.torture.fork.Jdks;
import dev.weft.torture.library.Library;
import dev.weft.torture.library.Maven;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Published libraries, woven whole, pass and fail their own tests as before. In {@code mvn verify}
 * a selection of tests runs; all of them with {@code -Psoak}.
 */
@Tag("slow")
class TortureRunTest {

  private static final String SELECTION =
      "org\\.apache\\.commons\\.lang3\\." + "(CharSetUtilsTest|(function|mutable|tuple)\\..*Test)";

  private static final Path DIRECTORY =
      Path.of(System.getProperty("torture.directory", "target/torture")).toAbsolutePath();

  @Test
  void selectedTests_endAsOnTheUntouchedJar() throws IOException {
    requireAlike(library("org.apache.commons:commons-lang3:3.17.0", true), SELECTION);
  }

  /** Linked on each JDK, checked and woven again; its tests run with {@code -Psoak}. */
  @Test
  void anotherLibrary_isWovenWell() throws IOException {
    requireAlike(library("org.apache.commons:commons-collections4:4.4", false), "");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "org.apache.commons:commons-lang3:3.17.0",
        "org.apache.commons:commons-collections4:4.4"
      })
  @EnabledIfSystemProperty(named = "weft.soak", matches = "true")
  void allTests_endAsOnTheUntouchedJar(String library) throws IOException {
    requireAlike(library(library, true), TortureRun.ALL_TESTS);
  }

  private static Library library(String coordinates, boolean withTests) throws IOException {
    Files.createDirectories(DIRECTORY);
    return new Maven(DIRECTORY).library(coordinates, withTests);
  }

  private static void requireAlike(Library library, String selection) throws IOException {
    List<Path> jdks =
        Stream.concat(Stream.of(Jdks.running()), Jdks.find(25).stream()).distinct().toList();
    TortureReport report = new TortureRun(library, DIRECTORY, jdks, selection).run();
    System.out.println(report.text());
    assertTrue(report.wovenShare() >= 0.9, report::text);
    assertTrue(report.isClean(), report::text);
  }
}
