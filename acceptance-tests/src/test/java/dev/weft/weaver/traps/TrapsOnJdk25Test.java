package dev.weft.weaver.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.weft.weaver.WeaveException;
import dev.weft.weaver.harness.ForkedRuns;
import dev.weft.weaver.harness.Jdk;
import dev.weft.weaver.harness.Toolchain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trap, as every kind of method, compiled by every toolchain, run on JDK 25 in one go. */
class TrapsOnJdk25Test {

  static Stream<Arguments> outcomes() throws WeaveException {
    assumeTrue(Jdk.find25().isPresent(), "no JDK 25: set JAVA25_HOME");
    List<TrapCase> cases =
        Toolchain.all().stream()
            .flatMap(toolchain -> TrapCorpus.cases(toolchain).stream())
            .filter(c -> c.trap().refusal().isEmpty())
            .collect(Collectors.toList());
    ForkedRuns runs = new ForkedRuns();
    for (TrapCase c : cases) {
      runs.add(c.program().woven().woven(), c.entries());
    }
    List<List<String>> outcomes = runs.run(Jdk.find25().orElseThrow(), List.of());
    List<Arguments> all = new ArrayList<>();
    for (int i = 0; i < cases.size(); i++) {
      all.add(Arguments.of(cases.get(i), outcomes.get(i)));
    }
    return all.stream();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outcomes")
  void wovenProgram_deliversExpectedValue(TrapCase c, List<String> outcomes) {
  }
}
