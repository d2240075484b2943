package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Keeps the receiver in slot 0, where all else expects it. scalac, kotlinc and Clojure's compiler
 * store other values there once {@code this} is not needed any more.
 *
 * <pre>{@code
 * this = null;                 =>    self = this; ...; self = null;
 * }</pre>
 */
final class ReceiverSlot {

  private final String owner;
  private final MethodNode method;
  private final int moved;

  private ReceiverSlot(String owner, MethodNode method) {
    this.owner = owner;
    this.method = method;
    this.moved = method.maxLocals;
  }

  /** Moves the user's variables in slot 0 behind all others, if there are any but the receiver. */
  static void keep(String owner, MethodNode method) {
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    if (!isStatic && isReused(method)) {
      new ReceiverSlot(owner, method).move();
    }
  }

  private static boolean isReused(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof VarInsnNode access
          && access.var == 0
          && access.getOpcode() >= Opcodes.ISTORE) {
        return true;
      }
    }
    return false;
  }

  private void move() {
    method.maxLocals += 2; // it may be a long
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof VarInsnNode access && access.var == 0) {
        access.var = moved;
      } else if (insn instanceof IincInsnNode increment && increment.var == 0) {
        increment.var = moved;
      } else if (insn instanceof FrameNode frame) {
        move(frame);
      }
    }
    InsnList copy = new InsnList();
    copy.add(new VarInsnNode(Opcodes.ALOAD, 0));
    copy.add(new VarInsnNode(Opcodes.ASTORE, moved));
    method.instructions.insert(copy);
    moveVariables();
  }

  private void move(FrameNode frame) {
    List<Object> local = new ArrayList<>(frame.local);
    if (local.isEmpty()) {
      local.add(Opcodes.TOP);
    }
    Object type = local.set(0, owner);
    if (VerificationTypes.size(type) == 2) {
      local.add(1, Opcodes.TOP);
    }
    int slots = local.stream().mapToInt(VerificationTypes::size).sum();
    local.addAll(Collections.nCopies(moved - slots, Opcodes.TOP));
    local.add(type);
    frame.local = local;
  }

  private void moveVariables() {
    if (method.localVariables != null) {
      for (LocalVariableNode variable : method.localVariables) {
        if (variable.index == 0 && !variable.name.equals("this")) {
          variable.index = moved;
        }
      }
    }
  }
}
