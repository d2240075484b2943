package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.ARETURN;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.NOP;

import dev.weft.weaver.fixture.MethodBuilder;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;

class NeighboursTest {

  @Test
  void returnBehindGotosAndLines_isLedTo() {
    var code =
        new MethodBuilder("()V")
            .label("here")
            .insn(NOP)
            .line(7)
            .jump(GOTO, "end")
            .insn(NOP)
            .label("end")
            .insn(ARETURN);

    assertTrue(Neighbours.leadsToReturn(code.at("here")));
  }

  @Test
  void returnBehindOtherCode_isNotLedTo() {
    var code = new MethodBuilder("()V").label("here").insn(NOP, NOP, ARETURN);

    assertFalse(Neighbours.leadsToReturn(code.at("here")));
  }

  @Test
  void gotoToItself_leadsNowhere() {
    var code = new MethodBuilder("()V").label("here").insn(NOP).label("loop").jump(GOTO, "loop");

    assertFalse(Neighbours.leadsToReturn(code.at("here")));
  }

  @Test
  void line_isThatOfTheNearestEntryBefore() {
    var code =
        new MethodBuilder("()V")
            .label("none")
            .insn(NOP)
            .line(3)
            .insn(NOP)
            .line(4)
            .insn(NOP)
            .label("here")
            .insn(NOP)
            .line(5)
            .insn(NOP);

    assertEquals(0, Neighbours.lineOf(code.at("none")));
    assertEquals(4, Neighbours.lineOf(code.at("here")));
  }

  @Test
  void neighbours_areThoseWithAnOpcode() {
    var code =
        new MethodBuilder("()V")
            .call(INVOKESTATIC, "A", "first", "()V")
            .line(3)
            .call(INVOKESTATIC, "A", "second", "()V");
    AbstractInsnNode first = code.method().instructions.getFirst();
    AbstractInsnNode second = code.method().instructions.getLast();

    assertEquals(second, Neighbours.nextReal(first));
    assertEquals(first, Neighbours.previousReal(second));
  }
}
