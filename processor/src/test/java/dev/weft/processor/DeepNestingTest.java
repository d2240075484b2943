package dev.weft.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.weft.driver.PathWeaver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Expressions with which {@code javac}'s stack is nearly full, in a new JVM: there Weft's walk, not
 * yet compiled, takes more stack than javac's own. How much depends on the JVM, hence several
 * depths, around those at which it was seen.
 */
@Tag("slow")
class DeepNestingTest {

  private static final String TOO_DEEP_FOR_JAVAC = "The system is out of resources.";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(ints = {600, 700, 800})
  void chainOfCallsInAClassWithoutWeft_compiles(int depth) throws IOException {
    assertCompiles("String f(int x) { return \"\"" + ".concat(\"\")".repeat(depth) + "; }");
  }

  @ParameterizedTest
  @ValueSource(ints = {1300, 1400, 1500, 1600})
  void longSumInAClassWithoutWeft_compiles(int depth) throws IOException {
    assertCompiles("int f(int x) { return x" + " + x".repeat(depth) + "; }");
  }

  private void assertCompiles(String method) throws IOException {
    assertEquals("exit code 0\n", javac(method));
  }

  @ParameterizedTest
  @ValueSource(ints = {1300, 1400, 1500, 1600})
  void longSumInAnAsyncMethod_isWovenAtLeast(int depth) throws Exception {
    String report =
        javac(
            "@dev.weft.annotations.Async dev.weft.Coroutine<Integer> f("
                + "dev.weft.Coroutine<Integer> c, int x) {"
                + " return dev.weft.Coroutine.of(dev.weft.Await.of(c)"
                + " + x".repeat(depth)
                + "); }");
    assertTrue(report.endsWith("exit code 0\n"), report);
    assertTrue(report.equals("exit code 0\n") || report.contains("[NestedTooDeeply]"), report);
    assertEquals(List.of(), PathWeaver.check(directory).classes());
    assertTrue(Files.exists(directory.resolve("A$f$Async.class")));
  }

  private String javac(String method) throws IOException {
    Files.writeString(directory.resolve("A.java"), "class A { " + method + " }");
    List<String> arguments = new ArrayList<>(List.of("-classpath", Javac.classPath()));
    arguments.addAll(
        List.of("-processorpath", CommandLineTest.processorPath(), "-d", ".", "A.java"));
    String report = Jdk.all().get(0).run(directory, "javac", arguments);
    assumeFalse(report.contains(TOO_DEEP_FOR_JAVAC), "javac itself does not cope");
    return report;
  }
}
