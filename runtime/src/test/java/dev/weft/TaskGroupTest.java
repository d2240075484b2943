package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@SuppressWarnings("weft:AsyncNeverAwaits") // the shortest of bodies
class TaskGroupTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> log = new ArrayList<>();

  @Async
  private static Coroutine<Void> failAfter(Duration delay, Exception failure) throws Exception {
    Await.of(Weft.sleep(delay));
    throw failure;
  }

  @Async
  private Coroutine<Void> sleepAndLog(String name) {
    try {
      Await.of(Weft.sleep(HOUR));
    } catch (CancelledError e) {
      log.add(name + " cancelled");
      throw e;
    }
    return Coroutine.done();
  }

  @Test
  void group_endsWhenBodyAndTasksHaveEnded() {
    VirtualTime.run(
        () -> {
          String result =
              Await.of(
                  TaskGroup.run(
                      g -> {
                        g.createTask(Weft.sleep(SECOND.multipliedBy(3)));
                        Task<String> value = g.createTask(Weft.sleep(SECOND, "value"));
                        return Coroutine.of("got " + Await.of(value));
                      }));
          assertEquals("got value", result);
          assertEquals(SECOND.multipliedBy(3), EventLoop.running().time());
          return Coroutine.done();
        });
  }

  @Test
  void groupWithoutTasks_isItsBody() {
    VirtualTime.run(
        () -> {
          assertEquals("x", Await.of(TaskGroup.run(g -> Coroutine.of("x"))));
          assertNull(Await.of(TaskGroup.runVoid(g -> Coroutine.done())));
          return Coroutine.done();
        });
  }

  /** asyncio case 103. */
  @Test
  void failureOfATask_cancelsSiblingsAndBody() {
    IOException failure = new IOException("task");
    VirtualTime.run(
        () -> {
          try {
            Await.of(
                TaskGroup.run(
                    g -> {
                      g.createTask(() -> failAfter(SECOND, failure));
                      g.createTask(() -> sleepAndLog("sibling"));
                      return sleepAndLog("body");
                    }),
                IOException.class);
          } catch (IOException e) {
            assertSame(failure, e);
            log.add("failed");
          }
          assertEquals(0, Weft.currentTask().cancelling());
          Await.of(Weft.sleep(SECOND));
          return Coroutine.done();
        });
    assertEquals(List.of("sibling cancelled", "body cancelled", "failed"), log);
  }

  @Test
  void failureOfTheBody_cancelsTheTasks() {
    IOException failure = new IOException("body");
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () ->
                VirtualTime.run(
                    () ->
                        TaskGroup.run(
                            g -> {
                              g.createTask(() -> sleepAndLog("task"));
                              Await.of(Weft.sleep(SECOND));
                              return rethrow(failure);
                            }))));
    assertEquals(List.of("task cancelled"), log);
  }

  @Async
  private static Coroutine<Void> rethrow(IOException failure) throws IOException {
    throw failure;
  }

  @Test
  void failureDuringExit_cancelsSiblingsAndLeavesTheParentAlone() {
    IOException failure = new IOException();
    VirtualTime.run(
        () -> {
          try {
            Await.of(
                TaskGroup.runVoid(
                    g -> {
                      g.createTask(() -> failAfter(SECOND, failure));
                      g.createTask(() -> sleepAndLog("sibling"));
                      return Coroutine.done();
                    }),
                IOException.class);
          } catch (IOException e) {
            log.add("failed");
          }
          assertEquals(0, Weft.currentTask().cancelling());
          Await.of(Weft.sleep(SECOND));
          return Coroutine.done();
        });
    assertEquals(List.of("sibling cancelled", "failed"), log);
  }

  @Test
  void laterFailures_areSuppressed() {
    VirtualTime.run(
        () -> {
          try {
            Await.of(
                TaskGroup.runVoid(
                    g -> {
                      g.createTask(() -> failAfter(SECOND, new IOException("first")));
                      g.createTask(() -> failInsteadOfCancelled("second"));
                      return Coroutine.done();
                    }),
                IOException.class);
          } catch (IOException e) {
            assertEquals("first", e.getMessage());
            assertEquals("second", e.getSuppressed()[0].getMessage());
            log.add("failed");
          }
          return Coroutine.done();
        });
    assertEquals(List.of("failed"), log);
  }

  @Async
  private static Coroutine<Void> failInsteadOfCancelled(String message) throws IOException {
    try {
      Await.of(Weft.sleep(HOUR));
    } catch (CancelledError e) {
      throw new IOException(message);
    }
    return Coroutine.done();
  }

  @Test
  void runCollecting_throwsAllFailuresTogether() {
    AsyncGroupException e =
        assertThrows(
            AsyncGroupException.class,
            () ->
                VirtualTime.run(
                    () ->
                        TaskGroup.runCollecting(
                            g -> {
                              g.createTask(() -> failInsteadOfCancelled("task"));
                              Await.of(Weft.sleep(SECOND));
                              return rethrow(new IOException("body"));
                            })));
    assertEquals(
        List.of("body", "task"), e.failures().stream().map(Throwable::getMessage).toList());
    assertSame(e.failures().get(0), e.getCause());
  }

  @Test
  void failureThatTheBodyPassesOn_isOneFailure() {
    AsyncGroupException e =
        assertThrows(
            AsyncGroupException.class,
            () ->
                VirtualTime.run(
                    () ->
                        TaskGroup.runCollecting(
                            g ->
                                Coroutine.of(
                                    Await.of(
                                        g.createTask(
                                            () -> failAfter(SECOND, new IOException("x"))))))));
    assertEquals(1, e.failures().size());
  }

  @Test
  void cancellationFromOutside_cancelsEverythingAndStaysOne() {
    VirtualTime.run(
        () -> {
          Task<Void> task =
              Weft.createTask(
                  () ->
                      TaskGroup.run(
                          g -> {
                            g.createTask(() -> sleepAndLog("task"));
                            return sleepAndLog("body");
                          }));
          Await.of(Weft.sleep(SECOND));
          task.cancel();
          try {
            Await.of(task);
          } catch (CancelledError e) {
            log.add("cancelled");
          }
          assertTrue(task.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("body cancelled", "task cancelled", "cancelled"), log);
  }

  @Test
  void cancellationFromOutsideDuringExit_cancelsTheTasks() {
    VirtualTime.run(
        () -> {
          Task<Void> task =
              Weft.createTask(
                  () ->
                      TaskGroup.runVoid(
                          g -> {
                            g.createTask(() -> sleepAndLog("task"));
                            return Coroutine.done();
                          }));
          Await.of(Weft.sleep(SECOND));
          task.cancel();
          Await.of(Weft.settle(task));
          assertTrue(task.isCancelled());
          return Coroutine.done();
        });
    assertEquals(List.of("task cancelled"), log);
  }

  /** asyncio case 104. */
  @Test
  void cancellationWhileTheGroupFails_isDeliveredAfterTheFailure() {
    IOException failure = new IOException();
    VirtualTime.run(
        () -> {
          Task<Integer> task = Weft.createTask(() -> failThenAwait(failure));
          Await.of(Weft.sleep(SECOND.plusMillis(1)));
          task.cancel();
          Await.of(Weft.settle(task));
          assertTrue(task.isCancelled());
          assertEquals(1, task.cancelling());
          return Coroutine.done();
        });
    assertEquals(List.of("group failed, requests 1", "then cancelled"), log);
  }

  @Async
  private Coroutine<Integer> failThenAwait(IOException failure) {
    try {
      Await.of(
          TaskGroup.runVoid(
              g -> {
                g.createTask(() -> failAfter(SECOND, failure));
                g.createTask(this::cleanUpSlowly);
                return Weft.sleep(HOUR);
              }),
          IOException.class);
    } catch (IOException e) {
      assertSame(failure, e);
      log.add("group failed, requests " + Weft.currentTask().cancelling());
    }
    try {
      Await.of(Weft.sleep(HOUR));
    } catch (CancelledError e) {
      log.add("then cancelled");
      throw e;
    }
    return Coroutine.of(0);
  }

  @Async
  private Coroutine<Void> cleanUpSlowly() {
    try {
      Await.of(Weft.sleep(HOUR));
    } finally {
      Await.of(Weft.sleep(SECOND));
    }
    return Coroutine.done();
  }

  /** asyncio semantics 28. */
  @Test
  void tasks_canBeAddedWhileTheGroupExits() {
    VirtualTime.run(
        () -> {
          Await.of(
              TaskGroup.runVoid(
                  g -> {
                    g.createTask(
                        () -> {
                          Await.of(Weft.sleep(SECOND));
                          g.createTask(
                              () -> {
                                Await.of(Weft.sleep(SECOND));
                                log.add("grandchild");
                                return Coroutine.done();
                              });
                          return Coroutine.done();
                        });
                    return Coroutine.done();
                  }));
          return Coroutine.done();
        });
    assertEquals(List.of("grandchild"), log);
  }

  /** asyncio semantics 28. */
  @Test
  void groupThatAbortsOrHasEnded_takesNoTasks() {
    VirtualTime.run(
        () -> {
          TaskGroup[] group = new TaskGroup[1];
          try {
            Await.of(
                TaskGroup.runVoid(
                    g -> {
                      group[0] = g;
                      g.createTask(() -> failAfter(Duration.ZERO, new IOException()));
                      try {
                        Await.of(Weft.sleep(HOUR));
                      } finally {
                        assertThrows(
                            IllegalStateException.class, () -> g.createTask(Coroutine.done()));
                        log.add("refused");
                      }
                      return Coroutine.done();
                    }),
                IOException.class);
          } catch (IOException e) {
            log.add("failed");
          }
          assertThrows(IllegalStateException.class, () -> group[0].createTask(Coroutine.done()));
          return Coroutine.done();
        });
    assertEquals(List.of("refused", "failed"), log);
  }

  @Test
  void cancel_endsTheGroupNormally() {
    VirtualTime.run(
        () -> {
          assertNull(
              Await.of(
                  TaskGroup.run(
                      g -> {
                        g.createTask(() -> sleepAndLog("task"));
                        g.createTask(
                            () -> {
                              Await.of(Weft.sleep(SECOND));
                              g.cancel();
                              return Coroutine.done();
                            });
                        return sleepAndLog("body");
                      })));
          assertEquals(0, Weft.currentTask().cancelling());
          Await.of(Weft.sleep(SECOND));
          return Coroutine.done();
        });
    assertEquals(List.of("task cancelled", "body cancelled"), log);
  }

  @Test
  void cancelInTheBodysLastStep_leavesNothingBehind() {
    VirtualTime.run(
        () -> {
          assertEquals(
              "result",
              Await.of(
                  TaskGroup.run(
                      g -> {
                        g.cancel();
                        return Coroutine.of("result");
                      })));
          Await.of(Weft.sleep(SECOND));
          return Coroutine.done();
        });
  }

  @Test
  void nestedGroups_endInsideOut() {
    IOException failure = new IOException();
    VirtualTime.run(
        () -> {
          try {
            Await.of(
                TaskGroup.runVoid(
                    outer -> {
                      outer.createTask(() -> sleepAndLog("outer"));
                      return TaskGroup.runVoid(
                          inner -> {
                            inner.createTask(() -> sleepAndLog("inner"));
                            inner.createTask(() -> failAfter(SECOND, failure));
                            return Coroutine.done();
                          });
                    }),
                IOException.class);
          } catch (IOException e) {
            log.add("failed");
          }
          return Coroutine.done();
        });
    assertEquals(List.of("inner cancelled", "outer cancelled", "failed"), log);
  }

  @Test
  void limitAroundAGroup_cancelsTheGroup() {
    VirtualTime.run(
        () -> {
          try {
            Await.of(
                Weft.timeout(
                    SECOND,
                    t ->
                        TaskGroup.runVoid(
                            g -> {
                              g.createTask(() -> sleepAndLog("task"));
                              return Coroutine.done();
                            })));
          } catch (TimeoutException e) {
            log.add("timed out");
          }
          assertFalse(Weft.currentTask().cancelling() > 0);
          return Coroutine.done();
        });
    assertEquals(List.of("task cancelled", "timed out"), log);
  }

  // ---- start ----

  @Async
  private static Coroutine<Void> serve(TaskStatus<Integer> status, List<String> log) {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    status.started(8080);
    try {
      Await.of(Weft.sleep(Duration.ofHours(1)));
    } finally {
      log.add("closed");
    }
    return Coroutine.done();
  }

  @Test
  void start_waitsUntilTheTaskIsReadyAndGivesWhatItSays() {
    List<String> log = new ArrayList<>();
    VirtualTime.run(
        () ->
            TaskGroup.run(
                g -> {
                  int port = Await.of(g.start((TaskStatus<Integer> s) -> serve(s, log)));
                  log.add(port + " at " + EventLoop.running().time().toSeconds());
                  g.cancel();
                  return Coroutine.done();
                }));
    assertEquals(List.of("8080 at 1", "closed"), log);
  }

  @Test
  void taskThatFailsBeforeItIsReady_failsItsStartAndNotTheGroup() {
    IOException failure = new IOException();
    String result =
        VirtualTime.run(
            () ->
                TaskGroup.run(
                    g -> {
                      try {
                        Await.of(g.start((TaskStatus<Integer> s) -> failing(failure)));
                      } catch (IOException e) {
                        assertSame(failure, e);
                      }
                      return Coroutine.of("the group goes on");
                    }));
    assertEquals("the group goes on", result);
  }

  @Async
  private static Coroutine<Void> failing(IOException failure) throws IOException {
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    throw failure;
  }

  @Test
  void taskThatFailsAfterItIsReady_failsTheGroup() {
    IOException failure = new IOException();
    assertSame(
        failure,
        assertThrows(
            IOException.class,
            () ->
                VirtualTime.run(
                    () ->
                        TaskGroup.run(
                            g -> {
                              Await.of(
                                  g.start(
                                      (TaskStatus<Void> s) -> {
                                        s.started(null);
                                        return failing(failure);
                                      }));
                              return Weft.sleep(Duration.ofHours(1));
                            }))));
  }

  @Test
  void taskThatEndsWithoutBeingReady_failsItsStart() {
    VirtualTime.run(
        () ->
            TaskGroup.run(
                g -> {
                  try {
                    Await.of(g.start((TaskStatus<Void> s) -> Coroutine.done()));
                    throw new AssertionError();
                  } catch (IllegalStateException e) {
                    assertTrue(e.getMessage().contains("status.started"), e.getMessage());
                  }
                  return Coroutine.done();
                }));
  }

  @Test
  void cancellingWhoWaitsForAStart_cancelsTheTask() {
    List<String> log = new ArrayList<>();
    VirtualTime.run(
        () ->
            TaskGroup.run(
                g -> {
                  Task<Integer> starter =
                      g.createTask(() -> g.start((TaskStatus<Integer> s) -> neverReady(log)));
                  Await.of(Weft.sleep(Duration.ofSeconds(1)));
                  starter.cancel();
                  return Coroutine.done();
                }));
    assertEquals(List.of("cancelled"), log);
  }

  @Async
  private static Coroutine<Void> neverReady(List<String> log) {
    try {
      Await.of(Weft.sleep(Duration.ofHours(1)));
    } catch (CancelledError cancelled) {
      log.add("cancelled");
      throw cancelled;
    }
    return Coroutine.done();
  }

  @Test
  void taskThatIsReadyTwice_isToldSo() {
    assertThrows(
        IllegalStateException.class,
        () ->
            VirtualTime.run(
                () ->
                    TaskGroup.run(
                        g -> {
                          Await.of(
                              g.start(
                                  (TaskStatus<Void> s) -> {
                                    s.started(null);
                                    s.started(null);
                                    return Coroutine.done();
                                  }));
                          return Coroutine.done();
                        })));
  }

  @Test
  void eagerTaskThatCancelsTheGroupInItsFirstStep_isCancelled() {
    VirtualTime.run(
        () -> {
          EventLoop.running().setTaskFactory(TaskFactory.eager());
          Await.of(
              TaskGroup.runVoid(
                  group -> {
                    group.createTask(
                        () -> {
                          group.cancel();
                          return Weft.sleep(Duration.ofHours(1));
                        });
                    return Coroutine.done();
                  }));
          assertEquals(Duration.ZERO, EventLoop.running().time());
          return Coroutine.done();
        });
  }

  @Test
  void failureThatAStartCannotThrow_sinceItIsCancelled_isTheGroups() {
    assertThrows(
        IOException.class,
        () ->
            VirtualTime.run(
                () ->
                    TaskGroup.run(
                        group -> {
                          Task<?>[] starter = new Task<?>[1];
                          starter[0] =
                              group.createTask(
                                  () ->
                                      group.<Void, Void, IOException>start(
                                          status -> failAndCancelSoon(starter)));
                          Await.of(Weft.sleep(Duration.ofHours(1)));
                          return Coroutine.done();
                        })));
  }

  /** The starter is cancelled when its start has failed, before it goes on. */
  @Async
  private static Coroutine<Void> failAndCancelSoon(Task<?>[] starter) throws IOException {
    EventLoop loop = EventLoop.running();
    Await.of(Weft.sleep(Duration.ofSeconds(1)));
    loop.callSoon(() -> loop.callSoon(() -> starter[0].cancel()));
    throw new IOException("not ready");
  }
}
