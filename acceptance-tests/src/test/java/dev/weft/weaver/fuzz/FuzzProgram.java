package dev.weft.weaver.fuzz;

import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Entry;
import dev.weft.weaver.harness.SourceFile;

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
          "import static dev.weft.weaver.program.Statics.*;",
          "import static dev.weft.weaver.program.Values.*;",
          "");

  static FuzzProgram ofSeed(long seed) {
    return new FuzzProgram("fuzz.s" + seed, ProgramGenerator.generate(seed));
  }

  /** Whether it is also woven so that debuggers see every variable: one in three is. */
  boolean isForDebuggersToo() {
    return packageName.hashCode() % 3 == 0;
  }

  SourceFile source() {
    return SourceFile.of(
        packageName + ".G",
        "package " + packageName + ";\n" + PRELUDE + "class G {\n" + members.render() + "}\n");
  }

  Entry entry(Completion completion) {
    return new Entry(packageName + ".G", "m", completion);
  }

  FuzzProgram with(Node simpler) {
    return new FuzzProgram(packageName, simpler);
  }
}
