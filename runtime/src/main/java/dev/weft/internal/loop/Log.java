package dev.weft.internal.loop;

import java.lang.System.Logger;

/** Where the runtime logs. */
public final class Log {

  private Log() {}

  /**
   * The logger, looked up when there is something to log: the first look-up takes milliseconds,
   * which most programs need not spend before their first await.
   */
  public static Logger logger() {
    return System.getLogger("dev.weft");
  }
}
