package dev.weft.examples.linkchecker;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Counts what a crawl does while it does it. */
final class Tally {

  private final long begun = System.nanoTime();

  // The rest: loop thread only.
  private int inFlight;
  private int peakInFlight;
  private int visited;
  private final Set<Thread> threads = new HashSet<>();

  void visitStarted() {
    inFlight++;
    peakInFlight = Math.max(peakInFlight, inFlight);
    threads.add(Thread.currentThread());
  }

  void visitEnded() {
    inFlight--;
    visited++;
    threads.add(Thread.currentThread());
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  int inFlight() {
    return inFlight;
  }

  int peakInFlight() {
    return peakInFlight;
  }

  int visited() {
    return visited;
  }

  /** How many threads the visits ran on. */
  int threads() {
    return threads.size();
  }
}
