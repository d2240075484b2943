package dev.weft.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.harness.ClassPath;
import dev.weft.weaver.harness.Forked;
import dev.weft.weaver.harness.Jdk;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole programs, compiled and run by the commands of every JDK at hand. */
@Tag("slow")
class JavacCommandTest {

  @TempDir Path folder;

  static Stream<Jdk> jdks() {
    Jdk running = new Jdk(Path.of(System.getProperty("java.home")));
    return Stream.concat(Stream.of(running), Jdk.find25().stream()).distinct();
  }

  static Stream<Arguments> jdksAndDebugOptions() {
    return jdks()
        .flatMap(
            jdk -> Stream.of("-g", "-g:lines", "-g:none").map(debug -> Arguments.of(jdk, debug)));
  }

  @ParameterizedTest
  @MethodSource("jdksAndDebugOptions")
  void everyKindOfClass_runs(Jdk jdk, String debug) throws IOException {
    compile(jdk, sources("classes"), debug, "-classpath", ClassPath.ofPrograms());
    assertEquals(
        """
        red R blueBLUE B 3 hi x now y 25
        local1 3.5 10 supplied3
        ab thrown[b, a] finally yielded odd
        second1
        """,
        run(jdk, "-classpath", output() + File.pathSeparator + ClassPath.ofPrograms(), "app.Main"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void namedModule_runs(Jdk jdk) throws IOException {
    compile(jdk, sources("module"), "--module-path", ClassPath.ofPrograms());
    String modulePath = output() + File.pathSeparator + ClassPath.ofPrograms();
    assertEquals("app\n", run(jdk, "--module-path", modulePath, "-m", "app/app.Main"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void facades_compileWithoutWarningsAndRun(Jdk jdk) throws IOException {
    compile(jdk, sources("facade"), "-Xlint:-processing", "-classpath", ClassPath.ofPrograms());
    assertEquals(
        """
        order7x
        null
        [a, b]
        3nameoverridden
        order7null
        no such order
        2 []
        hot
        no result within PT0S
        5
        """,
        run(jdk, "-classpath", output() + File.pathSeparator + ClassPath.ofPrograms(), "app.Main"));
  }

  /** The example of docs/facades.md: two classes and what they print. */
  @ParameterizedTest
  @MethodSource("jdks")
  void exampleOfTheFacadesPage_runs(Jdk jdk) throws IOException {
    String page = Files.readString(Path.of("../docs/facades.md"));
    List<String> blocks =
        Pattern.compile("^```(?:java|text)\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
            .matcher(page)
            .results()
            .map(block -> block.group(1))
            .toList();
    Path orders = Files.writeString(folder.resolve("Orders.java"), blocks.get(0));
    Path shop = Files.writeString(folder.resolve("Shop.java"), blocks.get(1));
    compile(jdk, List.of(orders, shop), "-classpath", ClassPath.ofPrograms());
    String classPath = output() + File.pathSeparator + ClassPath.ofPrograms();
    assertEquals(blocks.get(2), run(jdk, "-classpath", classPath, "Shop"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void recompilingOneOfTwoClasses_keepsBothWoven(Jdk jdk) throws IOException {
    String classPath = output() + File.pathSeparator + ClassPath.ofPrograms();
    Path main = write("Main", "System.out.print(Weft.run(Part.part(1)));", "return null;");
    Path part =
        write("Part", "", "Await.of(Weft.sleep(Duration.ofMillis(1))); return \"old\" + x;");
    compile(jdk, List.of(main, part), "-classpath", classPath);
    assertEquals("old1", run(jdk, "-classpath", classPath, "Main"));

    write("Part", "", "Await.of(Weft.sleep(Duration.ofMillis(1))); return \"new\" + x;");
    compile(jdk, List.of(part), "-classpath", classPath);
    assertEquals("new1", run(jdk, "-classpath", classPath, "Main"));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void removedMethod_leavesNoStateMachine(Jdk jdk) throws IOException {
    Path part = write("Part", "", "Await.of(Weft.sleep(Duration.ofMillis(1))); return null;");
    compile(jdk, List.of(part), "-classpath", ClassPath.ofPrograms());
    assertTrue(Files.exists(folder.resolve("out/Part$part$Async.class")));

    Files.writeString(part, "class Part {}");
    compile(jdk, List.of(part), "-classpath", ClassPath.ofPrograms());
    assertFalse(Files.exists(folder.resolve("out/Part$part$Async.class")));
  }

  /** A class with a main method and an async one. */
  private Path write(String name, String mainBody, String asyncBody) throws IOException {
    String body = asyncBody.replaceAll("return (.*);", "return Coroutine.of($1);");
    return Files.writeString(
        folder.resolve(name + ".java"),
        """
        import dev.weft.*;
        import java.time.Duration;

        class %s {
          public static void main(String[] arguments) {
            %s
          }

          @SuppressWarnings("weft:AsyncNeverAwaits")
          @dev.weft.annotations.Async
          static Coroutine<String> part(int x) {
            %s
          }
        }
        """
            .formatted(name, mainBody, body));
  }

  private static List<Path> sources(String name) throws IOException {
    try (Stream<Path> files = Files.walk(resource("/javac/" + name))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  private static Path resource(String name) {
    try {
      return Path.of(JavacCommandTest.class.getResource(name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private String output() {
    return folder.resolve("out").toString();
  }

  /** With all warnings as errors: Weft must add none of its own to a clean build. */
  private void compile(Jdk jdk, List<Path> sources, String... options) throws IOException {
    Files.createDirectories(folder.resolve("out"));
    List<String> arguments = new ArrayList<>(List.of("-Xlint:all", "-Werror", "-d", output()));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("-processorpath", ProcessorPath.get()));
    sources.forEach(source -> arguments.add(source.toString()));
    assertEquals("", Forked.run(jdk.tool("javac"), arguments, folder));
  }

  private String run(Jdk jdk, String... arguments) throws IOException {
    return Forked.run(jdk.tool("java"), List.of(arguments), folder);
  }
}
