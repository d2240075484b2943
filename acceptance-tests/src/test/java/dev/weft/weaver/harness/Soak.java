package dev.weft.weaver.harness;

/** Whether to test all that can be tested, however long it takes. */
public final class Soak {

  /** Set by {@code -Dweft.soak=true}. */
  public static final boolean ENABLED = Boolean.getBoolean("weft.soak");

  private Soak() {}
}
