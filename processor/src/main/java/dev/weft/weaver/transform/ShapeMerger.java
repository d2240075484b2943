package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.TypeState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Lets awaits that keep nearly the same share one shape, and so their spill and restore code.
 *
 * <p>In {@code a += Await.of(x); b += Await.of(y); ...} each await keeps all variables but the one
 * that it is about to assign. Kept apart, these shapes would make most of the code of the method.
 * Only primitives are kept beyond their life, and few of them: a dead reference would keep garbage
 * alive.
 */
final class ShapeMerger {

  /** One dead value may be kept for every four live ones. */
  private static final int LIVE_PER_DEAD = 4;

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
    List<Cluster> clusters = new ArrayList<>();
    List<Cluster> clusterOf = new ArrayList<>();
    for (Suspension suspension : suspensions) {
      Cluster cluster = clusterFor(suspension, clusters);
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
    if (!suspension.shape().stack().equals(cluster.members.get(0).shape().stack())) {
      return false;
    }
    Set<Local> union = new LinkedHashSet<>(cluster.locals);
    union.addAll(suspension.shape().locals());
    if (union.size() == cluster.locals.size()) {
      return canKeep(union, suspension);
    }
    return canKeep(union, suspension)
        && cluster.members.stream().allMatch(member -> canKeep(union, member));
  }

  /** Whether keeping these locals at this await is possible, harmless and cheap. */
  private static boolean canKeep(Set<Local> locals, Suspension suspension) {
    List<Local> live = suspension.shape().locals();
    TypeState before = suspension.before();
    int dead = locals.size() - live.size();
    if (dead * LIVE_PER_DEAD > live.size()) {
      return false;
    }
    for (Local local : locals) {
      boolean sameType = local.type().equals(before.local(local.slot()));
      boolean harmless = local.isPrimitive() || live.contains(local);
      if (!sameType || !harmless) {
        return false;
      }
    }
    return true;
  }
}
