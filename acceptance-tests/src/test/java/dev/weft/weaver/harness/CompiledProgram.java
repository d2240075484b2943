package dev.weft.weaver.harness;

import dev.weft.torture.check.IrreducibleLoops;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import java.util.List;

/** A compiled program, woven and verified at most once, when first asked for. */
public final class CompiledProgram {

  private final ClassFiles original;
  private final WeaveOptions options;
  private WovenProgram woven; // null until asked for; test thread only
  private boolean verified; // test thread only

  public CompiledProgram(ClassFiles original) {
    this(original, WeaveOptions.DEFAULT);
  }

  private CompiledProgram(ClassFiles original, WeaveOptions options) {
    this.original = original;
    this.options = options;
  }

  public ClassFiles original() {
    return original;
  }

  public WovenProgram woven() throws WeaveException {
    if (woven == null) {
      woven = WovenProgram.weave(original, options);
    }
    return woven;
  }

  /** Checks the woven classes in every way we know, unless this was done before. */
  public void verify() throws WeaveException {
    if (!verified) {
      Verification.verify(woven().woven());
      requireReducible(woven());
      LocalVariableTables.requireNoNewHoles(woven());
      verified = true;
    }
  }

  private static void requireReducible(WovenProgram program) {
    List<String> irreducible =
        IrreducibleLoops.newIn(program.original().byName(), program.woven().byName());
    if (!irreducible.isEmpty()) {
      throw new AssertionError("irreducible loops in " + irreducible);
    }
  }

  /** The classes of each of several programs that were compiled together. */
  public static CompiledProgram of(ClassFiles compiled, String packageName) {
    return of(compiled, packageName, WeaveOptions.DEFAULT);
  }

  /** The same, to be woven with {@code options}. */
  public static CompiledProgram of(ClassFiles compiled, String packageName, WeaveOptions options) {
    return new CompiledProgram(compiled.inPackage(packageName.replace('.', '/')), options);
  }
}
