package dev.weft.weaver.harness;

import dev.weft.weaver.WeaveException;

/** A compiled program, woven and verified at most once, when first asked for. */
public final class CompiledProgram {

  private final ClassFiles original;
  private WovenProgram woven; // null until asked for; test thread only
  private LoadedProgram verified; // null until asked for; test thread only

  public CompiledProgram(ClassFiles original) {
    this.original = original;
  }

  public ClassFiles original() {
    return original;
  }

  public WovenProgram woven() throws WeaveException {
    if (woven == null) {
      woven = WovenProgram.weave(original);
    }
    return woven;
  }

  /** The woven program in this JVM, which has verified it. */
  public LoadedProgram verified() throws WeaveException {
    if (verified == null) {
      Verification.verify(woven().woven());
      verified = LoadedProgram.woven(woven().woven());
    }
    return verified;
  }

  /** The outcome of the program with blocking awaits. */
  public String runBlocking(String className, String method) {
    return LoadedProgram.blocking(original).run(new Entry(className, method, Completion.READY));
  }

  /** The classes of each of several programs that were compiled together. */
  public static CompiledProgram of(ClassFiles compiled, String packageName) {
    return new CompiledProgram(compiled.inPackage(packageName.replace('.', '/')));
  }
}
