package dev.weft.promises;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MentionScannerTest {

  private static final String A_ROW = "row " + "C4"; // not to be found here by the real scan

  @Test
  void singleAndSeveral_areFound() {
    assertEquals(List.of("C4"), MentionScanner.promises("Row and " + A_ROW + "."));
    assertEquals(List.of("C4", "D1"), MentionScanner.promises("ro" + "ws C4, D1"));
    assertEquals(
        List.of("C4", "C6", "D1"), MentionScanner.promises("ro" + "ws C4, C6 and D1: fast"));
    assertEquals(List.of("F7", "F8", "F9"), MentionScanner.promises("ro" + "ws F7 to F9"));
  }

  @Test
  void casesAndSemantics_areFound() {
    assertEquals(List.of("case 81"), MentionScanner.promises("asyncio" + " case 81, more"));
    assertEquals(
        List.of("case 4", "case 5"), MentionScanner.promises("asyncio" + " cases 4 and 5."));
    assertEquals(List.of("semantics 7"), MentionScanner.promises("asyncio" + " semantics 7."));
  }

  @Test
  void mentionAcrossLines_isFound() {
    assertEquals(
        List.of("C4", "C5"), MentionScanner.promises("\n   * as ro" + "ws C4,\n   * C5 say\n"));
  }

  @Test
  void otherUsesOfTheWords_areNone() {
    assertEquals(List.of(), MentionScanner.promises("each row of case 5; row by row; rows 1"));
  }

  @Test
  void methodsJavadoc_namesTheMethod() {
    assertEquals(
        List.of(new Mention("C4", "a/FooTest.java", "FooTest.once_only")),
        scan("/** " + A_ROW + ". */ @Test\n  void once_only() throws Exception {\n  }"));
  }

  @Test
  void annotationWithBraces_isNoEndOfTheDeclaration() {
    assertEquals(
        "FooTest.many",
        scan("/** "
                + A_ROW
                + ". */ @ParameterizedTest @CsvSource({\"1,2\"})\n void many(int a) {\n")
            .get(0)
            .test());
  }

  @Test
  void classesJavadoc_namesTheClassIfItHasTests() {
    assertEquals(
        "FooTest",
        scan("/** " + A_ROW + ". */ class FooTest {\n @Test void x() {}}").get(0).test());
    assertEquals("", scan("/** " + A_ROW + ". */ class Helper {\n void x() {}}").get(0).test());
  }

  @Test
  void javadocOfSomethingElse_namesNoTest() {
    assertEquals(
        "",
        scan("/** " + A_ROW + ". */ private int helper() {\n} @Test void x() {}").get(0).test());
  }

  private static List<Mention> scan(String source) {
    return MentionScanner.scan("a/FooTest.java", source);
  }
}
