package dev.weft.weaver.program;

/** A superclass in another package, all of whose members are protected. */
public class ProtectedBase {

  protected String field;

  protected ProtectedBase(String field) {
    this.field = field;
  }

  protected String method(int i) {
    return "m" + i;
  }

  protected static String statically(int i) {
    return "s" + i;
  }
}
