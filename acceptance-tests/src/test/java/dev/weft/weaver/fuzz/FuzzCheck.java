package dev.weft.weaver.fuzz;

import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.harness.ClassFiles;
import dev.weft.weaver.harness.CompiledProgram;
import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.LoadedProgram;
import dev.weft.weaver.harness.Toolchain;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Compares woven programs with the same programs with blocking awaits.
 *
 * @param afterWeaving what happens to woven classes before they run: nothing, unless the check
 *     itself is tested
 */
record FuzzCheck(UnaryOperator<ClassFiles> afterWeaving) {

  static final FuzzCheck OF_WEAVER = new FuzzCheck(UnaryOperator.identity());

  private static final WeaveOptions FOR_DEBUGGERS = new WeaveOptions(true);

  private static final List<Completion> COMPLETIONS =
      List.of(Completion.READY, Completion.ON_LOOP, Completion.MIXED);

  /**
   * Compiles a program alone and compares.
   *
   * @return what is wrong with the woven program; empty if nothing is, or if it does not compile
   */
  String failure(FuzzProgram program) {
    try {
      return failure(program, Toolchain.DEFAULT.compile(List.of(program.source())));
    } catch (IllegalArgumentException doesNotCompile) {
      return "";
    }
  }

  /** What is wrong with a woven program, one of those compiled; empty if nothing is. */
  String failure(FuzzProgram program, ClassFiles compiled) {
    try {
      String failure = difference(program, compiled, WeaveOptions.DEFAULT);
      return failure.isEmpty() && program.isForDebuggersToo()
          ? difference(program, compiled, FOR_DEBUGGERS)
          : failure;
    } catch (WeaveException | RuntimeException | AssertionError e) {
      return e.toString();
    }
  }

  private String difference(FuzzProgram program, ClassFiles compiled, WeaveOptions options)
      throws WeaveException {
    CompiledProgram classes = CompiledProgram.of(compiled, program.packageName(), options);
    classes.verify();
    LoadedProgram woven = LoadedProgram.woven(afterWeaving.apply(classes.woven().woven()));
    LoadedProgram blocking = LoadedProgram.blocking(classes.original());
    String expected = blocking.run(program.entry(Completion.READY));
    for (Completion completion : COMPLETIONS) {
      String outcome = woven.run(program.entry(completion));
      if (!outcome.equals(expected)) {
        return completion + " " + outcome + "\nnot " + expected;
      }
    }
    return "";
  }
}
