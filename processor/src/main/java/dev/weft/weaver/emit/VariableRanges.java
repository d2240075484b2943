package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.commons.AnalyzerAdapter;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Cuts the ranges of a body's variables (JVMS 4.7.13) down to where they have a value: behind an
 * await, a variable that nobody reads any more may have none, and a debugger must not show what
 * happens to be in its slot.
 */
final class VariableRanges {

  private final MethodNode body;
  private final AnalyzerAdapter types;
  private final Map<LocalVariableNode, List<LocalVariableNode>> pieces = new LinkedHashMap<>();
  private final Map<LocalVariableNode, Object> declaredTypes = new HashMap<>();
  private final Map<LocalVariableNode, LabelNode> open = new HashMap<>(); // where a piece begins

  private VariableRanges(String owner, MethodNode body) {
    this.body = body;
    this.types = new AnalyzerAdapter(owner, body.access, body.name, body.desc, null);
    for (LocalVariableNode variable : body.localVariables) {
      pieces.put(variable, new ArrayList<>());
      declaredTypes.put(variable, VerificationTypes.of(Type.getType(variable.desc)));
    }
  }

  /** Cuts the ranges of a body whose frames are final. */
  static void cut(String owner, MethodNode body) {
    if (body.localVariables != null) {
      new VariableRanges(owner, body).cut();
    }
  }

  private void cut() {
    Map<LabelNode, List<LocalVariableNode>> starts = new HashMap<>();
    body.localVariables.forEach(
        v -> starts.computeIfAbsent(v.start, l -> new ArrayList<>()).add(v));
    List<LocalVariableNode> inScope = new ArrayList<>();
    for (AbstractInsnNode insn : body.instructions.toArray()) {
      if (insn instanceof LabelNode label) {
        inScope.stream().filter(variable -> variable.end == label).forEach(v -> close(v, label));
        inScope.removeIf(variable -> variable.end == label);
        inScope.addAll(starts.getOrDefault(label, List.of()));
      } else if (insn.getOpcode() >= 0) {
        inScope.forEach(variable -> cutAt(insn, variable));
      }
      insn.accept(types);
    }
    body.localVariables = pieces.values().stream().flatMap(List::stream).toList();
  }

  private void cutAt(AbstractInsnNode insn, LocalVariableNode variable) {
    boolean isOpen = open.containsKey(variable);
    if (hasValue(variable) != isOpen) {
      LabelNode here = labelAt(insn);
      if (isOpen) {
        close(variable, here);
      } else {
        open.put(variable, here);
      }
    }
  }

  private LabelNode labelAt(AbstractInsnNode insn) {
    if (insn.getPrevious() instanceof LabelNode label) {
      return label;
    }
    LabelNode label = new LabelNode();
    body.instructions.insertBefore(insn, label);
    return label;
  }

  private void close(LocalVariableNode variable, LabelNode end) {
    LabelNode start = open.remove(variable);
    if (start != null) {
      pieces
          .get(variable)
          .add(
              new LocalVariableNode(
                  variable.name, variable.desc, variable.signature, start, end, variable.index));
    }
  }

  /** Whether the slot holds a value of the variable's kind; nothing is known of dead code. */
  private boolean hasValue(LocalVariableNode variable) {
    if (types.locals == null) {
      return true;
    }
    Object there =
        variable.index < types.locals.size() ? types.locals.get(variable.index) : Opcodes.TOP;
    Object declared = declaredTypes.get(variable);
    return VerificationTypes.isReference(declared)
        ? VerificationTypes.isReference(there)
        : declared.equals(there);
  }
}
