package dev.weft.linkage;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the frames of a chain stood at some time, innermost first. It is put into words only when
 * somebody reads it, which for most exceptions nobody does. Immutable; holds no frame.
 */
final class SuspendedChain {

  private final String[] metadata;
  private final int[] states;

  /** Notes where {@code leaf} and the frames that await it stand, at most {@code limit} of them. */
  SuspendedChain(@Nullable CoroutineFrame<?> leaf, int limit) {
    int size = depth(leaf, limit);
    metadata = new String[size];
    states = new int[size];
    CoroutineFrame<?> frame = leaf;
    for (int i = 0; i < size && frame != null; i++) {
      metadata[i] = frame.debugMetadata();
      states[i] = frame.state;
      frame = frame.parent();
    }
  }

  private static int depth(@Nullable CoroutineFrame<?> leaf, int limit) {
    int depth = 0;
    for (CoroutineFrame<?> f = leaf; f != null && depth < limit; f = f.parent()) {
      depth++;
    }
    return depth;
  }

  /** How many frames there are. */
  int size() {
    return states.length;
  }

  /** The places of the frames that users wrote. */
  List<StackTraceElement> elements() {
    Map<String, FrameElements.Table> tables = new HashMap<>();
    List<StackTraceElement> elements = new ArrayList<>();
    for (int i = 0; i < states.length; i++) {
      if (!metadata[i].isEmpty()) {
        elements.add(tables.computeIfAbsent(metadata[i], FrameElements.Table::parse).at(states[i]));
      }
    }
    return elements;
  }
}
