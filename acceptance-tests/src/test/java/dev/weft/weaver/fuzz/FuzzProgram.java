package dev.weft.weaver.fuzz;

import dev.weft.weaver.WeaveException;
import dev.weft.weaver.harness.ClassFiles;
import dev.weft.weaver.harness.CompiledProgram;
import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Entry;
import dev.weft.weaver.harness.LoadedProgram;
import dev.weft.weaver.harness.SourceFile;
import dev.weft.weaver.harness.Toolchain;
import java.util.List;

/** A random program: the class {@code G} in a package of its own. */
record FuzzProgram(String packageName, Node members) {

  private static final String PRELUDE =
      String.join(
          "\n",
          "import dev.weft.Await;",
          "import dev.weft.Coroutine;",
          "import dev.weft.annotations.Async;",
          "import dev.weft.weaver.program.*;",
          "import java.util.concurrent.CompletableFuture;",
          "import java.util.concurrent.CompletionStage;",
          "import java.util.function.Supplier;",
          "import static dev.weft.weaver.program.Futures.*;",
          "import static dev.weft.weaver.program.Journal.*;",
          "import static dev.weft.weaver.program.Values.*;",
          "");

  static FuzzProgram ofSeed(long seed) {
    return new FuzzProgram("fuzz.s" + seed, ProgramGenerator.generate(seed));
  }

  SourceFile source() {
    return SourceFile.of(
        packageName + ".G",
        "package " + packageName + ";\n" + PRELUDE + "class G {\n" + members.render() + "}\n");
  }

  /**
   * Compiles it alone and compares.
   *
   * @return what is wrong with the woven program; empty if nothing is, or if it does not compile
   */
  String failureAlone() {
    try {
      return failure(Toolchain.DEFAULT.compile(List.of(source())));
    } catch (IllegalArgumentException doesNotCompile) {
      return "";
    }
  }

  /** What is wrong with the woven program; empty if nothing is. */
  String failure(ClassFiles compiled) {
    CompiledProgram program = CompiledProgram.of(compiled, packageName);
    try {
      program.verify();
      return difference(program);
    } catch (WeaveException | RuntimeException | AssertionError e) {
      return e.toString();
    }
  }

  private String difference(CompiledProgram program) throws WeaveException {
    LoadedProgram woven = LoadedProgram.woven(program.woven().woven());
    String expected = LoadedProgram.blocking(program.original()).run(entry(Completion.READY));
    for (Completion completion : List.of(Completion.READY, Completion.ON_LOOP, Completion.MIXED)) {
      String outcome = woven.run(entry(completion));
      if (!outcome.equals(expected)) {
        return completion + " " + outcome + "\nnot " + expected;
      }
    }
    return "";
  }

  private Entry entry(Completion completion) {
    return new Entry(packageName + ".G", "m", completion);
  }

  FuzzProgram with(Node smaller) {
    return new FuzzProgram(packageName, smaller);
  }
}
