package dev.weft.torture.rewrite;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/** Turns a method's result into an object and back. */
enum ResultCode {
  BOOLEAN("java/lang/Boolean", "Z"),
  BYTE("java/lang/Byte", "B"),
  CHAR("java/lang/Character", "C"),
  SHORT("java/lang/Short", "S"),
  INT("java/lang/Integer", "I"),
  LONG("java/lang/Long", "J"),
  FLOAT("java/lang/Float", "F"),
  DOUBLE("java/lang/Double", "D");

  private final String wrapper;
  private final String primitive;

  ResultCode(String wrapper, String primitive) {
    this.wrapper = wrapper;
    this.primitive = primitive;
  }

  private static ResultCode ofPrimitive(Type type) {
    for (ResultCode code : values()) {
      if (code.primitive.equals(type.getDescriptor())) {
        return code;
      }
    }
    throw new IllegalArgumentException(type + " is no primitive type");
  }

  /** The object on the stack becomes a value of {@code type}; nothing for void. */
  static InsnList unbox(Type type) {
    InsnList code = new InsnList();
    switch (type.getSort()) {
      case Type.VOID -> code.add(new InsnNode(Opcodes.POP));
      case Type.OBJECT, Type.ARRAY -> cast(code, type.getInternalName());
      default -> {
        ResultCode result = ofPrimitive(type);
        cast(code, result.wrapper);
        code.add(
            new MethodInsnNode(
                Opcodes.INVOKEVIRTUAL,
                result.wrapper,
                type.getClassName() + "Value",
                "()" + result.primitive,
                false));
      }
    }
    return code;
  }

  private static void cast(InsnList code, String type) {
    if (!type.equals("java/lang/Object")) {
      code.add(new TypeInsnNode(Opcodes.CHECKCAST, type));
    }
  }

  /** The value of {@code type} on the stack becomes an object; null for void. */
  static InsnList box(Type type) {
    InsnList code = new InsnList();
    switch (type.getSort()) {
      case Type.VOID -> code.add(new InsnNode(Opcodes.ACONST_NULL));
      case Type.OBJECT, Type.ARRAY -> {}
      default -> {
        ResultCode result = ofPrimitive(type);
        code.add(
            new MethodInsnNode(
                Opcodes.INVOKESTATIC,
                result.wrapper,
                "valueOf",
                "(" + result.primitive + ")L" + result.wrapper + ";",
                false));
      }
    }
    return code;
  }
}
