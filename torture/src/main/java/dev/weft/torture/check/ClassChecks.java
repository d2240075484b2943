package dev.weft.torture.check;

import dev.weft.torture.weave.WovenClasses;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.util.CheckClassAdapter;

/** What can be told of woven classes without running them. */
public final class ClassChecks {

  private ClassChecks() {}

  /** Checks all woven classes; returns a sentence for each fault. */
  public static List<String> check(WovenClasses classes) {
    List<String> faults = new ArrayList<>();
    classes
        .woven()
        .forEach((name, bytes) -> checkStructure(name, classes.unwoven().get(name), bytes, faults));
    IrreducibleLoops.newIn(classes.unwoven(), classes.woven())
        .forEach(method -> faults.add(method + ": an irreducible loop"));
    faults.addAll(WeavingChecks.check(classes));
    return faults;
  }

  private static void checkStructure(
      String name, byte[] unwoven, byte[] woven, List<String> faults) {
    String fault = structureFault(woven);
    // Other compilers write classes that ASM does not like even before weaving.
    if (!fault.isEmpty() && (unwoven == null || structureFault(unwoven).isEmpty())) {
      faults.add(name + ": " + fault);
    }
  }

  private static String structureFault(byte[] classFile) {
    try {
      new ClassReader(classFile).accept(new CheckClassAdapter(new ClassWriter(0), false), 0);
      return "";
    } catch (RuntimeException e) {
      return e.toString();
    }
  }
}
