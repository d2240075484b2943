package dev.weft.weaver.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Entry;
import dev.weft.weaver.harness.ForkedRuns;
import dev.weft.weaver.harness.Jdk;
import dev.weft.weaver.harness.JitLog;
import dev.weft.weaver.harness.Kind;
import dev.weft.weaver.harness.Soak;
import dev.weft.weaver.harness.Toolchain;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Neither C1 nor C2 gives up on a woven method; a selection of traps, or all when soaking. */
@Tag("slow")
class TrapsJitTest {

  private static final int EVERY = Soak.ENABLED ? 1 : 16;

  static Stream<Jdk> jdks() {
    return Stream.concat(Stream.of(Jdk.running()), Jdk.find25().stream()).distinct();
  }

  private static List<TrapCase> cases() {
    List<TrapCase> all =
        TrapCorpus.cases(Toolchain.DEFAULT).stream()
            .filter(c -> c.trap().refusal().isEmpty() && !c.trap().isSlow())
            .filter(c -> c.kind() != Kind.FUTURE) // woven like a stage
            .collect(Collectors.toList());
    return IntStream.range(0, all.size())
        .filter(i -> i % EVERY == 0)
        .mapToObj(all::get)
        .collect(Collectors.toList());
  }

  private static JitLog run(List<TrapCase> cases, Jdk jdk, List<String> jvmOptions) {
    ForkedRuns runs = new ForkedRuns();
    for (TrapCase c : cases) {
      for (Completion completion : List.of(Completion.READY, Completion.ON_LOOP)) {
        Entry entry = new Entry(c.mainClass(), "m", completion);
        runs.add(c.program(), Collections.nCopies(JitLog.RUNS, entry));
      }
    }
    return JitLog.of(runs, jdk, "traps", jvmOptions);
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void wovenMethods_areCompiled(Jdk jdk) {
    List<TrapCase> cases = cases();
    JitLog log = run(cases, jdk, List.of());
    assertEquals("", String.join("\n", log.skipped()));
    Set<String> compiled = log.compiledByC2();
    List<TrapCase> missed =
        cases.stream()
            .filter(c -> !compiled.contains(c.mainClass() + "::m"))
            .collect(Collectors.toList());
    assertTrue(missed.size() * 20 < cases.size(), missed::toString);
  }

  /** The control: a compiler that is allowed too little gives up, and the log shows it. */
  @Test
  void compilerThatGivesUp_isNoticed() {
    List<String> tooFewNodes = List.of("-XX:MaxNodeLimit=1000", "-XX:NodeLimitFudgeFactor=40");
    assertFalse(run(cases().subList(0, 10), Jdk.running(), tooFewNodes).skipped().isEmpty());
  }
}
