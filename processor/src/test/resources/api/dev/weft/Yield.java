package dev.weft;

public final class Yield {
  public static void of(Object value) {
    throw new IllegalStateException("unwoven");
  }
}
