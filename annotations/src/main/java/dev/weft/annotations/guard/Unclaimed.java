package dev.weft.annotations.guard;

import com.sun.source.util.JavacTask;
import java.util.Map;
import java.util.Properties;
import java.util.WeakHashMap;

/**
 * The compilations whose Weft processor has not started: a processor may come from elsewhere than
 * the class path, as an object say.
 *
 * <p>The processor takes its compilation out of the map, which is all the two have in common;
 * {@code Handover} is its side, and explains the map.
 */
final class Unclaimed {

  private static final String KEY = "dev.weft.processor.unclaimed";

  private Unclaimed() {}

  @SuppressWarnings("unchecked") // nobody else uses the key
  static void add(JavacTask task) {
    Properties properties = System.getProperties();
    synchronized (properties) {
      ((Map<JavacTask, Thread>) properties.computeIfAbsent(KEY, key -> new WeakHashMap<>()))
          .put(task, Thread.currentThread());
    }
  }

  static boolean contains(JavacTask task) {
    Properties properties = System.getProperties();
    synchronized (properties) {
      return properties.get(KEY) instanceof Map<?, ?> tasks && tasks.containsKey(task);
    }
  }

  static void remove(JavacTask task) {
    Properties properties = System.getProperties();
    synchronized (properties) {
      if (properties.get(KEY) instanceof Map<?, ?> tasks) {
        tasks.remove(task);
        if (tasks.isEmpty()) {
          properties.remove(KEY);
        }
      }
    }
  }
}
