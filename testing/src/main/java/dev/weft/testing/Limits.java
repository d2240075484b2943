package dev.weft.testing;

import dev.weft.EventLoop;
import org.jspecify.annotations.Nullable;

/** Ends a run that takes too long, in virtual time or in real time. */
final class Limits implements VirtualTime.Watch {

  private final TestOptions options;
  private final VirtualTime time;
  private final EventLoop loop;
  private final @Nullable Cancelling cancelling;
  private long deadlineNanos;
  private boolean givenUp;

  Limits(TestOptions options, VirtualTime time, EventLoop loop, @Nullable Cancelling cancelling) {
    this.options = options;
    this.time = time;
    this.loop = loop;
    this.cancelling = cancelling;
    start();
  }

  /** A run begins. For the loop's own methods that run it, one begins when the loop is made. */
  final void start() {
    long deadline = time.nanos() + options.limit().toNanos();
    deadlineNanos = deadline < 0 ? Long.MAX_VALUE : deadline;
  }

  @Override
  public boolean pass() {
    return cancelling != null && cancelling.pass();
  }

  @Override
  public void advancing(long nanos) {
    if (nanos > deadlineNanos) {
      throw giveUp(
          "The test has run for longer than "
              + options.limit()
              + " of virtual time: something repeats forever, or raise the limit");
    }
  }

  @Override
  public long patienceNanos() {
    return options.patience().toNanos();
  }

  @Override
  public void outOfPatience() {
    throw giveUp(
        "Nothing has happened for "
            + options.patience()
            + " of real time: the tasks wait for each other, or for I/O or another thread that takes"
            + " longer; raise the patience then");
  }

  private AssertionError giveUp(String reason) {
    givenUp = true;
    return new AssertionError("%s.%n%s".formatted(reason, loop.dump()));
  }

  /** Whether a run was ended from here. */
  boolean hasGivenUp() {
    return givenUp;
  }
}
