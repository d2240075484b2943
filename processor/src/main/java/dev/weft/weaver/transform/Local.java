package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.VerificationTypes;

/** A local variable that is kept across a suspension: its slot and verification type. */
public record Local(int slot, Object type) implements Value {

  /** The slot behind it. */
  int end() {
    return slot + VerificationTypes.size(type);
  }

  public boolean isPrimitive() {
    return !VerificationTypes.isReference(type);
  }
}
