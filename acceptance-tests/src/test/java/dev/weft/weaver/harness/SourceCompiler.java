package dev.weft.weaver.harness;

import java.util.List;

/** A Java compiler: javac of this JVM, javac of another JDK, or ECJ. */
public interface SourceCompiler {

  /**
   * Compiles against the runtime and {@code dev.weft.weaver.program}; nothing is woven.
   *
   * @throws IllegalArgumentException with the compiler's output if the sources have errors
   */
  ClassFiles compile(List<SourceFile> sources, List<String> options);
}
