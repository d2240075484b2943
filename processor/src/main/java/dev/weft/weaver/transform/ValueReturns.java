package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AwaitCalls;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.ResultType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns {@code return Coroutine.of(value)} into {@code return value}, so that nothing is allocated
 * for it.
 *
 * <p>Where code stands between the call and the return (a {@code finally}), the call stays, and the
 * coroutine that it makes is awaited at the return like any other.
 */
final class ValueReturns {

  private final InsnList instructions;
  private final AsyncKind kind;
  private final List<AbstractInsnNode> returns = new ArrayList<>();

  ValueReturns(MethodNode method, AsyncKind kind) {
    this.instructions = method.instructions;
    this.kind = kind;
  }

  /** The return instructions that have a bare value on the stack. */
  Set<AbstractInsnNode> instructions() {
    return new HashSet<>(returns);
  }

  void unwrap() {
    for (AbstractInsnNode insn : instructions.toArray()) {
      boolean isDone = kind == AsyncKind.COROUTINE && AwaitCalls.isDone(insn);
      boolean isValue = isDone || AwaitCalls.isValueOf(insn, kind);
      if (isValue && Neighbours.leadsToReturn(insn)) {
        returns.add(returnInPlaceOf(insn, isDone));
      }
    }
  }

  private AbstractInsnNode returnInPlaceOf(AbstractInsnNode call, boolean isDone) {
    removeUnreachable(call);
    AbstractInsnNode valueReturn = new InsnNode(Opcodes.ARETURN);
    instructions.insert(call, valueReturn);
    if (isDone) {
      instructions.set(call, new InsnNode(Opcodes.ACONST_NULL));
    } else {
      instructions.remove(call);
    }
    return valueReturn;
  }

  /** The goto or return that followed, unless something else jumps to it. */
  private void removeUnreachable(AbstractInsnNode call) {
    AbstractInsnNode next = call.getNext();
    while (next.getOpcode() < 0) {
      if (next instanceof FrameNode) {
        return;
      }
      next = next.getNext();
    }
    instructions.remove(next);
  }

  /** If every return of the method boxes the same primitive, returns that instead. */
  ResultType unboxIfAllBox() {
    Set<ResultType> types = new HashSet<>();
    for (AbstractInsnNode insn : instructions) {
      if (insn.getOpcode() == Opcodes.ARETURN) {
        types.add(boxedAt(insn).orElse(ResultType.OBJECT));
      }
    }
    if (kind == AsyncKind.STAGE || types.size() != 1 || types.contains(ResultType.OBJECT)) {
      return ResultType.OBJECT;
    }
    ResultType type = types.iterator().next();
    returns.replaceAll(areturn -> unbox(areturn, type));
    return type;
  }

  private Optional<ResultType> boxedAt(AbstractInsnNode areturn) {
    boolean isValue = returns.contains(areturn);
    return isValue ? ResultType.boxedBy(areturn.getPrevious()) : Optional.empty();
  }

  private AbstractInsnNode unbox(AbstractInsnNode areturn, ResultType type) {
    AbstractInsnNode primitiveReturn = new InsnNode(type.returnOpcode());
    instructions.remove(areturn.getPrevious());
    instructions.set(areturn, primitiveReturn);
    return primitiveReturn;
  }
}
