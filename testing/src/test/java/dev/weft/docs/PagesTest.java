package dev.weft.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every Java example of a page is part of a test, which runs it. */
class PagesTest {

  private static final Pattern JAVA = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

  @ParameterizedTest
  @CsvSource({
    "testing.md, TestingPageExamplesTest.java",
    "asyncio.md, AsyncioPageExamplesTest.java",
  })
  void examples_areTested(String page, String tests) throws IOException {
    String text = Files.readString(Path.of("../docs", page));
    String source = withoutSpace(Files.readString(Path.of("src/test/java/dev/weft/docs", tests)));
    List<String> examples = JAVA.matcher(text).results().map(found -> found.group(1)).toList();
    assertFalse(examples.isEmpty());
    assertEquals(
        List.of(), examples.stream().filter(e -> !source.contains(withoutSpace(e))).toList());
  }

  /** Indentation and line ends differ between a page and a class. */
  private static String withoutSpace(String text) {
    return text.replaceAll("\\s+", "");
  }
}
