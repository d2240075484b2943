package dev.weft.examples.chat;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.Net;
import dev.weft.net.Server;
import dev.weft.net.ServerOptions;
import dev.weft.net.StreamReader;
import dev.weft.net.StreamWriter;
import dev.weft.sync.AsyncEvent;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * A chat server: whoever connects gives a name, and then sees what the others write.
 *
 * <p>All of it runs on the loop thread, so that the room needs no lock.
 */
final class ChatServer {

  private static final int LONGEST_LINE = 1024; // in bytes

  private final Room room = new Room();
  private final Set<Conversation> conversations = new HashSet<>();
  private final AsyncEvent stopping = new AsyncEvent();
  private final Duration patience;
  private final PrintWriter out;

  /**
   * A server that is not running yet.
   *
   * @param patience how long a client may take for the farewell before it is cut off
   * @param out where it prints what happens
   */
  ChatServer(Duration patience, PrintWriter out) {
    this.patience = patience;
    this.out = out;
  }

  /**
   * Serves until {@link #stop}; then says farewell to all clients and waits for them.
   *
   * @throws IOException if the address cannot be listened on
   */
  @Async
  Coroutine<Void> serve(ServerOptions address) throws IOException {
    try (Server server = Await.of(Net.startServer(this::converse, address.limit(LONGEST_LINE)))) {
      out.println("listening on " + server.addresses());
      Await.of(stopping.await());
      out.println("stopping, with " + conversations.size() + " clients");
      server.close();
      conversations.forEach(conversation -> conversation.end("* The server is closing."));
      Await.of(waitForClients(server));
    }
    return Coroutine.done();
  }

  /** Makes {@link #serve} end. Does not suspend. */
  void stop() {
    stopping.set();
  }

  @Async
  private Coroutine<Void> converse(StreamReader reader, StreamWriter writer) {
    Conversation conversation = new Conversation(room, reader, writer);
    conversations.add(conversation);
    try {
      Await.of(conversation.hold(patience));
    } finally {
      conversations.remove(conversation);
    }
    return Coroutine.done();
  }

  @Async
  private Coroutine<Void> waitForClients(Server server) {
    try {
      Await.of(Weft.waitFor(server.waitClosed(), patience));
    } catch (TimeoutException deaf) {
      server.abortClients();
    }
    return Coroutine.done();
  }
}
