package dev.weft.weaver.traps;

import dev.weft.weaver.harness.CompiledProgram;
import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Entry;
import dev.weft.weaver.harness.Toolchain;
import java.util.List;
import java.util.stream.Collectors;

/** A trap as one kind of method, compiled by one toolchain. */
record TrapCase(Trap trap, Kind kind, Toolchain toolchain, CompiledProgram program) {

  /** The outcomes that a run must have, call by call. */
  List<String> expected() {
    String outcome = trap.expected().orElseGet(this::oracle);
    return outcome.contains(" ## ") ? List.of(outcome.split(" ## ")) : List.of(outcome, outcome);
  }

  String oracle() {
    return program.runBlocking(trap.mainClass(kind), "m");
  }

  /** Every completion, twice in a row. */
  List<Entry> entries() {
    return trap.completions(kind).stream()
        .flatMap(completion -> entries(completion).stream())
        .collect(Collectors.toList());
  }

  List<Entry> entries(Completion completion) {
    Entry entry = new Entry(trap.mainClass(kind), "m", completion);
    return List.of(entry, entry);
  }

  @Override
  public String toString() {
    return trap + " " + kind + ", " + toolchain;
  }
}
