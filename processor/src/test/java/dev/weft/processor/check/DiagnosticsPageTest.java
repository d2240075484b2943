package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every tag that users may meet has its place on the page, and a test that names it. */
class DiagnosticsPageTest {

  /** Tags of the weaver are literals in its sources. */
  private static final Pattern WEAVER_TAG =
      Pattern.compile("\"((?:Async|Await|Yield)[A-Z]\\w+|WeaverBug)\"");

  private static final Pattern ON_PAGE = Pattern.compile("(?m)^(?:### (.*)|\\| (\\w+) \\|.*)$");

  @Test
  void everyDiagnostic_isOnThePage() {
    Set<String> missing = tags();
    missing.removeAll(onPage());
    assertEquals(Set.of(), missing);
  }

  @Test
  void everyDiagnostic_hasATest() {
    String tests =
        sources("src/test", "../acceptance-tests/src/test")
            .filter(path -> !path.endsWith("DiagnosticsPageTest.java"))
            .map(DiagnosticsPageTest::text)
            .collect(Collectors.joining());
    assertEquals(
        Set.of(),
        tags().stream()
            .filter(tag -> !tests.contains("[" + tag + "]") && !tests.contains('"' + tag + '"'))
            .collect(Collectors.toSet()));
  }

  private static Set<String> tags() {
    Set<String> tags = new TreeSet<>();
    Arrays.stream(DiagnosticId.values()).map(DiagnosticId::tag).forEach(tags::add);
    int ofChecks = tags.size();
    sources("src/main/java/dev/weft/weaver")
        .map(DiagnosticsPageTest::text)
        .flatMap(text -> WEAVER_TAG.matcher(text).results())
        .map(match -> match.group(1))
        .filter(tag -> !tag.equals("AsyncGenerator"))
        .forEach(tags::add);
    assertTrue(tags.size() > ofChecks, "no tag of the weaver was found");
    return tags;
  }

  private static Set<String> onPage() {
    return ON_PAGE
        .matcher(text(Path.of("../docs/diagnostics.md")))
        .results()
        .flatMap(DiagnosticsPageTest::names)
        .collect(Collectors.toSet());
  }

  private static Stream<String> names(MatchResult line) {
    return line.group(1) == null ? Stream.of(line.group(2)) : Stream.of(line.group(1).split(", "));
  }

  private static Stream<Path> sources(String... directories) {
    return Stream.of(directories)
        .flatMap(
            directory -> {
              try (Stream<Path> files = Files.walk(Path.of(directory))) {
                return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
