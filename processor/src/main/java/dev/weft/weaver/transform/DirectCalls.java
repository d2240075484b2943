package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Neighbours;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Finds awaits whose coroutine comes straight from a call of an async method that can only be one:
 * {@code Await.of(f(x))}. The body of such a method is called without making the coroutine.
 *
 * <p>The body then runs where the call stands; so call and await must stand in the same try.
 *
 * <p>Only coroutine methods of the same nest count, for their bodies are private. (Classes that
 * were compiled together for Java 10 or older are no nest.)
 */
public final class DirectCalls {

  private final Map<String, AsyncMethod> targets = new HashMap<>();

  /**
   * @param nest all async methods of the nest
   */
  public DirectCalls(List<PreparedMethod> methods) {
    for (PreparedMethod prepared : methods) {
      AsyncMethod method = prepared.async();
      if (method.kind() == AsyncKind.COROUTINE
          && method.isNeverOverridden()
          && !method.hasParametersInFrame()) {
        targets.put(key(method.owner().name, method.method().name, method.method().desc), method);
      }
    }
  }

  private static String key(String owner, String name, String descriptor) {
    return owner + "." + name + descriptor;
  }

  /** The method that {@code await}, which stands in {@code caller}, can call directly. */
  Optional<AsyncMethod> targetOf(AbstractInsnNode await, AsyncMethod caller, ControlFlow flow) {
    AbstractInsnNode previous = Neighbours.previousOnEveryPath(await);
    return previous instanceof MethodInsnNode call && flow.haveSameHandlers(call, await)
        ? targetOf(call).filter(target -> target.nestHost().equals(caller.nestHost()))
        : Optional.empty();
  }

  private Optional<AsyncMethod> targetOf(MethodInsnNode call) {
    return Optional.ofNullable(targets.get(key(call.owner, call.name, call.desc)))
        .filter(target -> target.isStatic() == (call.getOpcode() == Opcodes.INVOKESTATIC));
  }
}
