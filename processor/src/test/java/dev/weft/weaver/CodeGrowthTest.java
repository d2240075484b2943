package dev.weft.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Reducibility;
import dev.weft.weaver.fixture.Woven;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Twice the awaits make twice the code, whatever they keep; a thousand do not take long. */
@Tag("slow")
class CodeGrowthTest {

  private static final int AWAITS = 100;
  private static final int TEXT_VARIABLES = 20;

  /** By name, the code of a method with so many awaits. */
  private static final Map<String, IntFunction<String>> METHODS =
      Map.of(
          "concatenation",
          n -> "return Coroutine.of(" + list(n, " + ", "\"#\" + Await.of(c)") + ");",
          "calls in calls",
          n ->
              "return Coroutine.of("
                  + list(n, "", "use(Await.of(c), ")
                  + "c"
                  + ")".repeat(n)
                  + ");",
          "calls in calls in a try",
          n ->
              "try { return Coroutine.of("
                  + list(n, "", "use(Await.of(c), ")
                  + "c"
                  + ")".repeat(n)
                  + "); } catch (IllegalStateException e) { return Coroutine.of(e); }",
          "one variable more at each await",
          n ->
              list(n, "", "var v# = Await.of(c);")
                  + "return Coroutine.of(use("
                  + list(n, ", ", "v#")
                  + "));",
          "one int more at each await",
          n ->
              list(n, "", "int v# = Await.of(i);")
                  + "return Coroutine.of(use("
                  + list(n, ", ", "v#")
                  + "));",
          "one variable less at each await",
          n ->
              list(n, "", "var v# = c.toString();")
                  + list(n, "", "Await.of(c); use(v#);")
                  + "return Coroutine.of(c);",
          "fifty deep, in a loop, in a try",
          n ->
              "for (int k = 0; k < 3; k++) { try { use("
                  + list(n / 50, ", ", list(50, "", "use(Await.of(c), ") + "c" + ")".repeat(50))
                  + "); } catch (IllegalStateException e) { use(e); } } return Coroutine.of(c);",
          "branches",
          n ->
              "int v = 0;"
                  + list(n, "", "if (v > #) { v += Await.of(i); }")
                  + "return Coroutine.of(v);",
          "variables of one await",
          n -> list(n, "", "var v# = Await.of(c); use(v#);") + "return Coroutine.of(c);",
          "all variables but one at each await",
          n ->
              list(TEXT_VARIABLES, "", "var v# = c.toString();")
                  + IntStream.range(0, n)
                      .mapToObj(k -> "v" + k % TEXT_VARIABLES + " += Await.of(c);")
                      .collect(Collectors.joining())
                  + "return Coroutine.of(use("
                  + list(TEXT_VARIABLES, ", ", "v#")
                  + "));");

  private static String list(int times, String separator, String element) {
    return IntStream.range(0, times)
        .mapToObj(i -> element.replace("#", String.valueOf(i)))
        .collect(Collectors.joining(separator));
  }

  static Stream<String> methods() {
    return METHODS.keySet().stream().sorted();
  }

  /** Compiled on a deep stack: javac recurses into calls in calls. */
  private static Map<String, byte[]> compiled(String code) throws Exception {
    FutureTask<Map<String, byte[]>> compilation = new FutureTask<>(() -> compile(code));
    new Thread(null, compilation, "javac", 64 << 20).start();
    return compilation.get();
  }

  private static Map<String, byte[]> compile(String code) {
    return JavaText.compile(
        "class A { static Object use(Object... values) { return values; }"
            + "@Async static Coroutine<Object> m(Coroutine<?> c, Coroutine<Integer> i) {"
            + code
            + "} }");
  }

  /** The code of the body and of the state machine. */
  private static int size(Woven woven) {
    int stateMachine = woven.classNode("A$m$Async").methods.stream().mapToInt(CodeSize::of).sum();
    return CodeSize.of(woven.body("A", "m")) + stateMachine;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void twiceTheAwaits_makeTwiceTheCode(String method) throws Exception {
    Woven some = Woven.of(compiled(METHODS.get(method).apply(AWAITS)));
    Woven twice = Woven.of(compiled(METHODS.get(method).apply(2 * AWAITS)));

    assertTrue(
        size(twice) <= 2.2 * size(some),
        () -> method + ": " + size(some) + " bytes, then " + size(twice));
    assertTrue(Reducibility.isReducible(some.body("A", "m")));
  }

  /** Most of them are too large for a class file; none may take as long as with a cubic weaver. */
  @ParameterizedTest
  @MethodSource("methods")
  @Timeout(60)
  void thousandAwaits_areWovenOrRefused(String method) throws Exception {
    List<String> refusals = refusals(compiled(METHODS.get(method).apply(1000)));

    assertTrue(Set.of(List.of(), List.of("AsyncMethodTooLarge")).contains(refusals), method);
  }

  /** Each instruction leads to all handlers around it: a path from each to the top is too much. */
  @Test
  @Timeout(30)
  void muchCodeInNestedTries_isWoven() throws Exception {
    String code =
        "int v = 1;"
            + "try {".repeat(8)
            + "v += Await.of(i);"
            + "v = v * 31 + 7;".repeat(7_000)
            + list(8, "", "} catch (IllegalStateException e) { v += #; }")
            + "return Coroutine.of(v);";

    assertEquals(List.of(), refusals(compiled(code)));
  }

  private static List<String> refusals(Map<String, byte[]> compiled) {
    try {
      ClassWeaver.weave(compiled);
      return List.of();
    } catch (WeaveException e) {
      return e.problems().stream().map(WeaveProblem::tag).toList();
    }
  }
}
