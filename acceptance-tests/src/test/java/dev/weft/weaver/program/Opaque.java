package dev.weft.weaver.program;

/** Values that no compiler can fold. */
public final class Opaque {

  private Opaque() {}

  public static boolean t() {
    return true;
  }

  public static int one() {
    return 1;
  }

  public static String msg(Throwable e) {
    return e.getMessage();
  }
}
