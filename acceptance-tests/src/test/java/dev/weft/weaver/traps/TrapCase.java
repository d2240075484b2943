package dev.weft.weaver.traps;

import dev.weft.weaver.harness.CompiledProgram;
import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Kind;
import dev.weft.weaver.harness.LoadedProgram;
import dev.weft.weaver.harness.Toolchain;
import java.util.List;
import java.util.stream.Stream;

/** A trap as one kind of method, compiled by one toolchain. */
record TrapCase(Trap trap, Kind kind, Toolchain toolchain, CompiledProgram program) {

  String mainClass() {
    return trap.mainClass(kind);
  }

  /** The outcomes that two calls in a row must have. */
  List<String> expected() {
    return trap.expected().orElseGet(this::oracle);
  }

  /** The outcomes of two calls in a row with blocking awaits. */
  List<String> oracle() {
    LoadedProgram blocking = LoadedProgram.blocking(program.original());
    return new TrapRun(this, Completion.READY).outcomes(blocking);
  }

  /** All runs; none of a trap that the weaver refuses. */
  Stream<TrapRun> runs() {
    return trap.refusal().isPresent()
        ? Stream.empty()
        : trap.completions(kind).stream().map(completion -> new TrapRun(this, completion));
  }

  @Override
  public String toString() {
    return trap + " " + kind + ", " + toolchain;
  }
}
