package dev.weft.weaver.harness;

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

/** Checks that a debugger finds a value of the right kind wherever a variable is said to live. */
final class LocalVariableTables {

  private LocalVariableTables() {}

  /**
   * @throws AssertionError naming the method, the variable and the instruction
   */
  static void check(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, 0);
    for (MethodNode method : node.methods) {
      if (method.localVariables != null && !method.localVariables.isEmpty()) {
        check(node.name, method);
      }
    }
  }

  private static void check(String className, MethodNode method) {
    Frame<BasicValue>[] frames = analyze(className, method);
    for (LocalVariableNode variable : method.localVariables) {
      int end = method.instructions.indexOf(variable.end);
      for (int i = method.instructions.indexOf(variable.start); i < end; i++) {
        if (frames[i] != null && !holds(frames[i], variable)) {
          throw new AssertionError(
              className
                  + "."
                  + method.name
                  + method.desc
                  + ": variable "
                  + variable.name
                  + " "
                  + variable.desc
                  + " in slot "
                  + variable.index
                  + " holds "
                  + frames[i].getLocal(variable.index)
                  + " at instruction "
                  + i);
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
