package dev.weft.internal.loop;

import dev.weft.ExceptionContext;
import dev.weft.Task;
import dev.weft.internal.queue.Scheduled;
import dev.weft.spi.Instrument;
import dev.weft.spi.LoopClock;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Those who watch what a loop does: instruments, debug mode, a flight recording. A loop has a watch
 * only while there is any of them, and so pays one null check when there is none.
 *
 * <p>Immutable; the loop makes another one when somebody comes or goes. The loop's thread only.
 */
public final class Watch {

  private final RunLoop loop;
  private final LoopClock clock;
  private final List<Instrument> instruments;
  private final boolean debug;
  private final boolean recording;

  Watch(RunLoop loop, LoopClock clock, List<Instrument> instruments, boolean debug, boolean rec) {
    this.loop = loop;
    this.clock = clock;
    this.instruments = List.copyOf(instruments);
    this.debug = debug;
    this.recording = rec;
  }

  boolean isRecording() {
    return recording;
  }

  // ---- steps ----

  /** Something that runs on the loop's thread, and is watched. */
  public final class Step {

    private final Object what;
    private final FlightEvents.@Nullable Step flight = recording ? new FlightEvents.Step() : null;
    private final long start = debug ? clock.nanos() : 0;

    private Step(Object what) {
      this.what = what;
      if (what instanceof Task<?> task) {
        tell(instrument -> instrument.beforeStep(task));
      }
    }

    /** It has returned or thrown. */
    public void end() {
      if (what instanceof Task<?> task) {
        tell(instrument -> instrument.afterStep(task));
      }
      if (flight != null) {
        record(flight);
      }
      if (debug) {
        logIfSlow(clock.nanos() - start);
      }
    }

    private void record(FlightEvents.Step flight) {
      if (what instanceof Task<?> task) {
        flight.end(task);
      } else {
        flight.endSlowStep(what);
      }
    }

    private void logIfSlow(long nanos) {
      if (nanos >= DebugMode.SLOW_NANOS) {
        Log.logger().log(Level.WARNING, "Executing {0} took {1} ms", what, nanos / 1_000_000);
      }
    }
  }

  /** Runs {@code item}, whose context is entered. */
  void run(Scheduled item) {
    Step step = begin(item);
    try {
      item.run();
    } finally {
      step.end();
    }
  }

  /** A task, or a callback, begins to run. */
  public Step begin(Object what) {
    return new Step(what);
  }

  // ---- tasks ----

  /** A task was made. */
  public void spawned(Task<?> task) {
    tell(instrument -> instrument.taskSpawned(task));
    if (recording) {
      FlightEvents.taskStarted(task.name());
    }
  }

  /** A task is done. */
  public void done(Task<?> task, @Nullable Throwable failure) {
    tell(instrument -> instrument.taskDone(task));
    if (recording) {
      FlightEvents.taskEnded(task.name(), outcome(task, failure));
    }
  }

  private static String outcome(Task<?> task, @Nullable Throwable failure) {
    if (task.isCancelled()) {
      return "cancelled";
    }
    return failure == null ? "succeeded" : failure.getClass().getName();
  }

  // ---- waiting ----

  void waits(long timeoutNanos) {
    tell(instrument -> instrument.beforeIoWait(timeoutNanos));
  }

  void waited(long timeoutNanos) {
    tell(instrument -> instrument.afterIoWait(timeoutNanos));
  }

  /**
   * The loop is about to run what is due; {@code next}, if there is any, has the least deadline.
   */
  void looksAtTimers(long now, @Nullable Alarm next) {
    if (recording && next != null) {
      FlightEvents.lagged(now - next.deadlineNanos());
    }
  }

  private void tell(Consumer<Instrument> news) {
    for (Instrument instrument : instruments) {
      try {
        news.accept(instrument);
      } catch (Throwable broken) {
        FailureReporter.rethrowIfFatal(broken);
        loop.removeInstrument(instrument);
        loop.callExceptionHandler(
            new ExceptionContext("Instrument failed and was removed: " + instrument, broken));
      }
    }
  }
}
