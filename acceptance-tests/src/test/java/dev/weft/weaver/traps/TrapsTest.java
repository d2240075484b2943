package dev.weft.weaver.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.weft.weaver.ClassWeaver;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.harness.ClassFiles;
import dev.weft.weaver.harness.CompiledProgram;
import dev.weft.weaver.harness.LoadedProgram;
import dev.weft.weaver.harness.Toolchain;
import dev.weft.weaver.harness.Verification;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every trap, as every kind of method, compiled by every toolchain, run on this JVM. */
class TrapsTest {

  static Stream<TrapCase> cases() {
    return Toolchain.forThisJvm().stream()
        .flatMap(toolchain -> TrapCorpus.cases(toolchain).stream());
  }

  static Stream<TrapCase> withOracle() {
    return cases().filter(c -> c.trap().hasOracle() && c.trap().expected().isPresent());
  }

  static Stream<TrapCase> refused() {
    return cases().filter(c -> c.trap().refusal().isPresent());
  }

  static Stream<TrapCase> forDebuggers() {
    return cases().filter(c -> c.toolchain().debug() && c.trap().refusal().isEmpty());
  }

  static Stream<TrapRun> runs() {
    return cases().flatMap(TrapCase::runs);
  }

  /** The list of expected values is right, and so is the oracle. */
  @ParameterizedTest
  @MethodSource("withOracle")
  void blockingProgram_deliversExpectedValue(TrapCase c) {
    assertEquals(c.expected(), c.oracle());
  }

  @ParameterizedTest
  @MethodSource("runs")
  void wovenProgram_deliversExpectedValue(TrapRun run) throws Exception {
    CompiledProgram program = run.trapCase().program();
    program.verify();
    assertEquals(
        run.trapCase().expected(), run.outcomes(LoadedProgram.woven(program.woven().woven())));
  }

  /** With {@code -Aweft.debug}, awaits keep dead variables, too; wherever those have no value. */
  @ParameterizedTest
  @MethodSource("forDebuggers")
  void programWovenForDebuggers_isValid(TrapCase c) throws Exception {
    Map<String, byte[]> woven = new TreeMap<>(c.program().original().byName());
    for (Map<String, byte[]> nest : c.program().original().nests()) {
      woven.putAll(ClassWeaver.weave(nest, new WeaveOptions(true)).classes());
    }

    Verification.verify(new ClassFiles(woven));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void unweavableProgram_isRefusedByName(TrapCase c) {
    WeaveException refusal = assertThrows(WeaveException.class, () -> c.program().woven());
    assertEquals(
        c.trap().refusal().orElseThrow(),
        refusal.problems().stream().map(p -> p.tag()).distinct().collect(Collectors.joining()));
  }
}
