package dev.weft.linkage;

public final class Linkage {

  private Linkage() {}

  public static void require(int version) {}
}
