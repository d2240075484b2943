package dev.weft.weaver.transform;

/** An entry of the operand stack that is kept across a suspension: its place, 0 the lowest. */
public record Operand(int place, Object type) implements Value {}
