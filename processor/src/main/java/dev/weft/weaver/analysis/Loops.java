package dev.weft.weaver.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.tree.AbstractInsnNode;

/**
 * The natural loops of a method: for each header, all nodes from which a jump back to the header
 * can be reached without passing it.
 *
 * <p>Resuming inside a loop has to go through its header, or the loop becomes irreducible, which
 * costs numeric code a factor of ten and stops ahead-of-time compilers.
 */
public final class Loops {

  private final ControlFlow flow;
  private final Map<Integer, BitSet> bodies = new TreeMap<>(); // header -> nodes, header included

  public Loops(ControlFlow flow) {
    this.flow = flow;
    Dominators dominators = new Dominators(flow);
    for (int node = 0; node < flow.size(); node++) {
      if (dominators.isReachable(node)) {
        addLoopsClosedAt(node, dominators);
      }
    }
  }

  private void addLoopsClosedAt(int node, Dominators dominators) {
    for (int successor : flow.successors(node)) {
      addLoop(successor, node, dominators);
    }
    for (int handler : flow.handlers(node)) {
      addLoop(handler, node, dominators);
    }
  }

  private void addLoop(int header, int back, Dominators dominators) {
    if (!dominators.dominates(header, back)) {
      return;
    }
    BitSet body = bodies.computeIfAbsent(header, h -> new BitSet());
    body.set(header);
    Deque<Integer> work = new ArrayDeque<>(List.of(back));
    while (!work.isEmpty()) {
      int node = work.remove();
      if (!body.get(node)) {
        body.set(node);
        work.addAll(dominators.predecessors(node));
      }
    }
  }

  /** The headers of the loops around an instruction, outermost first. */
  public List<AbstractInsnNode> headersAround(AbstractInsnNode insn) {
    int node = flow.node(insn);
    List<Map.Entry<Integer, BitSet>> around = new ArrayList<>();
    for (Map.Entry<Integer, BitSet> loop : bodies.entrySet()) {
      if (loop.getValue().get(node)) {
        around.add(loop);
      }
    }
    around.sort(Comparator.comparing(loop -> -loop.getValue().cardinality()));
    return around.stream().map(loop -> flow.insn(loop.getKey())).toList();
  }
}
