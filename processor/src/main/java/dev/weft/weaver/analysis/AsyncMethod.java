package dev.weft.weaver.analysis;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * One method to weave.
 *
 * @param owner its class
 * @param method the method as the compiler wrote it
 * @param kind what it returns
 * @param frameClass the internal name of its state-machine class, to be generated
 * @param result what its body returns
 */
public record AsyncMethod(
    ClassNode owner, MethodNode method, AsyncKind kind, String frameClass, ResultType result) {

  private static final int MAX_PARAMETER_SLOTS = 255;
  private static final int BODY_PARAMETERS = 3; // driver, depth, frame

  public AsyncMethod withResult(ResultType type) {
    return new AsyncMethod(owner, method, kind, frameClass, type);
  }

  public boolean isStatic() {
    return (method.access & Opcodes.ACC_STATIC) != 0;
  }

  public boolean isInterfaceMember() {
    return (owner.access & Opcodes.ACC_INTERFACE) != 0;
  }

  /** The class whose nest it belongs to, by internal name. */
  public String nestHost() {
    return owner.nestHostClass == null ? owner.name : owner.nestHostClass;
  }

  /** The argument types, the receiver excluded. */
  public Type[] argumentTypes() {
    return Type.getArgumentTypes(method.desc);
  }

  /** How many local variable slots the receiver and the arguments take. */
  public int parameterSlots() {
    int sizes = Type.getArgumentsAndReturnSizes(method.desc) >> 2;
    return isStatic() ? sizes - 1 : sizes;
  }

  /**
   * Whether the body takes the arguments from the frame, since it has no room for them beside its
   * own parameters (JVMS 4.3.3).
   */
  public boolean hasParametersInFrame() {
    return parameterSlots() + BODY_PARAMETERS > MAX_PARAMETER_SLOTS;
  }

  /** {@code (arguments, Driver, int depth, frame) -> result}. */
  public String bodyDescriptor() {
    String all = method.desc.substring(1, method.desc.indexOf(')'));
    String arguments = hasParametersInFrame() ? "" : all;
    return "("
        + arguments
        + LinkageNames.DRIVER_DESCRIPTOR
        + "IL"
        + frameClass
        + ";)"
        + result.descriptor();
  }

  /** The descriptor of a static method that takes the receiver and the arguments, then more. */
  public String withReceiver(String more, String returnDescriptor) {
    String arguments = method.desc.substring(1, method.desc.indexOf(')'));
    String receiver = isStatic() ? "" : "L" + owner.name + ";";
    return "(" + receiver + arguments + more + ")" + returnDescriptor;
  }

  /** Whether a call that names this method can only run this body. */
  public boolean isNeverOverridden() {
    int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
    return (method.access & fixed) != 0 || (owner.access & Opcodes.ACC_FINAL) != 0;
  }
}
