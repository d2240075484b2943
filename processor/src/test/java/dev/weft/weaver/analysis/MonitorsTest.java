package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ATHROW;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.MONITORENTER;
import static org.objectweb.asm.Opcodes.MONITOREXIT;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.weft.weaver.fixture.MethodBuilder;
import org.junit.jupiter.api.Test;

class MonitorsTest {

  private static final String OBJECT_AND_INT = "(Ljava/lang/Object;I)V";

  private static boolean isHeldAt(String label, MethodBuilder code) {
    return new Monitors(new ControlFlow(code.method())).isHeldAt(code.at(label));
  }

  private static MethodBuilder enter(MethodBuilder code) {
    return code.var(ALOAD, 0).insn(MONITORENTER);
  }

  private static MethodBuilder exit(MethodBuilder code) {
    return code.var(ALOAD, 0).insn(MONITOREXIT);
  }

  /** As javac compiles {@code synchronized (o) { inside }}. */
  private static MethodBuilder synchronizedBlock() {
    var code = enter(new MethodBuilder(OBJECT_AND_INT).label("before").insn(NOP));
    code.label("start").label("inside").insn(NOP);
    exit(code).label("end").insn(NOP).label("behind").insn(RETURN);
    exit(code.label("handler")).label("handlerEnd").label("rethrow").insn(ATHROW);
    return code.tryCatch("start", "end", "handler", null)
        .tryCatch("handler", "handlerEnd", "handler", null);
  }

  @Test
  void methodWithoutMonitors_holdsNone() {
    assertFalse(isHeldAt("end", new MethodBuilder("()V").insn(NOP).label("end").insn(RETURN)));
  }

  @Test
  void insideASynchronizedBlock_aMonitorIsHeld() {
    assertTrue(isHeldAt("inside", synchronizedBlock()));
  }

  @Test
  void beforeAndBehindASynchronizedBlock_noneIsHeld() {
    assertFalse(isHeldAt("before", synchronizedBlock()));
    assertFalse(isHeldAt("behind", synchronizedBlock()));
  }

  @Test
  void handlerOfASynchronizedBlock_holdsTheMonitorUntilItsExit() {
    assertTrue(isHeldAt("handler", synchronizedBlock()));
    assertFalse(isHeldAt("rethrow", synchronizedBlock()));
  }

  @Test
  void behindTheInnerOfTwoBlocks_theOuterMonitorIsHeld() {
    var code = enter(enter(new MethodBuilder(OBJECT_AND_INT)));
    exit(code).label("outer").insn(NOP);
    exit(code).label("behind").insn(RETURN);

    assertTrue(isHeldAt("outer", code));
    assertFalse(isHeldAt("behind", code));
  }

  @Test
  void behindABranchInASynchronizedBlock_theMonitorIsHeld() {
    var code = enter(new MethodBuilder(OBJECT_AND_INT));
    code.var(ILOAD, 1).jump(IFEQ, "join").insn(NOP).label("join").insn(NOP);
    exit(code).insn(RETURN);

    assertTrue(isHeldAt("join", code));
  }
}
