package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AwaitCalls;
import dev.weft.weaver.analysis.Refusal;
import dev.weft.weaver.analysis.TypeState;
import dev.weft.weaver.analysis.TypeWalker;
import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * keeps its place; every instruction that only moves the uninitialised reference goes; the
 * constructor call makes the object anew under its arguments.
 */
final class UninitializedObjects {

  private final String owner;
  private final MethodNode method;
  private final Set<Object> moved; // the news to move
  private final int firstTemp;
  private final Map<AbstractInsnNode, TypeState> states = new LinkedHashMap<>();

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
    TypeWalker.walk(
        owner,
        method,
        (insn, before) -> {
          if (suspensionPoints.contains(insn)) {
            before.locals().stream().filter(VerificationTypes::isUninitialized).forEach(moved::add);
            before.stack().stream().filter(VerificationTypes::isUninitialized).forEach(moved::add);
          }
        });
    if (!moved.isEmpty()) {
      new UninitializedObjects(owner, method, moved).move();
    }
  }

  private void move() {
    TypeWalker.walk(owner, method, states::put);
    states.forEach(this::rewrite);
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        dropFrom(frame);
      }
    }
  }

  private void rewrite(AbstractInsnNode insn, TypeState before) {
    switch (insn.getOpcode()) {
      case Opcodes.NEW -> dropObjectOf((TypeInsnNode) insn);
      case Opcodes.DUP, Opcodes.ASTORE, Opcodes.POP -> removeIf(isMoved(before.peek(0)), insn);
      case Opcodes.ALOAD -> removeIf(isMoved(before.local(((VarInsnNode) insn).var)), insn);
      case Opcodes.INVOKESPECIAL -> allocateAt((MethodInsnNode) insn, before);
      case Opcodes.SWAP, Opcodes.DUP_X1, Opcodes.DUP2, Opcodes.POP2 -> refuseIn(insn, before, 2);
      case Opcodes.DUP_X2, Opcodes.DUP2_X1 -> refuseIn(insn, before, 3);
      case Opcodes.DUP2_X2 -> refuseIn(insn, before, 4);
      default -> {}
    }
  }

  private boolean isMoved(Object type) {
    return moved.contains(type);
  }

  private void dropObjectOf(TypeInsnNode insn) {
    if (isMoved(insn)) {
      method.instructions.insert(insn, new InsnNode(Opcodes.POP));
    }
  }

  private void removeIf(boolean condition, AbstractInsnNode insn) {
    if (condition) {
      method.instructions.remove(insn);
    }
  }

  /** Refuses shuffles of the uninitialised reference; no Java compiler is known to need one. */
  private void refuseIn(AbstractInsnNode insn, TypeState before, int slots) {
    int slot = 0;
    for (int depth = 0; slot < slots && depth < before.stack().size(); depth++) {
      if (isMoved(before.peek(depth))) {
        throw unsupported(insn);
      }
      slot += VerificationTypes.size(before.peek(depth));
    }
  }

  private static Refusal unsupported(AbstractInsnNode insn) {
    return new Refusal(
        "AwaitInConstructorArguments",
        AwaitCalls.lineOf(insn),
        "an await among the arguments of a constructor, in an instruction sequence that javac does"
            + " not produce. Await into a local variable first.");
  }

  private void allocateAt(MethodInsnNode call, TypeState before) {
    Type[] arguments = Type.getArgumentTypes(call.desc);
    if (!call.name.equals("<init>") || !isMoved(before.peek(arguments.length))) {
      return;
    }
    Object object = before.peek(arguments.length);
    int copies = copiesBelow(call, before.stackBelow(arguments.length), object);
    InsnList code = new InsnList();
    int[] temps = storeInTemps(arguments, code);
    code.add(new TypeInsnNode(Opcodes.NEW, call.owner));
    List<Integer> localCopies = localsHolding(before, object);
    int wanted = copies - 1 + localCopies.size();
    for (int i = 0; i < wanted; i++) {
      code.add(new InsnNode(Opcodes.DUP));
    }
    for (int i = 0; i < arguments.length; i++) {
      code.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ILOAD), temps[i]));
    }
    method.instructions.insertBefore(call, code);
    for (int local : localCopies) {
      method.instructions.insert(call, new VarInsnNode(Opcodes.ASTORE, local));
    }
  }

  private int[] storeInTemps(Type[] arguments, InsnList code) {
    int[] temps = new int[arguments.length];
    int next = firstTemp;
    for (int i = arguments.length - 1; i >= 0; i--) {
      temps[i] = next;
      next += arguments[i].getSize();
      code.add(new VarInsnNode(arguments[i].getOpcode(Opcodes.ISTORE), temps[i]));
    }
    method.maxLocals = Math.max(method.maxLocals, next);
    return temps;
  }

  /** How many references to the object lie on top of {@code stack}; others may lie nowhere else. */
  private static int copiesBelow(AbstractInsnNode call, List<Object> stack, Object object) {
    int copies = 0;
    while (copies < stack.size() && stack.get(stack.size() - 1 - copies) == object) {
      copies++;
    }
    if (stack.subList(0, stack.size() - copies).contains(object)) {
      throw unsupported(call);
    }
    return copies;
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

  private void dropFrom(FrameNode frame) {
    frame.local = new ArrayList<>(frame.local);
    frame.local.replaceAll(type -> isMovedInFrame(type) ? Opcodes.TOP : type);
    frame.stack = new ArrayList<>(frame.stack);
    frame.stack.removeIf(this::isMovedInFrame);
  }

  /** In a frame, an uninitialised object is the label in front of its {@code new}. */
  private boolean isMovedInFrame(Object type) {
    return type instanceof LabelNode label && isMoved(AwaitCalls.nextReal(label));
  }
}
