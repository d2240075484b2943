package dev.weft.debugger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.debugger.Debuggee.Stop;
import dev.weft.processor.ProcessorPath;
import dev.weft.weaver.harness.ClassPath;
import dev.weft.weaver.harness.Forked;
import dev.weft.weaver.harness.Jdk;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drives a woven program through the Java Debug Interface. Lines are found by their comments. */
@Tag("slow")
@Timeout(120)
class DebuggerTest {

  @TempDir Path folder;

  static Stream<Jdk> jdks() {
    Jdk running = new Jdk(Path.of(System.getProperty("java.home")));
    return Stream.concat(Stream.of(running), Jdk.find25().stream()).distinct();
  }

  private Path source() throws Exception {
    return Path.of(DebuggerTest.class.getResource("/debugger/Debuggee.java").toURI());
  }

  /** The line that ends in {@code // comment}. */
  private int line(String comment) throws Exception {
    List<String> lines = Files.readAllLines(source());
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).endsWith("// " + comment)) {
        return i + 1;
      }
    }
    throw new AssertionError("no line " + comment);
  }

  private List<Stop> debug(Jdk jdk, int steps, List<String> options, String... comments)
      throws Exception {
    Path output = Files.createDirectories(folder.resolve("out"));
    List<String> arguments = new ArrayList<>(List.of("-g", "-d", output.toString()));
    arguments.addAll(options);
    arguments.addAll(List.of("-classpath", ClassPath.ofPrograms()));
    arguments.addAll(List.of("-processorpath", ProcessorPath.get(), source().toString()));
    Forked.run(jdk.tool("javac"), arguments, folder);
    List<Integer> lines = new ArrayList<>();
    for (String comment : comments) {
      lines.add(line(comment));
    }
    String classPath = output + File.pathSeparator + ClassPath.ofPrograms();
    return Debuggee.run(jdk.home().toString(), classPath, "Debuggee", lines, steps);
  }

  private List<Stop> debug(Jdk jdk, String... comments) throws Exception {
    return debug(jdk, 0, List.of(), comments);
  }

  private static List<Integer> lines(List<Stop> stops) {
    return stops.stream().map(Stop::line).toList();
  }

  private List<Integer> linesOf(String... comments) throws Exception {
    List<Integer> lines = new ArrayList<>();
    for (String comment : comments) {
      lines.add(line(comment));
    }
    return lines;
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void breakpointsInStraightCode_areHitOncePerExecution(Jdk jdk) throws Exception {
    String[] comments = {
      "declared", "first await", "after the await", "second await", "returned", "one", "end"
    };
    assertEquals(
        linesOf(
            "declared",
            "first await",
            "after the await",
            "second await",
            "returned",
            "one",
            "one",
            "end"),
        lines(debug(jdk, comments)));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void breakpointInALoop_isHitOncePerIteration(Jdk jdk) throws Exception {
    for (String comment : List.of("body", "await in the loop", "behind the await")) {
      List<Stop> stops = debug(jdk, comment);
      assertEquals(linesOf(comment, comment, comment), lines(stops), comment);
      assertEquals(
          List.of("0", "1", "2"), stops.stream().map(stop -> stop.locals().get("i")).toList());
    }
    assertEquals(linesOf("while", "while", "while"), lines(debug(jdk, "while")));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void locals_areReadableByNameAfterTheMethodWasSuspended(Jdk jdk) throws Exception {
    Stop stop = debug(jdk, "returned").get(0);
    assertEquals("straight", stop.method());
    assertEquals(Map.of("text", "a", "number", "7", "before", "8", "after", "a8"), stop.locals());
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void stepOverAnAwaitThatNeedNotWait_goesToTheNextLine(Jdk jdk) throws Exception {
    List<Stop> stops = debug(jdk, 2, List.of(), "ready");
    assertEquals(linesOf("ready", "next", "returned from ready"), lines(stops));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void stepAfterAResume_goesToTheNextLine(Jdk jdk) throws Exception {
    List<Stop> stops = debug(jdk, 1, List.of(), "after the await");
    assertEquals(linesOf("after the await", "second await"), lines(stops));
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void deadVariable_isKeptWithTheDebugOption(Jdk jdk) throws Exception {
    Stop without = debug(jdk, "dead here").get(0);
    assertEquals(Set.of("used"), without.locals().keySet());
    for (String option : List.of("-Aweft.debug=true", "-Aweft.debug")) {
      Stop with = debug(jdk, 0, List.of(option), "dead here").get(0);
      assertEquals(Map.of("argument", "1", "dead", "dead1", "used", "6"), with.locals());
    }
    assertEquals(
        Set.of("used"),
        debug(jdk, 0, List.of("-Aweft.debug=false"), "dead here").get(0).locals().keySet());
  }
}
