package dev.weft.weaver.transform;

/** A value that is kept across a suspension. */
public sealed interface Value permits Local, Operand {

  /** Its verification type. */
  Object type();
}
