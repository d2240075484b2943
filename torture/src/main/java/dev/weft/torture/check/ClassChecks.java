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
    classes.woven().forEach((name, bytes) -> checkStructure(name, bytes, faults));
    IrreducibleLoops.newIn(classes.unwoven(), classes.woven())
        .forEach(method -> faults.add(method + ": an irreducible loop"));
    return faults;
  }

  private static void checkStructure(String name, byte[] classFile, List<String> faults) {
    try {
      new ClassReader(classFile).accept(new CheckClassAdapter(new ClassWriter(0), false), 0);
    } catch (RuntimeException e) {
      faults.add(name + ": " + e);
    }
  }
}
