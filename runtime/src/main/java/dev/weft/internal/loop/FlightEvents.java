package dev.weft.internal.loop;

import dev.weft.Task;
import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Enabled;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Threshold;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * What a loop tells Java Flight Recorder. Touched only when there is a flight recorder and it was
 * started.
 *
 * <p>As for the JDK's own events, what happens often is off unless a recording asks for it.
 */
final class FlightEvents {

  /** Less is no lag: a timer is never early, and seldom exact. */
  private static final long LAG_NANOS = 10_000_000;

  private static final TaskStart TASK_START = new TaskStart();
  private static final TaskEnd TASK_END = new TaskEnd();
  private static final TaskStep TASK_STEP = new TaskStep();
  private static final SlowStep SLOW_STEP = new SlowStep();
  private static final LoopLag LOOP_LAG = new LoopLag();

  private FlightEvents() {}

  /** Whether a recording wants any of them. */
  static boolean areEnabled() {
    return SLOW_STEP.isEnabled()
        || LOOP_LAG.isEnabled()
        || TASK_STEP.isEnabled()
        || TASK_START.isEnabled()
        || TASK_END.isEnabled();
  }

  static void taskStarted(String task) {
    if (TASK_START.isEnabled()) {
      TaskStart event = new TaskStart();
      event.task = task;
      event.commit();
    }
  }

  static void taskEnded(String task, String outcome) {
    if (TASK_END.isEnabled()) {
      TaskEnd event = new TaskEnd();
      event.task = task;
      event.outcome = outcome;
      event.commit();
    }
  }

  static void lagged(long nanos) {
    if (nanos >= LAG_NANOS && LOOP_LAG.isEnabled()) {
      LoopLag event = new LoopLag();
      event.lag = nanos;
      event.commit();
    }
  }

  /** A step that is being recorded. */
  static final class Step {

    private final TaskStep step = new TaskStep();
    private final SlowStep slowStep = new SlowStep();

    Step() {
      step.begin();
      slowStep.begin();
    }

    /** The step of a task is over. */
    void end(Task<?> task) {
      step.end();
      if (step.shouldCommit()) {
        step.task = task.name();
        step.commit();
      }
      endSlowStep(task);
    }

    /** A callback is over, which is a step only if it is slow. */
    void endSlowStep(Object what) {
      slowStep.end();
      if (slowStep.shouldCommit()) {
        slowStep.what = what.toString();
        slowStep.commit();
      }
    }
  }

  @Name("dev.weft.TaskStart")
  @Label("Task Start")
  @Category("Weft")
  @Description("A task was made")
  @Enabled(false)
  @StackTrace(false)
  private static final class TaskStart extends Event {
    @Label("Task")
    @Nullable String task;
  }

  @Name("dev.weft.TaskEnd")
  @Label("Task End")
  @Category("Weft")
  @Description("A task is done")
  @Enabled(false)
  @StackTrace(false)
  private static final class TaskEnd extends Event {
    @Label("Task")
    @Nullable String task;

    @Label("Outcome")
    @Description("succeeded, cancelled, or the class of the failure")
    @Nullable String outcome;
  }

  @Name("dev.weft.TaskStep")
  @Label("Task Step")
  @Category("Weft")
  @Description("A task ran from one suspension to the next")
  @Enabled(false)
  @StackTrace(false)
  private static final class TaskStep extends Event {
    @Label("Task")
    @Nullable String task;
  }

  @Name("dev.weft.SlowStep")
  @Label("Slow Step")
  @Category("Weft")
  @Description("A task's step or a callback held up the loop")
  @Threshold("100 ms")
  @StackTrace(false)
  private static final class SlowStep extends Event {
    @Label("Task or Callback")
    @Nullable String what;
  }

  @Name("dev.weft.LoopLag")
  @Label("Loop Lag")
  @Category("Weft")
  @Description("Timers ran late since the loop was busy")
  @StackTrace(false)
  private static final class LoopLag extends Event {
    @Label("Lag")
    @Timespan(Timespan.NANOSECONDS)
    long lag;
  }
}
