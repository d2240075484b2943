package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.ACC_FINAL;
import static org.objectweb.asm.Opcodes.ACC_PRIVATE;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.ACC_STATIC;

import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class AsyncMethodTest {

  private static AsyncMethod method(int ownerAccess, int access, String descriptor) {
    ClassNode owner = new ClassNode();
    owner.name = "p/A";
    owner.access = ownerAccess;
    MethodNode method = new MethodNode(access, "m", descriptor, null, null);
    return new AsyncMethod(owner, method, AsyncKind.COROUTINE, "p/A$m$Async", ResultType.OBJECT);
  }

  @Test
  void parameterSlots_countTheReceiverAndWideTypesTwice() {
    assertEquals(6, method(0, 0, "(JID)Ldev/weft/Coroutine;").parameterSlots());
    assertEquals(5, method(0, ACC_STATIC, "(JID)Ldev/weft/Coroutine;").parameterSlots());
  }

  @Test
  void body_takesTheLinkageBehindTheArguments() {
    assertEquals(
        "(JLdev/weft/linkage/Driver;ILp/A$m$Async;)Ljava/lang/Object;",
        method(0, 0, "(J)Ldev/weft/Coroutine;").bodyDescriptor());
  }

  @Test
  void bodyThatReturnsAPrimitive_saysSo() {
    assertEquals(
        "(Ldev/weft/linkage/Driver;ILp/A$m$Async;)J",
        method(0, 0, "()Ldev/weft/Coroutine;").withResult(ResultType.LONG).bodyDescriptor());
  }

  @Test
  void bodyWithoutRoomForTheArguments_findsThemInItsFrame() {
    AsyncMethod fits = method(0, ACC_STATIC, "(" + "J".repeat(126) + ")Ldev/weft/Coroutine;");
    AsyncMethod full = method(0, 0, "(" + "J".repeat(126) + ")Ldev/weft/Coroutine;");

    assertFalse(fits.hasParametersInFrame());
    assertTrue(full.hasParametersInFrame());
    assertEquals(
        "(Ldev/weft/linkage/Driver;ILp/A$m$Async;)Ljava/lang/Object;", full.bodyDescriptor());
  }

  @Test
  void receiver_comesFirstUnlessTheMethodIsStatic() {
    String descriptor = "(I)Ldev/weft/Coroutine;";

    assertEquals("(Lp/A;IJ)V", method(0, 0, descriptor).withReceiver("J", "V"));
    assertEquals("(IJ)V", method(0, ACC_STATIC, descriptor).withReceiver("J", "V"));
  }

  @Test
  void staticPrivateAndFinalMethods_areNeverOverridden() {
    String descriptor = "()Ldev/weft/Coroutine;";

    assertTrue(method(0, ACC_STATIC, descriptor).isNeverOverridden());
    assertTrue(method(0, ACC_PRIVATE, descriptor).isNeverOverridden());
    assertTrue(method(0, ACC_PUBLIC | ACC_FINAL, descriptor).isNeverOverridden());
    assertTrue(method(ACC_FINAL, ACC_PUBLIC, descriptor).isNeverOverridden());
    assertFalse(method(0, ACC_PUBLIC, descriptor).isNeverOverridden());
  }
}
