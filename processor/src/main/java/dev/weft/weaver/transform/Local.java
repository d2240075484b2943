package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.VerificationTypes;

/** A local variable that is kept across a suspension: its slot and verification type. */
public record Local(int slot, Object type) {

  public boolean isPrimitive() {
    return !VerificationTypes.isReference(type);
  }
}
