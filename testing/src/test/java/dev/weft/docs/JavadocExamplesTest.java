package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every example in the Javadoc of what users call is part of a test, which runs it. */
class JavadocExamplesTest {

  private static final Pattern EXAMPLE =
      Pattern.compile("<pre>\\{@code\\n(.*?)\\n *\\* *}</pre>", Pattern.DOTALL);
  private static final List<Path> MODULES =
      Stream.of("annotations", "runtime", "testing", "context-micrometer")
          .map(Path.of("..")::resolve)
          .toList();
  private static final Path FOR_WOVEN_CODE = Path.of("dev/weft/linkage");

  @Test
  void examples_areTested() {
    StringBuilder tests = new StringBuilder();
    sources("src/test/java").forEach(test -> tests.append(withoutSpace(read(test))));

    List<String> untested = new ArrayList<>();
    sources("src/main/java")
        .filter(source -> !source.getParent().endsWith(FOR_WOVEN_CODE))
        .forEach(
            source ->
                examples(read(source))
                    .filter(example -> tests.indexOf(withoutSpace(example)) < 0)
                    .forEach(example -> untested.add(source + ":\n" + example)));

    assertEquals("", String.join("\n\n", untested));
  }

  @ParameterizedTest
  @FieldSource("MODULES")
  void everyModule_hasExamples(Path module) {
    assertTrue(
        javaFiles(module.resolve("src/main/java")).flatMap(f -> examples(read(f))).count() > 0);
  }

  private static Stream<String> examples(String source) {
    return EXAMPLE
        .matcher(source)
        .results()
        .map(found -> found.group(1).replaceAll("(?m)^ *\\* ?", ""));
  }

  private static Stream<Path> sources(String folder) {
    return MODULES.stream()
        .map(module -> module.resolve(folder))
        .filter(Files::isDirectory) // the annotations have no tests of their own
        .flatMap(JavadocExamplesTest::javaFiles);
  }

  private static Stream<Path> javaFiles(Path folder) {
    try {
      return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Indentation and line ends differ between a comment and a class. */
  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
