package dev.weft.weaver.analysis;

import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * What a body returns: an object, or a primitive when every return of the method boxes one. A
 * primitive needs no allocation on its way to a direct caller.
 */
public enum ResultType {
  OBJECT(Type.getObjectType("java/lang/Object"), "java/lang/Object"),
  BOOLEAN(Type.BOOLEAN_TYPE, "java/lang/Boolean"),
  BYTE(Type.BYTE_TYPE, "java/lang/Byte"),
  CHAR(Type.CHAR_TYPE, "java/lang/Character"),
  SHORT(Type.SHORT_TYPE, "java/lang/Short"),
  INT(Type.INT_TYPE, "java/lang/Integer"),
  LONG(Type.LONG_TYPE, "java/lang/Long"),
  FLOAT(Type.FLOAT_TYPE, "java/lang/Float"),
  DOUBLE(Type.DOUBLE_TYPE, "java/lang/Double");

  private final Type type;
  private final String wrapper;

  ResultType(Type type, String wrapper) {
    this.type = type;
    this.wrapper = wrapper;
  }

  public boolean isPrimitive() {
    return this != OBJECT;
  }

  public String descriptor() {
    return type.getDescriptor();
  }

  /** The internal name of the class that boxes it. */
  public String wrapper() {
    return wrapper;
  }

  public Object verificationType() {
    return VerificationTypes.of(type);
  }

  public int returnOpcode() {
    return type.getOpcode(Opcodes.IRETURN);
  }

  /** The method of the wrapper that takes the primitive out. */
  public String unboxName() {
    return type.getClassName() + "Value";
  }

  public String unboxDescriptor() {
    return "()" + descriptor();
  }

  public String boxDescriptor() {
    return "(" + descriptor() + ")L" + wrapper + ";";
  }

  /** The primitive that this instruction boxes, if it is a call of {@code valueOf}. */
  public static Optional<ResultType> boxedBy(AbstractInsnNode insn) {
    if (insn instanceof MethodInsnNode call && call.name.equals("valueOf")) {
      for (ResultType type : values()) {
        if (call.owner.equals(type.wrapper) && call.desc.equals(type.boxDescriptor())) {
          return Optional.of(type);
        }
      }
    }
    return Optional.empty();
  }

  /** Whether this instruction takes the primitive out of its wrapper. */
  public boolean isUnboxedBy(AbstractInsnNode insn) {
    return insn instanceof MethodInsnNode call
        && call.owner.equals(wrapper)
        && call.name.equals(unboxName())
        && call.desc.equals(unboxDescriptor());
  }
}
