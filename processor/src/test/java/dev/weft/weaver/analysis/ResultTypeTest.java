package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.objectweb.asm.tree.MethodInsnNode;

class ResultTypeTest {

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OBJECT")
  void boxingCall_isRecognised(ResultType type) {
    var call = new MethodInsnNode(INVOKESTATIC, type.wrapper(), "valueOf", type.boxDescriptor());

    assertEquals(Optional.of(type), ResultType.boxedBy(call));
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OBJECT")
  void wrapper_hasTheMethodsThatAreCalled(ResultType type) throws ReflectiveOperationException {
    Class<?> wrapper = Class.forName(type.wrapper().replace('/', '.'));

    assertEquals(
        type.descriptor(), wrapper.getMethod(type.unboxName()).getReturnType().descriptorString());
  }

  @Test
  void valueOfAString_boxesNothing() {
    var call =
        new MethodInsnNode(
            INVOKESTATIC,
            "java/lang/Integer",
            "valueOf",
            "(Ljava/lang/String;)Ljava/lang/Integer;");

    assertEquals(Optional.empty(), ResultType.boxedBy(call));
  }

  @Test
  void conversionToAnotherPrimitive_isNoUnboxing() {
    assertTrue(ResultType.INT.isUnboxedBy(integerCall("intValue", "()I")));
    assertFalse(ResultType.INT.isUnboxedBy(integerCall("longValue", "()J")));
    assertFalse(ResultType.LONG.isUnboxedBy(integerCall("longValue", "()J")));
  }

  private static MethodInsnNode integerCall(String name, String descriptor) {
    return new MethodInsnNode(INVOKEVIRTUAL, "java/lang/Integer", name, descriptor);
  }
}
