package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.MethodBuilder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LineNumberNode;

class UnreachableCodeTest {

  private static List<String> removeFrom(MethodBuilder code) {
    UnreachableCode.remove(code.method());
    return Listing.of(code.method().instructions);
  }

  private static List<AbstractInsnNode> frames(MethodBuilder code) {
    List<AbstractInsnNode> frames = new ArrayList<>();
    code.method()
        .instructions
        .forEach(
            insn -> {
              if (insn instanceof FrameNode) {
                frames.add(insn);
              }
            });
    return frames;
  }

  @Test
  void codeBehindAReturn_isRemoved() {
    assertEquals(List.of("RETURN"), removeFrom(new MethodBuilder("()V").insn(RETURN, NOP, RETURN)));
  }

  @Test
  void frameOfRemovedCode_isRemoved() {
    var code =
        new MethodBuilder("()V")
            .insn(RETURN)
            .label("unreachable")
            .frame(List.of(), List.of())
            .jump(GOTO, "unreachable");

    removeFrom(code);

    assertEquals(List.of(), frames(code));
  }

  @Test
  void frameOfReachableCode_staysBehindRemovedCode() {
    var code =
        new MethodBuilder("(I)V")
            .var(ILOAD, 0)
            .jump(IFEQ, "end")
            .insn(RETURN)
            .label("unreachable")
            .frame(List.of(), List.of())
            .jump(GOTO, "unreachable")
            .label("end")
            .frame(List.of(INTEGER), List.of())
            .insn(RETURN);
    AbstractInsnNode kept = code.at("end").getPrevious();

    removeFrom(code);

    assertEquals(List.of(kept), frames(code));
  }

  /** A line entry behind the last instruction makes the class file invalid. */
  @Test
  void lineOfRemovedCode_isRemoved() {
    var code = new MethodBuilder("()V").line(1).insn(RETURN).line(2).insn(NOP, RETURN);

    removeFrom(code);

    List<Integer> lines = new ArrayList<>();
    for (AbstractInsnNode insn : code.method().instructions) {
      if (insn instanceof LineNumberNode entry) {
        lines.add(entry.line);
      }
    }
    assertEquals(List.of(1), lines);
  }

  @Test
  void handlerOfReachableCode_isKept() {
    var code =
        new MethodBuilder("()V")
            .label("start")
            .insn(NOP)
            .label("end")
            .insn(RETURN)
            .label("handler")
            .insn(POP, RETURN)
            .tryCatch("start", "end", "handler", null);

    assertEquals(List.of("NOP", "RETURN", "POP", "RETURN"), removeFrom(code));
  }
}
