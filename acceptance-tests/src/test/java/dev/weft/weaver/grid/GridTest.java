package dev.weft.weaver.grid;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.weaver.harness.ClassFiles;
import dev.weft.weaver.harness.CompiledProgram;
import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Kind;
import dev.weft.weaver.harness.LoadedProgram;
import dev.weft.weaver.harness.Soak;
import dev.weft.weaver.harness.Toolchain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the grid does what it does with blocking awaits. */
class GridTest {

  static Stream<Arguments> programs() {
    List<GridProgram> programs = new ArrayList<>();
    for (Form form : Form.all()) {
      for (Kind kind : kinds(programs.size())) {
        programs.add(new GridProgram(form, kind, programs.size()));
      }
    }
    ClassFiles compiled =
        Toolchain.DEFAULT.compile(
            programs.stream().map(GridProgram::source).collect(Collectors.toList()));
    return programs.stream().map(program -> Arguments.of(program, program.in(compiled)));
  }

  /** One kind, in turn; both when soaking. */
  private static List<Kind> kinds(int turn) {
    List<Kind> all = List.of(Kind.COROUTINE, Kind.STAGE);
    return Soak.ENABLED ? all : List.of(all.get(turn % all.size()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void wovenMethods_equalBlockingMethods(GridProgram grid, CompiledProgram program)
      throws Exception {
    program.verify();
    LoadedProgram blocking = LoadedProgram.blocking(program.original());
    LoadedProgram woven = LoadedProgram.woven(program.woven().woven());
    List<String> differences = new ArrayList<>();
    for (GridProgram.Method method : grid.methods()) {
      String expected = blocking.run(grid.entry(method, Completion.READY));
      for (Completion completion : List.of(Completion.READY, Completion.ON_LOOP)) {
        String outcome = woven.run(grid.entry(method, completion));
        if (!outcome.equals(expected)) {
          differences.add(method + "\n  " + completion + " " + outcome + "\n  not " + expected);
        }
      }
    }
    assertEquals("", String.join("\n", differences));
  }
}
