package dev.weft.examples.chat;

import java.util.Map;
import java.util.TreeMap;

/** Who is here, and what they say to each other. */
final class Room {

  private final Map<String, Outbox> people = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  /** Lets somebody in and tells the others. Returns whether the name was free. */
  boolean enter(String name, Outbox outbox) {
    boolean free = people.putIfAbsent(name, outbox) == null;
    if (free) {
      tellOthers(name, "* " + name + " has come.");
    }
    return free;
  }

  void leave(String name) {
    people.remove(name);
    tellOthers(name, "* " + name + " has left.");
  }

  void say(String name, String text) {
    tellOthers(name, name + ": " + text);
  }

  /** The names of all, in their order. */
  String names() {
    return String.join(", ", people.keySet());
  }

  private void tellOthers(String name, String line) {
    people.forEach(
        (other, outbox) -> {
          if (!other.equals(name)) {
            outbox.add(line);
          }
        });
  }
}
