package dev.weft.weaver.program;

import java.util.ArrayList;
import java.util.List;

/** The events of one run, in order, from whatever thread they come. */
public final class Journal {

  private static final List<String> EVENTS = new ArrayList<>(); // guarded by Journal.class

  private Journal() {}

  public static synchronized void add(Object event) {
    EVENTS.add(String.valueOf(event));
  }

  /** All events so far. */
  public static synchronized String log() {
    return String.join(",", EVENTS);
  }

  /** Forgets all events but {@code first}; and that one too when it is empty. */
  public static synchronized void log(String first) {
    EVENTS.clear();
    if (!first.isEmpty()) {
      EVENTS.add(first);
    }
  }
}
