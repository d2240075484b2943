package dev.weft.spi;

/** The MBean {@code dev.weft:type=LoopMonitor}; see {@link LoopMonitor}. */
@FunctionalInterface
public interface LoopMonitorMXBean {

  /** The {@linkplain dev.weft.EventLoop#dump dumps} of all loops that run in this process. */
  String dump();
}
