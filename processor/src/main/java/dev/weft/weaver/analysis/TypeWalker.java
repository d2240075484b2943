package dev.weft.weaver.analysis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Walks a method forward from its own stack map frames and tells the types at each instruction. No
 * class is loaded and no common superclass is guessed: where paths meet, the compiler wrote a
 * frame.
 *
 * <p>An uninitialised object appears as the {@code new} that made it.
 */
public final class TypeWalker {

  private final MethodNode method;
  private final AnalyzerAdapter adapter;
  private final Map<Label, TypeInsnNode> news = new HashMap<>(); // by ASM's label for the object

  private TypeWalker(String owner, MethodNode method) {
    this.method = method;
    this.adapter = new AnalyzerAdapter(owner, method.access, method.name, method.desc, null);
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        findNews(frame.local);
        findNews(frame.stack);
      }
    }
  }

  /** A frame names an uninitialised object by any of the labels in front of its {@code new}. */
  private void findNews(List<Object> types) {
    for (Object type : types) {
      if (type instanceof LabelNode label) {
        news.put(label.getLabel(), (TypeInsnNode) Neighbours.nextReal(label));
      }
    }
  }

  /**
   * The types before each reachable instruction that is asked for, in code order.
   *
   * @param asked which of the instructions that have an opcode
   */
  public static Map<AbstractInsnNode, TypeState> statesBefore(
      Predicate<AbstractInsnNode> asked, String owner, MethodNode method) {
    return new TypeWalker(owner, method).statesBefore(asked);
  }

  private Map<AbstractInsnNode, TypeState> statesBefore(Predicate<AbstractInsnNode> asked) {
    Map<AbstractInsnNode, TypeState> states = new LinkedHashMap<>();
    for (AbstractInsnNode insn : method.instructions) {
      if (insn.getOpcode() >= 0 && adapter.locals != null && asked.test(insn)) {
        states.put(insn, state());
      }
      insn.accept(adapter);
      if (insn.getOpcode() == Opcodes.NEW && adapter.stack != null) {
        news.put((Label) adapter.stack.get(adapter.stack.size() - 1), (TypeInsnNode) insn);
      }
    }
    return states;
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
    return type instanceof Label label ? news.get(label) : type;
  }
}
