package dev.weft.spi;

import dev.weft.internal.loop.Log;
import dev.weft.internal.loop.RunLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.jspecify.annotations.Nullable;

/**
 * Tells from outside what the loops of a running program are doing, also when it is stuck.
 *
 * <p>Three ways: with the system property {@code dev.weft.jmx=true}, or a call of {@link
 * #register}, the MBean {@code dev.weft:type=LoopMonitor} has an operation {@code dump}, for
 * JConsole and its like. Without any preparation, {@code jcmd <pid> JVMTI.agent_load
 * weft-runtime.jar} writes a dump to the log of the program, or, with the name of a file as a
 * further argument, to that file; and registers the MBean. Any thread may call the methods.
 */
public final class LoopMonitor {

  private LoopMonitor() {}

  /** The {@linkplain dev.weft.EventLoop#dump dumps} of all loops that run in this process. */
  public static String dump() {
    return RunLoop.allRunning().stream()
        .map(RunLoop::dump)
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /**
   * Registers the MBean with the platform's server. A second call has no effect.
   *
   * @throws UnsupportedOperationException without the module {@code java.management}
   */
  public static synchronized void register() {
    try {
      MBeanServer server = ManagementFactory.getPlatformMBeanServer();
      ObjectName name = new ObjectName("dev.weft:type=LoopMonitor");
      if (!server.isRegistered(name)) {
        LoopMonitorMXBean bean = LoopMonitor::dump;
        server.registerMBean(new StandardMBean(bean, LoopMonitorMXBean.class, true), name);
      }
    } catch (JMException e) {
      throw new IllegalStateException("cannot register the MBean of the LoopMonitor", e);
    } catch (NoClassDefFoundError noModule) {
      throw new UnsupportedOperationException(
          "an MBean needs the module java.management: require it, or add it with --add-modules",
          noModule);
    }
  }

  /**
   * Called when the runtime's jar is attached to the process as an agent.
   *
   * @param file where the dump goes; null or empty for the log
   */
  public static void agentmain(@Nullable String file) {
    String dump = dump();
    if (file == null || file.isEmpty()) {
      Log.logger().log(Level.INFO, "Dump of all loops:\n{0}", dump);
    } else {
      try {
        Files.writeString(Path.of(file), dump);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write the dump to " + file, e);
      }
    }
    register();
  }
}
