package dev.weft.weaver.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which local variable slots may still be read, before each instruction: backward data flow, with
 * an edge from every instruction in a try range to its handlers.
 */
public final class Liveness {

  private final ControlFlow flow;
  private final List<List<Integer>> predecessors = new ArrayList<>();
  private final BitSet[] liveBefore;

  public Liveness(ControlFlow flow) {
    this.flow = flow;
    this.liveBefore = new BitSet[flow.size()];
    for (int node = 0; node < flow.size(); node++) {
      liveBefore[node] = new BitSet();
      predecessors.add(new ArrayList<>(2));
    }
    linkPredecessors();
    solve();
  }

  /** The slots that are live before the instruction; callers must not change the set. */
  public BitSet before(AbstractInsnNode insn) {
    return liveBefore[flow.node(insn)];
  }

  private void linkPredecessors() {
    for (int node = 0; node < flow.size(); node++) {
      for (int successor : flow.successors(node)) {
        predecessors.get(successor).add(node);
      }
      for (int handler : flow.handlers(node)) {
        predecessors.get(handler).add(node);
      }
    }
  }

  private void solve() {
    BitSet queued = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    for (int node = flow.size() - 1; node >= 0; node--) {
      work.add(node);
      queued.set(node);
    }
    while (!work.isEmpty()) {
      int node = work.remove();
      queued.clear(node);
      if (update(node)) {
        for (int predecessor : predecessors.get(node)) {
          if (!queued.get(predecessor)) {
            queued.set(predecessor);
            work.add(predecessor);
          }
        }
      }
    }
  }

  private boolean update(int node) {
    BitSet live = new BitSet();
    for (int successor : flow.successors(node)) {
      live.or(liveBefore[successor]);
    }
    applyTransfer(flow.insn(node), live);
    for (int handler : flow.handlers(node)) {
      live.or(liveBefore[handler]);
    }
    boolean changed = !live.equals(liveBefore[node]);
    liveBefore[node] = live;
    return changed;
  }

  private static void applyTransfer(AbstractInsnNode insn, BitSet live) {
    if (insn instanceof IincInsnNode increment) {
      live.set(increment.var);
    } else if (insn instanceof VarInsnNode access) {
      if (access.getOpcode() >= Opcodes.ISTORE) {
        live.clear(access.var);
      } else {
        live.set(access.var);
      }
    }
  }
}
