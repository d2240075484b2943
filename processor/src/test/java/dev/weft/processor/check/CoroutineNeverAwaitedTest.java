package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.weft.processor.Javac;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoroutineNeverAwaitedTest extends CheckTest {

  private static final String GREET = "abstract Coroutine<String> greet();";

  private static String warning(String position) {
    return position
        + ": warning: [CoroutineNeverAwaited] the coroutine of 'greet' is neither awaited nor kept:"
        + " a coroutine that nobody awaits never runs. Await it with Await.of(...), or start it"
        + " with Weft.createTask(...).";
  }

  @Test
  void statement_isWarnedOf() {
    assertEquals(List.of(warning("4:22")), findings(GREET, "void m() { this.greet(); }"));
  }

  @Test
  void lambdaAndMethodReferenceOfVoid_areWarnedOf() {
    assertEquals(
        List.of(warning("4:25"), warning("5:14")),
        findings(GREET, "Runnable a = () -> greet();", "Runnable b = this::greet;"));
  }

  @Test
  void unusedLocal_isWarnedOf() {
    assertEquals(
        List.of(warning("4:16")),
        findings(GREET, "void m() { var c = greet(); greet2(); }", "void greet2() {}"));
  }

  @Test
  void localThatIsAssignedAndNeverRead_isWarnedOf() {
    assertEquals(
        List.of(warning("4:37"), warning("5:13")),
        findings(
            GREET,
            "void m() {   Coroutine<String>      c; c = greet();",
            "  var       d = hashCode() == 0 ? greet() : null; }"));
  }

  @Test
  void generator_isWarnedOfInItsOwnWords() {
    assertEquals(
        List.of(
            "4:18: warning: [CoroutineNeverAwaited] the async generator of 'values' is neither"
                + " advanced nor kept: nothing of it runs before that. Await its moveNext() or"
                + " forEach(...)."),
        findings("abstract AsyncGenerator<String> values();", "void m() { values(); }"));
  }

  @Test
  void whatIsKeptOrPassedOn_isFine() {
    assertNoFindings(
        GREET,
        "Coroutine<String> field = greet();",
        "Supplier<Coroutine<String>> supplier = () -> greet();",
        "Callable<Coroutine<String>> callable = this::greet;",
        "Coroutine<String> m(Map<String, Coroutine<String>> map) {",
        "  var c = greet();",
        "  var d = greet();",
        "  Coroutine<String> f, g;",
        "  field = f = greet();",
        "  g = greet(); g.getClass();",
        "  Runnable r = () -> field = d;",
        "  map.put(\"c\", c);",
        "  Weft.createTask(greet());",
        "  for (var e = greet(); e != null; e = null) {}",
        "  return greet();",
        "}");
  }

  @Test
  void suppression_silences() {
    assertNoFindings(
        GREET,
        "@SuppressWarnings(\"weft:CoroutineNeverAwaited\") void m() { greet(); }",
        "@SuppressWarnings({\"unused\", \"weft:CoroutineNeverAwaited\"}) class In {",
        "  void m() { greet(); } }",
        "void n() { @SuppressWarnings(\"weft:CoroutineNeverAwaited\") var c = greet(); }");
  }

  @Test
  void suppressionOfAnotherTag_doesNot() {
    assertEquals(
        List.of(warning("4:61")),
        findings(GREET, "@SuppressWarnings(\"weft:BlockingCall\") void m() { this.greet(); }"));
  }

  @Test
  void werror_makesItAnError() {
    Javac.Result result =
        compile(GREET, "void m() { this.greet(); }").options("-Aweft.werror").compile();
    assertEquals(
        List.of("T.java:" + warning("4:22").replace("warning", "error")), result.findings());
    assertFalse(result.success());
  }
}
