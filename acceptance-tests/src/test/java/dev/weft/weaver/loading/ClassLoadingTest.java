package dev.weft.weaver.loading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.tool.WeftTool;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.harness.ClassFiles;
import dev.weft.weaver.harness.ClassPath;
import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Entry;
import dev.weft.weaver.harness.Forked;
import dev.weft.weaver.harness.Jdk;
import dev.weft.weaver.harness.LoadedProgram;
import dev.weft.weaver.harness.SourceFile;
import dev.weft.weaver.harness.Toolchain;
import dev.weft.weaver.harness.WovenProgram;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A woven program loads a state machine for each async method that suspends, or whose coroutine is
 * made, and none for others; the weaver loads no class of the program at all.
 */
class ClassLoadingTest {

  /** Calls come from a class without async methods: reflection loads what signatures name. */
  private static final String SOURCE =
      """
      package program;
      import dev.weft.Await;
      import dev.weft.Coroutine;
      import dev.weft.annotations.Async;
      import java.util.concurrent.CompletionStage;
      import static dev.weft.weaver.program.Futures.later;

      class Main {
        static Object entry() { return Program.entry(); }
        static Object hot() { return Program.hot(); }
        static Object withoutDependency() { return Program.withoutDependency(); }
        static Object merge() { return Program.merge(); }
      }

      class Program {
        static class Absent {}
        static class Shape {}
        static class Circle extends Shape {}
        static class Square extends Shape {}

        @Async static Coroutine<Object> entry() { return Coroutine.of(Await.of(direct()) + "!"); }
        @Async static Coroutine<Object> direct() { return Coroutine.of(Await.of(later("d"))); }
        @Async static Coroutine<Object> idle() { return Coroutine.of(Await.of(later("idle"))); }
        @Async static CompletionStage<Object> hot() { return hotly(Await.of(later("hot"))); }
        @Async static CompletionStage<Object> hotly(Object value) {
          return java.util.concurrent.CompletableFuture.completedFuture(value);
        }

        @Async static Coroutine<Object> withoutDependency() {
          return Coroutine.of("" + Await.of(optional(null)) + Await.of(optional(null)));
        }
        @Async static Coroutine<Object> optional(Absent dependency) {
          Absent kept = dependency;
          for (int i = 0; i < 2; i++) {
            Await.of(later(i));
          }
          return Coroutine.of(kept == null ? "absent" : kept);
        }

        @Async static Coroutine<Object> merge() {
          Shape shape = Await.of(later(true)) ? new Circle() : new Square();
          Await.of(later(1));
          return Coroutine.of(shape.getClass().getSimpleName());
        }
      }
      """;

  private static final Pattern LOADED = Pattern.compile("\\[class,load\\] (\\S+)");

  private static WovenProgram program;

  @BeforeAll
  static void weave() throws WeaveException {
    SourceFile source = SourceFile.of("program.Program", SOURCE);
    program = WovenProgram.weave(Toolchain.DEFAULT.compile(List.of(source)));
  }

  private static LoadedProgram run(String method, Completion completion, String outcome) {
    LoadedProgram loaded = LoadedProgram.woven(program.woven());
    assertEquals(outcome, loaded.run(new Entry("program.Main", method, completion)));
    return loaded;
  }

  /** The state machines that were loaded, by their methods. */
  private static Set<String> stateMachines(LoadedProgram loaded) {
    Set<String> methods = new TreeSet<>();
    loaded
        .loaded(program.added())
        .forEach(name -> methods.add(name.replaceAll("program/Program\\$(.*)\\$Async", "$1")));
    return methods;
  }

  @Test
  void methodThatDoesNotSuspend_needsNoStateMachine() {
    assertEquals(Set.of("entry"), stateMachines(run("entry", Completion.READY, "d!")));
  }

  @Test
  void methodsThatSuspend_needTheirs() {
    assertEquals(Set.of("direct", "entry"), stateMachines(run("entry", Completion.ON_LOOP, "d!")));
  }

  @Test
  void hotMethods_needTheirsWhenTheySuspend() {
    assertEquals(Set.of(), stateMachines(run("hot", Completion.READY, "hot")));
    assertEquals(Set.of("hot"), stateMachines(run("hot", Completion.ON_LOOP, "hot")));
  }

  @Test
  void mergedTypes_areLoadedAsInTheUnwovenProgram() {
    LoadedProgram blocking = LoadedProgram.blocking(program.original());
    blocking.run(new Entry("program.Main", "merge", Completion.READY));
    assertEquals(
        blocking.loaded(program.original()),
        run("merge", Completion.ON_LOOP, "Circle").loaded(program.original()));
  }

  @Test
  void classThatIsAbsent_isNotMissedWhereOnlyNullIsKept() {
    Map<String, byte[]> present = new TreeMap<>(program.woven().byName());
    present.remove("program/Program$Absent");
    LoadedProgram loaded = LoadedProgram.woven(new ClassFiles(present));
    for (Completion completion : List.of(Completion.READY, Completion.ON_LOOP)) {
      assertEquals(
          "absentabsent", loaded.run(new Entry("program.Main", "withoutDependency", completion)));
    }
  }

  /** The classes stand on the class path of the JVM that weaves, so it could load them. */
  @Tag("slow")
  @Test
  void weaver_loadsNoClassOfTheProgram(@TempDir Path directory) throws IOException {
    Path classes = directory.resolve("classes");
    for (Map.Entry<String, byte[]> file : program.original().byName().entrySet()) {
      Path path = classes.resolve(file.getKey() + ".class");
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
    String classPath = ClassPath.ofTests() + File.pathSeparator + classes;
    String printed =
        Forked.run(
            Jdk.running().tool("java"),
            List.of(
                "-Xlog:class+load",
                "-cp",
                classPath,
                WeftTool.class.getName(),
                "weave",
                classes.toString()),
            directory);
    Set<String> loaded =
        LOADED.matcher(printed).results().map(r -> r.group(1)).collect(Collectors.toSet());
    assertTrue(printed.contains("woven: program.Program"), printed);
    assertTrue(loaded.contains("dev.weft.weaver.ClassWeaver"), printed);
    assertEquals(
        Set.of(),
        loaded.stream().filter(name -> name.startsWith("program.")).collect(Collectors.toSet()));
  }
}
