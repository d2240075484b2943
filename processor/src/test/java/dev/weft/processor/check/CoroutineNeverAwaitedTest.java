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

  private static String asValue(String position, String use) {
    return position
        + ": warning: [CoroutineNeverAwaited] the coroutine of 'greet' itself "
        + use
        + " here, not its result, and a coroutine that nobody awaits never runs. Await it:"
        + " Await.of(...).";
  }

  @Test
  void text_isWarnedOf() {
    assertEquals(
        List.of(
            asValue("5:23", "becomes text"),
            asValue("6:13", "becomes text"),
            asValue("7:29", "becomes text"),
            asValue("8:29", "becomes text"),
            asValue("9:29", "becomes text"),
            asValue("10:42", "becomes text"),
            asValue("11:18", "becomes text"),
            asValue("12:50", "becomes text"),
            asValue("13:41", "becomes text")),
        findings(
            GREET,
            "void m(String s, System.Logger log, Object... a) {",
            "  s = \"Hello \" + greet();",
            "  s += greet();",
            "  System.out.println(  greet());",
            "  System.out.printf(s, greet());",
            "  String.valueOf(      greet());",
            "  String.format(\"%s %s\", \"a\",       greet());",
            "  s =       greet().toString();",
            "  new StringBuilder().append(a.length > 0 ? greet() : s);",
            "  Supplier<String> f = () -> \"!\" + greet();",
            "}"));
  }

  @Test
  void comparison_isWarnedOf() {
    assertEquals(
        List.of(
            asValue("5:16", "is compared"),
            asValue("6:22", "is compared"),
            asValue("7:28", "is compared"),
            asValue("8:32", "is compared"),
            asValue("9:28", "is compared")),
        findings(
            GREET,
            "boolean m(String s) { if (",
            "          greet().equals(s)) {}",
            "  if (s.equals( greet())) {}",
            "  if (Objects.equals( greet(), s)) {}",
            "  return s.isEmpty() || ( greet()) == null",
            "      || null !=      greet(); }"));
  }

  @Test
  void resultThatIsItselfACoroutine_isWarnedOf() {
    assertEquals(
        List.of(
            "5:11: warning: [CoroutineNeverAwaited] what is awaited here gives another coroutine,"
                + " which is neither awaited nor kept: a coroutine that nobody awaits never runs."
                + " Await it too: Await.of(Await.of(...)).",
            warning("7:32"),
            warning("8:53")),
        findings(
            GREET,
            "@Async Coroutine<Void> m(Executor e, List<String> names) {",
            "  Await.of(Weft.toThread(() -> greet()));",
            "  String s = Await.of(Await.of(Weft.toThread(() -> greet())));",
            "  names.stream().map(n -> greet()).toList();",
            "  CompletableFuture.supplyAsync(() -> { return greet(); });",
            "  return Coroutine.done(); }"));
  }

  @Test
  void mocks_areFine() {
    Javac.Result result =
        compile(GREET, "void m(T mock) { org.mockito.Mockito.verify(mock).greet(); }")
            .source(
                "org/mockito/Mockito.java",
                "package org.mockito;",
                "public class Mockito { public static <T> T verify(T mock) { return mock; } }")
            .compile();
    assertEquals(List.of(), result.findings());
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
