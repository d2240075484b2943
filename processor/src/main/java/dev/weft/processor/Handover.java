package dev.weft.processor;

import com.sun.source.util.JavacTask;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;

/** How the plugin hands the compiler to the processor, and learns whether that one started. */
final class Handover {

  /*
   * Overview.
   *
   * Plugin and processor run on the same thread but may have different class loaders (Gradle, the
   * processor module path), so that a static field of the one is not the other's. The system
   * properties are shared by all: one entry holds the compilations whose processor has not started
   * yet, as a map of JDK types only. The plugin offers a compilation, the processor claims it; what
   * was not claimed when the first class has been attributed never will be.
   *
   * The entry is removed as soon as the map is empty, which in an ordinary compilation is before
   * the first round: Properties.store fails on a value that is no string.
   *
   * The map is weak, because a compilation that is only parsed or analysed never says that it is
   * over. Compilations may run at the same time on several threads: the properties are the lock.
   */

  private static final String UNCLAIMED = "dev.weft.processor.unclaimed";

  private Handover() {}

  /** For the plugin: says that {@code task} exists. A thread runs one compilation at a time. */
  static void offer(JavacTask task) {
    Properties properties = System.getProperties();
    synchronized (properties) {
      Map<JavacTask, Thread> unclaimed = unclaimed(properties);
      unclaimed.values().remove(Thread.currentThread());
      unclaimed.put(task, Thread.currentThread());
      publish(properties, unclaimed);
    }
  }

  /**
   * Takes {@code task} out of the unclaimed ones.
   *
   * @return false if it had been claimed already
   */
  static boolean claim(JavacTask task) {
    Properties properties = System.getProperties();
    synchronized (properties) {
      Map<JavacTask, Thread> unclaimed = unclaimed(properties);
      boolean found = unclaimed.remove(task) != null;
      publish(properties, unclaimed);
      return found;
    }
  }

  /** Takes the compilation that this thread runs, or returns null if there is none unclaimed. */
  static JavacTask claimForThisThread() {
    Properties properties = System.getProperties();
    synchronized (properties) {
      for (var entry : unclaimed(properties).entrySet()) {
        if (entry.getValue() == Thread.currentThread()) {
          JavacTask task = entry.getKey();
          claim(task);
          return task;
        }
      }
      return null;
    }
  }

  /** Whether the processor of {@code task} has not started. */
  static boolean isUnclaimed(JavacTask task) {
    Properties properties = System.getProperties();
    synchronized (properties) {
      return unclaimed(properties).containsKey(task);
    }
  }

  @SuppressWarnings("unchecked") // nobody else uses the key
  private static Map<JavacTask, Thread> unclaimed(Properties properties) {
    Object map = properties.get(UNCLAIMED);
    return map == null ? new WeakHashMap<>() : (Map<JavacTask, Thread>) map;
  }

  private static void publish(Properties properties, Map<JavacTask, Thread> unclaimed) {
    if (unclaimed.isEmpty()) {
      properties.remove(UNCLAIMED);
    } else {
      properties.put(UNCLAIMED, unclaimed);
    }
  }
}
