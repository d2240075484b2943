package dev.weft.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavacHostTest {

  private static final String[] GREETER = {
    "package app;",
    "import dev.weft.*;",
    "import dev.weft.annotations.Async;",
    "class Greeter {",
    "  @Async Coroutine<String> greet(Coroutine<String> name) {",
    "    String n = Await.of(name);",
    "    return Coroutine.of(n);",
    "  }",
    "}"
  };

  @TempDir Path directory;
  private final MarkingWeaver weaver = new MarkingWeaver();

  private Javac javac() {
    return javac(weaver);
  }

  private Javac javac(NestWeaver with) {
    return Javac.in(directory).processors(new AsyncProcessor(with));
  }

  private void assertCompiles(Javac javac) {
    Javac.Result result = javac.compile();
    assertEquals(List.of(), result.findings());
    assertTrue(result.success());
  }

  private void assertMarked(String classFile) throws IOException {
    assertTrue(MarkingWeaver.isMarked(directory.resolve(classFile)), classFile);
  }

  @Test
  void asyncMethod_isWovenInPlace() throws IOException {
    assertCompiles(javac().output("out").source("app/Greeter.java", GREETER));

    assertEquals(List.of(List.of("app/Greeter")), weaver.nests);
    assertMarked("out/app/Greeter.class");
    assertTrue(Files.exists(directory.resolve("out/app/Greeter$m$Async.class")));
  }

  @Test
  void lintAndWerror_areClean() throws IOException {
    assertCompiles(
        javac()
            .output("out")
            .options("-Xlint:all,-processing", "-Werror")
            .source("app/Greeter.java", GREETER));
    assertMarked("out/app/Greeter.class");
  }

  @Test
  void classesWithoutAsyncCode_areLeftAlone() throws IOException {
    assertCompiles(
        javac()
            .output("out")
            .source(
                "Plain.java",
                "import java.util.concurrent.*;",
                "class Plain {",
                "  CompletionStage<String> twice(CompletionStage<String> s) {",
                "    return s.thenCompose(x -> s.thenApply(y -> x + y));",
                "  }",
                "}"));
    assertEquals(List.of(), weaver.nests);
    assertFalse(MarkingWeaver.isMarked(directory.resolve("out/Plain.class")));
  }

  @Test
  void everyKindOfNestedClass_isPartOfItsNest() throws IOException {
    assertCompiles(
        javac()
            .output("out")
            .source(
                "Outer.java",
                "import dev.weft.*;",
                "import dev.weft.annotations.Async;",
                "class Outer {",
                "  class Inner { class Deeper {} }",
                "  static class Nested {}",
                "  interface Face { default Object f() { return new Object() {}; } }",
                "  enum Color { RED { }, BLUE; }",
                "  record Point(int x) {}",
                "  Object o = new Object() {};",
                "  static { class InInitialiser {} new InInitialiser(); }",
                "  @Async static Coroutine<Void> m(Coroutine<Void> c, Color color) {",
                "    class Local {}",
                "    Runnable r = () -> { class InLambda {} new Object() { }; };",
                "    AsyncCallable<Void, RuntimeException> a = () -> {",
                "      Await.of(c);",
                "      new Object() { Object q = new Object() {}; };",
                "      return Coroutine.done();",
                "    };",
                "    switch (color) { case RED: Await.of(c); default: }",
                "    return Coroutine.done();",
                "  }",
                "}"));
    Set<String> files =
        Set.copyOf(
            Javac.files(directory.resolve("out")).stream()
                .map(file -> file.replace(".class", ""))
                .filter(name -> !name.equals("Outer$m$Async"))
                .toList());
    assertEquals(1, weaver.nests.size());
    assertEquals(files, weaver.classes());
    for (String name : files) {
      assertMarked("out/" + name + ".class");
    }
  }

  @Test
  void severalTopLevelClassesInOneFile_areNestsOfTheirOwn() throws IOException {
    assertCompiles(
        javac()
            .output("out")
            .source(
                "Two.java",
                "import dev.weft.*;",
                "class Two { class In {} void f(Coroutine<Void> c) {",
                "  AsyncCallable<Void, RuntimeException> a = () -> c; } }",
                "class Plain {}",
                "class Other { void f(Coroutine<Void> c) {",
                "  AsyncCallable<Void, RuntimeException> a = () -> c; } }"));
    assertEquals(List.of(List.of("Two$In", "Two"), List.of("Other")), weaver.nests);
    assertFalse(MarkingWeaver.isMarked(directory.resolve("out/Plain.class")));
  }

  @Test
  void weaveFailure_isAnErrorAtItsLine_andLeavesNoClass() {
    Javac.Result result =
        javac(
                nest -> {
                  throw new WeaveException(
                      List.of(
                          new WeaveProblem("TooHard", "app/Greeter", "greet", 6, "no. Do it so.")));
                })
            .output("out")
            .source("app/Greeter.java", GREETER)
            .compile();
    assertEquals(List.of("Greeter.java:6:24: error: [TooHard] no. Do it so."), result.findings());
    assertFalse(result.success());
    assertEquals(List.of(), Javac.files(directory.resolve("out")));
  }

  @Test
  void weaverCrash_isAnErrorWithItsTrace_andLeavesNoClass() {
    Javac.Result result =
        javac(
                nest -> {
                  throw new IllegalStateException("broken");
                })
            .output("out")
            .source("app/Greeter.java", GREETER)
            .compile();
    assertFalse(result.success());
    assertEquals(1, result.findings().size());
    assertTrue(
        result
            .findings()
            .get(0)
            .startsWith(
                "error: [WeftFailure] Weft failed at app.Greeter:"
                    + " java.lang.IllegalStateException: broken"),
        result.findings()::toString);
    assertEquals(List.of(), Javac.files(directory.resolve("out")));
  }

  @Test
  void withoutOutputDirectory_classesAreWovenBesideTheirSource() throws IOException {
    assertCompiles(javac().source("app/Greeter.java", GREETER));
    assertMarked("src/app/Greeter.class");
    assertTrue(Files.exists(directory.resolve("src/app/Greeter$m$Async.class")));
  }

  @Test
  void recompilation_weavesAgain() throws IOException {
    for (int i = 0; i < 2; i++) {
      assertCompiles(
          javac()
              .output("out")
              .options("-Xlint:all,-processing", "-Werror")
              .source("app/Greeter.java", GREETER));
      assertMarked("out/app/Greeter.class");
    }
    assertEquals(2, weaver.nests.size());
  }
}
