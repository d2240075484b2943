package dev.weft.weaver.traps;

import dev.weft.weaver.harness.ClassFiles;
import dev.weft.weaver.harness.CompiledProgram;
import dev.weft.weaver.harness.Kind;
import dev.weft.weaver.harness.SourceFile;
import dev.weft.weaver.harness.Toolchain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** All traps, compiled: one compilation per toolchain. */
final class TrapCorpus {

  private static final List<Trap> TRAPS = Trap.all();
  private static final Map<Toolchain, List<TrapCase>> CASES = new ConcurrentHashMap<>();

  private TrapCorpus() {}

  static List<TrapCase> cases(Toolchain toolchain) {
    return CASES.computeIfAbsent(toolchain, TrapCorpus::compile);
  }

  private static List<TrapCase> compile(Toolchain toolchain) {
    List<SourceFile> sources = new ArrayList<>();
    forEach(toolchain, (trap, kind) -> sources.add(trap.source(kind)));
    ClassFiles compiled = toolchain.compile(sources);
    List<TrapCase> cases = new ArrayList<>();
    forEach(
        toolchain,
        (trap, kind) ->
            cases.add(
                new TrapCase(
                    trap, kind, toolchain, CompiledProgram.of(compiled, trap.packageName(kind)))));
    return cases;
  }

  private interface TrapVisitor {
    void visit(Trap trap, Kind kind);
  }

  private static void forEach(Toolchain toolchain, TrapVisitor visitor) {
    for (Trap trap : TRAPS) {
      trap.kinds(toolchain).forEach(kind -> visitor.visit(trap, kind));
    }
  }
}
