package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.TypeState;
import java.util.ArrayList;
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
 * @param nesting the shapes of the suspensions, and which build on which
 * @param layout the fields of the state-machine class
 */
public record MethodPlan(
    AsyncMethod async,
    MethodNode body,
    List<Suspension> suspensions,
    Map<AbstractInsnNode, TypeState> headerStates,
    Nesting nesting,
    FrameLayout layout) {

  public MethodPlan {
    suspensions = List.copyOf(suspensions);
    headerStates = Map.copyOf(headerStates);
  }

  /** The parameters, without the receiver. */
  public List<Local> parameters() {
    return MethodPlanner.parameters(async);
  }

  /**
   * The types of the first variables of the body: the receiver, if there is one, the parameters.
   */
  public List<Object> receiverAndParameterTypes() {
    List<Object> types = new ArrayList<>();
    if (!async.isStatic()) {
      types.add(async.owner().name);
    }
    parameters().forEach(parameter -> types.add(parameter.type()));
    return types;
  }
}
