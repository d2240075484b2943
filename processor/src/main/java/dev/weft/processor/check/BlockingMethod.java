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
 * @param sources for which streams; all, if the receiver is no stream
 */
record BlockingMethod(String owner, Set<String> names, String remedy, Set<StreamSource> sources) {

  private static final String AWAIT_STAGE = "Await it: Await.of(stage).";
  private static final String FUTURE =
      "Use a CompletionStage, which can be awaited, or Await.of(Weft.toThread(future::get)).";
  private static final String AWAIT_MONO = "Await it: Await.of(mono.toFuture()).";
  private static final String AWAIT_FLUX =
      "Await what it collects: Await.of(flux.collectList().toFuture()).";
  private static final String AWAIT_ARGUMENT = "Await its argument: Await.of(...).";
  private static final String LOCK = "Use dev.weft.sync.AsyncLock.";
  private static final String QUEUE = "Use dev.weft.sync.AsyncQueue.";
  private static final String CONDITION = "Use dev.weft.sync.AsyncCondition.";
  private static final String BARRIER = "Use dev.weft.sync.AsyncBarrier.";
  private static final String SLEEP = "Await Weft.sleep(...).";
  static final String CONNECT = "Await Net.openConnection(...) of dev.weft.net.";
  private static final String DATAGRAMS = "Use Net.createDatagramEndpoint(...) of dev.weft.net.";
  private static final String RESOLVE = "Await Net.getaddrinfo(...) of dev.weft.net.";
  private static final String HTTP = "Await HttpClient.sendAsync(...).";
  static final String OTHER_THREAD =
      "Leave it to another thread: Await.of(Weft.toThread(() -> ...)).";

  static final List<BlockingMethod> ALL =
      List.of(
          of("java.lang.Thread", "sleep", SLEEP),
          of("java.util.concurrent.TimeUnit", "sleep", SLEEP),
          of("java.util.concurrent.TimeUnit", "timedJoin", OTHER_THREAD),
          of("java.util.concurrent.TimeUnit", "timedWait", CONDITION),
          of("java.lang.Thread", "join", OTHER_THREAD),
          of("java.lang.Object", "wait", CONDITION),
          of("java.lang.Process", "waitFor", "Await process.onExit()."),
          of("java.lang.ref.ReferenceQueue", "remove", OTHER_THREAD),
          of("java.util.concurrent.CompletableFuture", "get join", AWAIT_STAGE),
          of("java.util.concurrent.Future", "get", FUTURE),
          of(
              "java.util.concurrent.ForkJoinTask",
              "join invoke invokeAll quietlyInvoke quietlyJoin",
              OTHER_THREAD),
          of("java.util.concurrent.ForkJoinPool", "awaitQuiescence invoke", OTHER_THREAD),
          of(
              "java.util.concurrent.StructuredTaskScope",
              "join joinUntil",
              "Use dev.weft.TaskGroup."),
          of("java.util.concurrent.CompletionService", "take poll/2", "Use Weft.asCompleted(...)."),
          of("java.util.concurrent.BlockingQueue", "take put poll/2 offer/3", QUEUE),
          of(
              "java.util.concurrent.BlockingDeque",
              "takeFirst takeLast putFirst putLast pollFirst/2 pollLast/2 offerFirst/3 offerLast/3",
              QUEUE),
          of("java.util.concurrent.TransferQueue", "transfer tryTransfer/3", QUEUE),
          of("java.util.concurrent.SubmissionPublisher", "submit offer/4", QUEUE),
          of("java.util.concurrent.locks.Lock", "lock lockInterruptibly tryLock/2", LOCK),
          of(
              "java.util.concurrent.locks.StampedLock",
              "readLock readLockInterruptibly tryReadLock/2 tryWriteLock/2 writeLock"
                  + " writeLockInterruptibly",
              LOCK),
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
          of(
              "java.util.concurrent.Phaser",
              "arriveAndAwaitAdvance awaitAdvance awaitAdvanceInterruptibly",
              BARRIER),
          of("java.util.concurrent.Exchanger", "exchange", QUEUE),
          of(
              "java.util.concurrent.ExecutorService",
              "awaitTermination close invokeAll invokeAny",
              OTHER_THREAD),
          of("java.net.Socket", "connect getInputStream getOutputStream", CONNECT),
          of("javax.net.ssl.SSLSocket", "startHandshake", CONNECT),
          of("java.net.ServerSocket", "accept", "Await Net.startServer(...) of dev.weft.net."),
          of("java.net.DatagramSocket", "receive", DATAGRAMS),
          of("java.net.URL", "openStream getContent", HTTP),
          of("java.net.URLConnection", "connect getInputStream getContent", HTTP),
          of("java.net.HttpURLConnection", "getResponseCode getResponseMessage", HTTP),
          of("java.net.http.HttpClient", "send", "Await client.sendAsync(...)."),
          of(
              "java.net.InetAddress",
              "getAllByName getByName getCanonicalHostName getHostName getLocalHost isReachable",
              RESOLVE),
          of("java.io.Console", "readLine readPassword", OTHER_THREAD),
          of(
              "java.io.InputStream",
              "read readAllBytes readNBytes skip skipNBytes transferTo",
              OTHER_THREAD,
              StreamSource.NOT_IN_MEMORY),
          of(
              "java.io.Reader",
              "lines read readLine skip transferTo",
              OTHER_THREAD,
              StreamSource.NOT_IN_MEMORY),
          of(
              "java.io.DataInput",
              "readBoolean readByte readChar readDouble readFloat readFully readInt readLine"
                  + " readLong readObject readShort readUTF readUnsignedByte readUnsignedShort"
                  + " skipBytes",
              OTHER_THREAD,
              StreamSource.NOT_IN_MEMORY),
          of(
              "java.io.OutputStream",
              "append flush format print printf println write writeObject writeUTF",
              OTHER_THREAD,
              StreamSource.SURELY_OUTSIDE),
          of(
              "java.io.Writer",
              "append flush format newLine print printf println write",
              OTHER_THREAD,
              StreamSource.SURELY_OUTSIDE),
          of(
              "java.util.Scanner",
              "hasNext hasNextInt hasNextLine next nextBoolean nextDouble nextInt nextLine nextLong",
              OTHER_THREAD,
              StreamSource.SURELY_OUTSIDE),
          of("java.io.RandomAccessFile", "read write", OTHER_THREAD),
          of(
              "java.io.File",
              "canExecute canRead canWrite createNewFile createTempFile delete exists"
                  + " getCanonicalFile getCanonicalPath isDirectory isFile isHidden lastModified"
                  + " length list listFiles mkdir mkdirs renameTo setExecutable setLastModified"
                  + " setReadOnly setReadable setWritable",
              OTHER_THREAD),
          of(
              "java.nio.channels.FileChannel",
              "force lock read transferFrom transferTo write",
              OTHER_THREAD),
          of("java.nio.channels.Selector", "select", OTHER_THREAD),
          of("java.nio.file.WatchService", "take poll/2", OTHER_THREAD),
          of(
              "java.nio.file.Files",
              "copy createDirectories createDirectory createFile createLink createSymbolicLink"
                  + " createTempDirectory createTempFile delete deleteIfExists exists find"
                  + " getAttribute getFileStore getLastModifiedTime getOwner getPosixFilePermissions"
                  + " isDirectory isExecutable isHidden isReadable isRegularFile isSameFile"
                  + " isSymbolicLink isWritable lines list mismatch move newBufferedReader"
                  + " newBufferedWriter newByteChannel newDirectoryStream newInputStream"
                  + " newOutputStream notExists probeContentType readAllBytes readAllLines"
                  + " readAttributes readString readSymbolicLink setAttribute setLastModifiedTime"
                  + " setOwner setPosixFilePermissions size walk walkFileTree write writeString",
              OTHER_THREAD),
          of("java.sql.DriverManager", "getConnection", OTHER_THREAD),
          of("javax.sql.DataSource", "getConnection", OTHER_THREAD),
          of(
              "java.sql.Connection",
              "commit isValid prepareCall prepareStatement releaseSavepoint rollback setAutoCommit"
                  + " setSavepoint",
              OTHER_THREAD),
          of(
              "java.sql.ResultSet",
              "absolute deleteRow first insertRow last next previous updateRow",
              OTHER_THREAD),
          of(
              "java.sql.Statement",
              "execute executeQuery executeUpdate executeLargeUpdate executeBatch executeLargeBatch",
              OTHER_THREAD),
          of("java.sql.DatabaseMetaData", "getColumns getIndexInfo getTables", OTHER_THREAD),
          of("jakarta.persistence.EntityManager", "find flush lock refresh", OTHER_THREAD),
          of(
              "jakarta.persistence.Query",
              "executeUpdate getResultList getResultStream getSingleResult",
              OTHER_THREAD),
          of(
              "org.springframework.jdbc.core.JdbcOperations",
              "batchUpdate call execute query queryForList queryForMap queryForObject"
                  + " queryForRowSet queryForStream update",
              OTHER_THREAD),
          of(
              "org.springframework.web.client.RestOperations",
              "delete exchange execute getForEntity getForObject headForHeaders optionsForAllow"
                  + " patchForObject postForEntity postForLocation postForObject put",
              HTTP),
          of("okhttp3.Call", "execute", OTHER_THREAD),
          of("reactor.core.publisher.Mono", "block blockOptional", AWAIT_MONO),
          of("reactor.core.publisher.Flux", "blockFirst blockLast", AWAIT_FLUX),
          of("java.awt.EventQueue", "invokeAndWait", OTHER_THREAD),
          of("javax.swing.SwingUtilities", "invokeAndWait", OTHER_THREAD),
          of("dev.weft.Weft", "run", AWAIT_ARGUMENT),
          of("dev.weft.Runner", "run", AWAIT_ARGUMENT),
          of("dev.weft.EventLoop", "runUntilComplete", AWAIT_ARGUMENT),
          of("dev.weft.BlockingCaller", "call", "Call the async method itself, and await it."));

  /** By the name of the method, to tell at once that most calls are none of them. */
  private static final Map<String, List<BlockingMethod>> BY_NAME =
      ALL.stream()
          .flatMap(entry -> entry.names.stream().map(name -> Map.entry(name, entry)))
          .collect(
              Collectors.groupingBy(
                  Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));

  private static BlockingMethod of(String owner, String names, String remedy) {
    return of(owner, names, remedy, StreamSource.ALL);
  }

  private static BlockingMethod of(
      String owner, String names, String remedy, Set<StreamSource> sources) {
    return new BlockingMethod(owner, Set.copyOf(Arrays.asList(names.split(" "))), remedy, sources);
  }

  /** The entries for methods of this name and number of parameters. */
  static Stream<BlockingMethod> named(String name, int parameters) {
    return Stream.of(name, name + "/" + parameters)
        .flatMap(key -> BY_NAME.getOrDefault(key, List.of()).stream());
  }
}
