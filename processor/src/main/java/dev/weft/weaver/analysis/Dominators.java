package dev.weft.weaver.analysis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * The dominator tree of a control flow graph, by the iterative algorithm of Cooper, Harvey and
 * Kennedy ("A Simple, Fast Dominance Algorithm", 2001).
 */
public final class Dominators {

  private static final int NONE = -1;

  private final ControlFlow flow;
  private final List<List<Integer>> predecessors = new ArrayList<>();
  private final int[] order; // nodes in reverse postorder
  private final int[] position; // node -> index in order, NONE when unreachable
  private final int[] immediate; // node -> immediate dominator
  private final int[] climbed; // node -> the last round in which meet() has passed it
  private int round; // counts the meets of all predecessors of a node

  public Dominators(ControlFlow flow) {
    this.flow = flow;
    this.position = new int[flow.size()];
    this.immediate = new int[flow.size()];
    this.climbed = new int[flow.size()];
    Arrays.fill(position, NONE);
    Arrays.fill(immediate, NONE);
    this.order = reversePostorder();
    linkPredecessors();
    solve();
  }

  public boolean isReachable(int node) {
    return position[node] != NONE;
  }

  List<Integer> predecessors(int node) {
    return predecessors.get(node);
  }

  /** Whether every path from the entry to {@code node} goes through {@code dominator}. */
  boolean dominates(int dominator, int node) {
    int n = node;
    while (position[n] > position[dominator]) {
      n = immediate[n];
    }
    return n == dominator;
  }

  private static int[] allSuccessors(ControlFlow flow, int node) {
    int[] normal = flow.successors(node);
    int[] handlers = flow.handlers(node);
    int[] all = Arrays.copyOf(normal, normal.length + handlers.length);
    System.arraycopy(handlers, 0, all, normal.length, handlers.length);
    return all;
  }

  private int[] reversePostorder() {
    int[] result = new int[flow.size()];
    int next = flow.size();
    boolean[] seen = new boolean[flow.size()];
    Deque<int[]> path = new ArrayDeque<>(); // {node, index of the successor to visit next}
    path.push(new int[] {0, 0});
    seen[0] = true;
    while (!path.isEmpty()) {
      int[] top = path.peek();
      int[] successors = allSuccessors(flow, top[0]);
      if (top[1] == successors.length) {
        path.pop();
        result[--next] = top[0];
      } else if (!seen[successors[top[1]++]]) {
        int successor = successors[top[1] - 1];
        seen[successor] = true;
        path.push(new int[] {successor, 0});
      }
    }
    int[] reachable = Arrays.copyOfRange(result, next, result.length);
    for (int i = 0; i < reachable.length; i++) {
      position[reachable[i]] = i;
    }
    return reachable;
  }

  private void linkPredecessors() {
    for (int node = 0; node < flow.size(); node++) {
      predecessors.add(new ArrayList<>(2));
    }
    for (int node : order) {
      for (int successor : allSuccessors(flow, node)) {
        predecessors.get(successor).add(node);
      }
    }
  }

  private void solve() {
    immediate[0] = 0;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 1; i < order.length; i++) {
        int node = order[i];
        int dominator = meetOfPredecessors(node);
        if (immediate[node] != dominator) {
          immediate[node] = dominator;
          changed = true;
        }
      }
    }
  }

  private int meetOfPredecessors(int node) {
    round++;
    int meet = NONE;
    for (int predecessor : predecessors.get(node)) {
      if (immediate[predecessor] != NONE) {
        meet = meet == NONE ? predecessor : meet(meet, predecessor);
      }
    }
    return meet;
  }

  /**
   * The nearest node that dominates both. What was climbed before in this round is dominated by
   * {@code meet}: without that, a handler would climb from each instruction of its range to the
   * top.
   */
  private int meet(int meet, int other) {
    int a = meet;
    int b = other;
    while (a != b) {
      if (position[a] > position[b]) {
        a = immediate[a];
      } else if (climbed[b] == round) {
        return a;
      } else {
        climbed[b] = round;
        b = immediate[b];
      }
    }
    return a;
  }
}
