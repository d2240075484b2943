package dev.weft.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.AsyncFuture;
import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.EventLoop;
import dev.weft.Task;
import dev.weft.TimeoutException;
import dev.weft.Weft;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Children that are programs of a POSIX system. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class SubprocessTest {

  private static Output run(ProcessBuilder builder, String input) throws IOException {
    return Weft.run(
        () -> {
          try (Subprocess child = Await.of(Subprocess.exec(builder))) {
            return Coroutine.of(Await.of(child.communicate(input.getBytes(UTF_8))));
          }
        });
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }

  /** Row V1. */
  @Test
  void communicate_writesReadsAndWaits() throws Exception {
    Output output = run(Shell.command("cat; echo problem >&2; exit 3"), "hello");

    assertEquals("hello", text(output.stdout()));
    assertEquals("problem\n", text(output.stderr()));
    assertEquals(3, output.returnCode());
  }

  @Test
  void megabytesBothWays_arriveWhole() throws Exception {
    byte[] data = new byte[5_000_000];
    new Random(8).nextBytes(data);
    Output output =
        Weft.run(
            () -> {
              try (Subprocess cat = Await.of(Subprocess.exec("cat"))) {
                return Coroutine.of(Await.of(cat.communicate(data)));
              }
            });

    assertArrayEquals(data, output.stdout());
  }

  /** Row V4: no shell looks at the arguments. Row V5. */
  @Test
  void arguments_arePassedAsTheyAre() throws Exception {
    Output output = run(new ProcessBuilder("printf", "%s|", "a b", "\"q\"", "$HOME", "*", ""), "");

    assertEquals("a b|\"q\"|$HOME|*||", text(output.stdout()));
  }

  /** Row V4. */
  @Test
  void emptyCommand_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> run(new ProcessBuilder(), ""));
  }

  @Test
  void programThatDoesNotExist_throws() {
    IOException e =
        assertThrows(IOException.class, () -> run(new ProcessBuilder("/no/such/program"), ""));
    assertTrue(e.getMessage().contains("/no/such/program"), e.getMessage());
  }

  /** Rows V12 and V13. */
  @Test
  void shell_runsACommandLine() throws Exception {
    Output output =
        Weft.run(
            () -> {
              try (Subprocess shell =
                  Await.of(Subprocess.shell("echo $((1+1)) | tr 2 3; exit 4"))) {
                return Coroutine.of(Await.of(shell.communicate()));
              }
            });

    assertEquals("3\n", text(output.stdout()));
    assertEquals(4, output.returnCode());
  }

  /** Row V14. */
  @Test
  void quotedWord_isTakenLiterally() throws Exception {
    for (String word : List.of("a b;c", "it's", "", "$HOME `x` \"y\"", "plain-word_1.txt")) {
      assertEquals(word, text(run(Shell.command("printf %s " + Shell.quote(word)), "").stdout()));
    }
    assertEquals("plain-word_1.txt", Shell.quote("plain-word_1.txt"));
  }

  /** Row V9. */
  @Test
  void mergedStreams_comeThroughOne() throws Exception {
    Output output = run(Shell.command("echo out; echo err >&2").redirectErrorStream(true), "");

    assertEquals("out\nerr\n", text(output.stdout()));
    assertEquals("", text(output.stderr()));
  }

  /** Rows V7, V8 and V10. */
  @Test
  void filesFolderAndEnvironment_areTheBuilders(@TempDir Path folder) throws Exception {
    Path in = Files.writeString(folder.resolve("in"), "from a file");
    Path out = folder.resolve("out");
    ProcessBuilder builder =
        Shell.command("cat; echo; pwd; echo $WORD")
            .directory(folder.toFile())
            .redirectInput(in.toFile())
            .redirectOutput(out.toFile())
            .redirectError(Redirect.DISCARD);
    builder.environment().put("WORD", "abc");

    Output output = run(builder, "");

    assertEquals("from a file\n" + folder.toRealPath() + "\nabc\n", Files.readString(out));
    assertEquals("", text(output.stdout()));
  }

  @Test
  void streamsThatAreNoPipes_areNull(@TempDir Path folder) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("true").inheritIO();
    Weft.run(
        () -> {
          try (Subprocess child = Await.of(Subprocess.exec(builder))) {
            assertNull(child.stdin());
            assertNull(child.stdout());
            assertNull(child.stderr());
            assertEquals(0, Await.of(child.waitFor()));
            assertEquals(0, child.returnCode());
          }
          return Coroutine.done();
        });
  }

  /** asyncio case 118 in linear code. */
  @Test
  void dialogue_goesBackAndForth() throws Exception {
    Weft.run(
        () -> {
          try (Subprocess cat = Await.of(Subprocess.exec("cat"))) {
            for (int i = 0; i < 20; i++) {
              cat.stdin().write("line " + i + "\n");
              assertEquals("line " + i, Await.of(cat.stdout().readLine()));
            }
            assertNull(cat.returnCode());
            cat.stdin().close();
            assertNull(Await.of(cat.stdout().readLine()));
            assertEquals(0, Await.of(cat.waitFor()));
          }
          return Coroutine.done();
        });
  }

  @Test
  void childThatDoesNotRead_isNoFailure() throws Exception {
    Output output = run(new ProcessBuilder("true"), "x".repeat(1_000_000));

    assertEquals(0, output.returnCode());
  }

  @Test
  void output_canBeReadAfterTheEnd() throws Exception {
    Weft.run(
        () -> {
          try (Subprocess child = Await.of(Subprocess.shell("echo late"))) {
            Await.of(child.waitFor());
            assertEquals("late", Await.of(child.stdout().readLine()));
          }
          return Coroutine.done();
        });
  }

  // ---- signals ----

  @Test
  void signals_endTheChild() throws Exception {
    assertEquals(128 + 15, endedBy(Subprocess::terminate));
    assertEquals(128 + 9, endedBy(Subprocess::kill));
    assertEquals(128 + 9, endedBy(Subprocess::close));
    assertEquals(128 + 14, endedBy(child -> child.sendSignal("SIGALRM")));
    assertEquals(128 + 15, endedBy(child -> child.sendSignal("term")));
  }

  private interface Ending {
    void end(Subprocess child);
  }

  private static int endedBy(Ending ending) throws IOException {
    return Weft.run(
        () -> {
          try (Subprocess child = Await.of(Subprocess.exec("sleep", "60"))) {
            ending.end(child);
            return Coroutine.of(Await.of(child.waitFor()));
          }
        });
  }

  @Test
  void signalThatIsIgnored_doesNot() throws Exception {
    Weft.run(
        () -> {
          try (Subprocess child =
              Await.of(
                  Subprocess.shell(
                      "trap 'echo no' TERM; echo ready; while :; do sleep 0.05; done"))) {
            assertEquals("ready", Await.of(child.stdout().readLine()));
            child.terminate();
            assertEquals("no", Await.of(child.stdout().readLine()));
            assertNull(child.returnCode());
            child.kill();
            assertEquals(128 + 9, Await.of(child.waitFor()));
            child.terminate();
            child.sendSignal("ALRM"); // no effect any more
          }
          return Coroutine.done();
        });
  }

  @Test
  void nameThatIsNoSignal_isRefused() throws Exception {
    Weft.run(
        () -> {
          try (Subprocess child = Await.of(Subprocess.exec("cat"))) {
            assertThrows(IllegalArgumentException.class, () -> child.sendSignal("; rm"));
          }
          return Coroutine.done();
        });
  }

  @Test
  void signalThatDoesNotExist_isReported() throws Exception {
    Weft.run(
        () -> {
          AsyncFuture<String> reported = EventLoop.running().createFuture();
          EventLoop.running()
              .setExceptionHandler((loop, context) -> reported.setResult(context.message()));
          try (Subprocess child = Await.of(Subprocess.exec("cat"))) {
            child.sendSignal("NOSUCH");
            String message = Await.of(reported);
            assertTrue(message.startsWith("cannot send signal NOSUCH to process"), message);
          }
          return Coroutine.done();
        });
  }

  // ---- cancellation ----

  @Test
  void cancelledCommunicate_leavesNoChild() throws Exception {
    long[] pid = new long[1];
    assertThrows(
        TimeoutException.class,
        () ->
            Weft.run(
                () ->
                    Weft.timeout(
                        Duration.ofMillis(100),
                        t -> {
                          try (Subprocess child = Await.of(Subprocess.exec("sleep", "60"))) {
                            pid[0] = child.pid();
                            Await.of(child.communicate());
                          }
                          return Coroutine.done();
                        })));
    ProcessHandle.of(pid[0]).ifPresent(child -> child.onExit().join());
  }

  @Test
  void cancelledWait_leavesTheChildAndOtherWaiters() throws Exception {
    Weft.run(
        () -> {
          try (Subprocess child = Await.of(Subprocess.exec("cat"))) {
            Task<Integer> first = Weft.createTask(child.waitFor());
            Task<Integer> second = Weft.createTask(child.waitFor());
            Await.of(Weft.sleep(Duration.ZERO));
            first.cancel();
            Await.of(Weft.sleep(Duration.ZERO));
            child.stdin().close();
            assertEquals(0, Await.of(second));
            assertTrue(first.isCancelled());
          }
          return Coroutine.done();
        });
  }

  // ---- many ----

  @Test
  void manyChildren_runAtTheSameTime() throws Exception {
    List<Integer> numbers = IntStream.range(0, 60).boxed().toList();
    List<String> outputs =
        Weft.run(
            () ->
                Weft.map(
                    numbers,
                    20,
                    i -> {
                      try (Subprocess child =
                          Await.of(Subprocess.exec("echo", Integer.toString(i)))) {
                        return Coroutine.of(text(Await.of(child.communicate()).stdout()).strip());
                      }
                    }));
    assertEquals(numbers.stream().map(Object::toString).toList(), outputs);
    assertFalse(outputs.isEmpty());
  }
}
