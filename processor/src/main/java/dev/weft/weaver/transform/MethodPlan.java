package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.TypeState;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Everything the emitter needs to know of one async method.
 *
 * @param async the method
 * @param body its prepared copy; no uninitialised object is alive at an await
 * @param suspensions where it may suspend, in code order
 * @param headerStates the types at the headers of loops that contain awaits
 * @param layout the fields of the state-machine class
 */
public record MethodPlan(
    AsyncMethod async,
    MethodNode body,
    List<Suspension> suspensions,
    Map<AbstractInsnNode, TypeState> headerStates,
    FrameLayout layout) {

  public MethodPlan {
    suspensions = List.copyOf(suspensions);
    headerStates = Map.copyOf(headerStates);
  }

  /** The fields that hold the arguments until the body starts. */
  public List<FrameLayout.Field> parameterFields() {
    return layout.fieldsFor(MethodPlanner.parameterTypes(async));
  }

  /** The distinct shapes of the suspensions, in the order of their first use. */
  public List<Shape> shapes() {
    return suspensions.stream().map(Suspension::shape).distinct().toList();
  }

  /**
   * The types of the first variables of the body: the receiver, if there is one, the parameters.
   */
  public List<Object> receiverAndParameterTypes() {
    List<Object> types = MethodPlanner.parameterTypes(async);
    if (!async.isStatic()) {
      types.add(0, async.owner().name);
    }
    return types;
  }
}
