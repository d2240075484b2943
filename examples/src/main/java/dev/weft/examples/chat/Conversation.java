package dev.weft.examples.chat;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.LimitOverrunException;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * One client, from the greeting to the farewell, in two tasks: one listens, and one sends what is
 * in the {@link Outbox}. Only the second ever waits for a client that does not read.
 */
final class Conversation {

  private static final Pattern NAME = Pattern.compile("[\\w-]{1,20}");
  private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");

  private final Room room;
  private final StreamReader reader;
  private final StreamWriter writer;
  private final Outbox outbox = new Outbox();

  Conversation(Room room, StreamReader reader, StreamWriter writer) {
    this.room = room;
    this.reader = reader;
    this.writer = writer;
  }

  /**
   * Holds the conversation to its end, that of the connection.
   *
   * @param patience how long the client may take for the farewell
   */
  @Async
  Coroutine<Void> hold(Duration patience) {
    try {
      Await.of(
          TaskGroup.runVoid(
              tasks -> {
                Task<Void> sending = tasks.createTask(() -> outbox.sendTo(writer));
                Await.of(listen());
                outbox.close();
                Await.of(Weft.timeout(patience, limit -> waitForEnd(sending)));
                return Coroutine.done();
              }));
    } catch (IOException goneOrDeaf) {
      writer.transport().abort(); // or what it does not read would be kept for it
    }
    return Coroutine.done();
  }

  /** Says a last line: the connection is closed when it is sent. Does not suspend. */
  void end(String farewell) {
    outbox.add(farewell);
    outbox.close();
  }

  @Async
  private Coroutine<Void> waitForEnd(Task<Void> sending) throws IOException {
    Await.of(sending, IOException.class);
    return writer.waitClosed();
  }

  // ---- listening ----

  @Async
  private Coroutine<Void> listen() throws IOException {
    outbox.add("* Welcome! What is your name?");
    String name = Await.of(askName());
    if (name != null) {
      outbox.add("* Here are: " + room.names() + ". There is /who, and /quit.");
      try {
        Await.of(listenTo(name));
      } finally {
        room.leave(name);
      }
    }
    return Coroutine.done();
  }

  /** Asks until the name will do. Gives null if the client goes instead. */
  @Async
  private Coroutine<String> askName() throws IOException {
    String name = Await.of(readLine());
    while (name != null && !enter(name)) {
      name = Await.of(readLine());
    }
    return Coroutine.of(name);
  }

  private boolean enter(String name) {
    if (!NAME.matcher(name).matches()) {
      outbox.add("* A name has up to 20 letters, digits, '_' and '-'. What is your name?");
      return false;
    }
    boolean entered = room.enter(name, outbox);
    if (!entered) {
      outbox.add("* " + name + " is here already. What is your name?");
    }
    return entered;
  }

  @Async
  private Coroutine<Void> listenTo(String name) throws IOException {
    for (String line; (line = Await.of(readLine())) != null; ) {
      if (line.equals("/quit")) {
        outbox.add("* Good bye, " + name + "!");
        return Coroutine.done();
      } else if (line.equals("/who")) {
        outbox.add("* Here are: " + room.names() + ".");
      } else if (line.startsWith("/")) {
        outbox.add("* There is no " + line + ", only /who and /quit.");
      } else if (!line.isEmpty()) {
        room.say(name, line);
      }
    }
    return Coroutine.done();
  }

  /** The next line, without what could play tricks on a terminal; null at the end. */
  @Async
  private Coroutine<String> readLine() throws IOException {
    while (true) {
      Await.of(Weft.sleep(Duration.ZERO)); // others have their turn, however fast this one talks
      try {
        String line = Await.of(reader.readLine());
        return Coroutine.of(
            line == null ? null : CONTROL_CHARACTER.matcher(line).replaceAll("").strip());
      } catch (LimitOverrunException tooLong) {
        outbox.add("* That line was too long.");
      }
    }
  }
}
