package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.objectweb.asm.Opcodes.ACONST_NULL;
import static org.objectweb.asm.Opcodes.DOUBLE;
import static org.objectweb.asm.Opcodes.DUP;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.INVOKESPECIAL;
import static org.objectweb.asm.Opcodes.LCONST_0;
import static org.objectweb.asm.Opcodes.LONG;
import static org.objectweb.asm.Opcodes.NEW;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.NULL;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;
import static org.objectweb.asm.Opcodes.TOP;

import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.MethodBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.TypeInsnNode;

class TypeWalkerTest {

  private static TypeState stateAt(String label, MethodBuilder code) {
    return TypeWalker.statesBefore(insn -> true, "A", code.method()).get(code.at(label));
  }

  @Test
  void parameters_areTheFirstLocals() {
    var code = new MethodBuilder("(ILjava/lang/String;[J)V").label("here").insn(RETURN);

    assertEquals(List.of(INTEGER, "java/lang/String", "[J"), stateAt("here", code).locals());
  }

  @Test
  void receiver_isTheFirstLocalOfAnInstanceMethod() {
    ClassNode node = JavaText.classNode("A", "class A { void m() {} }");

    Map<AbstractInsnNode, TypeState> states =
        TypeWalker.statesBefore(insn -> true, "A", JavaText.method(node, "m"));

    assertEquals(List.of(List.of("A")), states.values().stream().map(TypeState::locals).toList());
  }

  @Test
  void longLocal_takesTwoSlots() {
    var code = new MethodBuilder("(JD)V").label("here").insn(RETURN);

    assertEquals(List.of(LONG, TOP, DOUBLE, TOP), stateAt("here", code).locals());
  }

  @Test
  void longOnTheStack_isOneValue() {
    var code = new MethodBuilder("()V").insn(LCONST_0, ICONST_0).label("here").insn(RETURN);

    assertEquals(List.of(LONG, INTEGER), stateAt("here", code).stack());
  }

  @Test
  void nullConstant_hasItsOwnType() {
    var code = new MethodBuilder("()V").insn(ACONST_NULL).label("here").insn(RETURN);

    assertEquals(List.of(NULL), stateAt("here", code).stack());
  }

  @Test
  void uninitialisedObject_isItsNew() {
    var code =
        new MethodBuilder("()V")
            .insn(NOP)
            .type(NEW, "A")
            .insn(DUP)
            .label("here")
            .insn(NOP)
            .call(INVOKESPECIAL, "A", "<init>", "()V")
            .insn(RETURN);

    List<Object> stack = stateAt("here", code).stack();

    assertInstanceOf(TypeInsnNode.class, stack.get(0));
    assertSame(stack.get(0), stack.get(1));
  }

  @Test
  void uninitialisedObjectInAFrame_isFoundByAnyLabelOfItsNew() {
    var code =
        new MethodBuilder("(I)V")
            .label("one")
            .label("other")
            .type(NEW, "A")
            .insn(DUP)
            .var(ILOAD, 0)
            .jump(IFEQ, "here")
            .insn(NOP)
            .label("here");
    LabelNode other = code.labelNode("other");
    code.frame(List.of(INTEGER), List.of(other, other))
        .call(INVOKESPECIAL, "A", "<init>", "()V")
        .insn(POP, RETURN);

    assertSame(code.at("one"), stateAt("here", code).stack().get(0));
  }

  @Test
  void constructedObject_hasItsClass() {
    var code =
        new MethodBuilder("()V")
            .type(NEW, "A")
            .insn(DUP)
            .call(INVOKESPECIAL, "A", "<init>", "()V")
            .label("here")
            .insn(RETURN);

    assertEquals(List.of("A"), stateAt("here", code).stack());
  }

  @Test
  void whereAFrameStands_itDecides() {
    var code =
        new MethodBuilder("(Ljava/util/List;)V")
            .jump(GOTO, "here")
            .label("here")
            .frame(List.of("java/util/Collection"), List.of())
            .insn(RETURN);

    assertEquals(List.of("java/util/Collection"), stateAt("here", code).locals());
  }

  @Test
  void unreachableCode_isNotVisited() {
    var code = new MethodBuilder("()V").insn(RETURN).label("unreachable").insn(NOP);

    assertNull(stateAt("unreachable", code));
  }
}
