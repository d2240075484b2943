package dev.weft.testing;

import dev.weft.spi.LoopClock;
import dev.weft.spi.Poller;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the kernel does for sockets, for those of a {@link FakeNetwork}: it lets things happen in
 * their time, and tells which sockets are ready. Other channels are left to the poller beneath.
 */
final class FakePoller implements Poller {

  /*
   * Overview.
   *
   * events holds what will happen in the network; it happens while the loop polls, and the poller
   * beneath waits no longer than until the next of it. In virtual time that is a jump.
   *
   * candidates holds the watched sockets that may be ready: those whose state or callbacks have
   * changed, and those that the last poll has found ready.
   *
   * The loop's thread only.
   */

  private record Event(long due, long number, Runnable action) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      return due != other.due ? Long.compare(due, other.due) : Long.compare(number, other.number);
    }
  }

  /** The callbacks of a socket. */
  private static final class Callbacks {
    @Nullable Runnable reader;
    @Nullable Runnable writer;
  }

  private final Poller beneath;
  private final LoopClock clock;
  private final Queue<Event> events = new PriorityQueue<>();
  private final Map<FakeChannel, Callbacks> watched = new IdentityHashMap<>();
  private final Set<FakeChannel> candidates = new LinkedHashSet<>();
  private long eventsMade;

  FakePoller(Poller beneath, LoopClock clock) {
    this.beneath = beneath;
    this.clock = clock;
  }

  // ---- the network's side ----

  /** The time, in nanoseconds. */
  long now() {
    return clock.nanos();
  }

  /** Runs {@code action} when it is {@code due}; several of one time in the order of the calls. */
  void at(long due, Runnable action) {
    events.add(new Event(due, eventsMade++, action));
  }

  /** The state of {@code channel} has changed: it may be ready now. */
  void changed(FakeChannel channel) {
    if (watched.containsKey(channel)) {
      candidates.add(channel);
    }
  }

  /** The open sockets that the loop waits for. */
  Set<FakeChannel> watched() {
    watched.keySet().removeIf(channel -> !channel.isOpen());
    return watched.keySet();
  }

  // ---- waiting ----

  @Override
  public void poll(long timeoutNanos, Consumer<? super Runnable> ready) throws IOException {
    runEvents();
    boolean found = handOn(ready);
    beneath.poll(found ? 0 : Math.min(timeoutNanos, nanosToNextEvent()), ready);
    if (!found) {
      runEvents();
      handOn(ready);
    }
  }

  private long nanosToNextEvent() {
    Event next = events.peek();
    return next == null ? FOREVER : next.due() - clock.nanos();
  }

  private void runEvents() {
    for (Event next = events.peek();
        next != null && next.due() <= clock.nanos();
        next = events.peek()) {
      events.remove();
      next.action().run();
    }
  }

  /** Hands on the callbacks of what is ready. Returns whether there were any. */
  private boolean handOn(Consumer<? super Runnable> ready) {
    boolean found = false;
    for (Iterator<FakeChannel> all = candidates.iterator(); all.hasNext(); ) {
      if (handOn(all.next(), ready)) {
        found = true;
      } else {
        all.remove();
      }
    }
    return found;
  }

  private boolean handOn(FakeChannel channel, Consumer<? super Runnable> ready) {
    Callbacks callbacks = watched.get(channel);
    boolean found = false;
    if (callbacks != null && channel.isOpen()) {
      if (callbacks.reader != null && channel.isReadable()) {
        ready.accept(callbacks.reader);
        found = true;
      }
      if (callbacks.writer != null && channel.isWritable()) {
        ready.accept(callbacks.writer);
        found = true;
      }
    }
    return found;
  }

  @Override
  public void wakeup() {
    beneath.wakeup();
  }

  // ---- channels ----

  @Override
  public @Nullable Runnable onReadable(SelectableChannel channel, @Nullable Runnable callback)
      throws ClosedChannelException {
    if (!(channel instanceof FakeChannel fake)) {
      return beneath.onReadable(channel, callback);
    }
    Callbacks callbacks = callbacks(fake, callback);
    Runnable before = callbacks.reader;
    callbacks.reader = callback;
    update(fake, callbacks);
    return before;
  }

  @Override
  public @Nullable Runnable onWritable(SelectableChannel channel, @Nullable Runnable callback)
      throws ClosedChannelException {
    if (!(channel instanceof FakeChannel fake)) {
      return beneath.onWritable(channel, callback);
    }
    Callbacks callbacks = callbacks(fake, callback);
    Runnable before = callbacks.writer;
    callbacks.writer = callback;
    update(fake, callbacks);
    return before;
  }

  private Callbacks callbacks(FakeChannel channel, @Nullable Runnable next)
      throws ClosedChannelException {
    if (next != null && !channel.isOpen()) {
      throw new ClosedChannelException();
    }
    return watched.getOrDefault(channel, new Callbacks());
  }

  private void update(FakeChannel channel, Callbacks callbacks) {
    if (callbacks.reader == null && callbacks.writer == null) {
      watched.remove(channel);
    } else {
      watched.put(channel, callbacks);
      candidates.add(channel);
    }
  }

  @Override
  public boolean isWatched(SelectableChannel channel) {
    return channel instanceof FakeChannel
        ? watched.containsKey(channel)
        : beneath.isWatched(channel);
  }

  @Override
  public void forget(SelectableChannel channel) {
    if (channel instanceof FakeChannel) {
      watched.remove(channel);
    } else {
      beneath.forget(channel);
    }
  }

  @Override
  public void workBegan() {
    beneath.workBegan();
  }

  @Override
  public void workEnded() {
    beneath.workEnded();
  }

  @Override
  public void close() throws IOException {
    beneath.close();
  }
}
