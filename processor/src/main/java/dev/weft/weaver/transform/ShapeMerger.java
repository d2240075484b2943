package dev.weft.weaver.transform;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lets awaits that keep nearly the same share one shape, and so their spill and restore code.
 *
 * <p>In {@code a += Await.of(x); b += Await.of(y); ...} each await keeps all variables but the one
 * that it is about to assign; in {@code var a = Await.of(x); var b = Await.of(y); ...} each keeps
 * one more. Kept apart, these shapes would make most of the code of the method.
 *
 * <p>A variable of the shape that is not alive at an await is zeroed before it is spilled there
 * ({@link Suspension#dead}), so that no garbage is kept. That costs code too, hence the limits.
 * What is too different to be one shape may still share code as {@link Nesting} has it.
 */
final class ShapeMerger {

  /** One dead value may be kept for every four live ones. */
  private static final int LIVE_PER_DEAD = 4;

  /** More dead values are not worth it, however many are alive: code would grow with both. */
  private static final int MOST_DEAD = 8;

  /** Awaits that share a shape. */
  private static final class Cluster {
    final List<Suspension> members = new ArrayList<>();
    final Set<Local> locals = new LinkedHashSet<>();

    Shape shape() {
      List<Local> sorted = new ArrayList<>(locals);
      sorted.sort(Comparator.comparing(Local::slot));
      return new Shape(members.get(0).shape().stack(), sorted);
    }
  }

  private ShapeMerger() {}

  /** The suspensions, with shapes that more of them share. */
  static List<Suspension> merge(List<Suspension> suspensions) {
    Map<List<Object>, List<Cluster>> clusters = new HashMap<>(); // by operand stack
    List<Cluster> clusterOf = new ArrayList<>();
    for (Suspension suspension : suspensions) {
      List<Cluster> sameStack =
          clusters.computeIfAbsent(suspension.shape().stack(), stack -> new ArrayList<>());
      Cluster cluster = clusterFor(suspension, sameStack);
      cluster.members.add(suspension);
      cluster.locals.addAll(suspension.shape().locals());
      clusterOf.add(cluster);
    }
    List<Suspension> merged = new ArrayList<>();
    for (int i = 0; i < suspensions.size(); i++) {
      merged.add(suspensions.get(i).withShape(clusterOf.get(i).shape()));
    }
    return merged;
  }

  private static Cluster clusterFor(Suspension suspension, List<Cluster> clusters) {
    for (Cluster cluster : clusters) {
      if (canJoin(suspension, cluster)) {
        return cluster;
      }
    }
    Cluster own = new Cluster();
    clusters.add(own);
    return own;
  }

  private static boolean canJoin(Suspension suspension, Cluster cluster) {
    if (Math.abs(cluster.locals.size() - suspension.live().size()) > MOST_DEAD) {
      return false; // as the union would show, at a higher price
    }
    Set<Local> union = new LinkedHashSet<>(cluster.locals);
    union.addAll(suspension.shape().locals());
    boolean isGrowing = union.size() > cluster.locals.size();
    return canKeep(union, suspension)
        && (!isGrowing
            || areDisjoint(union)
                && cluster.members.stream().allMatch(member -> canKeep(union, member)));
  }

  private static boolean canKeep(Set<Local> locals, Suspension suspension) {
    return isCheap(locals, suspension) && locals.stream().allMatch(suspension::hasRoomFor);
  }

  private static boolean isCheap(Set<Local> locals, Suspension suspension) {
    int live = suspension.live().size();
    int dead = locals.size() - live;
    return dead <= MOST_DEAD && dead * LIVE_PER_DEAD <= live;
  }

  /** Whether no two of the variables share a slot. */
  private static boolean areDisjoint(Set<Local> locals) {
    BitSet slots = new BitSet();
    int size = 0;
    for (Local local : locals) {
      slots.set(local.slot(), local.end());
      size += local.end() - local.slot();
    }
    return slots.cardinality() == size;
  }
}
