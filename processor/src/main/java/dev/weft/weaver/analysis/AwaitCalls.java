package dev.weft.weaver.analysis;

import static org.objectweb.asm.Opcodes.INVOKESTATIC;

import java.util.Arrays;
import org.objectweb.asm.Handle;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
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

  /** The first instruction that makes a handle of an await or yield, {@code Await::of}; or null. */
  public static AbstractInsnNode findReference(MethodNode method) {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof InvokeDynamicInsnNode indy
          && Arrays.stream(indy.bsmArgs).anyMatch(AwaitCalls::isSuspensionHandle)) {
        return insn;
      }
    }
    return null;
  }

  private static boolean isSuspensionHandle(Object argument) {
    return argument instanceof Handle handle
        && handle.getName().equals(LinkageNames.OF)
        && (handle.getOwner().equals(LinkageNames.AWAIT)
            || handle.getOwner().equals(LinkageNames.YIELD));
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
}
