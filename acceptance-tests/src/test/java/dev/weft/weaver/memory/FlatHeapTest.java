package dev.weft.weaver.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.harness.ClassFiles;
import dev.weft.weaver.harness.CompiledProgram;
import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Entry;
import dev.weft.weaver.harness.ForkedRuns;
import dev.weft.weaver.harness.Jdk;
import dev.weft.weaver.harness.SourceFile;
import dev.weft.weaver.harness.Toolchain;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A million suspended passes of a loop fit a heap of 16 MB, on each JDK: what a pass leaves behind,
 * were it one object, would not.
 */
@Tag("slow")
@ParameterizedClass
@MethodSource("jdks")
class FlatHeapTest {

  private static final List<String> SMALL_HEAP = List.of("-Xmx16m", "-XX:+UseSerialGC");

  private static CompiledProgram loops;

  @Parameter Jdk jdk;

  static Stream<Jdk> jdks() {
    return Stream.concat(Stream.of(Jdk.running()), Jdk.find25().stream()).distinct();
  }

  @BeforeAll
  static void compile() throws IOException {
    try (InputStream in = FlatHeapTest.class.getResourceAsStream("/memory/Loops.java")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      ClassFiles compiled = Toolchain.DEFAULT.compile(List.of(SourceFile.of("memory.Loops", text)));
      loops = new CompiledProgram(compiled);
    }
  }

  private String run(String method) {
    ForkedRuns runs = new ForkedRuns();
    runs.add(loops, List.of(new Entry("memory.Loops", method, Completion.ON_LOOP)));
    return runs.run(jdk, SMALL_HEAP).get(0).get(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sleeping",
        "awaitingFutures",
        "callingCoroutines",
        "hotCallingHot",
        "startingTasks",
        "withTimeLimits",
        "consuming"
      })
  void aMillionPasses_leaveNothingBehind(String method) {
    assertEquals("1000000", run(method));
  }

  /** An exception with its trace takes far more than 160 bytes. */
  @Test
  void aHundredThousandFailures_leaveNothingBehind() {
    assertEquals("100000", run("retrying"));
  }

  @Test
  void anObjectPerPass_doesNotFit() {
    String outcome = run("leaking");
    assertTrue(outcome.contains("java.lang.OutOfMemoryError"), outcome);
  }
}
