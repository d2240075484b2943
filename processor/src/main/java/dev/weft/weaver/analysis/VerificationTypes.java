package dev.weft.weaver.analysis;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Verification types (JVMS 4.10.1.2) in ASM's notation: {@code Opcodes.INTEGER} and its like, an
 * internal name, or, for an uninitialised object, the {@code new} that makes it.
 */
public final class VerificationTypes {

  private VerificationTypes() {}

  public static boolean isTop(Object type) {
    return type == Opcodes.TOP;
  }

  public static boolean isNull(Object type) {
    return type == Opcodes.NULL;
  }

  public static boolean isReference(Object type) {
    return type instanceof String || isNull(type);
  }

  /** Whether this is an object whose constructor has not run. */
  public static boolean isUninitialized(Object type) {
    return !(type instanceof String) && !(type instanceof Integer);
  }

  /** 2 for long and double, 1 for all others. */
  public static int size(Object type) {
    return type == Opcodes.LONG || type == Opcodes.DOUBLE ? 2 : 1;
  }

  /** A descriptor that a value of this type can be passed as, without loading a class. */
  public static String descriptor(Object type) {
    if (type == Opcodes.INTEGER) {
      return "I";
    }
    if (type == Opcodes.FLOAT) {
      return "F";
    }
    if (type == Opcodes.LONG) {
      return "J";
    }
    if (type == Opcodes.DOUBLE) {
      return "D";
    }
    if (type instanceof String name) {
      return name.startsWith("[") ? name : "L" + name + ";";
    }
    return "Ljava/lang/Object;";
  }

  /** The verification type of a parameter, field or result. */
  public static Object of(Type type) {
    return switch (type.getSort()) {
      case Type.BOOLEAN, Type.BYTE, Type.CHAR, Type.SHORT, Type.INT -> Opcodes.INTEGER;
      case Type.FLOAT -> Opcodes.FLOAT;
      case Type.LONG -> Opcodes.LONG;
      case Type.DOUBLE -> Opcodes.DOUBLE;
      default -> type.getInternalName();
    };
  }

  /** {@code iload}, {@code lload}, {@code fload}, {@code dload} or {@code aload}. */
  public static int loadOpcode(Object type) {
    return Type.getType(descriptor(type)).getOpcode(Opcodes.ILOAD);
  }

  /** {@code istore}, {@code lstore}, {@code fstore}, {@code dstore} or {@code astore}. */
  public static int storeOpcode(Object type) {
    return Type.getType(descriptor(type)).getOpcode(Opcodes.ISTORE);
  }

  /** The instruction that pushes null or zero of this type. */
  public static int zeroOpcode(Object type) {
    return switch (descriptor(type)) {
      case "I" -> Opcodes.ICONST_0;
      case "F" -> Opcodes.FCONST_0;
      case "J" -> Opcodes.LCONST_0;
      case "D" -> Opcodes.DCONST_0;
      default -> Opcodes.ACONST_NULL;
    };
  }
}
