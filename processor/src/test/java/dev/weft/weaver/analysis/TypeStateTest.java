package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.LONG;
import static org.objectweb.asm.Opcodes.TOP;

import java.util.List;
import org.junit.jupiter.api.Test;

class TypeStateTest {

  private final TypeState state =
      new TypeState(List.of("A"), List.of("bottom", LONG, INTEGER, "top"));

  @Test
  void slotBeyondTheLast_isUnusable() {
    assertEquals("A", state.local(0));
    assertEquals(TOP, state.local(1));
  }

  @Test
  void depth_isCountedFromTheTop() {
    assertEquals("top", state.peek(0));
    assertEquals("bottom", state.peek(3));
  }

  @Test
  void stackBelow_leavesTheTopmostValuesOut() {
    assertEquals(List.of("bottom", LONG), state.stackBelow(2));
  }

  @Test
  void slotOfAValue_isNotFree() {
    TypeState locals = new TypeState(List.of(TOP, LONG, TOP, TOP), List.of());

    assertTrue(locals.isFree(0));
    assertFalse(locals.isFree(1));
    assertFalse(locals.isFree(2), "the second half of the long");
    assertTrue(locals.isFree(3));
    assertTrue(locals.isFree(4));
  }
}
