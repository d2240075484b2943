package dev.weft.linkage;

import dev.weft.AsyncGenerator;

public final class GeneratorEnd {

  private GeneratorEnd() {}

  public static void require(AsyncGenerator<?> end) {}
}
