package dev.weft.processor.check;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Methods that make their thread wait, and what takes their place in async code.
 *
 * @param owner the class or interface that has them; its subtypes have them too
 * @param names their names; {@code poll/2} means the one with two parameters
 * @param remedy what to do instead
 */
record BlockingMethod(String owner, Set<String> names, String remedy) {

  private static final String AWAIT_STAGE = "Await it: Await.of(stage).";
  private static final String FUTURE =
      "Use a CompletionStage, which can be awaited, or Await.of(Weft.toThread(future::get)).";
  private static final String LOCK = "Use dev.weft.sync.AsyncLock.";
  private static final String QUEUE = "Use dev.weft.sync.AsyncQueue.";
  private static final String CONDITION = "Use dev.weft.sync.AsyncCondition.";
  private static final String BARRIER = "Use dev.weft.sync.AsyncBarrier.";
  private static final String SLEEP = "Await Weft.sleep(...).";
  private static final String OTHER_THREAD =
      "Leave it to another thread: Await.of(Weft.toThread(() -> ...)).";

  private static final List<BlockingMethod> ALL =
      List.of(
          of("java.lang.Thread", "sleep", SLEEP),
          of("java.util.concurrent.TimeUnit", "sleep", SLEEP),
          of("java.lang.Thread", "join", OTHER_THREAD),
          of("java.lang.Object", "wait", CONDITION),
          of("java.lang.Process", "waitFor", "Await process.onExit()."),
          of("java.util.concurrent.CompletableFuture", "get join", AWAIT_STAGE),
          of("java.util.concurrent.Future", "get", FUTURE),
          of("java.util.concurrent.ForkJoinTask", "join invoke", OTHER_THREAD),
          of("java.util.concurrent.BlockingQueue", "take put poll/2 offer/3", QUEUE),
          of(
              "java.util.concurrent.BlockingDeque",
              "takeFirst takeLast putFirst putLast pollFirst/2 pollLast/2 offerFirst/3 offerLast/3",
              QUEUE),
          of("java.util.concurrent.TransferQueue", "transfer tryTransfer/3", QUEUE),
          of("java.util.concurrent.locks.Lock", "lock lockInterruptibly tryLock/2", LOCK),
          of("java.util.concurrent.locks.StampedLock", "readLock writeLock", LOCK),
          of("java.util.concurrent.locks.LockSupport", "park parkNanos parkUntil", CONDITION),
          of(
              "java.util.concurrent.locks.Condition",
              "await awaitNanos awaitUntil awaitUninterruptibly",
              CONDITION),
          of("java.util.concurrent.CountDownLatch", "await", "Use dev.weft.sync.AsyncEvent."),
          of("java.util.concurrent.CyclicBarrier", "await", BARRIER),
          of(
              "java.util.concurrent.Semaphore",
              "acquire acquireUninterruptibly tryAcquire/2 tryAcquire/3",
              "Use dev.weft.sync.AsyncSemaphore."),
          of("java.util.concurrent.Phaser", "arriveAndAwaitAdvance awaitAdvance", BARRIER),
          of("java.util.concurrent.Exchanger", "exchange", QUEUE),
          of(
              "java.util.concurrent.ExecutorService",
              "awaitTermination invokeAll invokeAny",
              OTHER_THREAD),
          of("java.net.Socket", "connect getInputStream getOutputStream", OTHER_THREAD),
          of("java.net.ServerSocket", "accept", OTHER_THREAD),
          of("java.net.DatagramSocket", "receive", OTHER_THREAD),
          of("java.net.URL", "openStream getContent", OTHER_THREAD),
          of("java.net.URLConnection", "connect getInputStream getContent", OTHER_THREAD),
          of("java.net.InetAddress", "getByName getAllByName getLocalHost", OTHER_THREAD),
          of("java.net.http.HttpClient", "send", "Await client.sendAsync(...)."),
          of("java.io.Console", "readLine readPassword", OTHER_THREAD),
          of(
              "java.io.FileInputStream",
              "read readAllBytes readNBytes skip transferTo",
              OTHER_THREAD),
          of("java.io.FileOutputStream", "write", OTHER_THREAD),
          of("java.io.FileReader", "read", OTHER_THREAD),
          of("java.io.FileWriter", "write append flush", OTHER_THREAD),
          of("java.io.RandomAccessFile", "read readFully readLine write", OTHER_THREAD),
          of(
              "java.nio.channels.FileChannel",
              "read write force lock transferTo transferFrom",
              OTHER_THREAD),
          of("java.nio.channels.Selector", "select", OTHER_THREAD),
          of(
              "java.nio.file.Files",
              "copy createDirectories createDirectory createFile createTempDirectory createTempFile"
                  + " delete deleteIfExists find lines list mismatch move newBufferedReader"
                  + " newBufferedWriter newDirectoryStream newInputStream newOutputStream"
                  + " readAllBytes readAllLines readString walk walkFileTree write writeString",
              OTHER_THREAD),
          of("java.sql.DriverManager", "getConnection", OTHER_THREAD),
          of("javax.sql.DataSource", "getConnection", OTHER_THREAD),
          of("java.sql.Connection", "commit prepareCall prepareStatement rollback", OTHER_THREAD),
          of("java.sql.ResultSet", "next", OTHER_THREAD),
          of(
              "java.sql.Statement",
              "execute executeQuery executeUpdate executeLargeUpdate executeBatch executeLargeBatch",
              OTHER_THREAD),
          of("dev.weft.Weft", "run", "Await its argument: Await.of(...)."));

  /** By the name of the method, to tell at once that most calls are none of them. */
  private static final Map<String, List<BlockingMethod>> BY_NAME =
      ALL.stream()
          .flatMap(entry -> entry.names.stream().map(name -> Map.entry(name, entry)))
          .collect(
              Collectors.groupingBy(
                  Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));

  private static BlockingMethod of(String owner, String names, String remedy) {
    return new BlockingMethod(owner, Set.copyOf(Arrays.asList(names.split(" "))), remedy);
  }

  /** The entries for methods of this name and number of parameters. */
  static Stream<BlockingMethod> named(String name, int parameters) {
    return Stream.of(name, name + "/" + parameters)
        .flatMap(key -> BY_NAME.getOrDefault(key, List.of()).stream());
  }
}
