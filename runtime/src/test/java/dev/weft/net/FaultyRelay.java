package dev.weft.net;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Stands between a client and a server, and spoils their connection at a given byte. */
final class FaultyRelay {

  /** What happens to a connection. */
  enum Fault {
    /** Both ends get a reset. */
    RESET,
    /** Both ends see the other one close. */
    CLOSE,
    /** One end sees that nothing more will come, and can go on sending. */
    HALF_CLOSE,
    /** One end gets random bytes, and then nothing more. */
    GARBAGE,
    /** One end gets nothing more. */
    STALL
  }

  /**
   * When and where it happens.
   *
   * @param toServer whether it is what the client sends that suffers; otherwise what it gets
   * @param offset the number of bytes that pass before
   */
  record Plan(Fault fault, boolean toServer, long offset) {}

  /** What a client does over a relay. */
  interface Client<T> {
    Coroutine<T> run(int port) throws Exception;
  }

  /**
   * How it went.
   *
   * @param struck whether the fault has struck; if not, the connection has ended before
   * @param result what the client says
   */
  record Outcome<T>(boolean struck, @Nullable T result) {}

  private final Plan plan;
  private final int port;
  private boolean struck;

  private FaultyRelay(int port, Plan plan) {
    this.port = port;
    this.plan = plan;
  }

  /** Runs {@code client} with a port that leads to {@code port}. */
  @Async
  static <T> Coroutine<Outcome<T>> run(int port, Plan plan, Client<T> client) throws Exception {
    FaultyRelay relay = new FaultyRelay(port, plan);
    T result;
    try (Server server = Await.of(Net.createServer(() -> relay.new Entrance(), "127.0.0.1", 0))) {
      result = Await.of(client.run(((InetSocketAddress) server.addresses().get(0)).getPort()));
      server.close();
      Await.of(Weft.waitFor(server.waitClosed(), Duration.ofSeconds(20)));
    } catch (TimeoutException e) {
      throw new AssertionError(plan + ": a connection of the relay stays open", e);
    }
    return Coroutine.of(new Outcome<>(relay.struck, result));
  }

  /** One connection of the two, whose data goes to the other. */
  private class Side implements Protocol {
    Transport transport;
    @Nullable Side other;
    private final boolean fromClient;
    private long passed;
    private boolean ended;

    Side(boolean fromClient) {
      this.fromClient = fromClient;
    }

    @Override
    public void connectionMade(Transport transport) {
      this.transport = transport;
    }

    void joined(Side other) {
      this.other = other;
      strikeIfDue();
    }

    @Override
    public void dataReceived(ByteBuffer data) {
      if (!suffers()) {
        other.transport.write(data);
        return;
      }
      int passing = (int) Math.min(data.remaining(), plan.offset() - passed);
      if (passing > 0) {
        other.transport.write(data.slice(data.position(), passing));
        passed += passing;
        strikeIfDue();
      }
    }

    private boolean suffers() {
      return fromClient == plan.toServer();
    }

    private void strikeIfDue() {
      if (suffers() && passed == plan.offset() && !struck) {
        struck = true;
        strike();
      }
    }

    private void strike() {
      switch (plan.fault()) {
        case RESET -> {
          reset(transport);
          reset(other.transport);
        }
        case CLOSE -> {
          transport.close();
          other.transport.close();
        }
        case HALF_CLOSE -> other.transport.writeEof();
        case GARBAGE -> {
          byte[] garbage = new byte[64];
          new Random(plan.offset()).nextBytes(garbage);
          other.transport.write(garbage);
        }
        case STALL -> {}
      }
    }

    @Override
    public boolean eofReceived() {
      ended = true;
      if (other.ended) {
        transport.close();
        other.transport.close();
      } else {
        other.transport.writeEof();
      }
      return true;
    }

    @Override
    public void pauseWriting() {
      other.transport.pauseReading();
    }

    @Override
    public void resumeWriting() {
      other.transport.resumeReading();
    }

    @Override
    public void connectionLost(@Nullable Throwable cause) {
      if (other != null) {
        if (cause == null) {
          other.transport.close();
        } else {
          reset(other.transport);
        }
      }
    }
  }

  /** The connection of the client, which waits for the one to the server. */
  private final class Entrance extends Side {
    Entrance() {
      super(true);
    }

    @Override
    public void connectionMade(Transport transport) {
      super.connectionMade(transport);
      transport.pauseReading();
      EventLoop.running().createTask(() -> goOn());
    }

    @Async
    private Coroutine<Void> goOn() throws IOException {
      Side exit =
          Await.of(Net.createConnection(() -> new Side(false), "127.0.0.1", port)).protocol();
      if (transport.isClosing()) {
        exit.transport.close();
      } else {
        exit.joined(this);
        joined(exit);
        transport.resumeReading();
      }
      return Coroutine.done();
    }
  }

  /** Ends a connection so that its peer gets a reset. */
  static void reset(Transport transport) {
    try {
      ((SocketChannel) transport.getExtraInfo("socket"))
          .setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (ClosedChannelException tooLate) {
      // It has ended in another way.
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    transport.abort();
  }
}
