package dev.weft.weaver.transform;

/** A local variable that is kept across a suspension: its slot and verification type. */
public record Local(int slot, Object type) {}
