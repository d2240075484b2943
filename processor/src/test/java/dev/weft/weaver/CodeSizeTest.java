package dev.weft.weaver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Woven;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassTooLargeException;

class CodeSizeTest {

  private static String method(String statement, int times) {
    return "class A { static int use(Object... o) { return 1; } static Coroutine<?> f;"
        + "@Async static Coroutine<Integer> m(int i) {"
        + statement.repeat(times)
        + "return Coroutine.of(i); } }";
  }

  private static List<WeaveProblem> warnings(String source) {
    return Woven.of(source).nest().warnings();
  }

  private static String withoutNumbers(String message) {
    Matcher numbers = Pattern.compile("has \\d+ bytes of code \\(\\d+ unwoven\\)").matcher(message);
    return numbers.replaceFirst("has N bytes of code (M unwoven)");
  }

  @Test
  void smallMethod_givesNoWarning() {
    assertEquals(List.of(), warnings(method("Await.of(f);", 10)));
  }

  @Test
  void methodThatWeavingMakesTooLargeForTheJit_givesAWarning() {
    WeaveProblem warning = warnings(method("i += use(i, Await.of(f));", 180)).get(0);

    assertEquals("AsyncMethodLarge", warning.tag());
    assertEquals("A", warning.className());
    assertEquals("m", warning.method());
    assertEquals(
        "the woven method has N bytes of code (M unwoven); the JVM compiles no method of more than"
            + " 8000 and will interpret this one. Move parts of it to methods of their own.",
        withoutNumbers(warning.message()));
  }

  @Test
  void classWithTooManyConstants_isRefused() {
    WeaveProblem problem = CodeSize.tooLarge(new ClassTooLargeException("A", 70_000));

    assertEquals("AsyncClassTooLarge", problem.tag());
    assertEquals("A", problem.className());
    assertEquals(
        "the woven class would have 70000 constants, a class file allows 65535. Move some of its"
            + " methods to another class.",
        problem.message());
  }

  @Test
  void methodThatWasTooLargeForTheJitBefore_givesNoWarning() {
    assertEquals(List.of(), warnings(method("i = i * 1000 + use(i);", 800)));
  }

  @Test
  void methodThatWeavingMakesTooLargeForAClassFile_isRefused() {
    WeaveProblem problem =
        Woven.problemOf(JavaText.compile(method("i += use(i, Await.of(f));", 2000)));

    assertEquals("AsyncMethodTooLarge", problem.tag());
    assertEquals("A", problem.className());
    assertEquals("m", problem.method());
    assertEquals(
        "the woven method would have N bytes of code, a class file allows 65535. Move parts of it"
            + " to methods of their own.",
        problem.message().replaceFirst("have \\d+ bytes", "have N bytes"));
  }
}
