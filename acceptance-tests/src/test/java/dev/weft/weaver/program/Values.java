package dev.weft.weaver.program;

import java.util.Arrays;
import java.util.concurrent.Future;

/** Values that record when they are evaluated, and text for any value. */
public final class Values {

  private Values() {}

  public static boolean v(boolean value) {
    return record(value);
  }

  public static byte v(byte value) {
    return record(value);
  }

  public static short v(short value) {
    return record(value);
  }

  public static char v(char value) {
    return record(value);
  }

  public static int v(int value) {
    return record(value);
  }

  public static long v(long value) {
    return record(value);
  }

  public static float v(float value) {
    return record(value);
  }

  public static double v(double value) {
    return record(value);
  }

  public static <T> T v(T value) {
    return record(value);
  }

  private static <T> T record(T value) {
    Journal.add("(" + show(value) + ")");
    return value;
  }

  /** Records a value, with its type when that is a box. */
  public static void see(Object value) {
    Journal.add(
        value instanceof Number || value instanceof Character
            ? value.getClass().getSimpleName() + " " + value
            : show(value));
  }

  public static String show(Object value) {
    if (value instanceof Future<?>) {
      return "future";
    }
    String text = Arrays.deepToString(new Object[] {value});
    return text.substring(1, text.length() - 1);
  }

  /** Takes a value in the middle of a full operand stack. */
  public static <T> T among(int i, long l, T value, double d, String s) {
    Journal.add(i + s + l + s + d);
    return value;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // show only reads
  public static <T> String varargs(int first, T... rest) {
    return first + show(rest);
  }
}
