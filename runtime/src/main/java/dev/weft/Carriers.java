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
final class Carriers implements ContextCarrier {

  private final List<ContextCarrier> carriers;

  private Carriers(List<ContextCarrier> carriers) {
    this.carriers = carriers;
  }

  /** Finds them where the runtime comes from; null if there are none. */
  static @Nullable ContextCarrier find() {
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
    return switch (found.size()) {
      case 0 -> null;
      case 1 -> found.get(0);
      default -> new Carriers(List.copyOf(found));
    };
  }

  @Override
  public Object capture() {
    @Nullable Object[] captured = new Object[carriers.size()];
    for (int i = 0; i < captured.length; i++) {
      captured[i] = carriers.get(i).capture();
    }
    return captured;
  }

  @Override
  public void restore(@Nullable Object captured) {
    @Nullable Object[] each =
        captured == null ? new Object[carriers.size()] : (@Nullable Object[]) captured;
    for (int i = 0; i < each.length; i++) {
      carriers.get(i).restore(each[i]);
    }
  }
}
