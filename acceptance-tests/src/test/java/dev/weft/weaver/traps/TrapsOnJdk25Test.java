package dev.weft.weaver.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.weaver.harness.ForkedRuns;
import dev.weft.weaver.harness.Jdk;
import dev.weft.weaver.harness.Toolchain;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trap, as every kind of method, compiled by every toolchain, run on JDK 25 in one go. */
class TrapsOnJdk25Test {

  static Stream<Arguments> outcomes() {
    assumeTrue(Jdk.find25().isPresent(), "no JDK 25: set JAVA25_HOME");
    List<TrapRun> runs =
        Toolchain.forJdk25().stream()
            .flatMap(toolchain -> TrapCorpus.cases(toolchain).stream())
            .flatMap(TrapCase::runs)
            .collect(Collectors.toList());
    ForkedRuns forked = new ForkedRuns();
    for (TrapRun run : runs) {
      forked.add(run.trapCase().program(), run.entries());
      forked.addBlocking(run.trapCase().program(), run.entries());
    }
    List<List<String>> outcomes = forked.run(Jdk.find25().orElseThrow(), List.of());
    return IntStream.range(0, runs.size())
        .mapToObj(i -> Arguments.of(runs.get(i), outcomes.get(2 * i), outcomes.get(2 * i + 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outcomes")
  void wovenProgram_deliversExpectedValue(TrapRun run, List<String> woven, List<String> blocking) {
    Trap trap = run.trapCase().trap();
    List<String> expected = trap.expected().orElse(blocking);
    if (trap.hasOracle()) {
      assertEquals(expected, blocking, "oracle");
    }
    assertEquals(expected, woven);
  }
}
