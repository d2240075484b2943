package dev.weft.weaver.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Walks a method forward from its own stack map frames and tells the types at each instruction. No
 * class is loaded and no common superclass is guessed: where paths meet, the compiler wrote a
 * frame.
 *
 * <p>An uninitialised object appears as a {@link LabelNode} in front of its {@code new}.
 */
public final class TypeWalker {

  /** Receives the types before each reachable instruction that has an opcode. */
  public interface Visitor {
    void visit(AbstractInsnNode insn, TypeState before);
  }

  private final MethodNode method;
  private final AnalyzerAdapter adapter;
  private final Map<Label, LabelNode> newLabels = new HashMap<>();

  private TypeWalker(String owner, MethodNode method) {
    this.method = method;
    this.adapter = new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
  }

  /** Visits the instructions in order. */
  public static void walk(String owner, MethodNode method, Visitor visitor) {
    labelNews(method.instructions);
    new TypeWalker(owner, method).walk(visitor);
  }

  private void walk(Visitor visitor) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof LabelNode label) {
        newLabels.put(label.getLabel(), label);
      }
      if (insn.getOpcode() >= 0 && adapter.locals != null) {
        visitor.visit(insn, state());
      }
      insn.accept(adapter);
    }
  }

  private TypeState state() {
    List<Object> locals = new ArrayList<>(adapter.locals.size());
    for (Object type : adapter.locals) {
      locals.add(translate(type));
    }
    List<Object> stack = new ArrayList<>(adapter.stack.size());
    for (int i = 0; i < adapter.stack.size(); i++) {
      Object type = adapter.stack.get(i);
      stack.add(translate(type));
      i += VerificationTypes.size(type) - 1;
    }
    return new TypeState(locals, stack);
  }

  private Object translate(Object type) {
    return type instanceof Label label ? newLabels.get(label) : type;
  }

  /** Gives every {@code new} a label of its own, by which its object is known. */
  private static void labelNews(InsnList instructions) {
    for (AbstractInsnNode insn : instructions.toArray()) {
      if (insn.getOpcode() == Opcodes.NEW && !(insn.getPrevious() instanceof LabelNode)) {
        instructions.insertBefore(insn, new LabelNode());
      }
    }
  }
}
