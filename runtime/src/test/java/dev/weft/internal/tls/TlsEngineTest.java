package dev.weft.internal.tls;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.Random;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TlsEngineTest {

  private final End client = new End(TestCertificates.client().createSSLEngine("localhost", 443));
  private final End server = new End(TestCertificates.server().createSSLEngine());

  TlsEngineTest() {
    client.tls.engine().setUseClientMode(true);
    server.tls.engine().setUseClientMode(false);
  }

  /** One end, whose ciphertext waits in {@code sent} until the test carries it over. */
  private static final class End implements TlsListener {
    final TlsEngine tls;
    final ByteArrayOutputStream received = new ByteArrayOutputStream();
    final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    final Queue<Runnable> work = new ArrayDeque<>();
    boolean reading = true;
    boolean handshakeDone;
    int deliveries;
    int sends;
    int closings;
    Runnable onReceived = () -> {};

    End(SSLEngine engine) {
      tls = new TlsEngine(engine, this);
    }

    @Override
    public void send(ByteBuffer ciphertext) {
      sends++;
      byte[] bytes = new byte[ciphertext.remaining()];
      ciphertext.get(bytes);
      sent.writeBytes(bytes);
    }

    @Override
    public void runOffLoop(Runnable task) {
      work.add(task);
    }

    @Override
    public void handshakeDone() {
      assertFalse(handshakeDone);
      handshakeDone = true;
    }

    @Override
    public void received(ByteBuffer plaintext) {
      deliveries++;
      byte[] bytes = new byte[plaintext.remaining()];
      plaintext.get(bytes);
      received.writeBytes(bytes);
      onReceived.run();
    }

    @Override
    public boolean isReading() {
      return reading;
    }

    @Override
    public void peerClosed() {
      closings++;
    }

    void write(String text) throws SSLException {
      tls.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    String text() {
      return received.toString(UTF_8);
    }

    byte[] takeSent() {
      byte[] bytes = sent.toByteArray();
      sent.reset();
      return bytes;
    }

    /** Does work and takes what the other end has sent. Returns whether there was anything. */
    boolean advance(End other, int pieceSize) throws SSLException {
      Runnable task = work.poll();
      if (task != null) {
        task.run();
        tls.workDone();
      }
      byte[] bytes = other.takeSent();
      for (int from = 0; from < bytes.length; from += pieceSize) {
        int length = Math.min(pieceSize, bytes.length - from);
        tls.receive(ByteBuffer.wrap(bytes, from, length));
      }
      return task != null || bytes.length > 0;
    }
  }

  private void carry(int pieceSize) throws SSLException {
    boolean busy = true;
    while (busy) {
      busy = client.advance(server, pieceSize) | server.advance(client, pieceSize);
    }
  }

  private void carry() throws SSLException {
    carry(Integer.MAX_VALUE);
  }

  private void handshake() throws SSLException {
    client.tls.begin();
    server.tls.begin();
    carry();
    assertTrue(client.handshakeDone);
    assertTrue(server.handshakeDone);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 100_000})
  void bytesInPieces_comeOutWhole(int pieceSize) throws SSLException {
    client.tls.begin();
    server.tls.begin();
    carry(pieceSize);
    client.write("hello");
    server.write("welcome");
    carry(pieceSize);

    assertEquals("hello", server.text());
    assertEquals("welcome", client.text());
  }

  @Test
  void dataRightBehindTheHandshake_isDelivered() throws SSLException {
    client.tls.begin();
    server.tls.begin();
    while (!client.handshakeDone) {
      client.advance(server, Integer.MAX_VALUE);
      server.advance(client, Integer.MAX_VALUE);
    }
    client.write("early"); // in one piece with the client's last message of the handshake
    carry();

    assertEquals("early", server.text());
  }

  @Test
  void largeWrite_isSentAndDeliveredInFewCalls() throws SSLException {
    handshake();
    byte[] data = new byte[100_000];
    new Random(1).nextBytes(data);
    client.sends = 0;

    client.tls.write(ByteBuffer.wrap(data));
    carry();

    assertArrayEquals(data, server.received.toByteArray());
    assertEquals(1, client.sends);
    assertEquals(1, server.deliveries);
  }

  @Test
  void writeOfMegabytes_arrivesWhole() throws SSLException {
    handshake();
    byte[] data = new byte[5_000_000];
    new Random(2).nextBytes(data);

    client.tls.write(ByteBuffer.wrap(data));
    carry();

    assertArrayEquals(data, server.received.toByteArray());
  }

  @Test
  void unfinishedRecord_isKeptUntilItsRestComes() throws SSLException {
    handshake();
    client.write("hello");
    byte[] record = client.takeSent();

    server.tls.receive(ByteBuffer.wrap(record, 0, record.length - 1));
    assertEquals("", server.text());
    assertTrue(server.tls.isInRecord());
    server.tls.receive(ByteBuffer.wrap(record, record.length - 1, 1));
    assertFalse(server.tls.isInRecord());

    assertEquals("hello", server.text());
  }

  @Test
  void whenNobodyReads_recordsWait() throws SSLException {
    handshake();
    server.onReceived = () -> server.reading = false;
    client.write("one");
    carry();
    client.write("two");
    carry();
    assertEquals("one", server.text());

    server.reading = true;
    server.tls.resume();

    assertEquals("onetwo", server.text());
  }

  @Test
  void writeWhileDelivering_isSent() throws SSLException {
    handshake();
    server.onReceived =
        () -> {
          try {
            server.tls.write(ByteBuffer.wrap("pong".getBytes(UTF_8)));
          } catch (SSLException e) {
            throw new AssertionError(e);
          }
        };
    client.write("ping");
    carry();

    assertEquals("pong", client.text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void close_tellsThePeerAfterAllData(String protocol) throws SSLException {
    client.tls.engine().setEnabledProtocols(new String[] {protocol});
    handshake();
    client.write("last words");
    client.tls.close();
    carry();
    assertEquals("last words", server.text());
    assertEquals(1, server.closings);

    server.tls.close();
    carry();

    assertEquals(1, client.closings);
    assertTrue(client.tls.isPeerClosed());
    assertTrue(server.tls.isPeerClosed());
  }

  @Test
  void garbage_failsAndTellsThePeer() throws SSLException {
    server.tls.begin();

    assertThrows(
        SSLException.class,
        () -> server.tls.receive(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8))));
    byte[] alert = server.takeSent();
    assertEquals(21, alert[0], () -> "an alert record: " + Arrays.toString(alert));
  }

  @Test
  void unknownCertificate_failsAtTheClientAndTellsTheServer() throws Exception {
    End distrustful = new End(SSLContext.getDefault().createSSLEngine("localhost", 1));
    distrustful.tls.engine().setUseClientMode(true);
    distrustful.tls.begin();
    server.tls.begin();

    assertThrows(
        SSLHandshakeException.class,
        () -> {
          while (true) {
            distrustful.advance(server, Integer.MAX_VALUE);
            server.advance(distrustful, Integer.MAX_VALUE);
          }
        });
    assertThrows(SSLException.class, () -> server.advance(distrustful, Integer.MAX_VALUE));
    assertFalse(server.handshakeDone);
  }

  @Test
  void wrongHostName_fails() throws SSLException {
    End other = new End(TestCertificates.client().createSSLEngine("example.org", 443));
    other.tls.engine().setUseClientMode(true);
    SSLParameters parameters = other.tls.engine().getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    other.tls.engine().setSSLParameters(parameters);
    other.tls.begin();
    server.tls.begin();

    assertThrows(
        SSLHandshakeException.class,
        () -> {
          while (true) {
            other.advance(server, Integer.MAX_VALUE);
            server.advance(other, Integer.MAX_VALUE);
          }
        });
  }

  @Test
  void renegotiation_isRefused() throws SSLException {
    client.tls.engine().setEnabledProtocols(new String[] {"TLSv1.2"});
    handshake();

    client.tls.engine().beginHandshake();
    assertThrows(
        SSLException.class,
        () -> {
          client.tls.resume();
          carry();
        });
  }

  @Test
  void secondConnection_resumesTheSession() throws SSLException {
    SSLContext clientContext = TestCertificates.client();
    SSLContext serverContext = TestCertificates.server();

    int first = bytesFromServer(clientContext, serverContext);
    int second = bytesFromServer(clientContext, serverContext);

    // a resumed handshake sends no certificate
    assertTrue(second < first - 300, () -> first + " bytes, then " + second);
  }

  private static int bytesFromServer(SSLContext clientContext, SSLContext serverContext)
      throws SSLException {
    End client = new End(clientContext.createSSLEngine("localhost", 443));
    End server = new End(serverContext.createSSLEngine());
    client.tls.engine().setUseClientMode(true);
    server.tls.engine().setUseClientMode(false);
    client.tls.begin();
    server.tls.begin();
    int bytes = 0;
    boolean busy = true;
    while (busy) {
      bytes += server.sent.size();
      busy = client.advance(server, 5_000) | server.advance(client, 5_000);
    }
    assertTrue(client.handshakeDone);
    return bytes;
  }
}
