package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlockingCallTest extends CheckTest {

  private static String warning(String position, String method, String remedy) {
    return position
        + ": warning: [BlockingCall] "
        + method
        + " blocks in async code: the thread that waits is the loop's, and all tasks wait with it. "
        + remedy;
  }

  /** In the body of an async method, which begins in line 4. */
  private List<String> findingsInAsync(String... statements) {
    String[] members = new String[statements.length + 4];
    members[0] = "@Async <V> Coroutine<Void> m(Coroutine<Void> c, Lock lock) throws Exception {";
    System.arraycopy(statements, 0, members, 1, statements.length);
    members[members.length - 3] = "Await.of(c);";
    members[members.length - 2] = "return Coroutine.done();";
    members[members.length - 1] = "}";
    return findings(members);
  }

  @Test
  void jdkMethods_areWarnedOfWithTheirCounterparts() {
    assertEquals(
        List.of(
            warning("4:13", "Thread.sleep", "Await Weft.sleep(...)."),
            warning("5:5", "Object.wait", "Use dev.weft.sync.AsyncCondition."),
            warning(
                "6:30",
                "FutureTask.get",
                "Use a CompletionStage, which can be awaited, or Await.of(Weft.toThread(future::get))."),
            warning("7:59", "CompletableFuture.join", "Await it: Await.of(stage)."),
            warning("8:39", "LinkedBlockingQueue.take", "Use dev.weft.sync.AsyncQueue."),
            warning("9:10", "Lock.lock", "Use dev.weft.sync.AsyncLock."),
            warning("10:28", "CountDownLatch.await", "Use dev.weft.sync.AsyncEvent."),
            warning(
                "11:31",
                "Files.readString",
                "Leave it to another thread: Await.of(Weft.toThread(() -> ...))."),
            warning("12:9", "Weft.run", "Await its argument: Await.of(...).")),
        findingsInAsync(
            "Thread.sleep(1);",
            "wait();",
            "new FutureTask<>(() -> 1).get();",
            "CompletableFuture.supplyAsync(() -> \"\").thenRun(null).join();",
            "new LinkedBlockingQueue<String>().take();",
            "lock.lock();",
            "new CountDownLatch(1).await();",
            "java.nio.file.Files.readString(null);",
            "Weft.run(c);"));
  }

  @Test
  void whatIsAnnotatedBlocking_isWarnedOf() {
    assertEquals(
        List.of(
            warning(
                "6:34",
                "T.slow",
                "Leave it to another thread: Await.of(Weft.toThread(() -> ...)).")),
        findings(
            "@interface Blocking {}",
            "@Blocking void slow() {}",
            "@Async Coroutine<Void> m(Coroutine<Void> c) {",
            "  if (Await.of(c) == null) { slow(); }",
            "  return Coroutine.done();",
            "}"));
  }

  @Test
  void whatWeftsAnnotationMarks_isWarnedOf_constructorsToo() {
    String remedy = "Leave it to another thread: Await.of(Weft.toThread(() -> ...)).";
    assertEquals(
        List.of(warning("5:16", "Slow.go", remedy), warning("5:3", "new Slow", remedy)),
        findings(
            "@dev.weft.annotations.Blocking static class Slow { void go() {} }",
            "AsyncCallable<Void, Exception> a = () -> {",
            "  new Slow().go();",
            "  return Coroutine.done(); };"));
  }

  @Test
  void timedVariants_blockToo() {
    assertEquals(
        List.of(
            warning("4:39", "LinkedBlockingQueue.poll", "Use dev.weft.sync.AsyncQueue."),
            warning("5:17", "Lock.tryLock", "Use dev.weft.sync.AsyncLock."),
            warning("6:25", "TimeUnit.sleep", "Await Weft.sleep(...).")),
        findingsInAsync(
            "new LinkedBlockingQueue<String>().poll(1, TimeUnit.SECONDS);",
            "    lock.tryLock(1, TimeUnit.SECONDS);",
            "  TimeUnit.SECONDS.sleep(1);"));
  }

  @Test
  void socketsFilesAndDatabases_areWarnedOf() {
    String remedy = "Leave it to another thread: Await.of(Weft.toThread(() -> ...)).";
    assertEquals(
        List.of(
            warning("4:54", "Socket.getInputStream", remedy),
            warning("4:1", "new Socket", remedy),
            warning("5:36", "FileReader.read", remedy),
            warning("6:27", "Files.delete", remedy),
            warning("7:33", "ResultSet.next", remedy)),
        findingsInAsync(
            "new java.net.Socket(\"example.org\", 80).getInputStream();",
            "new java.io.FileReader(\"name\").read();",
            "java.nio.file.Files.delete(null);",
            "((java.sql.ResultSet) null).next();"));
  }

  @Test
  void sameMethodsOfTypesInMemory_areFine() {
    assertEquals(
        List.of(),
        findingsInAsync(
            "new java.io.ByteArrayInputStream(new byte[0]).read();",
            "new java.io.StringReader(\"\").read();",
            "new java.net.Socket();",
            "java.nio.file.Files.exists(null);"));
  }

  @Test
  void asyncLambda_isAsyncCode() {
    assertEquals(
        List.of(
            warning("3:67", "Thread.sleep", "Await Weft.sleep(...)."),
            warning("5:74", "Thread.sleep", "Await Weft.sleep(...).")),
        findings(
            "AsyncCallable<Void, InterruptedException> a = () -> { Thread.sleep(1); return"
                + " Coroutine.done(); };",
            "void m(Coroutine<Void> c) {",
            "  Callable<CompletableFuture<Void>> b = () -> { Await.of(c); Thread.sleep(1);",
            "    return null; };",
            "}"));
  }

  @Test
  void plainCode_isFree() {
    assertNoFindings(
        "void plain() throws Exception { Thread.sleep(1); }",
        "@Async Coroutine<Void> m(Coroutine<Void> c) throws Exception {",
        "  Await.of(Weft.toThread(() -> { Thread.sleep(1); return null; }));",
        "  Runnable r = () -> { synchronized (c) { c.notify(); } };",
        "  new Thread() { public void run() { plain2(); } void plain2() {",
        "    CompletableFuture.runAsync(r).join(); } };",
        "  Supplier<CompletableFuture<Void>> s = () -> {",
        "    CompletableFuture.runAsync(r).join(); return null; };",
        "  return Coroutine.of(Await.of(c));",
        "}");
  }

  @Test
  void whatCannotWait_isFine() {
    assertEquals(
        List.of(),
        findingsInAsync(
            "var a = new CompletableFuture<String>();",
            "var b = new CompletableFuture<String>();",
            "if (a.isDone()) { a.join(); a.get(); }",
            "Await.of(CompletableFuture.allOf(b));",
            "b.join();",
            "new PriorityBlockingQueue<String>().put(\"\");",
            "new LinkedBlockingQueue<String>().poll();",
            "new HashMap<String, String>().get(\"\");",
            "lock.tryLock();"));
  }

  @Test
  void methodOfTheSameNameThatIsNoneOfThese_isFine() {
    assertEquals(
        List.of(),
        findingsInAsync(
            "class Own {",
            "  static void sleep(long millis) {}",
            "  void wait(Object what) {}",
            "}",
            "Own.sleep(1);",
            "new Own().wait(this);",
            "class OwnThread extends Thread { static void sleep(String s) {} }",
            "OwnThread.sleep(\"\");"));
  }
}
