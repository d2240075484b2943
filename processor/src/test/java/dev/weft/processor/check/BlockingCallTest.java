package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingCallTest extends CheckTest {

  private static final String CONNECT = "Await Net.openConnection(...) of dev.weft.net.";
  private static final String OTHER_THREAD =
      "Leave it to another thread: Await.of(Weft.toThread(() -> ...)).";

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
            warning("11:31", "Files.readString", OTHER_THREAD),
            warning("12:9", "Weft.run", "Await its argument: Await.of(...).")),
        findingsInAsync(
            "Thread.sleep(1);",
            "wait();",
            "new FutureTask<>(() -> 1).get();",
            "CompletableFuture.supplyAsync(() -> \"\").thenRun(null).join();",
            "new LinkedBlockingQueue<String>().take();",
            "lock.lock(); lock.unlock();",
            "new CountDownLatch(1).await();",
            "java.nio.file.Files.readString(null);",
            "Weft.run(c);"));
  }

  @Test
  void whatIsAnnotatedBlocking_isWarnedOf() {
    assertEquals(
        List.of(warning("6:34", "T.slow", OTHER_THREAD)),
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
    assertEquals(
        List.of(warning("5:16", "Slow.go", OTHER_THREAD), warning("5:3", "new Slow", OTHER_THREAD)),
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
    assertEquals(
        List.of(
            warning("4:54", "Socket.getInputStream", CONNECT),
            warning("4:1", "new Socket", CONNECT),
            warning("5:36", "FileReader.read", OTHER_THREAD),
            warning("5:1", "new FileReader", OTHER_THREAD),
            warning("6:27", "Files.delete", OTHER_THREAD),
            warning("7:33", "ResultSet.next", OTHER_THREAD)),
        findingsInAsync(
            "new java.net.Socket(\"example.org\", 80).getInputStream();",
            "new java.io.FileReader(\"name\").read();",
            "java.nio.file.Files.delete(null);",
            "((java.sql.ResultSet) null).next();"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Thread.currentThread().join() | Thread.join",
        "process.waitFor() | Process.waitFor",
        "ForkJoinTask.adapt(() -> {}).join() | ForkJoinTask.join",
        "ForkJoinTask.adapt(() -> {}).get() | ForkJoinTask.get",
        "ForkJoinTask.invokeAll() | ForkJoinTask.invokeAll",
        "pool.awaitTermination(1, TimeUnit.SECONDS) | ExecutorService.awaitTermination",
        "pool.invokeAll(List.<Callable<Void>>of()) | ExecutorService.invokeAll",
        "new ExecutorCompletionService<String>(pool).take() | ExecutorCompletionService.take",
        "new LinkedBlockingDeque<String>().takeLast() | LinkedBlockingDeque.takeLast",
        "new LinkedTransferQueue<String>().transfer(null) | LinkedTransferQueue.transfer",
        "new StampedLock().tryWriteLock(1, TimeUnit.DAYS) | StampedLock.tryWriteLock",
        "lock.newCondition().await() | Condition.await",
        "LockSupport.park() | LockSupport.park",
        "new Semaphore(1).acquire() | Semaphore.acquire",
        "new CyclicBarrier(1).await() | CyclicBarrier.await",
        "new Phaser().arriveAndAwaitAdvance() | Phaser.arriveAndAwaitAdvance",
        "new Exchanger<String>().exchange(null) | Exchanger.exchange",
        "new java.net.ServerSocket().accept() | ServerSocket.accept",
        "new java.net.DatagramSocket().receive(null) | DatagramSocket.receive",
        "java.net.InetAddress.getByName(null) | InetAddress.getByName",
        "((java.net.URL) null).openStream() | URL.openStream",
        "java.net.http.HttpClient.newHttpClient().send(null, null) | HttpClient.send",
        "((java.nio.channels.Selector) null).select() | Selector.select",
        "((java.nio.file.WatchService) null).take() | WatchService.take",
        "java.nio.file.Files.walk(null) | Files.walk",
        "new java.io.File(\"\").delete() | File.delete",
        "java.nio.file.Files.exists(null) | Files.exists",
        "java.nio.file.Files.size(null) | Files.size",
        "new java.io.File(\"\").length() | File.length",
        "new java.io.FileInputStream(\"\") | new FileInputStream",
        "new java.io.FileOutputStream(new java.io.File(\"\"), true) | new FileOutputStream",
        "new java.io.RandomAccessFile(\"\", \"r\") | new RandomAccessFile",
        "new java.io.PrintWriter(\"\") | new PrintWriter",
        "new java.util.Scanner(java.nio.file.Path.of(\"\")) | new Scanner",
        "new java.util.zip.ZipFile(\"\") | new ZipFile",
        "((java.sql.Connection) null).setAutoCommit(false) | Connection.setAutoCommit",
        "java.sql.DriverManager.getConnection(\"\") | DriverManager.getConnection",
        "((java.sql.PreparedStatement) null).executeQuery() | PreparedStatement.executeQuery",
        "new BlockingCaller(null).call(null) | BlockingCaller.call",
      })
  void everyKindOfBlockingMethod_isKnown(String call, String name) {
    assertFound(
        name,
        findingsInAsync("Process process = null;", "ExecutorService pool = null;", call + ";"));
  }

  private static void assertFound(String name, List<String> findings) {
    assertEquals(1, findings.size(), findings::toString);
    assertTrue(findings.get(0).contains("[BlockingCall] " + name + " blocks"), findings.get(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "stream.read() | InputStream.read",
        "stream.readAllBytes() | InputStream.readAllBytes",
        "stream.transferTo(null) | InputStream.transferTo",
        "new BufferedReader(reader).readLine() | BufferedReader.readLine",
        "new BufferedInputStream(stream).read(bytes) | BufferedInputStream.read",
        "new DataInputStream(stream).readInt() | DataInputStream.readInt",
        "System.in.read() | InputStream.read",
        "new Scanner(System.in).nextLine() | Scanner.nextLine",
        "SCANNER.nextInt() | Scanner.nextInt",
        "var s = new Scanner(((fileIn))); s.next() | Scanner.next",
        "fileIn.read() | FileInputStream.read",
        "fileOut.write(1) | FileOutputStream.write",
        "((FileWriter) null).write(1) | FileWriter.write",
        "new PrintWriter(fileOut).println() | PrintWriter.println",
        "var o = process.getOutputStream(); o.write(bytes) | OutputStream.write",
        "var o = new BufferedOutputStream(process.getOutputStream()); o.flush() |"
            + " BufferedOutputStream.flush",
        "new BufferedReader(new InputStreamReader(process.getErrorStream())).lines() |"
            + " BufferedReader.lines",
        "new FileInputStream((FileDescriptor) null) {}.read() | .read",
      })
  void streamsFromOutside_areWarnedOf(String call, String name) {
    assertFound(name, findingsOfStreams(call + ";"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new ByteArrayInputStream(bytes).readAllBytes();",
        "new StringReader(text).read();",
        "new BufferedReader(new StringReader(text)).readLine();",
        "InputStream in = new ByteArrayInputStream(bytes); in.read();",
        "InputStream in = new ByteArrayInputStream(bytes); new GZIPInputStream(in).readAllBytes();",
        "try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) { in.readObject(); }",
        "Reader in = new CharArrayReader(null); in.read();",
        "InputStream.nullInputStream().read();",
        "new Scanner(text).nextLine();",
        "scanner.nextLine();",
        "new ByteArrayOutputStream().write(1);",
        "OutputStream o = new ByteArrayOutputStream(); o.write(bytes);",
        "new PrintWriter(new StringWriter()).println();",
        "out.write(bytes);",
        "System.out.println(text);",
        "new StringBuilder().append(text);",
        "new Own().read();",
        "new InputStream() { public int read() { return 0; } }.read();",
        "InputStream in; in = stream;",
      })
  void streamsInMemory_areFine(String statements) {
    assertEquals(List.of(), findingsOfStreams(statements));
  }

  private List<String> findingsOfStreams(String statements) {
    return compile(
            "static final Scanner SCANNER = new Scanner(System.in);",
            "static class Own extends InputStream { public int read() { return 0; } }",
            "@SuppressWarnings(\"resource\") @Async <V> Coroutine<Void> m(Coroutine<Void> c,"
                + " InputStream stream, Reader reader, OutputStream out, Scanner scanner, Process"
                + " process, FileInputStream fileIn, FileOutputStream fileOut, byte[] bytes, String text) throws Exception {",
            statements,
            "return Coroutine.of(Await.of(c)); }")
        .compile()
        .findings();
  }

  @Test
  void sameMethodsOfTypesInMemory_areFine() {
    assertEquals(
        List.of(),
        findingsInAsync(
            "new java.io.ByteArrayInputStream(new byte[0]).read();",
            "new java.io.StringReader(\"\").read();",
            "new java.net.Socket();",
            "new Scanner(\"\").nextLine();",
            "new java.io.File(\"name\").getName();"));
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
            "    return CompletableFuture.completedFuture(null); };",
            "}"));
  }

  @Test
  void plainCode_isFree() {
    assertNoFindings(
        "void plain() throws Exception { Thread.sleep(1); }",
        "@Async Coroutine<Void> m(Coroutine<Void> c) throws Exception {",
        "  Await.of(Weft.toThread(() -> { Thread.sleep(1); return null; }));",
        "  Executors.newCachedThreadPool().execute(() -> CompletableFuture.runAsync(null).join());",
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
  void lambdasThatCollectionsAndStreamsCall_areAsyncCode() {
    String join = "Await it: Await.of(stage).";
    assertEquals(
        List.of(
            warning("5:38", "Thread.sleep", "Await Weft.sleep(...)."),
            warning("6:38", "CompletableFuture.join", join),
            warning("7:18", "CompletableFuture.join", join),
            warning("8:41", "new FileReader", OTHER_THREAD)),
        findingsInAsync(
            "var all = new ArrayList<CompletableFuture<String>>();",
            "all.forEach(f -> { try { Thread.sleep(1); } catch (Exception e) {} });",
            "all.stream().map(f -> { return f.join(); }).toList();",
            "all.stream().map(CompletableFuture::join).toList();",
            "Optional.of(\"\").map(n -> { try { return new FileReader(n); } catch (IOException e) {"
                + " return null; } });"));
  }

  @Test
  void futuresThatWereAwaitedTogether_areFine() {
    assertNoFindings(
        "CompletableFuture<String> field;",
        "@Async Coroutine<String> m(List<CompletableFuture<String>> all, CompletableFuture<String> a,",
        "    CompletableFuture<String> b, Map<String, Future<String>> map) throws Exception {",
        "  Await.of(CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])));",
        "  String s = all.get(0).join();",
        "  for (var f : all) { s += f.join(); }",
        "  s += all.stream().map(f -> f.join()).toList();",
        "  s += all.stream().filter(f -> f != null).map(CompletableFuture::join).toList();",
        "  var both = CompletableFuture.allOf(a, b, field);",
        "  Await.of(both);",
        "  s += a.join() + b.get() + this.field.join();",
        "  for (var e : map.entrySet()) { if (e.getValue().isDone()) { s += e.getValue().get(); } }",
        "  CompletableFuture<String> ready = CompletableFuture.completedFuture(s);",
        "  Callable<String> later = () -> ready.join() + b.get();",
        "  return Coroutine.of(ready.join() + CompletableFuture.completedFuture(s).get());",
        "}");
  }

  @Test
  void futuresThatAreAwaitedOnlyLater_areWarnedOf() {
    assertEquals(
        List.of(
            warning("4:17", "CompletableFuture.join", "Await it: Await.of(stage)."),
            warning("7:16", "CompletableFuture.join", "Await it: Await.of(stage).")),
        findings(
            "@Async Coroutine<String> m(CompletableFuture<String> a, Map<String, String> map) {",
            "  var x = a.join();",
            "  Await.of(a);",
            "  String s = Await.of(fetch(map.get(\"\"))) + x;",
            "  fetch(s).join(); return Coroutine.of(map.get(s)); }",
            "abstract CompletableFuture<String> fetch(String name);"));
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
