package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.TypeState;
import dev.weft.weaver.analysis.TypeWalker;
import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Moves allocations behind awaits: an object whose constructor has not run cannot be kept in a
 * frame.
 *
 * <pre>{@code
 * new Foo(Await.of(x), 1)            Foo.class is initialised here
 *                              =>    temp1 = Await.of(x); temp2 = 1;
 *                                    new Foo(temp1, temp2)
 * }</pre>
 *
 * <p>In bytecode: the {@code new} stays and its object is dropped, so that class initialisation
 * keeps its place. Null stands for the uninitialised reference from then on; compilers may copy and
 * shuffle it as they like. The constructor call makes the object anew and puts it wherever the
 * reference was.
 */
final class UninitializedObjects {

  private final String owner;
  private final MethodNode method;
  private final Set<Object> moved; // the news to move
  private final int firstTemp;

  private UninitializedObjects(String owner, MethodNode method, Set<Object> moved) {
    this.owner = owner;
    this.method = method;
    this.moved = moved;
    this.firstTemp = method.maxLocals;
  }

  /**
   * @param suspensionPoints the instructions at which no uninitialised object may be alive: awaits
   *     and the headers of the loops around them
   */
  static void move(String owner, MethodNode method, Set<AbstractInsnNode> suspensionPoints) {
    Set<Object> moved = new HashSet<>();
    for (TypeState before :
        TypeWalker.statesBefore(suspensionPoints::contains, owner, method).values()) {
      before.locals().stream().filter(VerificationTypes::isUninitialized).forEach(moved::add);
      before.stack().stream().filter(VerificationTypes::isUninitialized).forEach(moved::add);
    }
    if (!moved.isEmpty()) {
      new UninitializedObjects(owner, method, moved).move();
    }
  }

  private void move() {
    TypeWalker.statesBefore(this::isRewritten, owner, method).forEach(this::rewrite);
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        replaceIn(frame);
      }
    }
  }

  private boolean isRewritten(AbstractInsnNode insn) {
    return isMoved(insn) || insn instanceof MethodInsnNode call && call.name.equals("<init>");
  }

  private void rewrite(AbstractInsnNode insn, TypeState before) {
    if (isMoved(insn)) {
      method.instructions.insert(insn, new InsnNode(Opcodes.ACONST_NULL));
      method.instructions.insert(insn, new InsnNode(Opcodes.POP));
    } else if (insn instanceof MethodInsnNode call) {
      int arguments = Type.getArgumentTypes(call.desc).length;
      if (isMoved(before.peek(arguments))) {
        allocateAt(call, arguments, before);
      }
    }
  }

  private boolean isMoved(Object type) {
    return moved.contains(type);
  }

  /**
   *
   *
   * <pre>{@code
   * // stack: ..., null, x, null, argument
   * temp1 = argument; temp2 = x;
   * object = new Foo(temp1);
   * // stack: ..., object, x
   * }</pre>
   */
  private void allocateAt(MethodInsnNode call, int arguments, TypeState before) {
    List<Object> stack = before.stack();
    Object reference = before.peek(arguments);
    int lowest = stack.indexOf(reference);
    int callee = stack.size() - arguments - 1;
    int[] temps = temps(stack, lowest, reference);
    InsnList allocation = new InsnList();
    for (int i = stack.size() - 1; i >= lowest; i--) {
      boolean isCopy = stack.get(i) == reference;
      allocation.add(isCopy ? new InsnNode(Opcodes.POP) : store(stack.get(i), temps[i]));
    }
    allocation.add(new TypeInsnNode(Opcodes.NEW, call.owner));
    allocation.add(new VarInsnNode(Opcodes.ASTORE, firstTemp));
    allocation.add(new VarInsnNode(Opcodes.ALOAD, firstTemp));
    for (int i = callee + 1; i < stack.size(); i++) {
      allocation.add(load(stack.get(i), temps[i]));
    }
    InsnList copies = new InsnList();
    for (int i = lowest; i < callee; i++) {
      boolean isCopy = stack.get(i) == reference;
      copies.add(load(stack.get(i), isCopy ? firstTemp : temps[i]));
    }
    for (int local : localsHolding(before, reference)) {
      copies.add(new VarInsnNode(Opcodes.ALOAD, firstTemp));
      copies.add(new VarInsnNode(Opcodes.ASTORE, local));
    }
    method.instructions.insertBefore(call, allocation);
    method.instructions.insert(call, copies);
  }

  /** Temporaries for the values from an index on that are not {@code reference}. */
  private int[] temps(List<Object> values, int from, Object reference) {
    int[] temps = new int[values.size()];
    int next = firstTemp + 1; // behind the object
    for (int i = from; i < temps.length; i++) {
      if (values.get(i) != reference) {
        temps[i] = next;
        next += VerificationTypes.size(values.get(i));
      }
    }
    method.maxLocals = Math.max(method.maxLocals, next);
    return temps;
  }

  private static VarInsnNode store(Object type, int slot) {
    return new VarInsnNode(VerificationTypes.storeOpcode(type), slot);
  }

  private static VarInsnNode load(Object type, int slot) {
    return new VarInsnNode(VerificationTypes.loadOpcode(type), slot);
  }

  private static List<Integer> localsHolding(TypeState state, Object object) {
    List<Integer> slots = new ArrayList<>();
    for (int slot = 0; slot < state.locals().size(); slot++) {
      if (state.local(slot) == object) {
        slots.add(slot);
      }
    }
    return slots;
  }

  private void replaceIn(FrameNode frame) {
    frame.local = new ArrayList<>(frame.local);
    frame.local.replaceAll(type -> isMovedInFrame(type) ? Opcodes.NULL : type);
    frame.stack = new ArrayList<>(frame.stack);
    frame.stack.replaceAll(type -> isMovedInFrame(type) ? Opcodes.NULL : type);
  }

  /** In a frame, an uninitialised object is the label in front of its {@code new}. */
  private boolean isMovedInFrame(Object type) {
    return type instanceof LabelNode label && isMoved(Neighbours.nextReal(label));
  }
}
