package dev.weft.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Weft;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Children by transports and protocols. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(30)
class SubprocessProtocolTest {

  private static class Recorder implements SubprocessProtocol {
    final List<String> events = new ArrayList<>();
    final StringBuilder out = new StringBuilder();
    final StringBuilder err = new StringBuilder();
    final AsyncFuture<Void> lost = EventLoop.running().createFuture();
    SubprocessTransport transport;

    @Override
    public void connectionMade(SubprocessTransport made) {
      transport = made;
      events.add("made");
    }

    @Override
    public void pipeDataReceived(int fd, ByteBuffer data) {
      (fd == 1 ? out : err).append(UTF_8.decode(data));
      events.add("data " + fd);
    }

    @Override
    public void pipeConnectionLost(int fd, Throwable cause) {
      events.add("end of " + fd);
    }

    @Override
    public void processExited() {
      events.add("exited");
    }

    @Override
    public void connectionLost(Throwable cause) {
      events.add("lost " + cause);
      lost.setResult(null);
    }
  }

  /** asyncio case 119; rows B4, V3, V6, V11 and Y6. */
  @Test
  void events_comeInOrderPerPipe() throws Exception {
    Weft.run(
        () -> {
          SubprocessEndpoint<Recorder> endpoint =
              Await.of(
                  Subprocess.subprocessExec(
                      Recorder::new, Shell.command("cat; echo oops >&2; exit 7")));
          Recorder protocol = endpoint.protocol();
          SubprocessTransport transport = endpoint.transport();
          assertSame(transport, protocol.transport);
          assertTrue(transport.pid() > 0);
          assertNull(transport.returnCode());
          transport.pipeTransport(0).write("hi".getBytes(UTF_8));
          transport.pipeTransport(0).writeEof();
          Await.of(protocol.lost);

          assertEquals("hi", protocol.out.toString());
          assertEquals("oops\n", protocol.err.toString());
          assertEquals(7, transport.returnCode());
          List<String> events = protocol.events;
          assertEquals("made", events.get(0));
          assertEquals("lost null", events.get(events.size() - 1));
          assertTrue(events.contains("exited"));
          assertTrue(events.contains("end of 0"));
          assertTrue(events.lastIndexOf("data 1") < events.indexOf("end of 1"), events::toString);
          assertTrue(events.lastIndexOf("data 2") < events.indexOf("end of 2"), events::toString);
          return Coroutine.done();
        });
  }

  /** asyncio case 118. */
  @Test
  void dialogue_andCloseKills() throws Exception {
    Weft.run(
        () -> {
          AsyncFuture<String> answer = EventLoop.running().createFuture();
          Recorder recorder =
              new Recorder() {
                @Override
                public void pipeDataReceived(int fd, ByteBuffer data) {
                  answer.setResult(UTF_8.decode(data).toString());
                }
              };
          var endpoint =
              Await.of(Subprocess.subprocessExec(() -> recorder, new ProcessBuilder("cat")));
          endpoint.transport().pipeTransport(0).write("ping".getBytes(UTF_8));
          assertEquals("ping", Await.of(answer));
          endpoint.transport().close();
          Await.of(recorder.lost);
          assertEquals(128 + 9, endpoint.transport().returnCode());
          return Coroutine.done();
        });
  }

  /** asyncio case 120. */
  @Test
  void close_killsARunningChild() throws Exception {
    Weft.run(
        () -> {
          var endpoint =
              Await.of(Subprocess.subprocessExec(Recorder::new, new ProcessBuilder("sleep", "60")));
          endpoint.transport().close();
          assertTrue(endpoint.transport().isClosing());
          Await.of(endpoint.protocol().lost);
          assertEquals(128 + 9, endpoint.transport().returnCode());
          assertTrue(endpoint.protocol().events.contains("exited"));
          return Coroutine.done();
        });
  }

  @Test
  void shell_isAChildToo() throws Exception {
    Weft.run(
        () -> {
          var endpoint =
              Await.of(Subprocess.subprocessShell(Recorder::new, "echo a; echo b | tr b c"));
          Await.of(endpoint.protocol().lost);
          assertEquals("a\nc\n", endpoint.protocol().out.toString());
          return Coroutine.done();
        });
  }

  @Test
  void mergedErrors_haveNoPipe() throws Exception {
    Weft.run(
        () -> {
          var endpoint =
              Await.of(
                  Subprocess.subprocessExec(
                      Recorder::new, Shell.command("echo x >&2").redirectErrorStream(true)));
          assertNull(endpoint.transport().pipeTransport(2));
          assertNotNull(endpoint.transport().pipeTransport(1));
          Await.of(endpoint.protocol().lost);
          assertEquals("x\n", endpoint.protocol().out.toString());
          return Coroutine.done();
        });
  }

  /** What the library does is no task of the user's. */
  @Test
  void waitingForTheEnd_isNoTask() throws Exception {
    Weft.run(
        () -> {
          SubprocessEndpoint<Recorder> endpoint =
              Await.of(Subprocess.subprocessExec(Recorder::new, Shell.command("read line")));
          assertEquals(Set.of(Weft.currentTask()), Weft.allTasks());
          endpoint.transport().close();
          Await.of(endpoint.protocol().lost);
          return Coroutine.done();
        });
  }
}
