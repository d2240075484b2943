package dev.weft.net;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * What the process holds, so that tests find what was not given back.
 *
 * @param descriptors file descriptors of sockets and of the loop's own; 0 where the system does not
 *     tell
 * @param threads the names of all that live, but for the test framework's
 */
record Resources(int descriptors, List<String> threads) {

  private static final Path OPEN = Path.of("/proc/self/fd");

  static Resources now() {
    return new Resources(countDescriptors(), threadNames());
  }

  private static List<String> threadNames() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.startsWith("junit"))
        .sorted()
        .toList();
  }

  private static int countDescriptors() {
    if (!Files.isDirectory(OPEN)) {
      return 0;
    }
    int count = 0;
    try (DirectoryStream<Path> open = Files.newDirectoryStream(OPEN)) {
      for (Path descriptor : open) {
        if (isOfInterest(descriptor)) {
          count++;
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return count;
  }

  /** Files do not count: the JVM opens jars as it needs them. */
  private static boolean isOfInterest(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("socket:")
          || target.startsWith("pipe:")
          || target.startsWith("anon_inode:");
    } catch (IOException closedMeanwhile) {
      return false;
    }
  }

  /**
   * Fails unless there is no more than this after a while; threads and processes take time to end.
   */
  void assertGivenBack() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    Resources now = now();
    while (!isEnough(now) && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
      now = now();
    }
    assertTrue(isEnough(now), "before: " + this + ", after: " + now);
  }

  private boolean isEnough(Resources now) {
    return now.descriptors() <= descriptors && now.threads().size() <= threads.size();
  }
}
