package dev.weft.weaver;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.fixture.Reducibility;
import dev.weft.weaver.fixture.Woven;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Twice the awaits make twice the code, whatever they keep. */
@Tag("slow")
class CodeGrowthTest {

  private static final int AWAITS = 40;
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

  private static Woven woven(String code) {
    return Woven.of(
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
  @ValueSource(
      strings = {
        "concatenation",
        "calls in calls",
        "calls in calls in a try",
        "one variable more at each await",
        "one int more at each await",
        "one variable less at each await",
        "variables of one await",
        "all variables but one at each await"
      })
  void twiceTheAwaits_makeTwiceTheCode(String method) {
    Woven some = woven(METHODS.get(method).apply(AWAITS));
    Woven twice = woven(METHODS.get(method).apply(2 * AWAITS));

    assertTrue(
        size(twice) <= 2.1 * size(some),
        () -> method + ": " + size(some) + " bytes, then " + size(twice));
    assertTrue(Reducibility.isReducible(some.body("A", "m")));
  }
}
