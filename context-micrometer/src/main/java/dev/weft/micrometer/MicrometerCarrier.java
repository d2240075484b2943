package dev.weft.micrometer;

import dev.weft.spi.ContextCarrier;
import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import org.jspecify.annotations.Nullable;

/**
 * Carries the values for which Micrometer's {@code ContextRegistry} has an accessor. Register
 * accessors before the first task begins:
 *
 * <pre>{@code
 * ContextRegistry.getInstance().registerThreadLocalAccessor(new Slf4jThreadLocalAccessor());
 * }</pre>
 */
public final class MicrometerCarrier implements ContextCarrier {

  /** Clearing what a snapshot lacks is what keeps one task's values out of the next one. */
  private final ContextSnapshotFactory snapshots =
      ContextSnapshotFactory.builder().clearMissing(true).build();

  /** For the service loader. */
  public MicrometerCarrier() {}

  @Override
  public Object capture() {
    return snapshots.captureAll();
  }

  @Override
  @SuppressWarnings("resource") // closing it would put back what was there before
  public void restore(@Nullable Object captured) {
    ((ContextSnapshot) captured).setThreadLocals();
  }
}
