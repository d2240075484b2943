package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A hundred thousand coroutines that await each other fit a small stack: on the way down, and on
 * the way up with a value, a failure or a cancellation, whatever each of them does about it.
 *
 * <p>Hot methods really recurse; chains of them that recursion has not made need no stack either.
 */
@Tag("slow")
@Timeout(60)
class DeepChainTest {

  private static final int LEVELS = 100_000;
  private static final long STACK_BYTES = 512 << 10;
  private static final Duration A_WHILE = Duration.ofMillis(1);

  private int cleanedUp;

  /** Runs on a thread whose stack is too small for recursion. */
  private static <T> T run(AsyncCallable<T, ? extends Exception> main) throws Exception {
    return onSmallStack(() -> VirtualTime.run(main));
  }

  private static <T> T onSmallStack(Callable<T> body) throws Exception {
    FutureTask<T> task = new FutureTask<>(body);
    new Thread(null, task, "small stack", STACK_BYTES).start();
    try {
      return task.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Exception exception) {
        throw exception;
      }
      throw (Error) e.getCause();
    }
  }

  /** The control: this stack is too small for plain recursion. */
  @Test
  void plainRecursion_overflowsTheStack() {
    assertThrows(StackOverflowError.class, () -> onSmallStack(() -> recurse(LEVELS)));
  }

  private static int recurse(int levels) {
    return levels == 0 ? 0 : 1 + recurse(levels - 1);
  }

  // ---- values ----

  @Test
  void recursionThatNeverWaits_returnsThroughAllLevels() throws Exception {
    assertEquals(LEVELS, run(() -> ready(LEVELS)));
  }

  @Async
  private static Coroutine<Integer> ready(int levels) {
    return levels == 0 ? Coroutine.of(0) : Coroutine.of(1 + Await.of(ready(levels - 1)));
  }

  @Test
  void recursionThatWaitsAtTheBottom_returnsThroughAllLevels() throws Exception {
    assertEquals(LEVELS, run(() -> sleeping(LEVELS)));
  }

  @Async
  private static Coroutine<Integer> sleeping(int levels) {
    if (levels == 0) {
      Await.of(Weft.sleep(A_WHILE));
      return Coroutine.of(0);
    }
    return Coroutine.of(1 + Await.of(sleeping(levels - 1)));
  }

  @Test
  void recursionThatWaitsAtEveryLevel_returnsThroughAllLevels() throws Exception {
    assertEquals(LEVELS, run(() -> sleepingBetween(LEVELS)));
  }

  @Async
  private static Coroutine<Integer> sleepingBetween(int levels) {
    Await.of(Weft.sleep(Duration.ZERO));
    int below = levels == 0 ? -1 : Await.of(sleepingBetween(levels - 1));
    Await.of(Weft.sleep(Duration.ZERO));
    return Coroutine.of(below + 1);
  }

  /** Methods that can be overridden are awaited through their coroutines. */
  @Test
  void recursionThroughAnOverridableMethod_returnsThroughAllLevels() throws Exception {
    assertEquals(LEVELS, run(() -> overridable(LEVELS)));
  }

  @Async
  Coroutine<Integer> overridable(int levels) {
    if (levels == 0) {
      Await.of(Weft.sleep(A_WHILE));
      return Coroutine.of(0);
    }
    return Coroutine.of(1 + Await.of(overridable(levels - 1)));
  }

  @Test
  void coroutinesThatWrapEachOther_returnThroughAllLevels() throws Exception {
    assertEquals(LEVELS, run(() -> wrapped(sleeping(0))));
  }

  private static Coroutine<Integer> wrapped(Coroutine<Integer> innermost) {
    Coroutine<Integer> outermost = innermost;
    for (int i = 0; i < LEVELS; i++) {
      outermost = increment(outermost);
    }
    return outermost;
  }

  @Async
  private static Coroutine<Integer> increment(Coroutine<Integer> inner) {
    return Coroutine.of(1 + Await.of(inner));
  }

  /** A returned coroutine is awaited at the return. */
  @Test
  void coroutinesThatReturnEachOther_returnThroughAllLevels() throws Exception {
    assertEquals("bottom", run(() -> returning(LEVELS)));
  }

  @Async
  private static Coroutine<String> returning(int levels) {
    if (levels == 0) {
      Await.of(Weft.sleep(A_WHILE));
      return Coroutine.of("bottom");
    }
    return returning(levels - 1);
  }

  // ---- failures ----

  @Test
  void failureBeforeAnybodyWaits_passesAllLevels() {
    IOException failure = new IOException("at once");
    assertSame(failure, assertThrows(IOException.class, () -> run(() -> failing(LEVELS, failure))));
  }

  @Async
  private static Coroutine<Integer> failing(int levels, IOException failure) throws IOException {
    if (levels == 0) {
      throw failure;
    }
    return Coroutine.of(1 + Await.of(failing(levels - 1, failure)));
  }

  @Test
  void failureAfterAWait_passesAllLevels() {
    IOException failure = new IOException("later");
    assertSame(
        failure, assertThrows(IOException.class, () -> run(() -> failingLater(LEVELS, failure))));
  }

  @Async
  private static Coroutine<Integer> failingLater(int levels, IOException failure)
      throws IOException {
    if (levels == 0) {
      Await.of(Weft.sleep(A_WHILE));
      throw failure;
    }
    return Coroutine.of(1 + Await.of(failingLater(levels - 1, failure)));
  }

  @Test
  void failureThatEveryLevelCatchesAndThrowsAnew_passesAllLevels() {
    Fault fault = assertThrows(Fault.class, () -> run(() -> rethrowing(LEVELS)));
    assertEquals(LEVELS, fault.level);
  }

  private static final class Fault extends Exception {
    private static final long serialVersionUID = 1L;

    final int level;

    Fault(int level) {
      super("level " + level, null, false, false);
      this.level = level;
    }
  }

  @Async
  private static Coroutine<Integer> rethrowing(int levels) throws Fault {
    if (levels == 0) {
      Await.of(Weft.sleep(A_WHILE));
      throw new Fault(0);
    }
    try {
      return Coroutine.of(1 + Await.of(rethrowing(levels - 1)));
    } catch (Fault e) {
      throw new Fault(e.level + 1);
    }
  }

  // ---- cancellation ----

  /** Cancels a chain while its innermost coroutine sleeps, and returns what becomes of it. */
  private static Outcome<Integer> cancelled(AsyncCallable<Integer, ?> chain) throws Exception {
    return run(
        () -> {
          Task<Integer> task = Weft.createTask(chain);
          Await.of(Weft.sleep(A_WHILE.dividedBy(2)));
          task.cancel("enough");
          return Coroutine.of(Await.of(Weft.settle(task)).get(0));
        });
  }

  private static void assertCancelled(Outcome<Integer> outcome) {
    assertEquals("enough", assertInstanceOf(Outcome.Cancelled.class, outcome).error().getMessage());
  }

  @Test
  void cancellation_passesAllLevels() throws Exception {
    assertCancelled(cancelled(() -> sleeping(LEVELS)));
    assertCancelled(cancelled(() -> overridable(LEVELS)));
    assertCancelled(cancelled(() -> wrapped(sleeping(0))));
  }

  @Test
  void cancellation_runsWhatEveryLevelHasInFinally() throws Exception {
    assertCancelled(cancelled(() -> cleaningUp(LEVELS)));
    assertEquals(LEVELS, cleanedUp);
  }

  @Async
  private Coroutine<Integer> cleaningUp(int levels) {
    if (levels == 0) {
      Await.of(Weft.sleep(A_WHILE));
      return Coroutine.of(0);
    }
    try {
      return Coroutine.of(1 + Await.of(cleaningUp(levels - 1)));
    } finally {
      Await.of(Weft.sleep(Duration.ZERO));
      cleanedUp++;
    }
  }

  @Test
  void cancellationThatTheInnermostSwallows_becomesAValueOfAllLevels() throws Exception {
    assertEquals(new Outcome.Success<>(LEVELS), cancelled(() -> swallowing(LEVELS)));
  }

  @Async
  @SuppressWarnings("weft:CancellationSwallowed") // on purpose
  private static Coroutine<Integer> swallowing(int levels) {
    if (levels > 0) {
      return Coroutine.of(1 + Await.of(swallowing(levels - 1)));
    }
    try {
      Await.of(Weft.sleep(A_WHILE));
    } catch (CancelledError e) {
      return Coroutine.of(0);
    }
    throw new AssertionError("not cancelled");
  }

  // ---- tasks ----

  @Test
  void tasksThatAwaitEachOther_returnThroughAllOfThem() throws Exception {
    assertEquals(LEVELS, run(() -> Coroutine.of(Await.of(tasks()))));
  }

  @Test
  void cancellingTasksThatAwaitEachOther_cancelsAllOfThem() throws Exception {
    assertCancelled(cancelled(() -> Coroutine.of(Await.of(tasks()))));
  }

  private static Task<Integer> tasks() {
    return tasksAbove(sleeping(0));
  }

  @Test
  void failureOfTasksThatAwaitEachOther_passesAllOfThem_andItsTraceStaysShort() throws Exception {
    IOException failure = new IOException("later");
    IOException passed =
        assertThrows(
            IOException.class,
            () -> run(() -> Coroutine.of(Await.of(tasksAbove(failingLater(0, failure))))));
    assertSame(failure, passed);
    assertTrue(Weft.stackTrace(passed).length < 2_000);
  }

  private static Task<Integer> tasksAbove(Coroutine<Integer> innermost) {
    Task<Integer> last = Weft.createTask(innermost);
    for (int i = 0; i < LEVELS; i++) {
      Task<Integer> inner = last;
      last = Weft.createTask(() -> Coroutine.of(1 + Await.of(inner)));
    }
    return last;
  }

  @Test
  void cancellingTasksThatGatherEachOther_cancelsAllOfThem() throws Exception {
    assertCancelled(cancelled(() -> Coroutine.of(Await.of(gatheringTasks()))));
  }

  private static Task<Integer> gatheringTasks() {
    Task<Integer> last = Weft.createTask(sleeping(0));
    for (int i = 0; i < LEVELS; i++) {
      Task<Integer> inner = last;
      last = Weft.createTask(() -> Coroutine.of(Await.of(Weft.gather(List.of(inner))).get(0)));
    }
    return last;
  }

  // ---- hot methods ----

  @Test
  void hotMethodsThatAwaitEachOther_returnThroughAllOfThem() throws Exception {
    assertEquals(LEVELS, run(() -> Coroutine.of(Await.of(hotChain()))));
  }

  @Test
  void cancellingHotMethodsThatAwaitEachOther_cancelsAllOfThem() throws Exception {
    assertCancelled(cancelled(() -> Coroutine.of(Await.of(hotChain()))));
  }

  private static CompletableFuture<Integer> hotChain() {
    CompletableFuture<Integer> last = Weft.createTask(sleeping(0)).toCompletableFuture();
    for (int i = 0; i < LEVELS; i++) {
      last = hotIncrement(last);
    }
    return last;
  }

  @Async
  private static CompletableFuture<Integer> hotIncrement(CompletableFuture<Integer> inner) {
    return CompletableFuture.completedFuture(1 + Await.of(inner));
  }

  @Test
  void hotRecursionThatIsTooDeep_failsWithTheOverflow_andTheLoopGoesOn() throws Exception {
    String then =
        run(
            () -> {
              Object failure = Await.of(hot(LEVELS).handle((value, e) -> (Object) e));
              assertInstanceOf(StackOverflowError.class, failure);
              assertEquals(3, Await.of(sleeping(3)));
              return Coroutine.of("went on");
            });
    assertEquals("went on", then);
  }

  @Async
  private static CompletableFuture<Integer> hot(int levels) {
    return CompletableFuture.completedFuture(levels == 0 ? 0 : 1 + Await.of(hot(levels - 1)));
  }
}
