package dev.weft.weaver.harness;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.util.CheckClassAdapter;

/** Asks ASM and the JVM whether class files are well-formed. */
public final class Verification {

  private Verification() {}

  /**
   * Checks structure, debug tables and data flow of every class, then links them all in a fresh
   * class loader. The running JVM must know their version.
   *
   * @throws AssertionError with what is wrong
   */
  public static void verify(ClassFiles classes) {
    MemoryClassLoader loader = new MemoryClassLoader(classes);
    classes.byName().forEach((name, bytes) -> check(name, bytes, loader));
    MemoryClassLoader linker = new MemoryClassLoader(classes);
    classes.byName().keySet().forEach(name -> link(name, linker));
  }

  private static void check(String name, byte[] classFile, ClassLoader loader) {
    try {
      new ClassReader(classFile).accept(new CheckClassAdapter(new ClassWriter(0), false), 0);
    } catch (RuntimeException e) {
      throw new AssertionError(name + ": malformed", e);
    }
    LocalVariableTables.check(classFile);
    StringWriter problems = new StringWriter();
    CheckClassAdapter.verify(
        new ClassReader(classFile), loader, false, new PrintWriter(problems, true));
    if (problems.getBuffer().length() > 0) {
      throw new AssertionError(name + ": " + problems);
    }
  }

  /** Listing the methods of a class links it, which verifies it, and does not initialise it. */
  private static void link(String name, ClassLoader loader) {
    try {
      Class.forName(name.replace('/', '.'), false, loader).getDeclaredMethods();
    } catch (ClassNotFoundException | LinkageError e) {
      throw new AssertionError(name + ": " + e, e);
    }
  }
}
