package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.GOTO;
import static org.objectweb.asm.Opcodes.IFEQ;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.POP;
import static org.objectweb.asm.Opcodes.RETURN;

import dev.weft.weaver.fixture.MethodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class DominatorsTest {

  private final MethodBuilder diamond =
      new MethodBuilder("(I)V")
          .label("entry")
          .var(ILOAD, 0)
          .jump(IFEQ, "else")
          .label("then")
          .jump(GOTO, "join")
          .label("else")
          .insn(NOP)
          .label("join")
          .insn(RETURN)
          .label("unreachable")
          .insn(RETURN);
  private final ControlFlow flow = new ControlFlow(diamond.method());
  private final Dominators dominators = new Dominators(flow);

  private boolean dominates(String dominator, String node) {
    return dominators.dominates(node(dominator), node(node));
  }

  private int node(String label) {
    return flow.node(diamond.labelNode(label));
  }

  @Test
  void entry_dominatesAll() {
    assertTrue(dominates("entry", "then"));
    assertTrue(dominates("entry", "else"));
    assertTrue(dominates("entry", "join"));
  }

  @Test
  void node_dominatesItself() {
    assertTrue(dominates("then", "then"));
  }

  @Test
  void branch_doesNotDominateTheJoin() {
    assertFalse(dominates("then", "join"));
    assertFalse(dominates("else", "join"));
  }

  @Test
  void laterNode_doesNotDominateAnEarlierOne() {
    assertFalse(dominates("join", "entry"));
  }

  @Test
  void join_hasBothBranchesAsPredecessors() {
    assertEquals(
        List.of(node("then"), node("else")),
        dominators.predecessors(node("join")).stream().sorted().toList());
  }

  @Test
  void codeThatNothingLeadsTo_isUnreachable() {
    assertTrue(dominators.isReachable(node("join")));
    assertFalse(dominators.isReachable(node("unreachable")));
  }

  @Test
  void handler_isDominatedByWhatPrecedesItsTryRangeOnly() {
    var code =
        new MethodBuilder("()V")
            .insn(NOP)
            .label("start")
            .insn(NOP, NOP)
            .label("end")
            .insn(RETURN)
            .label("handler")
            .insn(POP, RETURN)
            .tryCatch("start", "end", "handler", null);
    ControlFlow withTry = new ControlFlow(code.method());
    Dominators ofTry = new Dominators(withTry);
    int handler = withTry.node(code.labelNode("handler"));

    assertTrue(ofTry.isReachable(handler));
    assertTrue(ofTry.dominates(1, handler));
    assertFalse(ofTry.dominates(2, handler)); // the first may have thrown
  }
}
