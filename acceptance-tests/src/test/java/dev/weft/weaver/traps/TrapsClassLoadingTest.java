package dev.weft.weaver.traps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.weaver.harness.CompiledProgram;
import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.LoadedProgram;
import dev.weft.weaver.harness.Soak;
import dev.weft.weaver.harness.Toolchain;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A woven trap loads the classes that the blocking program loads, in the same order, and of those
 * that weaving has added only state machines: none more, none earlier.
 */
class TrapsClassLoadingTest {

  private static final Set<Completion> COMPLETIONS = Set.of(Completion.READY, Completion.ON_LOOP);

  static Stream<TrapRun> runs() {
    Stream<TrapCase> cases =
        Soak.ENABLED ? TrapsTest.cases() : TrapCorpus.cases(Toolchain.DEFAULT).stream();
    return cases
        .filter(c -> c.trap().hasOracle() && (Soak.ENABLED || !c.trap().isSlow()))
        .flatMap(TrapCase::runs)
        .filter(run -> COMPLETIONS.contains(run.completion()));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void wovenProgram_loadsWhatTheBlockingProgramLoads(TrapRun run) throws Exception {
    CompiledProgram program = run.trapCase().program();
    LoadedProgram woven = LoadedProgram.woven(program.woven().woven());
    LoadedProgram blocking = LoadedProgram.blocking(program.original());
    run.outcomes(woven);
    new TrapRun(run.trapCase(), Completion.READY).outcomes(blocking);
    assertEquals(blocking.loaded(program.original()), woven.loaded(program.original()));
  }
}
