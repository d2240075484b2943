package dev.weft.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.ChildJvm;
import dev.weft.Coroutine;
import dev.weft.LoopThread;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.management.ObjectName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
@Timeout(120)
@SuppressWarnings("weft:BlockingCall") // the subject
class LoopMonitorTest {

  @TempDir Path directory;

  @Test
  void mBean_dumpsAllLoops() throws Exception {
    LoopMonitor.register();
    LoopMonitor.register();
    try (LoopThread one = LoopThread.start("one");
        LoopThread two = LoopThread.start("two")) {
      for (LoopThread thread : new LoopThread[] {one, two}) {
        CountDownLatch begun = new CountDownLatch(1);
        thread.submit(() -> waitForever(begun));
        begun.await();
      }
      Object dump =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("dev.weft:type=LoopMonitor"),
                  "dump",
                  new Object[0],
                  new String[0]);
      assertEquals(2, dump.toString().split("LoopMonitorTest.waitForever", -1).length - 1);
    }
  }

  @Async
  private static Coroutine<Void> waitForever(CountDownLatch begun) {
    begun.countDown();
    Await.of(Weft.shield(new dev.weft.sync.AsyncEvent().await()));
    return Coroutine.done();
  }

  @Test
  void agent_dumpsTheLoopsOfAStuckProcess() throws Exception {
    Path dump = directory.resolve("dump.txt");
    try (ChildJvm child = ChildJvm.start(Stuck.class, Map.of())) {
      assertEquals("ready", child.line());
      String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
      Process attach =
          new ProcessBuilder(
                  jcmd, Long.toString(child.pid()), "JVMTI.agent_load", agent(), dump.toString())
              .inheritIO()
              .start();
      assertEquals(0, attach.waitFor());
      String text = Files.readString(dump);
      assertTrue(text.contains("The loop has not answered"), text);
      assertTrue(text.contains("stuck is running"), text);
      assertTrue(text.contains("Stuck.block(LoopMonitorTest.java:"), text);
      assertTrue(text.contains("waits for <Task stuck pending>"), text);
    }
  }

  /** A jar with the manifest of the runtime's; the class is on the child's class path. */
  private String agent() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Agent-Class", LoopMonitor.class.getName());
    Path jar = directory.resolve("agent.jar");
    try (OutputStream file = Files.newOutputStream(jar)) {
      new JarOutputStream(file, manifest).close();
    }
    return jar.toString();
  }

  /** Blocks its loop. */
  static final class Stuck {
    public static void main(String[] args) {
      Weft.run(
          () -> {
            Await.of(Weft.createTask(block(), "stuck"));
            return Coroutine.done();
          });
    }

    @Async
    @SuppressWarnings("weft:AsyncNeverAwaits")
    private static Coroutine<Void> block() {
      System.out.println("ready");
      while (true) {
        Thread.onSpinWait();
      }
    }
  }
}
