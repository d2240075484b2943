package dev.weft.weaver.program;

/** Ends every loop of a generated program, sooner or later. */
public final class Fuel {

  private static final int TANK = 60;

  private static int left; // whichever thread runs the program

  private Fuel() {}

  public static void fill() {
    left = TANK;
  }

  /** Whether the loop may go round once more. */
  public static boolean burn() {
    return left-- > 0;
  }
}
