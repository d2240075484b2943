package dev.weft.weaver.analysis;

import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;

import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Recognises the calls that mean something to the weaver. */
public final class AwaitCalls {

  private AwaitCalls() {}

  /** Whether this is {@code Await.of(...)}, in any of its forms. */
  public static boolean isAwait(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.getOpcode() == INVOKESTATIC
        && call.owner.equals(LinkageNames.AWAIT)
        && call.name.equals(LinkageNames.OF);
  }

  /** Whether this is {@code Yield.of(...)}. */
  public static boolean isYield(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.getOpcode() == INVOKESTATIC
        && call.owner.equals(LinkageNames.YIELD)
        && call.name.equals(LinkageNames.OF);
  }

  /** The first await or yield of the method, or null. */
  public static AbstractInsnNode findSuspension(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (isAwait(insn) || isYield(insn)) {
        return insn;
      }
    }
    return null;
  }

  /** Whether this await takes a stage; otherwise it takes one of Weft's own awaitables. */
  public static boolean awaitsStage(MethodInsnNode await) {
    return await.desc.startsWith("(" + LinkageNames.STAGE_DESCRIPTOR);
  }

  /** Whether this call wraps a value only so that it can be returned. */
  public static boolean isValueOf(AbstractInsnNode insn, AsyncKind kind) {
    if (!(insn instanceof MethodInsnNode call) || call.getOpcode() != INVOKESTATIC) {
      return false;
    }
    return switch (kind) {
      case COROUTINE ->
          call.owner.equals(LinkageNames.COROUTINE)
              && call.name.equals(LinkageNames.OF)
              && call.desc.equals(LinkageNames.COROUTINE_OF_DESCRIPTOR);
      case STAGE ->
          call.owner.equals(LinkageNames.FUTURE)
              && (call.name.equals("completedFuture") || call.name.equals("completedStage"));
      case GENERATOR -> false;
    };
  }

  /** Whether this is {@code Coroutine.done()}. */
  public static boolean isDone(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.getOpcode() == INVOKESTATIC
        && call.owner.equals(LinkageNames.COROUTINE)
        && call.name.equals(LinkageNames.DONE);
  }

  /** The next instruction that has an opcode, or null. */
  public static AbstractInsnNode nextReal(AbstractInsnNode insn) {
    AbstractInsnNode next = insn.getNext();
    while (next != null && next.getOpcode() < 0) {
      next = next.getNext();
    }
    return next;
  }

  /** The previous instruction that has an opcode, or null. */
  public static AbstractInsnNode previousReal(AbstractInsnNode insn) {
    AbstractInsnNode previous = insn.getPrevious();
    while (previous != null && previous.getOpcode() < 0) {
      previous = previous.getPrevious();
    }
    return previous;
  }

  /** The instruction that is executed just before on every path, or null where paths meet. */
  public static AbstractInsnNode previousOnEveryPath(AbstractInsnNode insn) {
    AbstractInsnNode previous = insn.getPrevious();
    while (previous != null && previous.getOpcode() < 0) {
      if (previous instanceof FrameNode) {
        return null;
      }
      previous = previous.getPrevious();
    }
    return previous;
  }

  /** Whether control goes from here to an {@code areturn} with nothing done on the way. */
  public static boolean leadsToReturn(AbstractInsnNode insn) {
    AbstractInsnNode next = nextReal(insn);
    int jumps = 0;
    while (next != null && next.getOpcode() == GOTO && jumps++ < 100) {
      next = nextReal(((JumpInsnNode) next).label);
    }
    return next != null && next.getOpcode() == ARETURN;
  }

  /** The source line of an instruction, or 0 when the class file does not tell. */
  public static int lineOf(AbstractInsnNode insn) {
    for (AbstractInsnNode i = insn; i != null; i = i.getPrevious()) {
      if (i instanceof LineNumberNode line) {
        return line.line;
      }
    }
    return 0;
  }
}
