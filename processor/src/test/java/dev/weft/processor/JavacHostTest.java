package dev.weft.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
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
                (nest, options) -> {
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
                (nest, options) -> {
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

  @Test
  void stateMachineOfARemovedMethod_isDeleted() {
    assertCompiles(javac().output("out").source("app/Greeter.java", GREETER));
    assertCompiles(
        javac().output("out").source("app/Greeter.java", "package app;", "class Greeter {}"));

    assertEquals(List.of("app/Greeter.class"), Javac.files(directory.resolve("out")));
  }

  @Test
  void stateMachineOfAnotherClass_isKept() {
    assertCompiles(javac().output("out").source("app/Greeter.java", GREETER));
    assertCompiles(
        javac()
            .output("out")
            .source("app/Greet.java", "package app;", "class Greet { class er {} }"));

    assertTrue(Files.exists(directory.resolve("out/app/Greeter$m$Async.class")));
  }

  @Test
  void errorOfAnotherClass_leavesNoUnwovenClass() {
    Javac.Result result =
        javac()
            .output("out")
            .source("app/Greeter.java", GREETER)
            .source("Bad.java", "class Bad { int x = \"\"; }")
            .compile();
    assertFalse(result.success());
    for (String file : Javac.files(directory.resolve("out"))) {
      assertTrue(isMarkedOrNew(file), file);
    }
  }

  private boolean isMarkedOrNew(String file) {
    try {
      return file.contains("$Async")
          || MarkingWeaver.isMarked(directory.resolve("out").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void afterAWeaveFailure_nothingElseIsWovenOrLeft() {
    Javac.Result result =
        javac(
                (nest, options) -> {
                  if (nest.containsKey("app/Greeter")) {
                    throw new WeaveException(
                        List.of(new WeaveProblem("TooHard", "app/Greeter", "greet", 0, "no.")));
                  }
                  return weaver.weave(nest, options);
                })
            .output("out")
            .source("app/Greeter.java", GREETER)
            .source(
                "Later.java",
                "class Later { class In {} @dev.weft.annotations.Async",
                "dev.weft.Coroutine<Void> m() { return dev.weft.Coroutine.done(); } }")
            .compile();
    assertEquals(List.of("Greeter.java:5:28: error: [TooHard] no."), result.findings());
    assertEquals(List.of(), weaver.nests);
    assertEquals(List.of(), Javac.files(directory.resolve("out")));
  }

  @Test
  void weaveProblemOfALambda_isReportedAtItsLine() {
    Javac.Result result =
        javac(
                (nest, options) -> {
                  throw new WeaveException(
                      List.of(new WeaveProblem("TooHard", "Outer$1", "lambda$m$0", 8, "no.")));
                })
            .output("out")
            .source(
                "Outer.java",
                "import dev.weft.*;",
                "class Outer {",
                "  void f(Coroutine<Void> c) {",
                "    new Object() {",
                "      void m() {",
                "        AsyncCallable<Void, RuntimeException> a =",
                "            () -> {",
                "              Void v = Await.of(c);",
                "              return c;",
                "            };",
                "      }",
                "    };",
                "  }",
                "}")
            .compile();
    assertEquals(List.of("Outer.java:8:32: error: [TooHard] no."), result.findings());
  }

  @Test
  void weaverWarning_isGivenAtItsMethod() {
    weaver.warnings =
        List.of(new WeaveProblem("AsyncMethodLarge", "app/Greeter", "greet", 0, "large."));
    Javac.Result result = javac().output("out").source("app/Greeter.java", GREETER).compile();
    assertTrue(result.success());
    assertEquals(
        List.of("Greeter.java:5:28: warning: [AsyncMethodLarge] large."), result.findings());
  }

  @Test
  void weaverWarning_isAnErrorWhenAskedFor() {
    weaver.warnings =
        List.of(new WeaveProblem("AsyncMethodLarge", "app/Greeter", "greet", 0, "large."));
    Javac.Result result =
        javac()
            .output("out")
            .options("-Aweft.werror")
            .source("app/Greeter.java", GREETER)
            .compile();
    assertFalse(result.success());
    assertEquals(List.of("Greeter.java:5:28: error: [AsyncMethodLarge] large."), result.findings());
  }

  @Test
  void weaverWarning_staysOneIfTheOptionSaysFalse() {
    weaver.warnings =
        List.of(new WeaveProblem("AsyncMethodLarge", "app/Greeter", "greet", 0, "large."));
    Javac.Result result =
        javac()
            .output("out")
            .options("-Aweft.werror=false")
            .source("app/Greeter.java", GREETER)
            .compile();
    assertTrue(result.success());
    assertEquals(
        List.of("Greeter.java:5:28: warning: [AsyncMethodLarge] large."), result.findings());
  }

  @Test
  void weaverWarning_isSilencedByItsTag() {
    weaver.warnings =
        List.of(new WeaveProblem("AsyncMethodLarge", "app/Greeter", "greet", 0, "large."));
    String[] source = GREETER.clone();
    source[3] = "@SuppressWarnings(\"weft:AsyncMethodLarge\") class Greeter {";
    assertCompiles(javac().output("out").source("app/Greeter.java", source));
  }

  /** javac's Filer compares each file that it is asked for with all before. */
  @Test
  void manyClasses_areWovenInLinearTime() {
    var comparisons = new AtomicInteger();
    Javac javac = javac().output("out").fileManager(files -> new Counting(files, comparisons));
    int classes = 30;
    for (int i = 0; i < classes; i++) {
      javac.source(
          "app/Greeter" + i + ".java",
          String.join("\n", GREETER).replace("Greeter", "Greeter" + i));
    }
    assertCompiles(javac);
    assertEquals(classes, weaver.nests.size());
    assertTrue(comparisons.get() <= 2 * classes, comparisons::toString);
  }

  private static final class Counting extends ForwardingJavaFileManager<JavaFileManager> {

    private final AtomicInteger comparisons;

    Counting(JavaFileManager files, AtomicInteger comparisons) {
      super(files);
      this.comparisons = comparisons;
    }

    @Override
    public boolean isSameFile(FileObject a, FileObject b) {
      comparisons.incrementAndGet();
      return super.isSameFile(a, b);
    }
  }

  @Test
  void namedModule_isWoven() throws IOException {
    assertCompiles(
        javac()
            .output("out")
            .options("--add-reads", "app=ALL-UNNAMED", "-Xlint:all,-processing", "-Werror")
            .source("module-info.java", "module app {}")
            .source("app/package-info.java", "package app;")
            .source("app/Greeter.java", GREETER));
    assertMarked("out/app/Greeter.class");
    assertTrue(Files.exists(directory.resolve("out/app/Greeter$m$Async.class")));
  }

  @Test
  void severalModulesAtOnce_areWoven() throws IOException {
    assertCompiles(
        javac()
            .output("out")
            .options("--module-source-path", directory.resolve("src").toString())
            .options("--add-reads", "one=ALL-UNNAMED", "--add-reads", "two=ALL-UNNAMED")
            .source("one/module-info.java", "module one {}")
            .source("one/app/Greeter.java", GREETER)
            .source("two/module-info.java", "module two {}")
            .source("two/app/Greeter.java", GREETER));
    for (String module : List.of("one", "two")) {
      assertMarked("out/" + module + "/app/Greeter.class");
      assertTrue(Files.exists(directory.resolve("out/" + module + "/app/Greeter$m$Async.class")));
    }
  }

  @Test
  void implicitlyCompiledSource_isWoven() throws IOException {
    javac().source("app/Greeter.java", GREETER);
    assertCompiles(
        javac()
            .output("out")
            .options("-sourcepath", directory.resolve("src").toString(), "-implicit:class")
            .source("app/Main.java", "package app;", "class Main { Greeter g; }"));
    assertMarked("out/app/Greeter.class");
  }

  @Test
  void withoutDebugInformation_classesAreWoven() throws IOException {
    assertCompiles(javac().output("out").options("-g:none").source("app/Greeter.java", GREETER));
    assertMarked("out/app/Greeter.class");
  }

  @Test
  void fileManagerInMemory_isReadAndWrittenThroughIt() {
    var memory = new AtomicReference<MemoryFileManager>();
    assertCompiles(
        javac()
            .fileManager(
                standard -> {
                  memory.set(new MemoryFileManager(standard, true));
                  return memory.get();
                })
            .source("app/Greeter.java", GREETER));
    assertEquals(Set.of("/app/Greeter.class", "/app/Greeter$m$Async.class"), memory.get().names());
    assertTrue(MarkingWeaver.isMarked(memory.get().bytes("/app/Greeter.class")));
  }

  @Test
  void fileManagerThatReplacesItsObjects_isReadFromTheNewest() {
    var memory = new AtomicReference<ReplacingFileManager>();
    assertCompiles(
        javac()
            .fileManager(
                standard -> {
                  memory.set(new ReplacingFileManager(standard));
                  return memory.get();
                })
            .source("app/Greeter.java", GREETER));
    assertTrue(MarkingWeaver.isMarked(memory.get().bytes("/app/Greeter.class")));
  }

  @Test
  void fileManagerThatCannotBeReadBack_isAnError() {
    Javac.Result result =
        javac()
            .fileManager(standard -> new MemoryFileManager(standard, false))
            .source("app/Greeter.java", GREETER)
            .compile();
    String file = directory.resolve("src/app/Greeter.class").toString();
    assertEquals(
        List.of(
            "Greeter.java:4:1: error: [ClassFileUnreadable] the class file that javac writes for"
                + " this class cannot be read back and woven (java.nio.file.NoSuchFileException: "
                + file
                + "): unless another error explains it, the program that runs javac keeps class"
                + " files to itself. Let Maven, Gradle or plain javac compile (in IntelliJ IDEA:"
                + " delegate builds to them), or weave the class files afterwards with"
                + " weft-maven-plugin."),
        result.findings());
  }

  @Test
  void fileManagerThatCannotBeReadBack_isNoErrorWithoutAsyncCode() {
    assertCompiles(
        javac()
            .fileManager(standard -> new MemoryFileManager(standard, false))
            .source("Plain.java", "class Plain {}"));
  }
}
