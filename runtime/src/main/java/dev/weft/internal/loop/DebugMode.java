package dev.weft.internal.loop;

import java.time.Duration;

/** What debug mode is by default, and its thresholds. */
public final class DebugMode {

  /** Whether loops start in debug mode. */
  public static final boolean DEFAULT = isRequested(System.getenv("WEFT_DEBUG"));

  /** A callback or step that takes this long or longer is logged. 100 ms, as in asyncio. */
  static final long SLOW_NANOS = Duration.ofMillis(100).toNanos();

  private DebugMode() {}

  private static boolean isRequested(String environment) {
    return Boolean.getBoolean("dev.weft.debug") || (environment != null && !environment.isEmpty());
  }
}
