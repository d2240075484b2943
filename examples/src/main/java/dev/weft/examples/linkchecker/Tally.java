package dev.weft.examples.linkchecker;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Counts what a crawl does while it does it. */
final class Tally {

  private final long begun = System.nanoTime();

  // The rest: loop thread only.
  private int tasks;
  private int peakTasks;
  private int requests;
  private int peakRequests;
  private int visited;
  private final Set<Thread> threads = new HashSet<>();

  void visitStarted() {
    tasks++;
    peakTasks = Math.max(peakTasks, tasks);
    threads.add(Thread.currentThread());
  }

  void requestStarted() {
    requests++;
    peakRequests = Math.max(peakRequests, requests);
  }

  void requestEnded() {
    requests--;
  }

  void visitEnded() {
    tasks--;
    visited++;
    threads.add(Thread.currentThread());
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** Visits that have begun and not ended, each in a task of its own. */
  int tasks() {
    return tasks;
  }

  int peakTasks() {
    return peakTasks;
  }

  int peakRequests() {
    return peakRequests;
  }

  /** How many addresses are done. */
  int visited() {
    return visited;
  }

  /** How many threads the visits ran on. */
  int threads() {
    return threads.size();
  }
}
