package dev.weft;

import dev.weft.internal.loop.Log;
import dev.weft.spi.ContextCarrier;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** All carriers that there are, as one. */
final class Carriers {

  private final List<ContextCarrier> carriers;

  private Carriers(List<ContextCarrier> carriers) {
    this.carriers = carriers;
  }

  /** Finds them where the runtime comes from; null if there are none. */
  static @Nullable Carriers find() {
    List<ContextCarrier> found = new ArrayList<>();
    Iterator<ContextCarrier> all =
        ServiceLoader.load(ContextCarrier.class, ContextCarrier.class.getClassLoader()).iterator();
    boolean more = true;
    while (more) {
      try {
        more = all.hasNext();
        if (more) {
          found.add(all.next());
        }
      } catch (ServiceConfigurationError broken) { // only the one: contexts must work
        Log.logger().log(Level.ERROR, "A ContextCarrier cannot be used", broken);
      }
    }
    return found.isEmpty() ? null : new Carriers(List.copyOf(found));
  }

  /** What all of them have captured. */
  Object capture() {
    @Nullable Object[] captured = new Object[carriers.size()];
    for (int i = 0; i < captured.length; i++) {
      captured[i] = carriers.get(i).capture();
    }
    return captured;
  }

  /** Has each restore what it has captured. */
  void restore(Object captured) {
    @Nullable Object[] each = (@Nullable Object[]) captured;
    for (int i = 0; i < each.length; i++) {
      carriers.get(i).restore(each[i]);
    }
  }
}
