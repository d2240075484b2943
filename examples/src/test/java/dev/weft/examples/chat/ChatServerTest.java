package dev.weft.examples.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFunction;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import dev.weft.net.ConnectOptions;
import dev.weft.net.Net;
import dev.weft.net.ServerOptions;
import dev.weft.net.Streams;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ChatServerTest {

  private static final String WELCOME = "* Welcome! What is your name?";
  private static final String CLOSING = "* The server is closing.";

  private final StringWriter out = new StringWriter();
  private final List<String> reported = new ArrayList<>(); // to the loop's exception handler

  /** A chat under test. */
  private record Chat(ChatServer server, InetSocketAddress address, Task<Void> serving) {

    @Async
    Coroutine<Void> stop() throws IOException {
      server.stop();
      Await.of(serving, IOException.class);
      return Coroutine.done();
    }

    @Async
    Coroutine<Client> connect() throws IOException {
      return Coroutine.of(new Client(Await.of(Net.openConnection(ConnectOptions.to(address)))));
    }

    @Async
    Coroutine<Client> enter(String name) throws IOException {
      return Coroutine.of(Await.of(Await.of(connect()).enter(name)));
    }
  }

  /** Somebody who chats. */
  private record Client(Streams streams) {

    void say(String line) {
      streams.writer().write(line + "\n");
    }

    Coroutine<String> hears() throws IOException {
      return streams.reader().readLine();
    }

    @Async
    Coroutine<Client> enter(String name) throws IOException {
      assertEquals(WELCOME, Await.of(hears()));
      say(name);
      assertTrue(Await.of(hears()).startsWith("* Here are: "));
      return Coroutine.of(this);
    }
  }

  private void chat(AsyncFunction<Chat, Void, IOException> body) throws IOException {
    chat(Duration.ofSeconds(30), body);
  }

  private void chat(Duration patience, AsyncFunction<Chat, Void, IOException> body)
      throws IOException {
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(anyPort)) {
      InetSocketAddress address = (InetSocketAddress) listener.getLocalAddress();
      Weft.run(
          () -> {
            EventLoop.running()
                .setExceptionHandler((loop, context) -> reported.add(context.toString()));
            ChatServer server = new ChatServer(patience, new PrintWriter(out, true));
            Chat chat =
                new Chat(
                    server,
                    address,
                    Weft.createTask(() -> server.serve(ServerOptions.over(listener))));
            Await.of(body.apply(chat));
            Await.of(chat.stop());
            return Coroutine.done();
          });
    }
    assertEquals(List.of(), reported);
  }

  @Test
  void line_reachesEverybodyElse_withoutControlCharacters() throws IOException {
    chat(
        chat -> {
          Client ada = Await.of(chat.enter("Ada"));
          Client alan = Await.of(chat.enter("Alan"));
          assertEquals("* Alan has come.", Await.of(ada.hears()));
          Client grace = Await.of(chat.enter("Grace"));
          ada.say("Grüße\u001b[2J");
          assertEquals("* Grace has come.", Await.of(alan.hears()));
          assertEquals("Ada: Grüße[2J", Await.of(alan.hears()));
          assertEquals("Ada: Grüße[2J", Await.of(grace.hears()));
          grace.say("hello");
          assertEquals("* Grace has come.", Await.of(ada.hears()));
          assertEquals("Grace: hello", Await.of(ada.hears()));
          return Coroutine.done();
        });
  }

  @Test
  void name_isAskedForUntilItWillDo() throws IOException {
    chat(
        chat -> {
          Await.of(chat.enter("Ada"));
          Client second = Await.of(chat.connect());
          assertEquals(WELCOME, Await.of(second.hears()));
          second.say("ADA");
          assertEquals("* ADA is here already. What is your name?", Await.of(second.hears()));
          second.say("not a name");
          assertTrue(Await.of(second.hears()).startsWith("* A name has up to 20 letters"));
          second.say("Alan");
          assertEquals(
              "* Here are: Ada, Alan. There is /who, and /quit.", Await.of(second.hears()));
          return Coroutine.done();
        });
  }

  @Test
  void commands_areAnswered() throws IOException {
    chat(
        chat -> {
          Client ada = Await.of(chat.enter("Ada"));
          Client alan = Await.of(chat.enter("Alan"));
          alan.say("/who");
          assertEquals("* Here are: Ada, Alan.", Await.of(alan.hears()));
          alan.say("/dance");
          assertEquals("* There is no /dance, only /who and /quit.", Await.of(alan.hears()));
          alan.say("/quit");
          assertEquals("* Good bye, Alan!", Await.of(alan.hears()));
          assertNull(Await.of(alan.hears()));
          assertEquals("* Alan has come.", Await.of(ada.hears()));
          assertEquals("* Alan has left.", Await.of(ada.hears()));
          return Coroutine.done();
        });
  }

  @Test
  void tooLongLine_isRefused_andTheConversationGoesOn() throws IOException {
    chat(
        chat -> {
          Client ada = Await.of(chat.enter("Ada"));
          ada.say("x".repeat(1500));
          assertEquals("* That line was too long.", Await.of(ada.hears()));
          ada.say("/quit");
          assertEquals("* Good bye, Ada!", Await.of(ada.hears()));
          return Coroutine.done();
        });
  }

  /** One may say its last lines and the end at once, as {@code printf ... | nc} does. */
  @Test
  void clientThatHasSaidAll_hearsTheRest() throws IOException {
    chat(
        chat -> {
          Client ada = Await.of(chat.connect());
          ada.say("Ada\n/who");
          ada.streams().writer().writeEof();
          assertEquals(WELCOME, Await.of(ada.hears()));
          assertTrue(Await.of(ada.hears()).startsWith("* Here are: Ada. There is"));
          assertEquals("* Here are: Ada.", Await.of(ada.hears()));
          assertNull(Await.of(ada.hears()));
          return Coroutine.done();
        });
  }

  @Test
  void clientThatResets_hasLeft_andNothingIsReported() throws IOException {
    chat(
        chat -> {
          Client ada = Await.of(chat.enter("Ada"));
          Client alan = Await.of(chat.enter("Alan"));
          SocketChannel socket = (SocketChannel) alan.streams().writer().getExtraInfo("socket");
          socket.setOption(StandardSocketOptions.SO_LINGER, 0); // close() resets then
          alan.streams().close();
          assertEquals("* Alan has come.", Await.of(ada.hears()));
          assertEquals("* Alan has left.", Await.of(ada.hears()));
          return Coroutine.done();
        });
  }

  /** Sends more than the system keeps for a client that does not read, and the others hear all. */
  @Test
  @Tag("slow") // some megabytes, line by line
  void slowClient_holdsUpNobody_andIsToldWhatItMissed() throws IOException {
    chat(
        chat -> {
          Client slow = Await.of(connectWithSmallBuffer(chat));
          Await.of(slow.enter("Slow"));
          Client ada = Await.of(chat.enter("Ada"));
          Client alan = Await.of(chat.enter("Alan"));
          assertEquals("* Alan has come.", Await.of(ada.hears()));
          String line = "x".repeat(1000);
          for (int i = 0; i < 8_000; i++) {
            ada.say(line);
            assertEquals("Ada: " + line, Await.of(alan.hears()));
          }
          ada.say("/quit");
          assertEquals("* Ada has left.", Await.of(alan.hears()));
          String heard = Await.of(slow.hears());
          while (!heard.startsWith("* You were too slow and have missed ")) {
            if (heard.equals("* Ada has left.")) {
              throw new AssertionError("the slow client has missed nothing");
            }
            alan.say("go on"); // it hears what it has missed when there is room for more
            heard = Await.of(slow.hears());
          }
          return Coroutine.done();
        });
  }

  @Async
  private static Coroutine<Client> connectWithSmallBuffer(Chat chat) throws IOException {
    SocketChannel socket = SocketChannel.open();
    socket.setOption(StandardSocketOptions.SO_RCVBUF, 4096);
    socket.connect(chat.address());
    ConnectOptions options = ConnectOptions.over(socket).limit(4096);
    return Coroutine.of(new Client(Await.of(Net.openConnection(options))));
  }

  @Test
  void stop_tellsEverybody_namedOrNot() throws IOException {
    chat(
        chat -> {
          Client ada = Await.of(chat.enter("Ada"));
          Client nameless = Await.of(chat.connect());
          assertEquals(WELCOME, Await.of(nameless.hears()));
          Await.of(chat.stop());
          assertEquals(CLOSING, Await.of(ada.hears()));
          assertNull(Await.of(ada.hears()));
          assertEquals(CLOSING, Await.of(nameless.hears()));
          assertNull(Await.of(nameless.hears()));
          assertThrows(IOException.class, () -> SocketChannel.open(chat.address()).close());
          return Coroutine.done();
        });
    assertTrue(out.toString().contains("stopping, with 2 clients"), out.toString());
  }

  @Test
  @Tag("slow") // some megabytes
  void stop_waitsForADeafClientOnlySoLong() throws IOException {
    chat(
        Duration.ofMillis(50),
        chat -> {
          Client deaf = Await.of(connectWithSmallBuffer(chat));
          Await.of(deaf.enter("Deaf"));
          Client ada = Await.of(chat.enter("Ada"));
          String line = "x".repeat(1000);
          for (int i = 0; i < 8_000; i++) {
            ada.say(line);
            Await.of(ada.streams().writer().drain());
          }
          ada.say("/who");
          assertEquals("* Here are: Ada, Deaf.", Await.of(ada.hears()));
          Await.of(chat.stop());
          return Coroutine.done();
        });
  }
}
