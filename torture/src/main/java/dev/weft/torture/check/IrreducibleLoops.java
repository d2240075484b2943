package dev.weft.torture.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds loops with more than one entry, which no Java source has: they stop vectorisation on the
 * JVM and native-image altogether.
 */
public final class IrreducibleLoops {

  /*
   * Overview. A graph is reducible if every edge that goes back in a depth-first numbering ends at
   * a block that dominates its start: then each loop is entered through its header alone. Dominators
   * are computed by iteration over the reverse postorder [Cooper, Harvey, Kennedy: A Simple, Fast
   * Dominance Algorithm].
   */

  private static final int UNREACHED = -1;

  private final FlowGraph graph;
  private final List<Integer> reversePostorder = new ArrayList<>();
  private final int[] order; // place in the reverse postorder, by block
  private final int[] dominator; // immediate, by block

  private IrreducibleLoops(FlowGraph graph) {
    this.graph = graph;
    order = new int[graph.size()];
    dominator = new int[graph.size()];
    Arrays.fill(order, UNREACHED);
    Arrays.fill(dominator, UNREACHED);
    number();
    findDominators();
  }

  /**
   * The methods of woven classes that have irreducible loops and had none before.
   *
   * @param original the classes before weaving, by internal name
   * @param woven the same, woven, and those that weaving has added
   */
  public static List<String> newIn(Map<String, byte[]> original, Map<String, byte[]> woven) {
    List<String> methods = new ArrayList<>();
    woven.forEach(
        (name, bytes) -> {
          byte[] unwoven = original.get(name);
          Map<String, Integer> before = unwoven == null ? Map.of() : countByMethodName(unwoven);
          countByMethodName(bytes)
              .forEach(
                  (method, count) -> {
                    if (count > 0 && before.getOrDefault(method, 0) == 0) {
                      methods.add(name + "." + method);
                    }
                  });
        });
    return methods;
  }

  /** How many irreducible loops the methods of a class have, summed over equal names. */
  static Map<String, Integer> countByMethodName(byte[] classFile) {
    ClassNode node = new ClassNode();
    new ClassReader(classFile).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    Map<String, Integer> counts = new TreeMap<>();
    for (MethodNode method : node.methods) {
      if (method.instructions.size() > 0) {
        counts.merge(method.name, countIn(new FlowGraph(method)), Integer::sum);
      }
    }
    return counts;
  }

  /** How many edges of the graph enter a loop elsewhere than at its header. */
  private static int countIn(FlowGraph graph) {
    return new IrreducibleLoops(graph).count();
  }

  private int count() {
    int count = 0;
    for (int from : reversePostorder) {
      for (int to : graph.successors(from)) {
        if (order[to] <= order[from] && !dominates(to, from)) {
          count++;
        }
      }
    }
    return count;
  }

  private void number() {
    boolean[] seen = new boolean[graph.size()];
    Deque<Integer> path = new ArrayDeque<>(List.of(0));
    Deque<Iterator<Integer>> pending = new ArrayDeque<>(List.of(graph.successors(0).iterator()));
    seen[0] = true;
    while (!path.isEmpty()) {
      if (!pending.peek().hasNext()) {
        reversePostorder.add(path.pop());
        pending.pop();
        continue;
      }
      int next = pending.peek().next();
      if (!seen[next]) {
        seen[next] = true;
        path.push(next);
        pending.push(graph.successors(next).iterator());
      }
    }
    Collections.reverse(reversePostorder);
    for (int i = 0; i < reversePostorder.size(); i++) {
      order[reversePostorder.get(i)] = i;
    }
  }

  private void findDominators() {
    dominator[0] = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int from : reversePostorder) {
        for (int to : graph.successors(from)) {
          changed |= to != 0 && lower(to, from);
        }
      }
    }
  }

  /** Takes into account that {@code block} can be reached from {@code predecessor}. */
  private boolean lower(int block, int predecessor) {
    int before = dominator[block];
    dominator[block] = before == UNREACHED ? predecessor : nearestCommon(before, predecessor);
    return dominator[block] != before;
  }

  private int nearestCommon(int a, int b) {
    int x = a;
    int y = b;
    while (x != y) {
      if (order[x] > order[y]) {
        x = dominator[x];
      } else {
        y = dominator[y];
      }
    }
    return x;
  }

  private boolean dominates(int a, int b) {
    return nearestCommon(a, b) == a;
  }
}
