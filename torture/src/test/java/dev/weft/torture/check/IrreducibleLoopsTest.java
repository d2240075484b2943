package dev.weft.torture.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** The checker finds what it is there to find. */
class IrreducibleLoopsTest {

  @Test
  void loopEnteredAtHeader_isReducible() {
    assertEquals(
        0,
        count(
            (code, header) -> {
              Label exit = new Label();
              code.visitLabel(header);
              code.visitVarInsn(Opcodes.ILOAD, 0);
              code.visitJumpInsn(Opcodes.IFEQ, exit);
              code.visitIincInsn(0, -1);
              code.visitJumpInsn(Opcodes.GOTO, header);
              code.visitLabel(exit);
            }));
  }

  @Test
  void loopEnteredInTheMiddle_isIrreducible() {
    assertEquals(
        1,
        count(
            (code, header) -> {
              Label middle = new Label();
              code.visitVarInsn(Opcodes.ILOAD, 0);
              code.visitJumpInsn(Opcodes.IFEQ, middle);
              code.visitLabel(header);
              code.visitIincInsn(0, 1);
              code.visitLabel(middle);
              code.visitVarInsn(Opcodes.ILOAD, 0);
              code.visitJumpInsn(Opcodes.IFEQ, header);
            }));
  }

  @Test
  void loopEnteredThroughHandlerInside_isIrreducible() {
    assertEquals(
        1,
        count(
            (code, header) -> {
              Label start = new Label();
              Label handler = new Label();
              code.visitTryCatchBlock(start, header, handler, null);
              code.visitLabel(start);
              code.visitIincInsn(0, 1);
              code.visitLabel(header);
              code.visitInsn(Opcodes.ACONST_NULL);
              code.visitLabel(handler);
              code.visitInsn(Opcodes.POP);
              code.visitJumpInsn(Opcodes.GOTO, header);
            }));
  }

  private static int count(BiConsumer<MethodVisitor, Label> body) {
    ClassWriter type = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    type.visit(Opcodes.V1_6, Opcodes.ACC_PUBLIC, "X", null, "java/lang/Object", null);
    MethodVisitor code = type.visitMethod(Opcodes.ACC_STATIC, "m", "(I)V", null, null);
    code.visitCode();
    body.accept(code, new Label());
    code.visitInsn(Opcodes.RETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
    return IrreducibleLoops.countByMethodName(type.toByteArray()).get("m");
  }
}
