package dev.weft.weaver.harness;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Checks that a debugger finds a value of the right kind wherever a variable is said to live.
 *
 * <p>javac itself is careless with the variables of patterns; weaving must not add to that.
 */
final class LocalVariableTables {

  private LocalVariableTables() {}

  /**
   * @throws AssertionError naming variables that hold nothing, and held something before
   */
  static void requireNoNewHoles(WovenProgram program) {
    Set<String> holes = holes(program.woven());
    holes.removeAll(holes(program.original()));
    if (!holes.isEmpty()) {
      throw new AssertionError("said to live where they do not: " + holes);
    }
  }

  private static Set<String> holes(ClassFiles classes) {
    Set<String> holes = new TreeSet<>();
    for (byte[] classFile : classes.bytes()) {
      ClassNode node = new ClassNode();
      new ClassReader(classFile).accept(node, 0);
      for (MethodNode method : node.methods) {
        if (method.localVariables != null && !method.localVariables.isEmpty()) {
          findHoles(node.name, method, holes);
        }
      }
    }
    return holes;
  }

  private static void findHoles(String className, MethodNode method, Set<String> found) {
    Frame<BasicValue>[] frames = analyze(className, method);
    for (LocalVariableNode variable : method.localVariables) {
      int end = method.instructions.indexOf(variable.end);
      for (int i = method.instructions.indexOf(variable.start); i < end; i++) {
        if (frames[i] != null && !holds(frames[i], variable)) {
          found.add(className + "." + method.name + " " + variable.name);
        }
      }
    }
  }

  private static Frame<BasicValue>[] analyze(String className, MethodNode method) {
    try {
      return new Analyzer<>(new BasicInterpreter()).analyze(className, method);
    } catch (AnalyzerException e) {
      throw new AssertionError(className + "." + method.name, e);
    }
  }

  private static boolean holds(Frame<BasicValue> frame, LocalVariableNode variable) {
    BasicValue value = frame.getLocal(variable.index);
    Type type = Type.getType(variable.desc);
    return switch (type.getSort()) {
      case Type.OBJECT, Type.ARRAY -> value.isReference();
      case Type.BOOLEAN, Type.BYTE, Type.SHORT, Type.CHAR -> value == BasicValue.INT_VALUE;
      default -> type.equals(value.getType());
    };
  }
}
