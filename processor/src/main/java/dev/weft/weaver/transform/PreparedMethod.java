package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.ResultType;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * An async method whose body is in the form that planning expects.
 *
 * @param async the method, with what its body returns
 * @param body a copy of the method: awaits take one argument, values are returned bare
 * @param valueReturns the return instructions that have a bare value on the stack
 */
public record PreparedMethod(
    AsyncMethod async, MethodNode body, Set<AbstractInsnNode> valueReturns) {

  public PreparedMethod {
    valueReturns = Set.copyOf(valueReturns);
  }

  /** Prepares a copy; the method itself is left as it is. */
  public static PreparedMethod of(AsyncMethod async) {
    MethodNode body = copyOf(async.method());
    ShadowedHandlers.cut(body);
    ReceiverSlot.keep(async.owner().name, body);
    ExceptionClassArguments.drop(body);
    if (async.kind() == AsyncKind.GENERATOR) {
      GeneratorReturns.rewrite(body);
      UnreachableCode.remove(body);
      return new PreparedMethod(async.withResult(ResultType.BOOLEAN), body, Set.of());
    }
    ValueReturns returns = new ValueReturns(body, async.kind());
    returns.unwrap();
    UnreachableCode.remove(body);
    return new PreparedMethod(
        async.withResult(returns.unboxIfAllBox()), body, returns.instructions());
  }

  private static MethodNode copyOf(MethodNode method) {
    MethodNode copy =
        new MethodNode(Opcodes.ASM9, method.access, method.name, method.desc, null, null);
    method.accept(copy);
    return copy;
  }
}
