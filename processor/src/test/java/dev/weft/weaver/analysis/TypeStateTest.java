package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
}
