package dev.weft.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** The way from one host of a {@link FakeNetwork} to another, or to itself. */
final class FakeLink {

  private final FakeNetwork network;
  private final Random random;
  private final List<Runnable> whenHealed = new ArrayList<>();
  private LinkOptions options;
  private boolean cut;
  private long busyUntil; // what was sent before is still being sent

  FakeLink(FakeNetwork network, Random random, LinkOptions options) {
    this.network = network;
    this.random = random;
    this.options = options;
  }

  LinkOptions options() {
    return options;
  }

  void setOptions(LinkOptions options) {
    this.options = options;
  }

  /** When {@code bytes} bytes arrive that are sent now. */
  long arrival(int bytes) {
    busyUntil = Math.max(busyUntil, network.poller().now()) + options.sendingNanos(bytes);
    return busyUntil + options.delayNanos(random);
  }

  /** How large the next piece may be that a connection receives. */
  int nextSegment() {
    return options.nextSegment(random);
  }

  boolean loses() {
    return cut || happens(options.loss());
  }

  boolean duplicates() {
    return happens(options.duplication());
  }

  private boolean happens(double probability) {
    return probability > 0 && random.nextDouble() < probability;
  }

  // ---- partitions ----

  boolean isCut() {
    return cut;
  }

  void cut() {
    cut = true;
  }

  /** Runs {@code action} when the link works again. */
  void whenHealed(Runnable action) {
    whenHealed.add(action);
  }

  void heal() {
    cut = false;
    List<Runnable> actions = List.copyOf(whenHealed);
    whenHealed.clear();
    actions.forEach(Runnable::run);
  }
}
