package dev.weft.weaver.traps;

import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Entry;
import dev.weft.weaver.harness.LoadedProgram;
import java.util.List;
import java.util.stream.Collectors;

/** A trap to run, twice in a row, with futures that complete in one way. */
record TrapRun(TrapCase trapCase, Completion completion) {

  List<Entry> entries() {
    Entry entry = new Entry(trapCase.mainClass(), "m", completion);
    return List.of(entry, entry);
  }

  List<String> outcomes(LoadedProgram program) {
    return entries().stream().map(program::run).collect(Collectors.toList());
  }

  @Override
  public String toString() {
    return trapCase + ", " + completion;
  }
}
