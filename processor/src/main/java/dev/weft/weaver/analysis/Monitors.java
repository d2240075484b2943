package dev.weft.weaver.analysis;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;

/** How many monitors the method itself holds before each instruction, at most. */
public final class Monitors {

  private static final int UNREACHED = -1;

  private final ControlFlow flow;
  private final int[] held;
  private final Deque<Integer> work = new ArrayDeque<>();

  public Monitors(ControlFlow flow) {
    this.flow = flow;
    this.held = new int[flow.size()];
    Arrays.fill(held, UNREACHED);
    if (usesMonitors()) {
      reach(0, 0);
      while (!work.isEmpty()) {
        propagate(work.remove());
      }
    }
  }

  public boolean isHeldAt(AbstractInsnNode insn) {
    return held[flow.node(insn)] > 0;
  }

  private boolean usesMonitors() {
    for (int node = 0; node < flow.size(); node++) {
      if (flow.insn(node).getOpcode() == Opcodes.MONITORENTER) {
        return true;
      }
    }
    return false;
  }

  private void propagate(int node) {
    int before = held[node];
    for (int successor : flow.successors(node)) {
      reach(successor, before + change(flow.insn(node).getOpcode()));
    }
    for (int handler : flow.handlers(node)) {
      reach(handler, before);
    }
  }

  private static int change(int opcode) {
    return switch (opcode) {
      case Opcodes.MONITORENTER -> 1;
      case Opcodes.MONITOREXIT -> -1;
      default -> 0;
    };
  }

  /*
   * Structured locking (JVMS 2.11.10) gives a node the same count on every path, but for handlers
   * that cover the monitorexit itself: there the first, larger count is the one to keep.
   */
  private void reach(int node, int count) {
    if (held[node] == UNREACHED) {
      held[node] = Math.max(0, count);
      work.add(node);
    }
  }
}
